//! What the mouse does in the list of HITs: a click selects, one on what is selected opens it, the wheel scrolls.

use super::HitList;
use crate::model::HitId;
use crate::tui::app::destination::Destination;
use crate::tui::app::session::Session;
use crate::tui::zones::{PointerAct, Target};

impl HitList {
    /// Takes the mouse on something. Tells where to go from here.
    pub(in crate::tui::app) fn point(
        &mut self,
        act: PointerAct,
        target: &Target,
        session: &Session,
    ) -> Option<Destination> {
        match (act, target) {
            (PointerAct::Click, Target::Hit(id)) => return self.click(id, session),
            (PointerAct::Click, Target::HitHead(key)) => self.sort_by(*key),
            (PointerAct::Scroll(by), _) => self.scroll(by),
            _ => {}
        }
        None
    }

    fn click(&mut self, id: &HitId, session: &Session) -> Option<Destination> {
        if self.selected().is_some_and(|hit| hit.id == *id) {
            return Some(Destination::Review(id.clone()));
        }
        // What was clicked may have left the list since it was drawn.
        if let Some(position) = self.table.position(id) {
            self.go(position, session);
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
