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
pub(super) struct Missing {
    /// Assignments never seen before.
    unknown: u32,
    /// Assignments that were approved or rejected since.
    decided: u32,
    /// Whether the waiting ones are asked for.
    waiting_moved: bool,
    /// Whether the decided ones are asked for.
    decided_moved: bool,
}

/// What the counters promise and the lists did not hold, though they were read whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shortfall {
    unknown: u32,
    decided: u32,
}

impl Shortfall {
    /// What is known less than the counters say, as far as the chains `read` to their ends can tell.
    pub(super) fn between(counters: Counters, known: &Known, read: StatusSet) -> Self {
        let decided = read.contains(Status::Approved) && read.contains(Status::Rejected);
        let all = decided && read.contains(Status::Submitted);
        Self {
            unknown: if all { counters.listable().saturating_sub(known.total()) } else { 0 },
            decided: if decided { counters.completed.saturating_sub(known.decided()) } else { 0 },
        }
    }
}

impl Missing {
    /// What there is to find after a look; `None` if nothing moved and nothing is missing.
    ///
    /// Lists shift while they are read, and counters may run ahead of them, so what is known is measured against
    /// the counters, not only one look against the other. A gap that reading everything did not close is not
    /// looked for everywhere again; the tails are read until it closes. Without counters the tails are read too.
    pub(super) fn between(
        before: Option<Counters>,
        now: Option<Counters>,
        missing: Shortfall,
        accepted: Shortfall,
    ) -> Option<Self> {
        let (Some(before), Some(now)) = (before, now) else {
            return Some(Self { unknown: 0, decided: 0, waiting_moved: true, decided_moved: true });
        };
        let promise = Self {
            unknown: missing.unknown.saturating_sub(accepted.unknown),
            decided: missing.decided.saturating_sub(accepted.decided),
            waiting_moved: before.waiting != now.waiting || missing.unknown > 0,
            decided_moved: before.completed != now.completed || missing.decided > 0,
        };
        (promise.waiting_moved || promise.decided_moved).then_some(promise)
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
