//! What a look at a HIT's counters promises, and which chains have to be walked for it.

use super::known::{Fresh, Known};
use crate::model::{Hit, Status, StatusSet};

/// The counters that tell whether anything moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counters {
    waiting: u32,
    completed: u32,
}

impl Counters {
    /// The counters of a HIT; `None` where the service left one out.
    pub(super) fn of(hit: &Hit) -> Option<Self> {
        Some(Self { waiting: hit.waiting()?, completed: hit.completed? })
    }

    fn listable(self) -> u32 {
        self.waiting.saturating_add(self.completed)
    }
}

/// What has to be found so that the screen shows what the counters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Promise {
    /// Assignments never seen before.
    unknown: u32,
    /// Assignments that were approved or rejected since.
    decided: u32,
    /// Whether the waiting ones are asked for.
    waiting_moved: bool,
    /// Whether the decided ones are asked for.
    decided_moved: bool,
}

impl Promise {
    /// What moved between two looks; `None` if nothing did.
    ///
    /// The counters of the first look are older than the pages that followed it, so the promise never
    /// exceeds what is still unknown. Nor does it exceed what moved, for counters that disagree with the
    /// lists for good must not have everything fetched at every look. Without counters the tails are read.
    pub(super) fn between(before: Option<Counters>, now: Option<Counters>, known: &Known) -> Option<Self> {
        let (Some(before), Some(now)) = (before, now) else {
            return Some(Self { unknown: 0, decided: 0, waiting_moved: true, decided_moved: true });
        };
        if before == now {
            return None;
        }
        let unknown = now.listable().saturating_sub(before.listable().max(known.total()));
        let decided = now.completed.saturating_sub(before.completed.max(known.decided()));
        let decided_moved = before.completed != now.completed;
        Some(Self {
            unknown,
            decided,
            waiting_moved: unknown > 0 || before.waiting != now.waiting,
            decided_moved,
        })
    }

    /// Whether a chain with these statuses has to be read to keep the promise.
    pub(super) fn asks_for(&self, statuses: StatusSet) -> bool {
        let waiting = statuses.contains(Status::Submitted) || statuses.contains(Status::Other);
        let decided = statuses.contains(Status::Approved) || statuses.contains(Status::Rejected);
        (self.waiting_moved && waiting) || (self.decided_moved && decided)
    }

    /// What of the promise is still open after `found`; `None` if it was kept.
    pub(super) fn less(self, found: Fresh) -> Option<Self> {
        let unknown = self.unknown.saturating_sub(found.unknown);
        let decided = self.decided.saturating_sub(found.decided);
        let left = Self { unknown, decided, waiting_moved: unknown > 0, decided_moved: decided > 0 };
        (unknown > 0 || decided > 0).then_some(left)
    }
}
