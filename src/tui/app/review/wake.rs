//! When a review owes the screen a change that nothing but time brings.

use super::Review;
use crate::model::{Status, Timestamp};
use crate::table::RowId;
use crate::text::time;
use crate::tui::app::session::Session;
use crate::tui::app::trouble::Trouble;

impl Review {
    /// The first change of the times on the screen, as far as it is still ahead.
    pub(in crate::tui::app) fn next_change(&self, session: &Session) -> Option<Timestamp> {
        let now = session.now;
        if !session.setup.environment.goes_on() {
            return None;
        }
        let window = self.window(self.areas(session).list_rows());
        let visible = self.view.window(window).iter().filter_map(|row| self.auto_approval(*row));
        let selected = self.selected().into_iter().flat_map(|row| {
            let open = row.auto_approval.filter(|_| row.status == Status::Submitted);
            [open, row.approved, row.rejected].into_iter().flatten()
        });
        // Times of today show without their date, in the header too.
        let dated = !self.view.is_empty() || self.checked.is_some();
        let midnight = time::midnight(now, session.zone()).filter(|_| dated);
        visible
            .chain(selected)
            .chain(self.checked.filter(|_| self.is_live(now)))
            .filter_map(|at| time::relative(at, now).until)
            .chain(self.overdue())
            .chain(midnight)
            .filter(|at| *at > now)
            .min()
    }

    /// When the auto-approval of a row is, while the row still waits.
    fn auto_approval(&self, row: RowId) -> Option<Timestamp> {
        let row = self.store.row(row)?;
        row.auto_approval.filter(|_| row.status == Status::Submitted)
    }

    /// Whether the data are what polls keep fresh: they go on, and the last one is not long ago.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        let waiting = matches!(self.trouble(), Some(Trouble::Waiting(_)));
        self.loaded && !waiting && self.overdue().is_some_and(|at| at > now)
    }

    /// When the data are older than polls should leave them: three are late.
    fn overdue(&self) -> Option<Timestamp> {
        let every = i64::try_from(self.plan.every?.as_millis()).unwrap_or(i64::MAX);
        let at = self.checked?.as_millisecond().saturating_add(every.saturating_mul(3));
        // A poll that comes this late never comes in this life.
        Some(Timestamp::from_millisecond(at).unwrap_or(Timestamp::MAX))
    }
}
