use super::{RowId, RowSet, Store};
use crate::model::StatusSet;
use crate::text::Needle;

/// Whose assignments a view shows.
#[derive(Debug, Clone)]
pub enum WorkerFilter {
    /// Those of every worker whose id holds a text.
    Like {
        /// As typed.
        text: String,
        /// The same, to look for.
        needle: Needle,
    },
    /// Those of one worker, whoever else's id begins with the same letters.
    Only(String),
}

impl WorkerFilter {
    /// Workers whose id holds a text; `None` for an empty one, which all do.
    #[must_use]
    pub fn like(text: &str) -> Option<Self> {
        Needle::new(text).map(|needle| Self::Like { text: text.to_owned(), needle })
    }

    /// The text or the id.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Like { text, .. } | Self::Only(text) => text,
        }
    }

    /// Whether it lets exactly this worker pass.
    #[must_use]
    pub fn is_only(&self, worker: &str) -> bool {
        matches!(self, Self::Only(only) if only == worker)
    }

    /// Whether a worker passes.
    #[must_use]
    pub fn passes(&self, worker: &str) -> bool {
        match self {
            Self::Like { needle, .. } => needle.is_in(worker),
            Self::Only(only) => only == worker,
        }
    }
}

impl PartialEq for WorkerFilter {
    /// Of the same kind with the same text.
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.text() == other.text()
    }
}

/// Which assignments a view shows: those that pass every part.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Statuses shown.
    pub statuses: StatusSet,
    /// Shows only these workers.
    pub worker: Option<WorkerFilter>,
    /// Shows only these rows: those a text was found in.
    pub matching: Option<RowSet>,
    /// Shows this row in whatever status it is: it is being read and must not vanish under the reader.
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
        (self.held == Some(row) || self.status_passes(store, row)) && self.passes_but_status(store, row)
    }

    /// Whether a row of `store` would be shown if it were not held.
    #[must_use]
    pub fn passes_by_itself(&self, store: &Store, row: RowId) -> bool {
        self.status_passes(store, row) && self.passes_but_status(store, row)
    }

    /// The rows of `store` that are shown. Each worker's id is looked at once, however many rows are theirs.
    pub(super) fn sift(&self, store: &Store) -> impl Iterator<Item = RowId> {
        let workers = self.worker.as_ref().map(|wanted| store.workers_that(|worker| wanted.passes(worker)));
        store.rows().filter(move |row| {
            let theirs = |workers: &Vec<bool>| {
                store.worker_number(*row).and_then(|number| workers.get(number as usize)) == Some(&true)
            };
            (self.held == Some(*row) || self.status_passes(store, *row))
                && self.is_matching(*row)
                && workers.as_ref().is_none_or(theirs)
        })
    }

    fn passes_but_status(&self, store: &Store, row: RowId) -> bool {
        let theirs = |wanted: &WorkerFilter| store.worker(row).is_some_and(|worker| wanted.passes(worker));
        self.is_matching(row) && self.worker.as_ref().is_none_or(theirs)
    }

    fn status_passes(&self, store: &Store, row: RowId) -> bool {
        store.status(row).is_some_and(|status| self.statuses.contains(status))
    }

    fn is_matching(&self, row: RowId) -> bool {
        self.matching.as_ref().is_none_or(|rows| rows.contains(row))
    }
}
