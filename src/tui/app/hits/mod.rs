//! The list of the account's HITs, as far as they are listed.

mod act;
mod copy;
mod pointing;

use super::place::{Place, next, round};
use super::review::MatchRank;
use super::session::Session;
use super::trouble::{Trouble, Waiting};
use crate::feed::{Epoch, HitsNews};
use crate::model::{Hit, HitId, Timestamp};
use crate::source::Problem;
use crate::table::{HitSort, HitSortKey, HitTable};
use crate::text::time;
use crate::tui::layout::{self, Areas};
use crate::tui::message::Effect;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

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
    /// Where one stands.
    place: Place<HitId>,
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
            place: Place::default(),
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
            }
            HitsNews::Complete => {
                self.listing = Listing::Complete;
                // From now on one stands on the HIT that is first, whatever a later listing puts before it.
                let row = self.table.remaining(self.position()).cloned();
                self.table.end_listing();
                self.place.take(row);
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
    }

    /// What was rejected of a HIT is not known any more once more of it is completed.
    fn forget_old_counts(&mut self, fresh: &[Hit]) {
        for hit in fresh {
            let known = self.table.position(&hit.id).and_then(|at| self.table.get(at));
            if known.is_some_and(|known| known.completed != hit.completed) {
                self.rejected.remove(&hit.id);
                self.uncountable.remove(&hit.id);
            }
        }
    }

    /// Where the selected HIT stands, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position_of(&self.place)
    }

    fn position_of(&self, place: &Place<HitId>) -> usize {
        place.row.as_ref().and_then(|id| self.table.position(id)).unwrap_or(0)
    }

    /// The selected HIT.
    #[must_use]
    pub fn selected(&self) -> Option<&Hit> {
        self.table.get(self.position())
    }

    /// The positions that a list of `height` lines shows.
    #[must_use]
    pub fn window(&self, height: usize) -> Range<usize> {
        self.place.window(self.position(), self.table.len(), height)
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
        layout::hits(session.area(), line)
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

    fn go(&mut self, to: usize, session: &Session) {
        let (len, height, here) = (self.table.len(), self.rows(session), self.position());
        let to = to.min(len.saturating_sub(1));
        self.place.go(self.table.get(to).map(|hit| hit.id.clone()), to, here, len, height);
    }

    /// Goes to a HIT, now or when it arrives.
    pub(super) fn select(&mut self, id: &HitId, session: &Session) {
        match self.table.position(id) {
            Some(position) => self.go(position, session),
            None => self.place.take(Some(id.clone())),
        }
    }

    /// Searches titles and ids; goes to the first match from `origin` on. An empty text ends the search.
    pub(super) fn search(&mut self, text: &str, origin: &Place<HitId>, after: bool, session: &Session) {
        self.table.search(text);
        let from = self.position_of(origin) + usize::from(after);
        if let Some(position) = round(from, self.table.len()).find(|at| self.table.is_found(*at)) {
            self.go(position, session);
        }
    }

    /// A search was taken back: stands where one stood before it.
    pub(super) fn go_back_to(&mut self, place: Place<HitId>) {
        self.place = place;
        // It may have gone while the search was typed.
        if self.place.row.as_ref().is_some_and(|id| self.table.position(id).is_none()) {
            self.place.take(self.table.get(0).map(|hit| hit.id.clone()));
        }
    }

    /// Goes to the next match, or the one before; tells whether it went round, or `None` where nothing matches.
    pub(super) fn next_found(&mut self, forward: bool, session: &Session) -> Option<bool> {
        let found = |at: &usize| self.table.is_found(*at);
        let (position, went_round) = next(self.position(), self.table.len(), forward, found)?;
        self.go(position, session);
        Some(went_round)
    }

    /// Which of the HITs found one stands on.
    #[must_use]
    pub fn rank(&self) -> MatchRank {
        let of = self.table.searched().map_or(0, |(_, of)| of);
        MatchRank { number: self.table.found_at(self.position()).map(|at| at + 1), of }
    }

    /// Sorts by another key; the same key again turns the order round.
    pub(super) fn sort_by(&mut self, key: HitSortKey) {
        let sort = self.table.sort();
        let descending = if sort.key == key { !sort.descending } else { key != HitSortKey::Title };
        self.table.sort_by(HitSort { key, descending });
    }

    /// Has the background count the rejected assignments of what shows. It is told the whole list each time the
    /// list changes, so that nothing is forgotten on the way.
    pub(super) fn settle(&mut self, session: &mut Session) {
        let shown = self.window(self.rows(session)).filter_map(|at| self.table.get(at));
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

    /// When the age of the listing or of a HIT on the screen changes next.
    pub(super) fn next_change(&self, session: &Session) -> Option<Timestamp> {
        let shown = self.window(self.rows(session));
        shown
            .filter_map(|position| self.table.get(position)?.created)
            .chain(self.read)
            .filter_map(|created| time::relative(created, session.now).until)
            .filter(|at| *at > session.now)
            .min()
    }
}
