//! HITs that belong together stand in one line until it is opened.

use super::fold_key::FoldKey;
use super::listed::ListedHit;
use super::sort::{HitSort, HitSortKey};
use super::tally::{Extremes, HitTally};
use crate::table::order;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// HITs that belong together, in order, with what they come to.
#[derive(Debug)]
pub(super) struct Fold {
    pub(super) key: FoldKey,
    /// Their numbers in the order they show.
    pub(super) members: Vec<u32>,
    pub(super) tally: HitTally,
    /// Whether the HITs show below the line that stands for them.
    pub(super) open: bool,
    /// What became of the tally's extremes since they were looked for.
    extremes: Extremes,
}

impl Fold {
    pub(super) fn new(key: FoldKey) -> Self {
        let (members, tally) = Default::default();
        Self { key, members, tally, open: false, extremes: Extremes::Hold }
    }

    /// How many rows it takes: a single HIT needs no line that stands for it.
    pub(super) fn rows(&self) -> usize {
        match (self.members.len(), self.open) {
            (members @ (0 | 1), _) => members,
            (members, true) => members + 1,
            (_, false) => 1,
        }
    }

    /// How many rows stand before its HITs: the line that stands for them, unless there is only one.
    pub(super) fn head(&self) -> usize {
        usize::from(self.members.len() > 1)
    }

    /// A HIT that is in it leaves, or is about to change.
    pub(super) fn remove(&mut self, listed: &ListedHit) {
        if self.tally.remove(listed) == Extremes::Gone {
            self.extremes = Extremes::Gone;
        }
    }

    /// Puts HITs where they belong once all that changed is known.
    pub(super) fn place(
        &mut self,
        moved: &BTreeSet<u32>,
        arrived: Vec<u32>,
        hits: &[ListedHit],
        sort: HitSort,
    ) {
        if !moved.is_empty() {
            self.members.retain(|number| !moved.contains(number));
        }
        order::insert(&mut self.members, arrived, |a, b| compare_hits(hits, sort, a, b));
        if self.extremes == Extremes::Gone {
            let members = self.members.iter().filter_map(|number| hits.get(*number as usize));
            self.tally.look_for_extremes(members);
            self.extremes = Extremes::Hold;
        }
    }

    /// How it stands to another fold, as far as the key of the order tells.
    pub(super) fn compare(&self, other: &Self, hits: &[ListedHit], sort: HitSort) -> Ordering {
        let (x, y) = (&self.tally, &other.tally);
        match sort.key {
            HitSortKey::Title => {
                let title = |fold: &Self| Some(&hits.get(*fold.members.first()? as usize)?.title);
                sort.directed(title(self), title(other))
            }
            HitSortKey::Age => sort.directed(x.newest, y.newest),
            HitSortKey::Waiting => sort.directed(x.sums.waiting(), y.sums.waiting()),
            HitSortKey::Due => sort.directed(x.due, y.due),
            HitSortKey::Owed => sort.directed(x.sums.owed(), y.sums.owed()),
            HitSortKey::Reward => sort.directed(x.reward, y.reward),
            HitSortKey::Available => sort.directed(x.sums.available(), y.sums.available()),
        }
    }
}

/// How two HITs of a fold stand to each other. Equal only for a HIT and itself.
pub(super) fn compare_hits(hits: &[ListedHit], sort: HitSort, a: u32, b: u32) -> Ordering {
    let (x, y) = (hits.get(a as usize), hits.get(b as usize));
    x.zip(y).map_or(Ordering::Equal, |(x, y)| x.compare(y, sort)).then(a.cmp(&b))
}

/// How two folds stand to each other. Equal only for a fold and itself.
pub(super) fn compare_folds(folds: &[Fold], hits: &[ListedHit], sort: HitSort, a: u32, b: u32) -> Ordering {
    let (x, y) = (folds.get(a as usize), folds.get(b as usize));
    x.zip(y).map_or(Ordering::Equal, |(x, y)| x.compare(y, hits, sort)).then(a.cmp(&b))
}
