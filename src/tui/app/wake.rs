use super::{App, Screen};
use crate::model::Timestamp;
use crate::table::RowId;
use crate::text::time;
use crate::tui::message::Effect;

impl App {
    /// When the screen will owe a change that nothing but time brings; `None` while nothing ticks.
    #[must_use]
    pub fn next_wake(&self) -> Option<Timestamp> {
        let notice = self.notice.as_ref().map(|notice| notice.until);
        let countdown =
            self.trouble().and_then(|trouble| trouble.until).and_then(|until| self.next_second(until));
        let words = match self.screen {
            Screen::Review => self.review_changes(),
            Screen::Hits => self.hits_change(),
        };
        [notice, countdown, words].into_iter().flatten().min().map(|at| at.max(self.now))
    }

    /// The next moment at which a countdown to `until` shows another second.
    fn next_second(&self, until: Timestamp) -> Option<Timestamp> {
        let left = until.as_millisecond() - self.now.as_millisecond();
        let step = if left <= 0 { return None } else { (left - 1) % 1000 + 1 };
        Timestamp::from_millisecond(self.now.as_millisecond() + step).ok()
    }

    /// The first change of the relative times on the review screen.
    fn review_changes(&self) -> Option<Timestamp> {
        let review = self.review.as_ref()?;
        let height = self.areas().list_rows();
        let top = review.cursor.top;
        let visible = review.view.window(top..top + height).iter().filter_map(|row| self.auto_approval(*row));
        let selected = review.selected().into_iter().flat_map(|row| {
            [row.accepted, row.submitted, row.auto_approval, row.approved, row.rejected].into_iter().flatten()
        });
        let stale = self.stale_since();
        visible
            .chain(selected)
            .chain(stale)
            .filter_map(|at| time::relative(at, self.now).until)
            .chain(self.turns_stale())
            .min()
    }

    /// When the auto-approval of a row is, while the row still waits.
    fn auto_approval(&self, row: RowId) -> Option<Timestamp> {
        let row = self.review.as_ref()?.store.row(row)?;
        row.auto_approval.filter(|_| row.status == crate::model::Status::Submitted)
    }

    fn hits_change(&self) -> Option<Timestamp> {
        let height = self.areas_of_hits();
        let visible = self.hits.cursor.top..self.hits.cursor.top + height;
        visible
            .filter_map(|position| self.hits.get(position)?.created)
            .filter_map(|created| time::relative(created, self.now).until)
            .min()
    }

    /// Since when the data have had no fresh look, where that is longer than a look should take.
    #[must_use]
    pub fn stale_since(&self) -> Option<Timestamp> {
        let checked = self.review.as_ref()?.checked?;
        (self.turns_stale()? <= self.now).then_some(checked)
    }

    /// When data that nobody looks at again become old: three looks late, or a minute where nobody looks.
    fn turns_stale(&self) -> Option<Timestamp> {
        let review = self.review.as_ref()?;
        let every = review
            .plan
            .every
            .map_or(20_000, |every| i64::try_from(every.as_millis()).unwrap_or(i64::MAX / 4));
        Timestamp::from_millisecond(review.checked?.as_millisecond() + 3 * every).ok()
    }

    /// Brings what depends on everything else up to date: windows, the answer, what was seen, what expired.
    pub(super) fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.notice.take_if(|notice| notice.until <= self.now);
        let areas = self.areas();
        if let Some(review) = &mut self.review {
            review.cursor.fit(review.view.len(), areas.list_rows());
            let search = review.search.as_ref().map(|search| &search.needle);
            let window = (areas.answer_width(), areas.answer_rows());
            review.detail.settle(&review.store, review.row, window, search);
            if let Some(row) = review.row.filter(|_| review.moved) {
                review.unseen.remove(row);
            }
        }
        if self.screen == Screen::Hits {
            self.settle_hits(effects);
        }
    }
}
