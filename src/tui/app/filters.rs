use super::{App, Cursor, Review, TextFilter};
use crate::model::{Status, StatusSet};
use crate::table::RowSet;
use crate::text::Needle;
use crate::tui::message::Effect;

/// The status tabs, in their order.
pub(super) const TABS: [StatusSet; 4] = [
    StatusSet::ALL,
    StatusSet::only(Status::Submitted),
    StatusSet::only(Status::Approved),
    StatusSet::only(Status::Rejected),
];

impl App {
    /// Shows exactly these statuses.
    pub(super) fn show_statuses(&mut self, statuses: StatusSet) {
        let height = self.areas().list_rows();
        if let Some(review) = &mut self.review {
            review.filter.statuses = statuses;
            review.rebuild(height);
        }
    }

    /// The tab `by` further, round the end; from a combination of one's own, the first tab.
    pub(super) fn step_status(&mut self, by: usize) {
        let Some(review) = &self.review else { return };
        let here = TABS.iter().position(|tab| *tab == review.filter.statuses);
        let next = here.map_or(0, |here| (here + by) % TABS.len());
        if let Some(tab) = TABS.get(next) {
            self.show_statuses(*tab);
        }
    }

    /// Puts back what a status digit changed that turned out to be a count.
    pub(super) fn restore_status(&mut self, (statuses, cursor): &(StatusSet, Cursor)) {
        let height = self.areas().list_rows();
        if let Some(review) = &mut self.review {
            review.filter.statuses = *statuses;
            review.view.rebuild(&review.store, review.sort, &review.filter);
            review.cursor = *cursor;
            review.cursor.fit(review.view.len(), height);
            review.row = review.view.get(review.cursor.position);
        }
    }

    /// Shows only workers whose id has this text in it; `None` or an empty text shows all.
    pub(super) fn filter_worker(&mut self, text: Option<&str>) {
        let height = self.areas().list_rows();
        if let Some(review) = &mut self.review {
            review.filter.worker = text.and_then(Needle::new);
            review.worker = text.filter(|text| !text.is_empty()).map(str::to_owned);
            review.rebuild(height);
        }
    }

    /// Shows only assignments whose ids or answers have this text in them, as a scan finds them.
    pub(super) fn filter_text(&mut self, text: Option<&str>, effects: &mut Vec<Effect>) {
        let epoch = self.next_epoch();
        let height = self.areas().list_rows();
        let Some(review) = &mut self.review else { return };
        if let Some(old) = review.text.take() {
            effects.push(Effect::StopScan(old.epoch));
        }
        let needle = text.and_then(Needle::new);
        review.filter.matching = needle.as_ref().map(|_| RowSet::default());
        if let (Some(text), Some(needle)) = (text, needle) {
            effects.push(Effect::Scan(epoch, needle.clone(), review.store.snapshot()));
            let done = (0, review.store.len());
            review.text = Some(TextFilter { text: text.to_owned(), needle, epoch, done });
            review.view.rebuild(&review.store, review.sort, &review.filter);
        } else {
            review.rebuild(height);
        }
    }

    /// Only the selected assignment's worker, or all workers again.
    pub(super) fn toggle_worker(&mut self) {
        let Some(review) = &self.review else { return };
        let worker = review.selected().map(|row| row.worker.to_owned());
        let wanted = worker.filter(|worker| review.worker.as_ref() != Some(worker));
        self.filter_worker(wanted.as_deref());
    }

    /// Drops the worker and text filters.
    pub(super) fn clear_filters(&mut self, effects: &mut Vec<Effect>) {
        self.filter_text(None, effects);
        self.filter_worker(None);
    }
}

impl Review {
    /// Whether a filter other than the status tab hides assignments.
    #[must_use]
    pub fn filtered_by_more(&self) -> bool {
        self.worker.is_some() || self.text.is_some()
    }
}
