use super::{RowId, RowSet, Store};
use crate::model::StatusSet;
use crate::text::Needle;

/// Which assignments a view shows: those that pass every part.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Statuses shown.
    pub statuses: StatusSet,
    /// Shows only workers whose id this is in.
    pub worker: Option<Needle>,
    /// Shows only these rows: those a text was found in.
    pub matching: Option<RowSet>,
    /// Shows this row too, whatever becomes of it: it is being read and must not vanish under the reader.
    pub held: Option<RowId>,
}

impl Default for Filter {
    /// Everything passes.
    fn default() -> Self {
        Self { statuses: StatusSet::ALL, worker: None, matching: None, held: None }
    }
}

impl Filter {
    /// Whether a row of `store` is shown.
    #[must_use]
    pub fn passes(&self, store: &Store, row: RowId) -> bool {
        self.held == Some(row) || self.passes_by_itself(store, row)
    }

    /// Whether a row of `store` would be shown if it were not held.
    #[must_use]
    pub fn passes_by_itself(&self, store: &Store, row: RowId) -> bool {
        let is_in = |needle: &Needle| store.worker(row).is_some_and(|worker| needle.is_in(worker));
        self.passes_but_worker(store, row) && self.worker.as_ref().is_none_or(is_in)
    }

    /// The rows of `store` that are shown. Each worker's id is looked at once, however many rows are theirs.
    pub(super) fn sift(&self, store: &Store) -> impl Iterator<Item = RowId> {
        let workers = self.worker.as_ref().map(|needle| store.workers_with(needle));
        store.rows().filter(move |row| {
            let theirs = |workers: &Vec<bool>| {
                store.worker_number(*row).and_then(|number| workers.get(number as usize)) == Some(&true)
            };
            self.passes_but_worker(store, *row) && workers.as_ref().is_none_or(theirs)
        })
    }

    fn passes_but_worker(&self, store: &Store, row: RowId) -> bool {
        store.status(row).is_some_and(|status| self.statuses.contains(status))
            && self.matching.as_ref().is_none_or(|rows| rows.contains(row))
    }
}
