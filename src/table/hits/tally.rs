//! What HITs come to together.

use super::listed::ListedHit;
use crate::model::{Cents, Hit, Timestamp};

/// Sums over several HITs, of what is known; what is not is counted beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HitSums {
    /// How many HITs.
    pub hits: usize,
    /// How many assignments they ask for.
    pub max: u64,
    /// How many were approved or rejected.
    pub completed: u64,
    /// HITs of which it is not known how much waits.
    pub uncounted: usize,
    /// HITs of which it is not known what the work that waits costs.
    pub unpriced: usize,
    waiting: u64,
    available: u64,
    owed: i128,
}

impl HitSums {
    /// The sums of one HIT.
    pub(super) fn of(hit: &Hit) -> Self {
        let mut sums = Self::default();
        sums.add(hit);
        sums
    }

    /// How many assignments wait for review, if that is known of any of the HITs.
    #[must_use]
    pub fn waiting(&self) -> Option<u64> {
        (self.uncounted < self.hits).then_some(self.waiting)
    }

    /// How many assignments nobody has accepted yet, if that is known of any of the HITs.
    #[must_use]
    pub fn available(&self) -> Option<u64> {
        (self.uncounted < self.hits || self.available > 0).then_some(self.available)
    }

    /// What the work that waits costs once it is approved, with fees, in cents, if that is known of any of the HITs.
    #[must_use]
    pub fn owed(&self) -> Option<i128> {
        (self.unpriced < self.hits).then_some(self.owed)
    }

    pub(super) fn add(&mut self, hit: &Hit) {
        self.hits += 1;
        self.max += u64::from(hit.max.unwrap_or(0));
        self.waiting += u64::from(hit.waiting().unwrap_or(0));
        self.completed += u64::from(hit.completed.unwrap_or(0));
        self.available += u64::from(hit.available.unwrap_or(0));
        self.owed += hit.owed().unwrap_or(0);
        self.uncounted += usize::from(hit.waiting().is_none());
        self.unpriced += usize::from(hit.owed().is_none());
    }

    /// Takes out a HIT that is in it.
    pub(super) fn remove(&mut self, hit: &Hit) {
        self.hits -= 1;
        self.max -= u64::from(hit.max.unwrap_or(0));
        self.waiting -= u64::from(hit.waiting().unwrap_or(0));
        self.completed -= u64::from(hit.completed.unwrap_or(0));
        self.available -= u64::from(hit.available.unwrap_or(0));
        self.owed -= hit.owed().unwrap_or(0);
        self.uncounted -= usize::from(hit.waiting().is_none());
        self.unpriced -= usize::from(hit.owed().is_none());
    }
}

/// What the HITs of a fold come to together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HitTally {
    /// The sums.
    pub sums: HitSums,
    /// When the newest was created.
    pub newest: Option<Timestamp>,
    /// When the service approves the first assignment by itself, as far as that is known.
    pub due: Option<Timestamp>,
    /// What the best paid of them pays.
    pub reward: Option<Cents>,
}

/// Whether taking a HIT out left the extremes as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extremes {
    /// They hold.
    Hold,
    /// The HIT was one of them: they have to be looked for among those left.
    Gone,
}

impl HitTally {
    /// A HIT joins.
    pub(super) fn add(&mut self, listed: &ListedHit) {
        self.sums.add(&listed.hit);
        self.reach(listed);
    }

    /// A HIT that is in it leaves.
    pub(super) fn remove(&mut self, listed: &ListedHit) -> Extremes {
        self.sums.remove(&listed.hit);
        let (hit, due) = (&listed.hit, listed.due());
        let gone = hit.created.is_some() && self.newest == hit.created
            || hit.reward.is_some() && self.reward == hit.reward
            || due.is_some() && self.due == due;
        if gone { Extremes::Gone } else { Extremes::Hold }
    }

    /// The extremes reach as far as a HIT.
    fn reach(&mut self, listed: &ListedHit) {
        self.newest = self.newest.max(listed.hit.created);
        self.reward = self.reward.max(listed.hit.reward);
        self.due = [self.due, listed.due()].into_iter().flatten().min();
    }

    /// Looks for the extremes anew.
    pub(super) fn look_for_extremes<'l>(&mut self, members: impl Iterator<Item = &'l ListedHit>) {
        (self.newest, self.reward, self.due) = (None, None, None);
        members.for_each(|listed| self.reach(listed));
    }
}
