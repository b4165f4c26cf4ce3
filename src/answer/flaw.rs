/// Why a document could not be read to its end, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong, as the rest of a sentence.
    pub reason: String,
    /// Byte offset into the document.
    pub at: usize,
    /// Line of that place, from 1.
    pub line: usize,
    /// Column of that place in characters, from 1.
    pub column: usize,
}

impl Flaw {
    /// A flaw at a byte offset of `xml`; an offset inside a character or behind the end is moved back.
    pub(super) fn at(xml: &str, at: usize, reason: impl Into<String>) -> Self {
        let at = xml.floor_char_boundary(at);
        let before = xml.get(..at).unwrap_or_default();
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
        Self { reason: reason.into(), at, line, column: 1 + last_line.chars().count() }
    }
}
