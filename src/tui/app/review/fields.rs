//! What the list shows of the answers at a screen's width, and what the user wants to see of them.

use super::Review;
use super::columns::ListColumns;
use super::field_columns::FieldOwner;
use crate::model::{Assignment, HitId};
use crate::tui::app::session::Session;

/// Fewest columns that answer and timeline are left with beside the list: an id stands on one line of the timeline.
const DETAIL: u16 = 45;

/// Whether an answer field is a column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnState {
    /// It is none.
    Hidden,
    /// It is one.
    Shown,
    /// It would be one on a wider screen.
    NoRoom,
}

impl Review {
    /// The list's columns on a screen of this width.
    #[must_use]
    pub fn columns(&self, width: u16) -> ListColumns {
        let room = match width {
            80.. => width - DETAIL.max(width * 36 / 100),
            _ => width,
        };
        ListColumns::fit(room.into(), self.plan.hits.len() > 1, self.fields.shown())
    }

    /// Learns from the answers of a page, and to which HIT type they belong.
    pub(super) fn learn_fields(&mut self, page: &[Assignment]) {
        for of_hit in page.chunk_by(|one, next| one.hit == next.hit) {
            let Some(hit) = of_hit.first().map(|assignment| assignment.hit.clone()) else { continue };
            self.learn_fields_of(&hit, of_hit.iter().filter_map(|assignment| assignment.answer.as_deref()));
        }
    }

    /// Learns from answers of a HIT.
    pub(super) fn learn_fields_of<'a>(&mut self, hit: &HitId, answers: impl Iterator<Item = &'a str>) {
        let known = self.hits.get(hit).map(|hit| &hit.hit_type).filter(|of| !of.is_empty());
        let owner = known.map_or_else(|| FieldOwner::Hit(hit.clone()), |of| FieldOwner::HitType(of.clone()));
        let place = || self.plan.hits.iter().position(|planned| planned == hit).unwrap_or(usize::MAX);
        self.fields.learn(owner, place, answers);
    }

    /// Shows or hides a field's column, for all HITs of the types that have it while the program runs.
    pub(super) fn toggle_field(&mut self, number: usize, session: &mut Session) {
        session.columns.extend(self.fields.toggle(number));
    }

    /// Shows the columns that the user chose before for HITs of these types.
    pub(super) fn recall_fields(&mut self, session: &Session) {
        self.fields.recall(&session.columns);
    }

    /// Whether an answer field, by its number, is a column of the list, and whether a screen of this width shows it.
    #[must_use]
    pub fn column_state(&self, number: usize, width: u16) -> ColumnState {
        match self.fields.all().get(number) {
            Some((_, Some(at))) if *at < self.columns(width).fields => ColumnState::Shown,
            Some((_, Some(_))) => ColumnState::NoRoom,
            _ => ColumnState::Hidden,
        }
    }

    /// Reads the cells of the rows that a list of `height` lines shows.
    pub(super) fn settle_cells(&mut self, height: usize) {
        for row in self.view.window(self.window(height)) {
            self.fields.read(*row, || self.store.answer(*row));
        }
    }
}
