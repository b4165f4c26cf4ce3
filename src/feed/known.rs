//! Which assignments were seen already, so that a second look tells only what is new.

use crate::model::{Assignment, AssignmentId, Status};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// The assignments of one HIT that were seen, by a 64-bit hash of their id, with their last known status.
#[derive(Debug, Default)]
pub(super) struct Known {
    hasher: RandomState,
    statuses: HashMap<u64, Status>,
    decided: u32,
}

/// How much of a page was news.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fresh {
    /// Assignments never seen before.
    pub(super) unknown: u32,
    /// Assignments not known to be decided before that are approved or rejected now.
    pub(super) decided: u32,
}

impl std::ops::AddAssign for Fresh {
    fn add_assign(&mut self, more: Self) {
        self.unknown += more.unknown;
        self.decided += more.decided;
    }
}

impl Known {
    /// Takes note of a page and keeps on it only what is new or stands differently than before.
    pub(super) fn sift(&mut self, page: &mut Vec<Assignment>) -> Fresh {
        let mut fresh = Fresh::default();
        page.retain(|assignment| {
            let before = self.note(&assignment.id, assignment.status);
            fresh.unknown += u32::from(before.is_none());
            fresh.decided += u32::from(is_decided(assignment.status) && !before.is_some_and(is_decided));
            before != Some(assignment.status)
        });
        self.decided += fresh.decided;
        fresh
    }

    /// How many assignments were seen.
    pub(super) fn total(&self) -> u32 {
        u32::try_from(self.statuses.len()).unwrap_or(u32::MAX)
    }

    /// How many of them were approved or rejected when last seen.
    pub(super) fn decided(&self) -> u32 {
        self.decided
    }

    /// Notes a status and returns the one before. A page read earlier may arrive later, so a decided
    /// assignment never counts as waiting again: the service takes no verdict back.
    fn note(&mut self, id: &AssignmentId, status: Status) -> Option<Status> {
        let key = self.hasher.hash_one(id);
        let before = self.statuses.get(&key).copied();
        if before.is_some_and(is_decided) && !is_decided(status) {
            return Some(status);
        }
        self.statuses.insert(key, status)
    }
}

fn is_decided(status: Status) -> bool {
    matches!(status, Status::Approved | Status::Rejected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::script::assignment;

    #[test]
    fn only_what_is_new_or_decided_since_stays_on_a_page() {
        let mut known = Known::default();
        let mut page = vec![assignment("H S a1"), assignment("H A a2")];
        assert_eq!(known.sift(&mut page), Fresh { unknown: 2, decided: 1 });
        let mut page = vec![assignment("H A a1"), assignment("H A a2"), assignment("H S a3")];
        assert_eq!(known.sift(&mut page), Fresh { unknown: 1, decided: 1 });
        assert_eq!(page, [assignment("H A a1"), assignment("H S a3")]);
        assert_eq!((known.total(), known.decided()), (3, 2));
    }

    #[test]
    fn a_page_that_was_read_before_a_verdict_does_not_take_it_back() {
        let mut known = Known::default();
        known.sift(&mut vec![assignment("H A a1")]);
        let mut late = vec![assignment("H S a1")];
        known.sift(&mut late);
        assert_eq!(late, []);
        assert_eq!(known.sift(&mut vec![assignment("H A a1")]), Fresh::default());
    }
}
