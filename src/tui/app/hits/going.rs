//! Where one stands in the list of HITs, and how one gets elsewhere: by keys, by a search, by another order.

use super::HitList;
use crate::model::{Hit, HitId};
use crate::table::{FoldKey, HitRow, HitRowId, HitRowKind, HitSort, HitSortKey};
use crate::tui::app::place::Place;
use crate::tui::app::review::MatchRank;
use crate::tui::app::session::Session;
use std::ops::Range;

impl HitList {
    /// Where the selected row stands, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        self.place.row.as_ref().and_then(|row| self.table.position(row)).unwrap_or(0)
    }

    /// Which row is selected; until one was chosen, the first.
    #[must_use]
    pub fn row(&self) -> Option<HitRowId> {
        self.place.row.clone().or_else(|| self.table.row_id(0))
    }

    /// The selected row.
    #[must_use]
    pub fn selected_row(&self) -> Option<HitRow<'_>> {
        self.table.row(self.position())
    }

    /// The selected HIT; `None` where several stand in one line.
    #[must_use]
    pub fn selected(&self) -> Option<&Hit> {
        self.selected_row().filter(|row| !matches!(row.kind, HitRowKind::Fold { .. })).map(|row| row.hit)
    }

    /// The positions that a list of `height` lines shows.
    #[must_use]
    pub fn window(&self, height: usize) -> Range<usize> {
        self.place.window(self.position(), self.table.len(), height)
    }

    pub(super) fn go(&mut self, to: usize, session: &Session) {
        let (len, height, here) = (self.table.len(), self.rows(session), self.position());
        let to = to.min(len.saturating_sub(1));
        self.place.go(self.table.row_id(to), to, here, len, height);
    }

    /// Goes to a HIT, now or when it arrives; what it is folded into opens.
    pub(in crate::tui::app) fn select(&mut self, id: &HitId, session: &Session) {
        let row = HitRowId::Hit(id.clone());
        self.open_around(&row);
        match self.table.position(&row) {
            Some(position) => self.go(position, session),
            None => self.place.take(Some(row)),
        }
    }

    /// Goes to what was reviewed: a HIT, or the line of several that all belong together.
    pub(in crate::tui::app) fn select_reviewed(&mut self, hits: &[HitId], session: &Session) {
        let fold = |id: &HitId| self.table.fold(&HitRowId::Hit(id.clone())).map(|(key, _)| key.clone());
        let Some((first, rest)) = hits.split_first() else { return };
        let together = fold(first).filter(|key| rest.iter().all(|id| fold(id).as_ref() == Some(key)));
        match together.and_then(|key| self.table.position(&HitRowId::Fold(key))) {
            Some(at) if !rest.is_empty() => self.go(at, session),
            _ => self.select(first, session),
        }
    }

    /// Searches titles and ids; goes to the first match from `origin` on. An empty text ends the search.
    pub(in crate::tui::app) fn search(
        &mut self,
        text: &str,
        origin: &Place<HitRowId>,
        after: bool,
        session: &Session,
    ) {
        self.table.search(text);
        // The row one came from may have gone while the search was typed.
        let here = origin.row.as_ref().filter(|row| self.table.position(row).is_some()).cloned();
        let from = here.or_else(|| self.table.row_id(0));
        if let Some(found) = from.and_then(|row| self.table.found_from(&row, after).cloned()) {
            self.select(&found, session);
        }
    }

    /// A search was taken back: stands where one stood before it, and what it opened closes.
    pub(in crate::tui::app) fn go_back_to(&mut self, place: Place<HitRowId>, open: &[FoldKey]) {
        self.table.set_all_open(false);
        for key in open {
            self.table.set_open(key, true);
        }
        self.place = place;
        // It may have gone while the search was typed.
        if self.place.row.as_ref().is_some_and(|row| self.table.position(row).is_none()) {
            self.place.take(self.table.row_id(0));
        }
        self.reveal();
    }

    /// Goes to the next match, or the one before; tells whether it went round, or `None` where nothing matches.
    pub(in crate::tui::app) fn next_found(&mut self, forward: bool, session: &Session) -> Option<bool> {
        let (found, went_round) = self.table.next_found(&self.row()?, forward)?;
        let found = found.clone();
        self.select(&found, session);
        Some(went_round)
    }

    /// Which of the HITs found one stands on.
    #[must_use]
    pub fn rank(&self) -> MatchRank {
        let of = self.table.searched().map_or(0, |(_, of)| of);
        let number = self.row().and_then(|row| self.table.found_at(&row)).map(|at| at + 1);
        MatchRank { number, of }
    }

    /// Sorts by another key; the same key again turns the order round.
    pub(super) fn sort_by(&mut self, key: HitSortKey) {
        let sort = self.table.sort();
        let descending = if sort.key == key { !sort.descending } else { key.descends() };
        self.table.sort_by(HitSort { key, descending });
    }
}
