//! Which assignments show: statuses, a text, a worker.

use super::{Review, TextFilter};
use crate::model::{Status, StatusSet};
use crate::table::{RowSet, WorkerFilter};
use crate::text::Needle;
use crate::tui::app::session::Session;
use crate::tui::message::Effect;

/// The status tabs, in their order.
const TABS: [StatusSet; 4] = [
    StatusSet::ALL,
    StatusSet::only(Status::Submitted),
    StatusSet::only(Status::Approved),
    StatusSet::only(Status::Rejected),
];

impl Review {
    /// Shows exactly these statuses.
    pub(super) fn show_statuses(&mut self, statuses: StatusSet) {
        self.filter.statuses = statuses;
        self.filter.held = None;
        self.rebuild();
    }

    /// Shows a tab by its number, from 1.
    pub(super) fn show_tab(&mut self, number: u8) {
        if let Some(tab) = TABS.get(usize::from(number).saturating_sub(1)) {
            self.show_statuses(*tab);
        }
    }

    /// The next tab or the one before, round the end; from a combination of one's own, the first tab.
    pub(super) fn step_tab(&mut self, forward: bool) {
        let by = if forward { 1 } else { TABS.len() - 1 };
        let here = TABS.iter().position(|tab| *tab == self.filter.statuses);
        let next = here.map_or(0, |here| (here + by) % TABS.len());
        if let Some(tab) = TABS.get(next) {
            self.show_statuses(*tab);
        }
    }

    /// Shows or hides a status; nothing at all is never what one wants to see.
    pub(super) fn toggle_status(&mut self, status: Status) {
        let statuses = self.filter.statuses.toggled(status);
        self.show_statuses(if statuses.is_empty() { StatusSet::ALL } else { statuses });
    }

    /// Shows only these workers' assignments; `None` shows all.
    pub(in crate::tui::app) fn filter_worker(&mut self, wanted: Option<WorkerFilter>) {
        self.filter.worker = wanted;
        self.rebuild();
    }

    /// Shows only assignments whose ids or answers have this text in them, as a scan finds them; an empty text shows
    /// all.
    pub(in crate::tui::app) fn filter_text(&mut self, text: &str, session: &mut Session) {
        let old = self.text.take();
        if let Some(old) = &old {
            session.ask(Effect::StopScan(old.epoch));
        }
        let Some(needle) = Needle::new(text) else {
            self.filter.matching = None;
            return self.rebuild();
        };
        let epoch = session.next_epoch();
        self.filter.matching = Some(RowSet::default());
        session.ask(Effect::Scan(epoch, needle.clone(), self.store.snapshot()));
        let anchor = old.and_then(|old| old.anchor).or(Some(self.place));
        let done = (0, self.store.len());
        self.text = Some(TextFilter { text: text.to_owned(), needle, epoch, done, anchor });
        self.view.rebuild(&self.store, self.sort, &self.filter);
    }

    /// Only the selected assignment's worker, or all workers again.
    pub(super) fn toggle_worker(&mut self) {
        let Some(worker) = self.selected().map(|row| row.worker.to_owned()) else {
            return self.filter_worker(None);
        };
        let is_set = self.filter.worker.as_ref().is_some_and(|wanted| wanted.is_only(&worker));
        self.filter_worker((!is_set).then_some(WorkerFilter::Only(worker)));
    }

    /// Drops the worker and text filters.
    pub(super) fn clear_filters(&mut self, session: &mut Session) {
        self.filter_text("", session);
        self.filter_worker(None);
    }

    /// Whether any of these statuses is asked for at all.
    #[must_use]
    pub fn asks_for(&self, statuses: StatusSet) -> bool {
        let asked = |status| self.plan.chains.iter().any(|chain| chain.contains(status));
        statuses.iter().any(asked)
    }

    /// Whether a filter other than the status tab hides assignments.
    #[must_use]
    pub fn filtered_by_more(&self) -> bool {
        self.filter.worker.is_some() || self.text.is_some()
    }
}
