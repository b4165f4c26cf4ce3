use super::sink::count;
use crate::model::SavedRecord;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// What was read, once it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// What it was.
    pub kind: FileKind,
    /// Assignments, each counted once.
    pub assignments: u64,
    /// HITs, those too of which only assignments were told.
    pub hits: u64,
    /// Bonuses.
    pub bonuses: u64,
    /// Assignments without an id of the service.
    pub without_id: u64,
}

/// What a file, or a folder, was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    /// A table, in words of its reader.
    Sheet(&'static str),
    /// JSON of the AWS CLI, of an SDK, or like it.
    Json,
    /// The same, a value a line.
    JsonLines,
    /// JSON of the API before 2017.
    LegacyJson,
    /// Flat JSON objects, answers beside members, as amti and pandas write them.
    JsonTable,
    /// What hitdeck exports.
    Exported,
    /// Units of Mephisto.
    Mephisto,
    /// YAML of the AWS CLI, or like it.
    Yaml,
    /// Text of the AWS CLI.
    CliText,
    /// What Python prints of a response.
    Python,
    /// So many files of a folder or an archive.
    Several(u64),
    /// Reading ended before it was known.
    Unknown,
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sheet(words) => words,
            Self::Json => "JSON of the AWS CLI or an SDK",
            Self::JsonLines => "JSON lines",
            Self::LegacyJson => "JSON of the API before 2017",
            Self::JsonTable => "Flat JSON with answers beside members",
            Self::Exported => "Export of hitdeck",
            Self::Mephisto => "Units of Mephisto",
            Self::Yaml => "YAML of the AWS CLI",
            Self::CliText => "Text of the AWS CLI",
            Self::Python => "Printed Python",
            Self::Several(1) => "1 result file",
            Self::Several(files) => return write!(f, "{} result files", count(*files)),
            Self::Unknown => "Results",
        })
    }
}

impl fmt::Display for FileSummary {
    /// `Batch CSV of the requester site, 2,500 assignments of 500 HITs, 3 rows without an id`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |n: u64| if n == 1 { "" } else { "s" };
        let several = |n: u64, what: &str| format!("{} {what}{}", count(n), plural(n));
        write!(f, "{}", self.kind)?;
        match (self.assignments, self.hits) {
            (0, 0) if self.bonuses > 0 => {}
            (0, hits) if hits > 0 => write!(f, ", {}", several(hits, "HIT"))?,
            (assignments, 0) => write!(f, ", {}", several(assignments, "assignment"))?,
            (assignments, hits) => {
                write!(f, ", {} of {}", several(assignments, "assignment"), several(hits, "HIT"))?;
            }
        }
        if self.bonuses > 0 {
            let plural = if self.bonuses == 1 { "bonus" } else { "bonuses" };
            write!(f, ", {} {plural}", count(self.bonuses))?;
        }
        if self.without_id > 0 {
            write!(f, ", {} without an id", several(self.without_id, "row"))?;
        }
        Ok(())
    }
}

/// Counts records on their way. Of ids only hashes are remembered.
#[derive(Debug, Default)]
pub(super) struct RecordTally {
    hasher: RandomState,
    assignments: HashSet<u64>,
    hits: HashSet<u64>,
    bonuses: u64,
    without_id: u64,
}

impl RecordTally {
    pub(super) fn count(&mut self, record: &SavedRecord) {
        match record {
            SavedRecord::Hit(hit) => self.hit(hit.id.as_str()),
            SavedRecord::Assignment(saved) => {
                let new = self.assignments.insert(self.hasher.hash_one(&saved.assignment.id));
                self.without_id += u64::from(new && saved.assignment.id.is_invented());
                self.hit(saved.assignment.hit.as_str());
            }
            SavedRecord::Bonus(_) => self.bonuses += 1,
            SavedRecord::Remark(_) => {}
        }
    }

    fn hit(&mut self, id: &str) {
        if !id.is_empty() {
            self.hits.insert(self.hasher.hash_one(id));
        }
    }

    pub(super) fn summary(&self, kind: FileKind) -> FileSummary {
        FileSummary {
            kind,
            assignments: self.assignments.len() as u64,
            hits: self.hits.len() as u64,
            bonuses: self.bonuses,
            without_id: self.without_id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_says_what_there_is_and_nothing_of_what_there_is_not() {
        let summary = FileSummary {
            kind: FileKind::Sheet("Batch CSV of the requester site"),
            assignments: 2500,
            hits: 500,
            bonuses: 0,
            without_id: 3,
        };
        assert_eq!(
            summary.to_string(),
            "Batch CSV of the requester site, 2,500 assignments of 500 HITs, 3 rows without an id"
        );
        let bonuses =
            FileSummary { kind: FileKind::Json, assignments: 0, hits: 0, bonuses: 1, without_id: 0 };
        assert_eq!(bonuses.to_string(), "JSON of the AWS CLI or an SDK, 1 bonus");
        let hits = FileSummary { kind: FileKind::Several(3), hits: 1, bonuses: 0, ..bonuses };
        assert_eq!(hits.to_string(), "3 result files, 1 HIT");
        let none = FileSummary { hits: 0, ..hits };
        assert_eq!(none.to_string(), "3 result files, 0 assignments");
    }
}
