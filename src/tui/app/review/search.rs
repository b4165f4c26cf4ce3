//! What is searched for and what a filter by text looks for.

use crate::feed::Epoch;
use crate::table::{RowId, RowSet};
use crate::text::Needle;
use crate::tui::app::place::Place;

/// A search: what was found marks rows, and `n` and `N` walk over them.
#[derive(Debug)]
pub struct Search {
    /// As typed.
    pub text: String,
    /// What is looked for.
    pub needle: Needle,
    /// The scan that looks for it.
    pub epoch: Epoch,
    /// The rows found so far.
    pub found: RowSet,
    /// Rows searched so far, and in all.
    pub done: (usize, usize),
    /// Which of the rows found that show one stands on, and how many they are.
    pub rank: MatchRank,
    /// Where the search began, until the user moves: the cursor goes to the nearest match from there on.
    pub(super) origin: Option<Origin>,
}

/// Which of the rows found that show one stands on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MatchRank {
    /// From 1; `None` on a row that was not found.
    pub number: Option<usize>,
    /// How many there are.
    pub of: usize,
}

/// Where a search begins.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui::app) enum Origin {
    /// With this place's row.
    At(Place<RowId>),
    /// With the row after it.
    After(Place<RowId>),
}

/// A filter by text: rows show once the scan found them.
#[derive(Debug)]
pub struct TextFilter {
    /// As typed.
    pub text: String,
    /// What is looked for.
    pub needle: Needle,
    /// The scan that looks for it.
    pub epoch: Epoch,
    /// Rows searched so far, and in all.
    pub done: (usize, usize),
    /// Where one stood when it began, until the user moves: the scan may find that row last.
    pub(super) anchor: Option<Place<RowId>>,
}

impl Search {
    /// How far the scan is in percent, while it runs.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        percent(self.done)
    }
}

impl TextFilter {
    /// How far the scan is in percent, while it runs.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        percent(self.done)
    }
}

fn percent((done, of): (usize, usize)) -> Option<usize> {
    (done < of).then(|| done * 100 / of.max(1))
}
