use crate::archive::{Archive, Selection};
use crate::export::{Replay, ReplayError};
use crate::model::TakeRecord;

/// A selection of what the archive keeps.
pub(super) struct ArchivedRecords {
    /// All that is kept.
    pub(super) archive: Archive,
    /// What of it is meant.
    pub(super) selection: Selection,
}

impl Replay for ArchivedRecords {
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
        self.archive.replay(&self.selection, take).map_err(|error| ReplayError(error.to_string()))
    }
}
