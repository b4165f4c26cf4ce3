//! What a key does: first for what lies over the screen, then by the key table.

use super::explanation::Explanation;
use super::menu::{Choice, MenuStep};
use super::overlay::Overlay;
use super::picker::{Picker, PickerKind, PickerStep};
use super::review::Review;
use super::state::App;
use super::trouble::Trouble;
use crate::tui::key::Key;
use crate::tui::keymap::{self, Action, Binding};
use crate::tui::message::Effect;
use crate::tui::popup;

/// No list is longer than this.
const MAX_COUNT: usize = 10_000_000;
/// Walking over more matches than this at once is never meant.
const MAX_MATCHES: usize = 10_000;

impl App {
    /// Takes a key.
    pub(super) fn press(&mut self, key: Key) {
        if Key::named("ctrl-c") == Some(key) {
            return self.session.ask(Effect::Quit);
        }
        // What was said was said of the key before.
        self.session.notice = None;
        let screen = self.session.area();
        match &mut self.session.overlay {
            Some(Overlay::Prompt(_)) => return self.press_in_prompt(key),
            Some(Overlay::Menu(menu)) => {
                let step = menu.press(key);
                return self.chosen(step);
            }
            Some(Overlay::Picker(picker)) => {
                let step = picker.press(key, popup::picker_rows(screen));
                return self.picked(step);
            }
            Some(Overlay::Text(text)) => {
                if !text.press(key, screen) {
                    self.session.overlay = None;
                }
                return;
            }
            None => {}
        }
        let Some(binding) =
            keymap::lookup(key, self.screen.contexts()).filter(|_| self.count_digit(key).is_none())
        else {
            return self.count(key);
        };
        let count = self.count.take();
        match self.missing(binding) {
            Some(why) => self.session.say(why),
            None => self.act(binding.action, count),
        }
    }

    /// The digit of a key that goes on with a count.
    fn count_digit(&self, key: Key) -> Option<usize> {
        self.count.and(key.digit())
    }

    /// Begins or goes on with a count. A digit that is a key of its own does not begin one: `05j` does.
    fn count(&mut self, key: Key) {
        let Some(digit) = key.digit() else {
            self.count = None;
            let key = key.shown(self.session.setup.theme.ascii);
            return self.session.say(format!("{key} does nothing here · ? shows all keys"));
        };
        let before = self.count.unwrap_or(0);
        self.count = Some(before.saturating_mul(10).saturating_add(digit).min(MAX_COUNT));
    }

    pub(super) fn chosen(&mut self, step: MenuStep) {
        let stays = matches!(&self.session.overlay, Some(Overlay::Menu(menu)) if menu.stays);
        if matches!(step, MenuStep::Closed) || (!matches!(step, MenuStep::Open) && !stays) {
            self.session.overlay = None;
        }
        if let MenuStep::Chosen(choice) = step {
            match choice {
                Choice::Link(link) => self.session.open_link(link),
                choice => self.screen.choose(&choice, &mut self.session),
            }
        }
    }

    /// Runs what was picked in the palette or the help, where it can be done here.
    pub(super) fn picked(&mut self, step: PickerStep) {
        match step {
            PickerStep::Open => {}
            PickerStep::Closed => self.session.overlay = None,
            PickerStep::Picked(binding) => {
                self.session.overlay = None;
                self.run(binding);
            }
        }
    }

    fn run(&mut self, binding: &Binding) {
        if !keymap::reachable(self.screen.contexts()).any(|reachable| reachable.action == binding.action) {
            return self.session.say("Not on this screen");
        }
        match self.missing(binding) {
            Some(why) => self.session.say(why),
            None => self.act(binding.action, None),
        }
    }

    /// Does what a key asks for: what concerns all screens here, the rest on the one that is up.
    fn act(&mut self, action: Action, count: Option<usize>) {
        match action {
            Action::Help => self.pick(PickerKind::Help),
            Action::Palette => self.pick(PickerKind::Palette),
            Action::Explain => self.explain(),
            Action::Zone => self.session.toggle_zone(),
            Action::NextFound => self.next_found(true, count),
            Action::PreviousFound => self.next_found(false, count),
            Action::Redraw => self.session.ask(Effect::Redraw),
            Action::Suspend => self.session.ask(Effect::Suspend),
            Action::Quit => self.session.ask(Effect::Quit),
            action => {
                if let Some(to) = self.screen.act(action, count, &mut self.session) {
                    self.travel(to);
                }
            }
        }
    }

    fn pick(&mut self, kind: PickerKind) {
        self.session.overlay = Some(Overlay::Picker(Box::new(Picker::new(kind, self.screen.contexts()))));
    }

    /// Shows the whole text of what is wrong.
    fn explain(&mut self) {
        let Some(problem) = self.screen.trouble().and_then(Trouble::problem) else {
            return self.tell_remarks();
        };
        let paragraphs = [&problem.tried, &problem.answer, &problem.advice].map(Clone::clone);
        self.session.overlay = Some(Overlay::Text(Explanation::new("What went wrong", paragraphs)));
    }

    /// Shows what there is to tell about the files under review.
    fn tell_remarks(&mut self) {
        let remarks = self.review().map(Review::remarks).unwrap_or_default();
        if !remarks.is_empty() {
            let paragraphs = remarks.iter().map(ToString::to_string).collect::<Vec<String>>();
            self.session.overlay = Some(Overlay::Text(Explanation::new("About these files", paragraphs)));
        }
    }

    /// Goes to the next match, or the one before, and says when it went round the end.
    fn next_found(&mut self, forward: bool, count: Option<usize>) {
        for _ in 0..count.unwrap_or(1).min(MAX_MATCHES) {
            match self.screen.next_found(forward, &self.session) {
                None => self.session.say("No match in what shows"),
                Some(true) if forward => self.session.say("Past the end, on from the top"),
                Some(true) => self.session.say("Past the top, on from the end"),
                Some(false) => {}
            }
        }
    }
}
