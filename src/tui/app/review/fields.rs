//! What the list shows of the answers at a screen's width, and what the user wants to see of them.

use super::Review;
use super::columns::ListColumns;
use crate::tui::app::session::Session;

/// Fewest columns that answer and timeline are left with beside the list.
const DETAIL: u16 = 44;

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

    /// Shows or hides a field's column, for all HITs of the type while the program runs.
    pub(super) fn toggle_field(&mut self, number: usize, session: &mut Session) {
        let Some((field, shown)) = self.fields.all().into_iter().nth(number) else { return };
        let named = self.fields.shown().iter().map(|field| field.name.clone());
        let mut chosen: Vec<String> = named.filter(|name| *name != field.name).collect();
        if !shown {
            chosen.push(field.name);
        }
        self.fields.show(&chosen);
        if let Some(hit) = self.hit() {
            session.columns.insert(hit.hit_type.clone(), chosen);
        }
    }

    /// Shows the columns that the user chose before for HITs of this type.
    pub(super) fn recall_fields(&mut self, session: &Session) {
        let chosen = self.hit().and_then(|hit| session.columns.get(&hit.hit_type));
        if let Some(names) = chosen {
            self.fields.show(names);
        }
    }

    /// Reads the cells of the rows that a list of `height` lines shows.
    pub(super) fn settle_cells(&mut self, height: usize) {
        for row in self.view.window(self.window(height)) {
            self.fields.read(*row, || self.store.answer(*row));
        }
    }
}
