use super::{ExportError, ReplayError};
use crate::model::{SavedRecord, TakeRecord};
use std::ops::ControlFlow;

/// Records that can be told as often as a writer asks for them, each time the same ones in the same order.
pub trait Replay {
    /// Tells every record from the first on, until `take` breaks.
    ///
    /// # Errors
    ///
    /// When the source can not be read any further.
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError>;
}

impl Replay for &[SavedRecord] {
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
        // Whether somebody broke is for them to know.
        let _ = self.iter().cloned().try_for_each(take);
        Ok(())
    }
}

/// Replays a source for something that can fail, which ends it.
pub(super) fn each(
    source: &dyn Replay,
    mut take: impl FnMut(SavedRecord) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut outcome = Ok(());
    source.replay(&mut |record| match take(record) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            outcome = Err(error);
            ControlFlow::Break(())
        }
    })?;
    outcome
}
