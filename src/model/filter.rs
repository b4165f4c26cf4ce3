use super::{RowId, RowSet, StatusSet, Store};
use crate::answer::Needle;

/// Which assignments a view shows: those that pass every part.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Statuses shown.
    pub statuses: StatusSet,
    /// Shows only workers whose id this is in.
    pub worker: Option<Needle>,
    /// Shows only these rows: those a text was found in.
    pub matching: Option<RowSet>,
}

impl Default for Filter {
    /// Everything passes.
    fn default() -> Self {
        Self { statuses: StatusSet::ALL, worker: None, matching: None }
    }
}

impl Filter {
    /// Whether a row of `store` is shown.
    #[must_use]
    pub fn passes(&self, store: &Store, row: RowId) -> bool {
        store.status(row).is_some_and(|status| self.statuses.contains(status))
            && self.matching.as_ref().is_none_or(|rows| rows.contains(row))
            && self
                .worker
                .as_ref()
                .is_none_or(|needle| store.worker(row).is_some_and(|worker| needle.is_in(worker)))
    }
}
