//! Which assignments were seen already, and how they stood, so that reading again tells only what is new.

use crate::model::{Assignment, Status};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// The assignments of one HIT that were seen: sixteen bytes each, however long their answers are.
#[derive(Debug, Default)]
pub(super) struct Known {
    hasher: RandomState,
    /// By the hash of the id. Hashes are keyed anew in each run, so no worker can make two ids meet.
    versions: HashMap<u64, Version>,
    decided: u32,
}

/// An assignment as it was seen last: the hash of everything in it, with its status in the two lowest bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version(u64);

impl Version {
    const STATUS: u64 = 0b11;

    fn of(assignment: &Assignment, hasher: &RandomState) -> Self {
        Self(hasher.hash_one(assignment) & !Self::STATUS | assignment.status as u64)
    }

    fn has(self, status: Status) -> bool {
        self.0 & Self::STATUS == status as u64
    }

    fn is_decided(self) -> bool {
        self.has(Status::Approved) || self.has(Status::Rejected)
    }

    /// Whether this was read before `other`, though it may arrive later: lists are read side by side.
    ///
    /// The service takes no verdict back, and turns a rejection into an approval but never the other way round.
    fn precedes(self, other: Self) -> bool {
        other.is_decided() && !self.is_decided() || other.has(Status::Approved) && self.has(Status::Rejected)
    }
}

impl Known {
    /// Takes note of a page and keeps on it only what is new or differs from what was known.
    pub(super) fn sift(&mut self, page: &mut Vec<Assignment>) {
        page.retain(|assignment| {
            let key = self.hasher.hash_one(&assignment.id);
            let now = Version::of(assignment, &self.hasher);
            let before = self.versions.get(&key).copied();
            if before.is_some_and(|before| now == before || now.precedes(before)) {
                return false;
            }
            self.versions.insert(key, now);
            self.decided += u32::from(now.is_decided() && !before.is_some_and(Version::is_decided));
            true
        });
    }

    /// How many assignments were seen.
    pub(super) fn total(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// How many of them had no verdict when last seen.
    pub(super) fn open(&self) -> u32 {
        self.total().saturating_sub(self.decided)
    }

    /// How many of them were approved or rejected when last seen.
    pub(super) fn decided(&self) -> u32 {
        self.decided
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::script::assignment;

    /// What of a page is news to `known`.
    fn news(known: &mut Known, mut page: Vec<Assignment>) -> Vec<Assignment> {
        known.sift(&mut page);
        page
    }

    #[test]
    fn only_what_is_new_or_decided_since_stays_on_a_page() {
        let mut known = Known::default();
        let page = vec![assignment("H S a1"), assignment("H A a2")];
        assert_eq!(news(&mut known, page.clone()), page);
        let page = vec![assignment("H A a1"), assignment("H A a2"), assignment("H S a3")];
        assert_eq!(news(&mut known, page), [assignment("H A a1"), assignment("H S a3")]);
        assert_eq!((known.total(), known.decided()), (3, 2));
    }

    #[test]
    fn a_page_that_was_read_before_a_verdict_does_not_take_it_back() {
        let mut known = Known::default();
        news(&mut known, vec![assignment("H A a1")]);
        assert_eq!(news(&mut known, vec![assignment("H S a1")]), []);
        assert_eq!(news(&mut known, vec![assignment("H R a1")]), []);
        assert_eq!(news(&mut known, vec![assignment("H A a1")]), []);
    }

    #[test]
    fn a_reversal_and_changed_feedback_are_news_and_count_no_second_verdict() {
        let mut known = Known::default();
        news(&mut known, vec![assignment("H R a1")]);
        let told = Assignment { feedback: Some("Blurred.".into()), ..assignment("H R a1") };
        assert_eq!(news(&mut known, vec![told.clone()]), [told]);
        assert_eq!(news(&mut known, vec![assignment("H A a1")]), [assignment("H A a1")]);
        assert_eq!((known.total(), known.decided()), (1, 1));
    }
}
