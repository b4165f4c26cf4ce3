//! A HIT of the list with what is computed once for it.

use super::fold_key::FoldKey;
use super::sort::{HitSort, HitSortKey};
use crate::model::{Hit, Timestamp};
use crate::text::{Needle, folded};
use std::cmp::Ordering;

/// A HIT with what is computed once for it.
#[derive(Debug)]
pub(super) struct ListedHit {
    pub(super) hit: Hit,
    /// The title without the difference of upper and lower case: what is compared.
    pub(super) title: Box<str>,
    /// The listing it was last seen in.
    pub(super) listing: u32,
    /// The number of the fold it belongs to.
    pub(super) fold: u32,
    /// When the service approves the first of its assignments by itself, where all that wait were read.
    pub(super) soonest: Option<Timestamp>,
}

impl ListedHit {
    pub(super) fn new(hit: Hit, listing: u32) -> Self {
        Self { title: folded(&hit.title).into(), hit, listing, fold: 0, soonest: None }
    }

    /// Takes what was heard of the HIT anew. What was decided since may have been what was due first.
    pub(super) fn renew(&mut self, hit: Hit) {
        let soonest = self.soonest.filter(|_| hit.completed == self.hit.completed);
        *self = Self { fold: self.fold, soonest, ..Self::new(hit, self.listing) };
    }

    /// When the service approves the first assignment by itself: nothing is due where nothing waits.
    pub(super) fn due(&self) -> Option<Timestamp> {
        self.soonest.filter(|_| self.hit.waiting() != Some(0))
    }

    /// What it folds into.
    pub(super) fn key(&self) -> FoldKey {
        FoldKey::of(&self.hit)
    }

    pub(super) fn holds(&self, needle: &Needle) -> bool {
        needle.is_in(&self.hit.title) || needle.is_in(self.hit.id.as_str())
    }

    /// How it stands to another HIT, as far as the key of the order tells.
    pub(super) fn compare(&self, other: &Self, sort: HitSort) -> Ordering {
        let (x, y) = (&self.hit, &other.hit);
        match sort.key {
            HitSortKey::Title => sort.directed(Some(&self.title), Some(&other.title)),
            HitSortKey::Age => sort.directed(x.created, y.created),
            HitSortKey::Waiting => sort.directed(x.waiting(), y.waiting()),
            HitSortKey::Due => sort.directed(self.due(), other.due()),
            HitSortKey::Owed => sort.directed(x.owed(), y.owed()),
            HitSortKey::Reward => sort.directed(x.reward, y.reward),
            HitSortKey::Available => sort.directed(x.available, y.available),
        }
    }
}
