use super::filters::TABS;
use super::popup::Copy;
use super::{App, PickerKind, PromptKind, Screen};
use crate::answer;
use crate::table::{Row, SortKey};
use crate::text::time;
use crate::tui::clipboard;
use crate::tui::keymap::Action;
use crate::tui::layout::{MARGIN, Pane};
use crate::tui::message::Effect;
use crate::tui::timeline;
use jiff::tz::TimeZone;

impl App {
    /// Does what a key asks for. `count` is the number typed before it.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
        match action {
            Action::Down
            | Action::Up
            | Action::PageDown
            | Action::PageUp
            | Action::HalfDown
            | Action::HalfUp => {
                self.step(action, count);
            }
            Action::Top => self.go(count.map_or(0, |n| n.saturating_sub(1))),
            Action::Bottom => self.go(count.map_or(usize::MAX, |n| n.saturating_sub(1))),
            Action::NextRow => self.step_row(signed(count.unwrap_or(1))),
            Action::PreviousRow => self.step_row(-signed(count.unwrap_or(1))),
            Action::NextNew => self.next_new(),
            Action::Open => self.enter(effects),
            Action::Back => self.back(effects),
            Action::NextStatus => self.step_status(1),
            Action::PreviousStatus => self.step_status(TABS.len() - 1),
            Action::Show(tab) => {
                if let Some(tab) = TABS.get(usize::from(tab).saturating_sub(1)) {
                    self.show_statuses(*tab);
                }
            }
            Action::ChooseStatuses => self.choose_statuses(),
            Action::Search => self.prompt(PromptKind::Search),
            Action::NextFound => (0..count.unwrap_or(1).min(10_000)).for_each(|_| self.next_found(true)),
            Action::PreviousFound => (0..count.unwrap_or(1).min(10_000)).for_each(|_| self.next_found(false)),
            Action::FilterText => self.prompt(PromptKind::FilterText),
            Action::FilterWorker => self.toggle_worker(),
            Action::ClearFilters => self.clear_filters(effects),
            Action::SortMenu => match self.screen {
                Screen::Hits => self.sort_hits_menu(),
                Screen::Review => self.sort_menu(),
            },
            Action::Raw => self.toggle_detail(|detail| detail.raw = !detail.raw),
            Action::Unfold => self.toggle_detail(|detail| detail.unfolded = !detail.unfolded),
            Action::Zone => self.toggle_zone(),
            Action::CopyMenu => self.copy_menu(),
            Action::Refresh => self.refresh(effects),
            Action::ResumeChains => self.resume(effects),
            Action::Explain => self.explain(),
            Action::Hits => self.show_hits(effects),
            Action::Help => self.open_picker(PickerKind::Help),
            Action::Palette => self.open_picker(PickerKind::Palette),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Quit => effects.push(Effect::Quit),
        }
    }

    /// Moves by lines or pages in whatever has the focus.
    fn step(&mut self, action: Action, count: Option<usize>) {
        let areas = self.areas();
        let focus = self.review.as_ref().filter(|_| self.screen == Screen::Review).map(|review| review.focus);
        let in_answer = focus == Some(Pane::Answer);
        let in_long_timeline = focus == Some(Pane::Timeline) && self.timeline_overflow() > 0;
        let page = match self.screen {
            Screen::Hits => self.areas_of_hits(),
            Screen::Review if in_answer => areas.answer_rows(),
            Screen::Review => areas.list_rows(),
        };
        let lines = match action {
            Action::PageDown | Action::PageUp => page.saturating_sub(1).max(1),
            Action::HalfDown | Action::HalfUp => (page / 2).max(1),
            _ => 1,
        };
        let by = signed(lines.saturating_mul(count.unwrap_or(1)));
        let by = if matches!(action, Action::Up | Action::PageUp | Action::HalfUp) { -by } else { by };
        match (&mut self.review, self.screen) {
            (_, Screen::Hits) => {
                let to = self.hits.cursor.position.saturating_add_signed(by);
                self.hits.go(to, page);
            }
            (Some(review), Screen::Review) if in_answer => review.detail.step(by, areas.answer_rows()),
            _ if in_long_timeline => self.scroll_timeline(by),
            _ => self.step_row(by),
        }
    }

    /// How many lines of the timeline there is no room for.
    fn timeline_overflow(&self) -> usize {
        let areas = self.areas();
        let width = usize::from(areas.timeline.width.saturating_sub(MARGIN));
        let row = self.review.as_ref().and_then(super::Review::selected);
        let lines = row.map_or(0, |row| timeline::lines(&row, self.now, width).len());
        lines.saturating_sub(areas.timeline_rows())
    }

    fn scroll_timeline(&mut self, by: isize) {
        let last = self.timeline_overflow();
        if let Some(review) = &mut self.review {
            review.timeline_scroll = review.timeline_scroll.saturating_add_signed(by).min(last);
        }
    }

    /// Moves the selection in the list, from any pane.
    fn step_row(&mut self, by: isize) {
        if let Some(review) = &self.review {
            self.go_row(review.cursor.position.saturating_add_signed(by));
        }
    }

    fn go_row(&mut self, position: usize) {
        let height = self.areas().list_rows();
        if let Some(review) = &mut self.review {
            if let Some(search) = &mut review.search {
                search.origin = None;
            }
            review.go(position, height);
        }
    }

    /// Goes to a row, a line or a HIT by number, from 0.
    fn go(&mut self, position: usize) {
        let areas = self.areas();
        match (&mut self.review, self.screen) {
            (_, Screen::Hits) => {
                let height = self.areas_of_hits();
                self.hits.go(position, height);
            }
            (Some(review), Screen::Review) if review.focus == Pane::Answer => {
                review.detail.scroll = 0;
                review.detail.step(isize::try_from(position).unwrap_or(isize::MAX), areas.answer_rows());
            }
            _ => self.go_row(position),
        }
    }

    fn next_new(&mut self) {
        let Some(review) = &self.review else { return };
        let is_new = |at: &usize| review.view.get(*at).is_some_and(|row| review.unseen.contains(row));
        match review.cursor.next(review.view.len(), true, is_new) {
            Some((position, _)) => self.go_row(position),
            None => self.say("The new ones are not among what shows · tab changes the status"),
        }
    }

    fn enter(&mut self, effects: &mut Vec<Effect>) {
        match (&mut self.review, self.screen) {
            (_, Screen::Hits) => self.open_selected(effects),
            (Some(review), Screen::Review) if review.row.is_some() => {
                review.focus = match review.focus {
                    Pane::List => Pane::Answer,
                    Pane::Answer | Pane::Timeline => Pane::Timeline,
                };
            }
            _ => {}
        }
    }

    /// Out of a pane; in the list: first the search goes, then filters, then back to the list of HITs.
    fn back(&mut self, effects: &mut Vec<Effect>) {
        if self.screen == Screen::Hits {
            if self.hits.search.take().is_none() && self.review.is_some() {
                self.screen = Screen::Review;
            }
            return;
        }
        let Some(review) = &mut self.review else { return };
        match review.focus {
            Pane::Timeline => review.focus = Pane::Answer,
            Pane::Answer => review.focus = Pane::List,
            Pane::List if review.search.is_some() => {
                let gone = review.search.take();
                effects.extend(gone.map(|search| Effect::StopScan(search.epoch)));
            }
            Pane::List if review.filtered_by_more() => self.clear_filters(effects),
            Pane::List if self.hits.begun() => self.show_hits(effects),
            Pane::List => {}
        }
    }

    fn toggle_detail(&mut self, change: fn(&mut super::Detail)) {
        if let Some(review) = &mut self.review {
            change(&mut review.detail);
            review.detail.scroll = 0;
        }
    }

    fn toggle_zone(&mut self) {
        self.utc = !self.utc;
        let name = self.zone().iana_name().unwrap_or("local time").to_owned();
        self.say(format!("Times in {}", if self.utc { "UTC" } else { &name }));
    }

    /// Sorts by another key, largest or newest first; the same key again turns the order round.
    pub(super) fn sort_by(&mut self, key: SortKey) {
        let height = self.areas().list_rows();
        if let Some(review) = &mut self.review {
            let down = matches!(key, SortKey::Submitted | SortKey::Accepted);
            review.sort.descending = if review.sort.key == key { !review.sort.descending } else { down };
            review.sort.key = key;
            review.rebuild(height);
        }
    }

    pub(super) fn copy(&mut self, what: Copy, effects: &mut Vec<Effect>) {
        let Some((text, words)) = self.copied(what) else { return };
        if text.len() > clipboard::LIMIT {
            let (size, limit) = (text.len() / 1024, clipboard::LIMIT / 1024);
            return self.say(format!("Not copied: the {words} has {size} KiB, terminals take {limit}"));
        }
        self.say(format!("Copied the {words}"));
        effects.push(Effect::Copy(text));
    }

    fn copied(&self, what: Copy) -> Option<(String, &'static str)> {
        if self.screen == Screen::Hits {
            return Some((self.hits.selected()?.id.to_string(), "HIT id"));
        }
        let review = self.review.as_ref()?;
        let row = review.selected()?;
        let xml = || review.store.answer(review.row?);
        Some(match what {
            Copy::Assignment => (row.id.to_owned(), "assignment id"),
            Copy::Worker => (row.worker.to_owned(), "worker id"),
            Copy::Hit => (row.hit.to_string(), "HIT id"),
            Copy::Xml => (xml()?.into_owned(), "answer as sent"),
            Copy::Answer => (answer::parse(&xml()?).plain(), "answer"),
            Copy::Row => (tab_separated(&row), "row"),
        })
    }

    /// Why nothing can be done with a row.
    pub(crate) fn no_rows(&self) -> Option<&'static str> {
        let any = match self.screen {
            Screen::Hits => !self.hits.is_empty(),
            Screen::Review => self.review.as_ref().is_some_and(|review| review.row.is_some()),
        };
        (!any).then_some("Nothing is selected")
    }

    /// Why there is nothing new.
    pub(crate) fn nothing_new(&self) -> Option<&'static str> {
        let none = self.review.as_ref().is_none_or(|review| review.unseen.is_empty());
        none.then_some("Nothing new has come in")
    }

    /// Why there is no next match.
    pub(crate) fn nothing_searched(&self) -> Option<&'static str> {
        let searched = match self.screen {
            Screen::Hits => self.hits.search.is_some(),
            Screen::Review => self.review.as_ref().is_some_and(|review| review.search.is_some()),
        };
        (!searched).then_some("Nothing is searched for · / searches")
    }

    /// Why there is no filter to drop.
    pub(crate) fn nothing_filtered(&self) -> Option<&'static str> {
        let none = self.review.as_ref().is_none_or(|review| !review.filtered_by_more());
        none.then_some("No filter is set")
    }

    /// Why there is nothing to go on with.
    pub(crate) fn nothing_stopped(&self) -> Option<&'static str> {
        self.stopped_chain().is_none().then_some("Nothing stopped early")
    }

    /// Why there is nothing to explain.
    pub(crate) fn no_problem(&self) -> Option<&'static str> {
        self.last_problem().is_none().then_some("Nothing is wrong")
    }
}

/// A row as a spreadsheet takes it in: ids, status, times in UTC, seconds worked.
fn tab_separated(row: &Row<'_>) -> String {
    let when = |at: Option<crate::model::Timestamp>| {
        at.map_or(String::new(), |at| time::absolute(at, &TimeZone::UTC))
    };
    let worked = row.work_time().map_or(String::new(), |span| span.as_secs().to_string());
    let cells = [
        row.id.to_owned(),
        row.worker.to_owned(),
        row.hit.to_string(),
        row.status.word().to_owned(),
        when(row.accepted),
        when(row.submitted),
        worked,
        when(row.approved),
        when(row.rejected),
    ];
    cells.join("\t")
}

fn signed(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}
