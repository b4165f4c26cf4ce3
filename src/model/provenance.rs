use super::Timestamp;
use std::sync::Arc;

/// Where a record was read, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// A service said so.
    Service {
        /// Its endpoint's URL.
        endpoint: Arc<str>,
        /// When (UTC).
        seen: Timestamp,
    },
    /// It stands in a file.
    File {
        /// The file's path as it was given; `-` for standard input, `archive.zip/results.csv` for one inside another.
        file: Arc<str>,
        /// The line on which its row begins, or the number of its document, from 1.
        line: u64,
    },
}
