//! When a review owes the screen a change that nothing but time brings.

use super::Review;
use crate::model::{Status, Timestamp};
use crate::table::RowId;
use crate::text::time;
use crate::tui::app::session::Session;
use crate::tui::app::trouble::Trouble;

/// Data that nobody asks for again are old after a minute: three times this.
const UNWATCHED_MILLIS: i64 = 20_000;

impl Review {
    /// The first change of the times on the screen, as far as it is still ahead.
    pub(in crate::tui::app) fn next_change(&self, session: &Session) -> Option<Timestamp> {
        let now = session.now;
        let window = self.window(self.areas(session).list_rows());
        let visible = self.view.window(window).iter().filter_map(|row| self.auto_approval(*row));
        let selected = self.selected().into_iter().flat_map(|row| {
            [row.accepted, row.submitted, row.auto_approval, row.approved, row.rejected].into_iter().flatten()
        });
        visible
            .chain(selected)
            .chain(self.age_shown(now))
            .filter_map(|at| time::relative(at, now).until)
            .chain(self.turns_stale())
            .filter(|at| *at > now)
            .min()
    }

    /// When the auto-approval of a row is, while the row still waits.
    fn auto_approval(&self, row: RowId) -> Option<Timestamp> {
        let row = self.store.row(row)?;
        row.auto_approval.filter(|_| row.status == Status::Submitted)
    }

    /// When the data are from, where their age shows: they are older than a poll should leave them, or a request
    /// waits for the service to come back.
    #[must_use]
    pub fn age_shown(&self, now: Timestamp) -> Option<Timestamp> {
        let stale = self.turns_stale().is_some_and(|at| at <= now);
        let waiting = matches!(self.trouble(), Some(Trouble::Waiting(_)));
        self.checked.filter(|_| stale || waiting)
    }

    /// When the data become old: three polls late, or a minute after they were read where nobody polls.
    fn turns_stale(&self) -> Option<Timestamp> {
        let every = self
            .plan
            .every
            .map_or(UNWATCHED_MILLIS, |every| i64::try_from(every.as_millis()).unwrap_or(i64::MAX));
        let at = self.checked?.as_millisecond().saturating_add(every.saturating_mul(3));
        Timestamp::from_millisecond(at).ok()
    }
}
