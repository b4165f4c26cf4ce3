//! What the mouse does in the list of HITs: a click selects, one on what is selected opens it, the wheel scrolls.

use super::HitList;
use crate::tui::app::destination::Destination;
use crate::tui::app::session::Session;
use crate::tui::zones::{PointerAct, Target};

impl HitList {
    /// Takes the mouse on something. Tells where to go from here.
    pub(in crate::tui::app) fn point(
        &mut self,
        act: PointerAct,
        target: Target,
        session: &Session,
    ) -> Option<Destination> {
        match (act, target) {
            (PointerAct::Click, Target::Row(position)) if position == self.position() => {
                return self.selected().map(|hit| Destination::Review(hit.id.clone()));
            }
            (PointerAct::Click, Target::Row(position)) => self.go(position, session),
            (PointerAct::Click, Target::HitHead(key)) => self.sort_by(key),
            (PointerAct::Scroll(by), _) => self.scroll(by),
            _ => {}
        }
        None
    }

    /// Moves list and selection together: the selected HIT stays on its line of the window.
    fn scroll(&mut self, by: isize) {
        let last = self.table.len().saturating_sub(1);
        let to = self.position().saturating_add_signed(by).min(last);
        self.place.take(self.table.get(to).map(|hit| hit.id.clone()));
    }
}
