//! Searching the list of HITs; also what does not show because it is folded is found.

use super::fold::{compare_folds, compare_hits};
use super::rows::HitRowId;
use super::search::HitSearch;
use super::table::HitTable;
use crate::model::HitId;
use crate::text::Needle;
use std::cmp::Ordering;

impl HitTable {
    /// Searches titles and ids; an empty text ends the search.
    pub fn search(&mut self, text: &str) {
        self.search = Needle::new(text).map(|needle| {
            let mut search = HitSearch { text: text.to_owned(), needle, found: Vec::new() };
            let folds = self.order.iter().filter_map(|number| self.folds.get(*number as usize));
            let all = folds.flat_map(|fold| fold.members.iter().copied());
            search.found = all.filter(|number| search.is_in(&self.hits, *number)).collect();
            search
        });
    }

    /// What is searched for, and how many HITs it is in.
    #[must_use]
    pub fn searched(&self) -> Option<(&str, usize)> {
        self.search.as_ref().map(|search| (search.text.as_str(), search.found.len()))
    }

    /// How many of the HITs found stand before a row, and whether one stands on it: O(log n). On a line that stands
    /// for several it is one of them.
    fn found_before(&self, row: &HitRowId) -> Option<(usize, bool)> {
        let (found, (fold, member)) = (&self.search.as_ref()?.found, self.spot(row)?);
        let of = |number: u32| self.hits.get(number as usize).map_or(u32::MAX, |listed| listed.fold);
        let before = found.partition_point(|number| {
            let folds = compare_folds(&self.folds, &self.hits, self.sort, of(*number), fold);
            let hits =
                || member.map_or(Ordering::Greater, |m| compare_hits(&self.hits, self.sort, *number, m));
            folds.then_with(hits).is_lt()
        });
        let here = found.get(before).is_some_and(|number| match member {
            Some(member) => *number == member,
            None => of(*number) == fold && !self.folds.get(fold as usize).is_some_and(|fold| fold.open),
        });
        Some((before, here))
    }

    /// Which of the HITs found a row is, from 0; `None` for a row that was not found.
    #[must_use]
    pub fn found_at(&self, row: &HitRowId) -> Option<usize> {
        self.found_before(row).filter(|(_, here)| *here).map(|(before, _)| before)
    }

    /// Whether the search found the row at a position.
    #[must_use]
    pub fn is_found(&self, position: usize) -> bool {
        self.search.is_some() && self.row_id(position).is_some_and(|row| self.found_at(&row).is_some())
    }

    /// The first HIT found from a row on, or after it, going round the end.
    #[must_use]
    pub fn found_from(&self, row: &HitRowId, after: bool) -> Option<&HitId> {
        let (before, here) = self.found_before(row)?;
        self.found(before + usize::from(after && here)).or_else(|| self.found(0))
    }

    /// The HIT found next after a row, or before it, and whether that is round the end.
    #[must_use]
    pub fn next_found(&self, row: &HitRowId, forward: bool) -> Option<(&HitId, bool)> {
        let ((before, here), (_, all)) = (self.found_before(row)?, self.searched()?);
        let inside = here && matches!(row, HitRowId::Hit(_));
        let next = if forward { Some(before + usize::from(inside)) } else { before.checked_sub(1) };
        if let Some(next) = next.and_then(|next| self.found(next)) {
            return Some((next, false));
        }
        let round = if forward { 0 } else { all.checked_sub(1)? };
        self.found(round).map(|found| (found, true))
    }

    fn found(&self, at: usize) -> Option<&HitId> {
        let number = self.search.as_ref()?.found.get(at)?;
        self.hits.get(*number as usize).map(|listed| &listed.hit.id)
    }
}
