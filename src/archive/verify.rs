//! Whether an archive is whole: its pages, its references, and that every text in it can be read.

use super::error::ArchiveError;
use super::reader::Archive;
use super::selection::Selection;
use crate::model::SavedRecord;
use std::ops::ControlFlow;

/// So many faults of the file are told.
const FAULTS: usize = 20;

/// What came of verifying an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// What is wrong, in SQLite's words; nothing where it is whole.
    pub faults: Vec<String>,
    /// HITs that were read.
    pub hits: u64,
    /// Assignments that were read.
    pub assignments: u64,
    /// Bonuses that were read.
    pub bonuses: u64,
}

impl Archive {
    /// Reads all of it. A file that is damaged may fail to be read at all.
    ///
    /// # Errors
    ///
    /// When it can not be read; what is in it may be damaged.
    pub fn verify(&self) -> Result<Verified, ArchiveError> {
        let faults = self.read(|connection, _| {
            let mut statement = connection.prepare(&format!("PRAGMA integrity_check({FAULTS})"))?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut faults = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            faults.retain(|fault| fault != "ok");
            let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()?.filter(|_| faults.len() < FAULTS) {
                let (table, of): (String, String) = (row.get(0)?, row.get(2)?);
                faults.push(format!("a row of {table} refers to nothing in {of}"));
            }
            Ok(faults)
        })?;
        let mut verified = Verified { faults, ..Verified::default() };
        self.replay(&Selection::default(), &mut |record| {
            match record {
                SavedRecord::Hit(_) => verified.hits += 1,
                SavedRecord::Assignment(_) => verified.assignments += 1,
                SavedRecord::Bonus(_) => verified.bonuses += 1,
                SavedRecord::Remark(_) => {}
            }
            ControlFlow::Continue(())
        })?;
        Ok(verified)
    }
}
