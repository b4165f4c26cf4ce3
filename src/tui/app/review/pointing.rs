//! What the mouse does in a review: a click selects and focuses, the wheel scrolls the pane under it.

use super::Review;
use crate::tui::app::session::Session;
use crate::tui::keymap::Motion;
use crate::tui::layout::Pane;
use crate::tui::zones::{PointerAct, Target};

impl Review {
    /// Takes the mouse on something.
    pub(in crate::tui::app) fn point(&mut self, act: PointerAct, target: &Target, session: &Session) {
        match (act, target) {
            (PointerAct::Click, Target::Assignment(row, line)) => {
                self.focus = Pane::List;
                // It stays under the mouse, whatever arrived since it was drawn; unless it left the list.
                if self.view.position(&self.store, *row).is_some() {
                    self.place.stand(*row, *line);
                    self.left_row();
                }
            }
            (PointerAct::Click, Target::Pane(pane)) if self.row().is_some() => {
                self.stay();
                self.focus = *pane;
            }
            (PointerAct::Click, Target::Tab(statuses)) => self.show_statuses(*statuses),
            (PointerAct::Click, Target::Head(key)) => self.sort_by(*key),
            (PointerAct::Scroll(by), Target::Pane(Pane::Answer)) => {
                self.stay();
                let last = self.detail.lines.len().saturating_sub(self.areas(session).answer_rows());
                self.detail.scroll = self.detail.scroll.saturating_add_signed(by).min(last);
            }
            (PointerAct::Scroll(by), Target::Pane(Pane::Timeline)) => {
                self.stay();
                let motion = if by < 0 { Motion::Up } else { Motion::Down };
                self.step_timeline(motion, Some(by.unsigned_abs()), session);
            }
            (PointerAct::Scroll(by), Target::Pane(Pane::Task)) => {
                self.stay();
                let motion = if by < 0 { Motion::Up } else { Motion::Down };
                self.step_task(motion, Some(by.unsigned_abs()), &self.areas(session));
            }
            (PointerAct::Scroll(by), Target::Assignment(..) | Target::Head(_) | Target::Pane(Pane::List)) => {
                self.scroll_list(by);
            }
            _ => {}
        }
    }

    /// Moves list and selection together: the selected row stays on its line of the window.
    fn scroll_list(&mut self, by: isize) {
        let last = self.view.len().saturating_sub(1);
        let to = self.position().saturating_add_signed(by).min(last);
        if let Some(row) = self.view.get(to) {
            self.place.take(Some(row));
            self.left_row();
        }
    }
}
