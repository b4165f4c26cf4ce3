//! What keys do in a review.

use super::detail::Aim;
use super::{Detail, Review};
use crate::tui::app::destination::Destination;
use crate::tui::app::entry::PromptKind;
use crate::tui::app::menu::Menu;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::place;
use crate::tui::app::prompt::{Prompt, Undo};
use crate::tui::app::session::Session;
use crate::tui::app::trouble::Trouble;
use crate::tui::keymap::{Action, Motion, Needs};
use crate::tui::layout::Pane;
use crate::tui::message::Effect;

impl Review {
    /// Does what a key asks for; `count` is the number typed before it. Tells where to go from here.
    pub(in crate::tui::app) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        session: &mut Session,
    ) -> Option<Destination> {
        match action {
            Action::Move(motion) => self.step(motion, count, session),
            Action::NextRow => self.step_row(Motion::Down, count, session),
            Action::PreviousRow => self.step_row(Motion::Up, count, session),
            Action::NextNew => self.next_new(session),
            Action::Open => self.enter(),
            Action::Back => return self.back(session),
            Action::NextStatus => self.step_tab(true),
            Action::PreviousStatus => self.step_tab(false),
            Action::Show(tab) => self.show_tab(tab),
            Action::ChooseStatuses => Self::open(self.statuses_menu(), session),
            Action::Search => self.prompt(PromptKind::Search, session),
            Action::FilterText => self.prompt(PromptKind::FilterText, session),
            Action::FilterWorker => self.toggle_worker(),
            Action::ClearFilters => self.clear_filters(session),
            Action::Columns => match self.columns_menu() {
                Some(menu) => Self::open(menu, session),
                None => session.say("No answers have come in yet"),
            },
            Action::SortMenu => Self::open(self.sort_menu(), session),
            Action::CopyMenu => {
                self.stay();
                Self::open(Self::copy_menu(), session);
            }
            Action::OpenLink => {
                self.stay();
                self.open_link(session);
            }
            Action::Raw => self.change_detail(|detail| detail.raw = !detail.raw),
            Action::Task => self.toggle_task(session),
            Action::Unfold => self.change_detail(|detail| detail.unfolded = !detail.unfolded),
            Action::Refresh => {
                session.ask(Effect::Refresh);
                session.say("Looking now");
            }
            Action::ResumeLists => self.resume(session),
            Action::Hits => return Some(Destination::Hits),
            _ => {}
        }
        None
    }

    /// Whether what a key needs is there.
    pub(in crate::tui::app) fn has(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Service => !self.is_of_files(),
            Needs::Fold | Needs::Folds => false,
            Needs::Row => self.row().is_some(),
            Needs::NewRow => !self.unseen.is_empty(),
            Needs::Search => self.search.is_some(),
            Needs::Filter => self.filtered_by_more(),
            Needs::StoppedList => self.progress.stopped().next().is_some(),
            Needs::Problem => self.trouble().and_then(Trouble::problem).is_some() || !self.remarks.is_empty(),
        }
    }

    fn open(menu: Menu, session: &mut Session) {
        session.overlay = Some(Overlay::Menu(menu));
    }

    /// Moves in whatever has the focus.
    fn step(&mut self, motion: Motion, count: Option<usize>, session: &Session) {
        let areas = self.areas(session);
        match self.focus {
            Pane::Answer => {
                let rows = areas.answer_rows();
                let stops = self.detail.lines.len().saturating_sub(rows) + 1;
                self.detail.scroll = motion.target(self.detail.scroll, count, rows, stops);
            }
            Pane::Timeline => self.step_timeline(motion, count, session),
            Pane::Task => self.step_task(motion, count, &areas),
            Pane::List => self.step_row(motion, count, session),
        }
    }

    /// Moves the selection in the list, from any pane.
    fn step_row(&mut self, motion: Motion, count: Option<usize>, session: &Session) {
        let page = self.areas(session).list_rows();
        let to = motion.target(self.position(), count, page, self.view.len());
        self.go(to, session);
    }

    fn next_new(&mut self, session: &mut Session) {
        let is_new = |at: &usize| self.view.get(*at).is_some_and(|row| self.unseen.contains(row));
        match place::next(self.position(), self.view.len(), true, is_new) {
            Some((position, _)) => self.go(position, session),
            None => session.say("The new ones are not among what shows · tab changes the status"),
        }
    }

    fn enter(&mut self) {
        if self.row().is_some() {
            self.stay();
            self.focus = match self.focus {
                Pane::List | Pane::Task => Pane::Answer,
                Pane::Answer | Pane::Timeline => Pane::Timeline,
            };
        }
    }

    /// Out of a pane; in the list: first the search goes, then filters, then back to the list of HITs.
    fn back(&mut self, session: &mut Session) -> Option<Destination> {
        match self.focus {
            Pane::Timeline => self.focus = Pane::Answer,
            Pane::Answer | Pane::Task => self.focus = Pane::List,
            Pane::List if self.search.is_some() => self.end_search(session),
            Pane::List if self.filtered_by_more() => self.clear_filters(session),
            Pane::List => return Some(Destination::Back),
        }
        None
    }

    fn change_detail(&mut self, change: impl FnOnce(&mut Detail)) {
        self.stay();
        change(&mut self.detail);
        self.detail.scroll = 0;
        self.detail.aim(Aim::First);
    }

    /// Follows the lists that stopped from where they stopped.
    fn resume(&mut self, session: &mut Session) {
        // What comes now was asked for and is nothing new.
        self.loaded = false;
        for state in self.progress.stopped() {
            session.ask(Effect::Resume(state.chain.clone()));
        }
    }

    /// Begins to type; a filter begins with what it is.
    fn prompt(&mut self, kind: PromptKind, session: &mut Session) {
        let text = self.text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
        let worker = self.filter.worker.clone();
        let search = self.search.as_ref().map(|search| search.text.clone()).unwrap_or_default();
        let begins = match kind {
            PromptKind::Search => String::new(),
            PromptKind::FilterText => text.clone(),
            PromptKind::FilterWorker => {
                worker.as_ref().map_or_else(String::new, |wanted| wanted.text().to_owned())
            }
        };
        self.detail.set_mark();
        let undo = Undo::Review { place: self.place, search, text, worker };
        session.overlay = Some(Overlay::Prompt(Box::new(Prompt::new(kind, &begins, undo))));
    }
}
