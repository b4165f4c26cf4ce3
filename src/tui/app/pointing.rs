//! What the mouse does: first to what lies over the screen, then to the screen.

use super::overlay::Overlay;
use super::state::App;
use crate::tui::zones::{PointerAct, Target};

impl App {
    /// Takes a click or a turn of the wheel on something, or on nothing.
    pub(super) fn point(&mut self, act: PointerAct, target: Option<&Target>) {
        self.count = None;
        let screen = self.session.area();
        match (&mut self.session.overlay, act) {
            // What is typed goes on; a click beside it is most often one into another window and back.
            (Some(Overlay::Prompt(_)), _) => {}
            (Some(_), PointerAct::Click) if target.is_none() => self.session.overlay = None,
            (Some(Overlay::Menu(menu)), act) => {
                let step = menu.point(act, target);
                self.chosen(step);
            }
            (Some(Overlay::Picker(picker)), act) => {
                let step = picker.point(act, target);
                self.picked(step);
            }
            (Some(Overlay::Text(text)), PointerAct::Scroll(by)) => text.scroll(by, screen),
            (Some(Overlay::Text(_)), PointerAct::Click) => {}
            (None, act) => {
                let to = target.and_then(|target| self.screen.point(act, target, &mut self.session));
                if let Some(to) = to {
                    self.travel(to);
                }
            }
        }
    }
}
