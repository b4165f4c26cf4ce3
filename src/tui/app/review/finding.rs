//! Searching and filtering by text: rows join as a scan in the background finds them.

use super::Review;
use super::detail::Aim;
use super::search::{MatchRank, Origin, Search};
use crate::feed::Epoch;
use crate::table::{RowId, RowSet};
use crate::text::Needle;
use crate::tui::app::place::{Place, next, round};
use crate::tui::app::session::Session;
use crate::tui::message::{Effect, ScanNews};

impl Review {
    /// Searches for a text; the cursor goes to the first match from `origin` on. An empty text ends the search.
    pub(in crate::tui::app) fn search(&mut self, text: &str, origin: Origin, session: &mut Session) {
        self.end_search(session);
        let Some(needle) = Needle::new(text) else { return };
        let epoch = session.next_epoch();
        session.ask(Effect::Scan(epoch, needle.clone(), self.store.snapshot()));
        let (found, done) = (RowSet::default(), (0, self.store.len()));
        let (rank, origin) = (MatchRank::default(), Some(origin));
        self.search = Some(Search { text: text.to_owned(), needle, epoch, found, done, rank, origin });
    }

    /// Searches for nothing any more.
    pub(super) fn end_search(&mut self, session: &mut Session) {
        if let Some(old) = self.search.take() {
            session.ask(Effect::StopScan(old.epoch));
        }
    }

    /// Searches for what was searched for before; the cursor stays.
    pub(in crate::tui::app) fn search_again(&mut self, text: &str, session: &mut Session) {
        self.search(text, Origin::At(self.place), session);
        self.hold();
        if let Some(search) = &mut self.search {
            search.origin = None;
        }
    }

    /// Stands where one stood before, as soon as that row shows again.
    pub(in crate::tui::app) fn stand_at(&mut self, place: Place<RowId>) {
        self.place = place;
        self.detail.return_to_mark(self.row());
    }

    /// A scan went on: the rows found join the search or the text filter it is for.
    pub(in crate::tui::app) fn scanned(&mut self, epoch: Epoch, news: &ScanNews, session: &Session) {
        if self.search.as_ref().is_some_and(|search| search.epoch == epoch) {
            self.search_went_on(news, session);
        }
        if self.text.as_ref().is_some_and(|text| text.epoch == epoch) {
            self.filter_went_on(news, session);
        }
    }

    fn search_went_on(&mut self, news: &ScanNews, session: &Session) {
        let Some(search) = &mut self.search else { return };
        search.done = (news.done, news.of);
        search.found.extend(news.found.iter().copied());
        self.go_to_nearest(session);
    }

    /// As long as nobody moved since a search began, one stands on the match that is nearest to where it did.
    fn go_to_nearest(&mut self, session: &Session) {
        let Some(origin) =
            self.search.as_ref().filter(|search| !search.found.is_empty()).and_then(|s| s.origin)
        else {
            return;
        };
        let from = match origin {
            Origin::At(place) => self.position_of(place),
            Origin::After(place) => self.position_of(place) + 1,
        };
        if let Some(position) = round(from, self.view.len()).find(|at| self.is_found(*at)) {
            let anchor = self.text.as_ref().and_then(|text| text.anchor);
            self.go(position, session);
            // Nobody chose that row: a nearer match may be found yet, and so may the row that a filter began on.
            if let Some(search) = &mut self.search {
                search.origin = Some(origin);
            }
            if let Some(text) = &mut self.text {
                text.anchor = anchor;
            }
        }
    }

    fn filter_went_on(&mut self, news: &ScanNews, session: &Session) {
        let (Some(text), Some(matching)) = (&mut self.text, &mut self.filter.matching) else { return };
        text.done = (news.done, news.of);
        matching.extend(news.found.iter().copied());
        if let Some(anchor) = text.anchor {
            self.place = anchor;
        }
        self.view.include(&self.store, &news.found, &self.filter);
        self.hold();
        self.go_to_nearest(session);
    }

    /// Says so when a search came to its end in vain.
    pub(in crate::tui::app) fn tell_nothing_found(&self, session: &mut Session) {
        let search = self.search.as_ref();
        if let Some(search) = search.filter(|search| search.percent().is_none() && search.found.is_empty()) {
            session.say(format!("Nothing found for “{}”", search.text));
        }
    }

    /// Whether the search found the row at a position.
    fn is_found(&self, position: usize) -> bool {
        let row = self.view.get(position);
        self.search.as_ref().zip(row).is_some_and(|(search, row)| search.found.contains(row))
    }

    /// Goes to the next match, or the one before: first in the answer, where it shows, then in the next row that has
    /// one. Tells whether it went round, or `None` where there is no match.
    pub(in crate::tui::app) fn next_found(&mut self, forward: bool, session: &Session) -> Option<bool> {
        self.settle_search();
        let areas = self.areas(session);
        // Keys may follow each other without a frame between them.
        self.settle_answer(&areas);
        let height = areas.answer_rows();
        if height > 0 && self.detail.step_match(forward, height) {
            return Some(false);
        }
        let (to, went_round) = next(self.position(), self.view.len(), forward, |at| self.is_found(*at))?;
        self.go(to, session);
        self.detail.aim(if forward { Aim::First } else { Aim::Last });
        Some(went_round)
    }

    /// Counts which of the rows found that show one stands on.
    pub(super) fn count_found(&mut self) {
        let (row, rows) = (self.row(), self.view.rows());
        let Some(search) = &mut self.search else { return };
        let mut rank = MatchRank::default();
        for found in rows.iter().filter(|row| search.found.contains(**row)) {
            rank.of += 1;
            if Some(*found) == row {
                rank.number = Some(rank.of);
            }
        }
        search.rank = rank;
    }
}
