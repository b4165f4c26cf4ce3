//! The rows of the list: a line for each HIT, and for each fold.

use super::fold::{Fold, compare_folds, compare_hits};
use super::fold_key::FoldKey;
use super::listed::ListedHit;
use super::table::HitTable;
use super::tally::{HitSums, HitTally};
use crate::model::{Hit, HitId, Timestamp};
use crate::table::order;

/// A row, whatever its position becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitRowId {
    /// The line of a HIT.
    Hit(HitId),
    /// The line that stands for HITs that belong together.
    Fold(FoldKey),
}

/// A row as it shows.
#[derive(Debug, Clone, Copy)]
pub struct HitRow<'t> {
    /// The HIT; on a line that stands for several, the first of them.
    pub hit: &'t Hit,
    /// When the service approves the first assignment by itself, as far as that is known.
    pub due: Option<Timestamp>,
    /// What the row stands for.
    pub kind: HitRowKind<'t>,
}

impl HitRow<'_> {
    /// When the HIT was created, of several the newest.
    #[must_use]
    pub fn created(&self) -> Option<Timestamp> {
        match self.kind {
            HitRowKind::Fold { tally, .. } => tally.newest,
            HitRowKind::Alone | HitRowKind::Within => self.hit.created,
        }
    }

    /// The sums of the HITs it stands for.
    #[must_use]
    pub fn sums(&self) -> HitSums {
        match self.kind {
            HitRowKind::Fold { tally, .. } => tally.sums,
            HitRowKind::Alone | HitRowKind::Within => HitSums::of(self.hit),
        }
    }
}

/// What a row stands for.
#[derive(Debug, Clone, Copy)]
pub enum HitRowKind<'t> {
    /// A HIT that belongs to no other.
    Alone,
    /// A HIT below the line that stands for it and others.
    Within,
    /// Several HITs.
    Fold {
        /// What they have in common.
        key: &'t FoldKey,
        /// What they come to together.
        tally: &'t HitTally,
        /// Whether they show below.
        open: bool,
    },
}

impl HitTable {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no HIT.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The fold at a position, and the member that stands there; `None` for the line that stands for them.
    fn at(&self, position: usize) -> Option<(&Fold, Option<&ListedHit>)> {
        let place = self.starts.partition_point(|start| *start <= position).checked_sub(1)?;
        let fold = self.folds.get(*self.order.get(place)? as usize)?;
        let within = position - self.starts.get(place)?;
        if within >= fold.rows() {
            return None;
        }
        let member = within.checked_sub(fold.head()).and_then(|member| fold.members.get(member));
        Some((fold, member.and_then(|number| self.hits.get(*number as usize))))
    }

    /// The row at a position, counted from 0: O(log n).
    #[must_use]
    pub fn row(&self, position: usize) -> Option<HitRow<'_>> {
        let (fold, member) = self.at(position)?;
        if let Some(listed) = member {
            let kind = if fold.head() == 0 { HitRowKind::Alone } else { HitRowKind::Within };
            return Some(HitRow { hit: &listed.hit, due: listed.due(), kind });
        }
        let first = self.hits.get(*fold.members.first()? as usize)?;
        let kind = HitRowKind::Fold { key: &fold.key, tally: &fold.tally, open: fold.open };
        Some(HitRow { hit: &first.hit, due: fold.tally.due, kind })
    }

    /// The HIT at a position; `None` where several stand in one line.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<&Hit> {
        self.at(position)?.1.map(|listed| &listed.hit)
    }

    /// A HIT by its id.
    #[must_use]
    pub fn find(&self, id: &HitId) -> Option<&Hit> {
        self.hits.get(*self.numbers.get(id)? as usize).map(|listed| &listed.hit)
    }

    /// Which row stands at a position.
    #[must_use]
    pub fn row_id(&self, position: usize) -> Option<HitRowId> {
        let (fold, member) = self.at(position)?;
        Some(
            member.map_or_else(
                || HitRowId::Fold(fold.key.clone()),
                |listed| HitRowId::Hit(listed.hit.id.clone()),
            ),
        )
    }

    /// Where a row stands: O(log n). A HIT that does not show stands where the line for it does, a line that is needed
    /// no longer where the HIT does that is left.
    #[must_use]
    pub fn position(&self, row: &HitRowId) -> Option<usize> {
        let (number, member) = self.spot(row)?;
        let fold = self.folds.get(number as usize)?;
        let place =
            order::place(&self.order, number, |a, b| compare_folds(&self.folds, &self.hits, self.sort, a, b));
        let start = *self.starts.get(place).filter(|_| self.order.get(place) == Some(&number))?;
        let within = match member {
            Some(member) if fold.open && fold.head() > 0 => {
                let compare = |a, b| compare_hits(&self.hits, self.sort, a, b);
                fold.head() + order::place(&fold.members, member, compare)
            }
            _ => 0,
        };
        Some(start + within)
    }

    /// The numbers of the fold and of the HIT of a row.
    pub(super) fn spot(&self, row: &HitRowId) -> Option<(u32, Option<u32>)> {
        match row {
            HitRowId::Fold(key) => Some((*self.fold_numbers.get(key)?, None)),
            HitRowId::Hit(id) => {
                let number = *self.numbers.get(id)?;
                Some((self.hits.get(number as usize)?.fold, Some(number)))
            }
        }
    }

    /// The row at a position if the listing under way named it, else the nearest after it that was named, else before
    /// it: which one takes its place when the listing is whole.
    #[must_use]
    pub fn remaining(&self, position: usize) -> Option<HitRowId> {
        let named = |number: &u32| {
            self.hits.get(*number as usize).is_some_and(|listed| listed.listing == self.listing)
        };
        let stays = |position: &usize| match self.at(*position) {
            Some((_, Some(listed))) => listed.listing == self.listing,
            Some((fold, None)) => fold.members.iter().any(named),
            None => false,
        };
        let position = position.min(self.rows);
        let row = (position..self.rows).find(stays).or_else(|| (0..position).rev().find(stays))?;
        self.row_id(row)
    }

    /// What a row folds into, where that takes more than one HIT, and whether that is open.
    #[must_use]
    pub fn fold(&self, row: &HitRowId) -> Option<(&FoldKey, bool)> {
        let fold = self.folds.get(self.spot(row)?.0 as usize)?;
        (fold.members.len() > 1).then_some((&fold.key, fold.open))
    }

    /// The HITs of a fold in the order in which they arrived, whatever the order they show in.
    #[must_use]
    pub fn members(&self, key: &FoldKey) -> Vec<&HitId> {
        let fold = self.fold_numbers.get(key).and_then(|number| self.folds.get(*number as usize));
        let mut numbers = fold.map(|fold| fold.members.clone()).unwrap_or_default();
        numbers.sort_unstable();
        numbers
            .iter()
            .filter_map(|number| self.hits.get(*number as usize))
            .map(|listed| &listed.hit.id)
            .collect()
    }

    /// Opens a fold or closes it.
    pub fn set_open(&mut self, key: &FoldKey, open: bool) {
        let number = self.fold_numbers.get(key);
        if let Some(fold) = number.and_then(|number| self.folds.get_mut(*number as usize)) {
            fold.open = open;
            self.count_rows();
        }
    }

    /// Opens or closes all of them.
    pub fn set_all_open(&mut self, open: bool) {
        self.folds.iter_mut().for_each(|fold| fold.open = open);
        self.count_rows();
    }

    /// Whether there are HITs that fold.
    #[must_use]
    pub fn has_folds(&self) -> bool {
        self.order.len() < self.hits.len()
    }

    /// Whether a fold is closed that could be open.
    #[must_use]
    pub fn has_closed(&self) -> bool {
        self.closed > 0
    }

    /// The folds that are open.
    pub fn open(&self) -> impl Iterator<Item = &FoldKey> {
        self.folds.iter().filter(|fold| fold.open).map(|fold| &fold.key)
    }
}
