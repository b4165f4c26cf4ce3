//! The list of the account's HITs, as far as they are listed.

mod about;
mod act;
mod columns;
mod copy;
mod folds;
mod going;
mod learning;
mod pointing;
mod task_lines;

pub use columns::HitColumn;

use super::place::Place;
use super::session::Session;
use super::trouble::{Trouble, Waiting};
use crate::feed::{Epoch, HitsNews};
use crate::model::{Hit, HitId, Timestamp};
use crate::source::Problem;
use crate::table::{HitRowId, HitTable, HitTimes};
use crate::text::{Glyphs, time};
use crate::tui::layout::{self, Areas, Pane};
use crate::tui::message::Effect;
use std::collections::{HashMap, HashSet};
use task_lines::TaskLines;

/// How far the listing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing {
    /// The HITs were never asked for.
    NotBegun,
    /// Pages are still to come.
    Underway,
    /// The list is whole.
    Complete,
    /// Something that waiting does not cure ended it.
    Stopped(Problem),
}

/// The list of the account's HITs.
#[derive(Debug)]
pub struct HitList {
    /// News with another epoch is stale.
    pub epoch: Epoch,
    /// The HITs.
    pub table: HitTable,
    /// How far the listing is.
    pub listing: Listing,
    /// When a page of it was last read.
    pub read: Option<Timestamp>,
    /// Which pane has the keys: the list, or what is said of the selected row.
    pub focus: Pane,
    /// Where one stands.
    place: Place<HitRowId>,
    /// What the selected HIT asks of workers.
    task: TaskLines,
    /// When work on HITs came in, where a review read all of it.
    times: HashMap<HitId, HitTimes>,
    /// The first visible line of what is said of a row beside the list, and of which row.
    about_scroll: (usize, Option<HitRowId>),
    /// How many completed assignments of a HIT were rejected, where that was counted.
    rejected: HashMap<HitId, u32>,
    /// HITs on the screen whose rejected assignments could not be counted; asked again on request, and when they come
    /// into view anew.
    uncountable: HashSet<HitId>,
    /// The HITs whose rejected assignments the background counts now: all that show and were not counted.
    counting: Vec<HitId>,
    /// The request that waits for its next attempt.
    waiting: Option<Waiting>,
}

impl Default for HitList {
    fn default() -> Self {
        Self {
            epoch: Epoch::default(),
            table: HitTable::default(),
            listing: Listing::NotBegun,
            read: None,
            focus: Pane::List,
            place: Place::default(),
            task: TaskLines::default(),
            times: HashMap::new(),
            about_scroll: (0, None),
            rejected: HashMap::new(),
            uncountable: HashSet::new(),
            counting: Vec::new(),
            waiting: None,
        }
    }
}

impl HitList {
    /// Asks for the HITs, or for what changed since; what is listed stays until the new listing is whole.
    pub(super) fn list(&mut self, session: &mut Session) {
        self.uncountable.clear();
        if self.listing == Listing::NotBegun {
            self.epoch = session.next_epoch();
            self.listing = Listing::Underway;
            session.ask(Effect::ListHits(self.epoch));
        } else {
            session.ask(Effect::RefreshHits);
        }
    }

    /// Takes in news of the listing.
    pub(super) fn arrived(&mut self, news: HitsNews, now: Timestamp) {
        match news {
            HitsNews::Started => {
                self.listing = Listing::Underway;
                self.table.begin_listing();
            }
            HitsNews::Page(page) => {
                self.read = Some(now);
                self.forget_old_counts(&page);
                self.table.absorb(page);
                self.reveal();
            }
            HitsNews::Complete => {
                self.listing = Listing::Complete;
                // From now on one stands on the HIT that is first, whatever a later listing puts before it.
                let row = self.table.remaining(self.position());
                self.table.end_listing();
                self.place.take(row);
                self.reveal();
            }
            HitsNews::Stopped(problem) => self.listing = Listing::Stopped(problem),
            HitsNews::Waiting(problem, until) => self.waiting = Some(Waiting { problem, until }),
            HitsNews::Recovered => self.waiting = None,
            HitsNews::Rejected(id, count) => {
                self.counting.retain(|counting| *counting != id);
                self.rejected.insert(id, count);
            }
            HitsNews::NotCounted(id, _) => {
                self.counting.retain(|counting| *counting != id);
                self.uncountable.insert(id);
            }
        }
    }

    /// A HIT that a review heard of again.
    pub(super) fn refresh(&mut self, hit: &Hit) {
        self.forget_old_counts(std::slice::from_ref(hit));
        self.table.refresh(hit);
        self.reveal();
    }

    /// What was rejected of a HIT is not known any more once more of it is completed.
    fn forget_old_counts(&mut self, fresh: &[Hit]) {
        for hit in fresh {
            if self.table.find(&hit.id).is_some_and(|known| known.completed != hit.completed) {
                self.rejected.remove(&hit.id);
                self.uncountable.remove(&hit.id);
            }
        }
    }

    /// How many HITs show at a time.
    #[must_use]
    pub fn rows(&self, session: &Session) -> usize {
        self.areas(session).list_rows()
    }

    /// The places of the panes.
    #[must_use]
    pub fn areas(&self, session: &Session) -> Areas {
        let line = self.trouble().is_some() || session.setup.warning.is_some();
        let areas = layout::hits(session.area(), self.focus, line);
        // A problem that kept everything away is told at length.
        let alone = self.table.is_empty() && self.trouble().and_then(Trouble::problem).is_some();
        if alone { areas.list_alone() } else { areas }
    }

    /// The columns of a list so wide, beside the marker and the title.
    #[must_use]
    pub fn columns(&self, width: u16) -> Vec<HitColumn> {
        let signs = if self.table.has_folds() { 4 } else { 2 };
        HitColumn::fitting(usize::from(width).saturating_sub(signs))
    }

    /// The most urgent thing that is wrong.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble<'_>> {
        let stopped = match &self.listing {
            Listing::Stopped(problem) => Some(Trouble::Refused(problem)),
            _ => None,
        };
        self.waiting.as_ref().map(Trouble::Waiting).or(stopped)
    }

    /// How many of a HIT's completed assignments were approved and rejected, where that is known.
    #[must_use]
    pub fn verdicts(&self, hit: &Hit) -> Option<(u32, u32)> {
        let completed = hit.completed?;
        let rejected = if completed == 0 { 0 } else { *self.rejected.get(&hit.id)? };
        Some((completed.saturating_sub(rejected), rejected))
    }

    /// Whether a HIT's rejected assignments could not be counted.
    #[must_use]
    pub fn is_uncountable(&self, hit: &Hit) -> bool {
        self.uncountable.contains(&hit.id)
    }

    /// Has the background count the rejected assignments of what shows. It is told the whole list each time the
    /// list changes, so that nothing is forgotten on the way.
    pub(super) fn settle(&mut self, session: &mut Session) {
        if self.table.is_empty() {
            self.focus = Pane::List;
        }
        let areas = self.areas(session);
        let (at, glyphs) = (self.position(), Glyphs { ascii: session.setup.theme.ascii });
        self.task.settle(self.table.row(at).map(|row| row.hit), areas.answer_width().into(), glyphs);
        // Where the figures do not show, nothing is counted for them.
        let told = !areas.answer.is_empty() || self.columns(areas.list.width).contains(&HitColumn::Rejected);
        let shown = if told { self.window(areas.list_rows()) } else { 0..0 };
        let shown = shown.filter_map(|at| self.table.get(at));
        let countable =
            shown.filter(|hit| hit.completed.is_some_and(|n| n > 0) && !self.rejected.contains_key(&hit.id));
        let mut wanted: Vec<&HitId> = countable.map(|hit| &hit.id).collect();
        self.uncountable.retain(|id| wanted.contains(&id));
        wanted.retain(|id| !self.uncountable.contains(*id));
        if wanted.iter().any(|id| !self.counting.contains(id)) {
            self.counting = wanted.into_iter().cloned().collect();
            session.ask(Effect::CountRejected(self.counting.clone()));
        }
    }

    /// When the age of the listing or of a HIT on the screen changes next, or what is said of the selected one.
    pub(super) fn next_change(&self, session: &Session) -> Option<Timestamp> {
        let areas = self.areas(session);
        let beside = self.selected_row().filter(|_| !areas.answer.is_empty());
        // Times of today stand there and in the header without their date.
        let dated = beside.is_some() || self.read.is_some();
        let midnight = time::midnight(session.now, session.zone()).filter(|_| dated);
        let expires = beside.and_then(|row| row.hit.expires);
        self.window(areas.list_rows())
            .filter_map(|position| self.table.row(position))
            .flat_map(|row| [row.created(), row.due])
            .flatten()
            .filter_map(|at| time::relative(at, session.now).until)
            .chain(midnight)
            .chain(expires)
            .filter(|at| *at > session.now)
            .min()
    }
}
