//! The timeline of the selected assignment, and where it is scrolled to.

use super::Review;
use crate::tui::app::session::Session;
use crate::tui::keymap::Motion;
use crate::tui::layout::{Areas, MARGIN};
use crate::tui::timeline::{self, TimelineEntry};

impl Review {
    /// The lines of the timeline in `width` columns.
    #[must_use]
    pub fn timeline(&self, session: &Session, width: u16) -> Vec<TimelineEntry> {
        let several = self.plan.hits.len() > 1;
        let now = Some(session.now).filter(|_| session.setup.environment.goes_on());
        let Some((id, row)) = self.row().zip(self.selected()) else { return Vec::new() };
        let lines = timeline::lines(&row, now, width.into(), several);
        if self.is_decided_elsewhere(id) { timeline::without_verdict(lines) } else { lines }
    }

    /// Scrolls the timeline. It has the keys to itself while it has the focus, also where it shows whole.
    pub(super) fn step_timeline(&mut self, motion: Motion, count: Option<usize>, session: &Session) {
        let areas = self.areas(session);
        let (stops, rows) = (self.timeline_overflow(&areas, session) + 1, areas.timeline_rows());
        self.timeline_scroll = motion.target(self.timeline_scroll, count, rows, stops);
    }

    /// Stays where there are lines: the pane or the timeline may be another one now.
    pub(super) fn settle_timeline(&mut self, areas: &Areas, session: &Session) {
        if self.timeline_scroll > 0 {
            self.timeline_scroll = self.timeline_scroll.min(self.timeline_overflow(areas, session));
        }
    }

    /// How many lines of the timeline there is no room for.
    fn timeline_overflow(&self, areas: &Areas, session: &Session) -> usize {
        let lines = self.timeline(session, areas.timeline.width.saturating_sub(MARGIN)).len();
        lines.saturating_sub(areas.timeline_rows())
    }
}
