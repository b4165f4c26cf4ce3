//! Where one stands among the assignments that show, and what is left when one leaves.

use super::Review;
use crate::table::{Row, RowId};
use crate::tui::app::place::Place;
use crate::tui::app::session::Session;
use std::ops::Range;

impl Review {
    /// The row one stands on, always one that shows: until one has chosen, the first; where the chosen one does not show,
    /// the one that took its place.
    #[must_use]
    pub fn row(&self) -> Option<RowId> {
        self.view.get(self.position())
    }

    /// The selected assignment.
    #[must_use]
    pub fn selected(&self) -> Option<Row<'_>> {
        self.store.row(self.row()?)
    }

    /// Where the selected assignment stands among those that show, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position_of(self.place)
    }

    /// How many new assignments stand above the selected one.
    #[must_use]
    pub fn new_above(&self) -> usize {
        let here = self.position();
        let above = |row: &RowId| self.view.position(&self.store, *row).is_some_and(|at| at < here);
        match self.unseen.len() {
            0 => 0,
            // Whichever is less to look through.
            new if new < here => self.unseen.iter().filter(above).count(),
            _ => self.view.window(0..here).iter().filter(|row| self.unseen.contains(**row)).count(),
        }
    }

    /// Where a place is now, from 0: its row may have moved, or stand no more among those that show.
    pub(super) fn position_of(&self, place: Place<RowId>) -> usize {
        let position = place.row.map_or(0, |row| self.view.position_or_next(&self.store, row));
        position.min(self.view.len().saturating_sub(1))
    }

    /// The positions that a list of `height` lines shows.
    #[must_use]
    pub fn window(&self, height: usize) -> Range<usize> {
        self.place.window(self.position(), self.view.len(), height)
    }

    /// Stands on the row from now on that only was the first until now: it is being read, or something is done with it.
    pub(super) fn stay(&mut self) {
        self.place.row = self.row().or(self.place.row);
    }

    /// Selects the row at a position.
    pub(super) fn go(&mut self, to: usize, session: &Session) {
        let height = self.areas(session).list_rows();
        let to = to.min(self.view.len().saturating_sub(1));
        // In a view that shows nothing one stays where one stood: it may show again.
        let Some(row) = self.view.get(to) else { return };
        self.place.go(Some(row), to, self.position(), self.view.len(), height);
        self.left_row();
    }

    /// Another row was selected.
    pub(super) fn left_row(&mut self) {
        self.timeline_scroll = 0;
        self.settle_search();
        self.let_go();
    }

    /// A row that was held because it was being read goes once it is left.
    pub(super) fn let_go(&mut self) {
        let left = self.filter.held.take_if(|held| self.place.row != Some(*held));
        if let Some(row) = left.filter(|row| !self.filter.passes(&self.store, *row)) {
            self.view.remove(&self.store, row);
        }
    }

    /// Whether a row shows only because it is being read: it was decided elsewhere meanwhile.
    #[must_use]
    pub fn is_held(&self, row: RowId) -> bool {
        self.filter.held == Some(row) && !self.filter.passes_by_itself(&self.store, row)
    }

    /// The cursor stays from now on: neither a search nor a filter under way moves it any more.
    pub(super) fn settle_search(&mut self) {
        if let Some(search) = &mut self.search {
            search.origin = None;
        }
        if let Some(text) = &mut self.text {
            text.anchor = None;
        }
    }

    /// Stays on the row; where that is gone from the view, on the one that took its place.
    pub(super) fn hold(&mut self) {
        let Some(row) = self.place.row else { return };
        if self.view.position(&self.store, row).is_none() {
            let near = self.position_of(self.place);
            if let Some(near) = self.view.get(near) {
                self.place.take(Some(near));
            }
        }
    }
}
