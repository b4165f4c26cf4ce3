use std::fmt;
use std::sync::Arc;

/// Something about a file that its reader ought to know: what could not be read, what was kept beside, what was
/// taken for what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Remark {
    /// How much it matters.
    pub weight: RemarkWeight,
    /// The file's path as it was given.
    pub file: Arc<str>,
    /// The first line it is about, from 1; `None` where it is about the whole file.
    pub line: Option<u64>,
    /// What there is to say, one sentence without a full stop. Parts of a file in it are untrusted.
    pub text: String,
}

/// How much a remark matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkWeight {
    /// Good to know; nothing is missing.
    Note,
    /// Something is doubtful: two sources contradict each other, a time can not be known.
    Doubt,
    /// Something is missing: a row could not be read, a dump is a part.
    Loss,
}

impl fmt::Display for Remark {
    /// `results.csv:12: the row …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.text)
    }
}
