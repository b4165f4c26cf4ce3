//! What files hold on its way into the archive.

use crate::archive::{ArchiveError, Keeper};
use crate::import::{FileSummary, ImportError, ResultsPlace, open};
use crate::model::{Provenance, Remark, SavedRecord};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Records that go into the archive together.
const BATCH: usize = 200;

/// What reading a file came to, where the archive took what was in it.
pub(super) type FileRead = Result<FileSummary, ImportError>;

/// Reads what stands at a place into the archive.
///
/// # Errors
///
/// When the archive takes no more.
pub(super) fn keep_place(
    keeper: &Keeper,
    place: &ResultsPlace,
    mut told: impl FnMut(&Remark),
) -> Result<FileRead, ArchiveError> {
    let mut batch = FileBatch::of(keeper, place);
    let mut failed = None;
    let read = open(place, &mut |record| {
        if let SavedRecord::Remark(remark) = record {
            told(&remark);
            return ControlFlow::Continue(());
        }
        match batch.take(record) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    batch.send()?;
    Ok(read)
}

/// Records on their way into the archive.
pub(super) struct FileBatch<'k> {
    keeper: &'k Keeper,
    file: Arc<str>,
    records: Vec<SavedRecord>,
}

impl<'k> FileBatch<'k> {
    /// The records of a place.
    pub(super) fn of(keeper: &'k Keeper, place: &ResultsPlace) -> Self {
        Self { keeper, file: place.label(), records: Vec::new() }
    }

    /// Takes a record, and sends those that wait once they are many.
    pub(super) fn take(&mut self, record: SavedRecord) -> Result<(), ArchiveError> {
        self.records.push(record);
        if self.records.len() < BATCH { Ok(()) } else { self.send() }
    }

    /// Sends the records that wait.
    pub(super) fn send(&mut self) -> Result<(), ArchiveError> {
        let records = std::mem::take(&mut self.records);
        if records.is_empty() {
            return Ok(());
        }
        // HITs and bonuses come from the file that the assignments beside them name: one of a folder, or in a zip.
        let of_assignment = records.iter().find_map(|record| match record {
            SavedRecord::Assignment(saved) => Some(saved.provenance.clone()),
            _ => None,
        });
        let whole = || Provenance::File { file: Arc::clone(&self.file), line: 1 };
        self.keeper.keep(of_assignment.unwrap_or_else(whole), records)
    }
}
