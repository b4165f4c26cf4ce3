//! What the mouse does in the list of HITs: a click selects, one on what is selected opens it, the wheel scrolls.

use super::HitList;
use crate::table::HitRowId;
use crate::tui::app::destination::Destination;
use crate::tui::app::session::Session;
use crate::tui::layout::Pane;
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
            (PointerAct::Click, Target::HitRow(row, line)) => {
                self.focus = Pane::List;
                return self.click(row, *line);
            }
            (PointerAct::Click, Target::Pane(pane)) => self.focus = *pane,
            (PointerAct::Click, Target::HitHead(key)) => self.sort_by(*key),
            (PointerAct::Scroll(by), Target::Pane(Pane::Answer)) => self.scroll_about(by, session),
            (PointerAct::Scroll(by), _) => self.scroll(by),
            _ => {}
        }
        None
    }

    fn click(&mut self, row: &HitRowId, line: usize) -> Option<Destination> {
        if self.row().as_ref() == Some(row) {
            match row {
                HitRowId::Hit(id) => return Some(Destination::Review(id.clone().into())),
                HitRowId::Fold(_) => self.toggle_fold(),
            }
            return None;
        }
        // It stays under the mouse, whatever arrived since it was drawn; unless it left the list.
        if self.table.position(row).is_some() {
            self.place.stand(row.clone(), line);
        }
        None
    }

    /// Moves list and selection together: the selected HIT stays on its line of the window.
    fn scroll(&mut self, by: isize) {
        let last = self.table.len().saturating_sub(1);
        let to = self.position().saturating_add_signed(by).min(last);
        self.place.take(self.table.row_id(to));
    }
}
