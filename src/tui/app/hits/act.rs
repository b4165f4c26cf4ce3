//! What keys do in the list of HITs.

use super::HitList;
use crate::feed::DistinctHits;
use crate::table::{HitRowId, HitSortKey};
use crate::tui::app::destination::Destination;
use crate::tui::app::entry::PromptKind;
use crate::tui::app::menu::{Choice, Menu, entry};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::prompt::{Prompt, Undo};
use crate::tui::app::session::Session;
use crate::tui::app::trouble::Trouble;
use crate::tui::keymap::{Action, Motion, Needs};
use crate::tui::layout::Pane;

impl HitList {
    /// Does what a key asks for; `count` is the number typed before it. Tells where to go from here.
    pub(in crate::tui::app) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        session: &mut Session,
    ) -> Option<Destination> {
        match action {
            Action::Move(motion) if self.focus == Pane::Answer => self.move_about(motion, count, session),
            Action::Move(motion) => self.step(motion, count, session),
            Action::NextRow => self.step(Motion::Down, count, session),
            Action::PreviousRow => self.step(Motion::Up, count, session),
            Action::SwitchPane => {
                self.focus = if self.focus == Pane::List { Pane::Answer } else { Pane::List };
            }
            Action::OpenFold if self.is_closed() => self.toggle_fold(),
            Action::Open | Action::OpenFold => return self.reviewed().map(Destination::Review),
            Action::Fold => self.toggle_fold(),
            Action::FoldAll => self.toggle_all_folds(),
            Action::Back if self.focus == Pane::Answer => self.focus = Pane::List,
            Action::Back if self.table.searched().is_some() => self.table.search(""),
            Action::Back => return Some(Destination::Back),
            Action::Search => self.prompt(session),
            Action::SortMenu => session.overlay = Some(Overlay::Menu(self.sort_menu())),
            Action::CopyMenu => self.offer_copies(session),
            Action::OpenLink => self.open_link(session),
            Action::Refresh => self.list(session),
            _ => {}
        }
        None
    }

    /// What a review of the selected row follows: its HIT, or all that the row stands for.
    fn reviewed(&self) -> Option<DistinctHits> {
        match self.row()? {
            HitRowId::Hit(id) => Some(id.into()),
            HitRowId::Fold(key) => Some(self.table.members(&key).into_iter().cloned().collect()),
        }
    }

    /// Whether the selected row stands for HITs that do not show.
    fn is_closed(&self) -> bool {
        self.row().is_some_and(|row| self.table.fold(&row).is_some_and(|(_, open)| !open))
    }

    fn step(&mut self, motion: Motion, count: Option<usize>, session: &Session) {
        let to = motion.target(self.position(), count, self.rows(session), self.table.len());
        self.go(to, session);
    }

    /// Whether what a key needs is there.
    pub(in crate::tui::app) fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing | Needs::Service => true,
            Needs::Row => !self.table.is_empty(),
            Needs::Fold => self.row().is_some_and(|row| self.table.fold(&row).is_some()),
            Needs::Folds => self.table.has_folds(),
            Needs::Search => self.table.searched().is_some(),
            Needs::Problem => self.trouble().and_then(Trouble::problem).is_some(),
            Needs::NewRow | Needs::Filter | Needs::StoppedList => false,
        }
    }

    /// Does what was chosen in a menu.
    pub(in crate::tui::app) fn choose(&mut self, choice: &Choice, session: &mut Session) {
        match choice {
            Choice::SortHits(key) => self.sort_by(*key),
            Choice::Copy(what) => self.copy(*what, session),
            Choice::Sort(_) | Choice::Toggle(_) | Choice::Column(_) | Choice::Link(_) => {}
        }
    }

    fn sort_menu(&self) -> Menu {
        let keys = ['a', 'w', 'd', 'm', 't', 'r', 'v'];
        let entries = HitSortKey::ALL
            .into_iter()
            .zip(keys)
            .map(|(by, key)| entry(key, by.word(), Choice::SortHits(by)));
        Menu::new("Sort by", entries.collect(), Some(&Choice::SortHits(self.table.sort().key)))
    }

    fn prompt(&self, session: &mut Session) {
        let search = self.table.searched().map_or(String::new(), |(text, _)| text.to_owned());
        let undo =
            Undo::Hits { place: self.place.clone(), search, open: self.table.open().cloned().collect() };
        session.overlay = Some(Overlay::Prompt(Box::new(Prompt::new(PromptKind::Search, "", undo))));
    }
}
