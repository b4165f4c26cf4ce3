//! What a HIT's counters let one expect in its lists, and what of it is missing.
//!
//! The service tells no totals with its lists and promises nothing about a list that changes while it is read: where
//! an assignment leaves a list between two pages, the next one moves up and is on neither page. Counters may run
//! ahead of the lists, or never agree with them. So what is known is measured against the counters, not one poll
//! against the other, and what stays missing is only accepted where nothing moved while everything was read.

use super::known::Known;
use super::rescan_pause::RescanPause;
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

/// How many assignments the counters tell of that are not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Missing {
    /// Assignments that were never seen.
    unknown: u32,
    /// Assignments that are not known to be approved or rejected.
    decided: u32,
}

impl Missing {
    /// Whether nothing is missing.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// The lists in which it may be found.
    pub(super) fn lists(self) -> Lists {
        Lists { waiting: self.unknown > 0, decided: self.decided > 0 }
    }

    fn beyond(self, accepted: Self) -> Self {
        Self {
            unknown: self.unknown.saturating_sub(accepted.unknown),
            decided: self.decided.saturating_sub(accepted.decided),
        }
    }

    fn at_most(self, other: Self) -> Self {
        Self { unknown: self.unknown.min(other.unknown), decided: self.decided.min(other.decided) }
    }
}

/// Which lists have to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lists {
    waiting: bool,
    decided: bool,
}

impl Lists {
    /// Every one.
    pub(super) const ALL: Self = Self { waiting: true, decided: true };
    /// That of what waits for a verdict.
    pub(super) const WAITING: Self = Self { waiting: true, decided: false };

    /// Whether a list of assignments with these statuses is one of them.
    pub(super) fn hold(self, statuses: StatusSet) -> bool {
        let waiting = statuses.contains(Status::Submitted) || statuses.contains(Status::Other);
        let decided = statuses.contains(Status::Approved) || statuses.contains(Status::Rejected);
        (self.waiting && waiting) || (self.decided && decided)
    }
}

/// What has to be read after a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PollOutcome {
    /// Nothing moved and nothing is missing.
    Nothing,
    /// The last pages of these lists, and what follows them.
    Tails(Lists),
    /// These lists from their beginnings.
    Whole(Lists),
}

/// What a HIT's counters let one expect in the lists that are read.
///
/// Where a method takes `listed`, these are the statuses whose lists were read to their ends.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// The counters of the poll that the lists are read for; `None` if it failed, or the service left one out.
    counters: Option<Counters>,
    /// What was completed when nothing had been seen yet.
    completed_before: Option<u32>,
    unlisted: Unlisted,
    /// What reading everything did not find while nothing moved.
    accepted: Missing,
    /// Until everything is read again for what was accepted.
    pause: RescanPause,
    /// Until everything is read again to measure what is in none of the lists.
    until_measured: RescanPause,
}

/// How many completed assignments are in none of the lists: those with the other verdict, where only one is asked for,
/// and those decided before they were seen, where neither is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Unlisted {
    /// Nothing is known of it.
    #[default]
    Unknown,
    /// By the first poll, which goes out beside the first pages: it may count a verdict on what was read before it.
    Guessed(u32),
    /// By polls before and after everything was read, between which nothing moved.
    Measured(u32),
}

impl Unlisted {
    fn count(self) -> Option<u32> {
        match self {
            Self::Unknown => None,
            Self::Guessed(count) | Self::Measured(count) => Some(count),
        }
    }
}

impl Expected {
    /// How many wait for a verdict, as the counters have it.
    pub(super) fn waiting(&self) -> Option<u32> {
        self.counters.map(|counters| counters.waiting)
    }

    /// The first poll, which goes out together with the first pages. One that is answered later than they are counts
    /// what was decided after it was seen, so it tells nothing of what was before.
    pub(super) fn first(&mut self, now: Option<Counters>, known: &Known) {
        self.counters = now;
        self.completed_before = now.filter(|_| known.total() == 0).map(|now| now.completed);
    }

    /// Every list was read to its end for the first time: what was completed before anything was seen and is not in
    /// them is in none of them. If that is not known, nothing is settled, and the next poll has everything read again.
    pub(super) fn loaded(&mut self, known: &Known, listed: StatusSet) {
        if let (Some(before), false, Unlisted::Unknown) =
            (self.completed_before, listed.is_empty(), self.unlisted)
        {
            self.unlisted = Unlisted::Guessed(before.saturating_sub(known.decided()));
            self.until_measured = RescanPause::OVER;
        }
    }

    /// A poll failed: what moves until the next one is not known.
    pub(super) fn poll_failed(&mut self) {
        self.counters = None;
    }

    /// A later poll: what has to be read after it.
    pub(super) fn polled(&mut self, now: Option<Counters>, known: &Known, listed: StatusSet) -> PollOutcome {
        let before = std::mem::replace(&mut self.counters, now);
        let Some(now) = now else { return PollOutcome::Tails(Lists::ALL) };
        if before == Some(now) && self.is_guessed(listed) && self.until_measured.is_over() {
            return PollOutcome::Whole(Lists::ALL);
        }
        let Some(missing) = self.all_missing(now, known, listed) else {
            return PollOutcome::Whole(Lists::ALL);
        };
        let Some(before) = before else { return PollOutcome::Tails(Lists::ALL) };
        self.accepted = self.accepted.at_most(missing);
        if missing == self.accepted && !missing.is_none() && self.pause.is_over() {
            return PollOutcome::Whole(missing.lists());
        }
        let lists = Lists {
            waiting: before.waiting != now.waiting || missing.unknown > 0,
            decided: before.completed != now.completed || missing.decided > 0,
        };
        if lists == Lists::default() { PollOutcome::Nothing } else { PollOutcome::Tails(lists) }
    }

    /// A poll after lists were read, `whole` if all of them from their beginnings, which tells whether anything moved
    /// meanwhile. What is missing is accepted only if nothing did.
    pub(super) fn confirmed(&mut self, now: Option<Counters>, known: &Known, listed: StatusSet, whole: bool) {
        let Some(counters) = self.counters.filter(|before| now == Some(*before)) else { return };
        if whole && !listed.is_empty() {
            // What was seen waiting and got the verdict that is not listed is known, but not as decided: the rest of
            // the two differences is accepted below.
            self.unlisted = Unlisted::Measured(most_unlisted(counters, known, listed));
        }
        let missing = self.all_missing(counters, known, listed).unwrap_or_default();
        if missing != self.accepted {
            self.accepted = missing;
            self.pause = RescanPause::default();
        }
    }

    /// What is missing beyond what was accepted.
    pub(super) fn missing(&self, known: &Known, listed: StatusSet) -> Missing {
        let missing = self.counters.and_then(|counters| self.all_missing(counters, known, listed));
        missing.unwrap_or_default().beyond(self.accepted)
    }

    /// Whether there are counters, but it is not known yet how much of what they tell is in none of the lists.
    pub(super) fn is_unsettled(&self, listed: StatusSet) -> bool {
        self.counters.is_some() && self.outside(listed).is_none()
    }

    /// Whether that is guessed, so that it is worth measuring when everything was read.
    pub(super) fn is_guessed(&self, listed: StatusSet) -> bool {
        matches!(self.unlisted, Unlisted::Guessed(_)) && self.outside(listed) != Some(0)
    }

    /// What the counters tell of and is not known, as far as the lists can tell.
    fn all_missing(&self, counters: Counters, known: &Known, listed: StatusSet) -> Option<Missing> {
        let outside = self.outside(listed)?;
        let less = |count: u32, known: u32| count.saturating_sub(outside).saturating_sub(known);
        let waiting = listed.contains(Status::Submitted);
        let decided = verdicts(listed) > 0;
        Some(Missing {
            unknown: if waiting { less(counters.listable(), known.total()) } else { 0 },
            decided: if decided { less(counters.completed, known.decided()) } else { 0 },
        })
    }

    /// How many completed assignments are in none of the lists.
    fn outside(&self, listed: StatusSet) -> Option<u32> {
        if listed.is_empty() || verdicts(listed) == 2 { Some(0) } else { self.unlisted.count() }
    }
}

/// How many completed assignments are in none of the lists at most: what is known is in one of them.
fn most_unlisted(counters: Counters, known: &Known, listed: StatusSet) -> u32 {
    let unknown =
        listed.contains(Status::Submitted).then(|| counters.listable().saturating_sub(known.total()));
    let undecided = (verdicts(listed) > 0).then(|| counters.completed.saturating_sub(known.decided()));
    unknown.into_iter().chain(undecided).min().unwrap_or(u32::MAX)
}

/// How many of the two verdicts are listed.
fn verdicts(listed: StatusSet) -> usize {
    [Status::Approved, Status::Rejected].into_iter().filter(|verdict| listed.contains(*verdict)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::script::assignment;

    fn counters(waiting: u32, completed: u32) -> Counters {
        Counters { waiting, completed }
    }

    /// After a first poll that told `first`, and a list that was read to its end and held `held`.
    fn loaded(first: Counters, list: StatusSet, held: &[&str]) -> (Expected, Known) {
        let (mut expected, mut known) = (Expected::default(), Known::default());
        expected.first(Some(first), &known);
        known.sift(&mut held.iter().map(|text| assignment(text)).collect());
        expected.loaded(&known, list);
        (expected, known)
    }

    #[test]
    fn a_verdict_between_a_page_and_the_first_poll_hides_nothing_once_everything_was_measured() {
        let list = StatusSet::only(Status::Submitted);
        // Two were completed before; by the first poll a1 is, too.
        let (mut expected, known) = loaded(counters(1, 3), list, &["H S a1", "H S a2"]);
        assert_eq!(expected.polled(Some(counters(1, 3)), &known, list), PollOutcome::Whole(Lists::ALL));
        expected.confirmed(Some(counters(1, 3)), &known, list, true);
        expected.polled(Some(counters(2, 3)), &known, list);
        assert_eq!(expected.missing(&known, list), Missing { unknown: 1, decided: 0 });
    }

    #[test]
    fn what_can_not_be_measured_is_tried_rarer_and_rarer_and_where_there_is_nothing_never() {
        let list = StatusSet::only(Status::Submitted);
        let reads = |completed: u32| {
            let (mut expected, known) = loaded(counters(2, completed), list, &["H S a1", "H S a2"]);
            let mut poll = || expected.polled(Some(counters(2, completed)), &known, list);
            (1..20).filter(|_| poll() == PollOutcome::Whole(Lists::ALL)).collect::<Vec<u32>>()
        };
        assert_eq!(reads(3), [1, 3, 7, 15]);
        assert_eq!(reads(0), [0; 0]);
    }

    #[test]
    fn what_is_submitted_while_a_list_is_loaded_is_not_missed_later() {
        let list = StatusSet::only(Status::Submitted);
        let (mut expected, known) = loaded(counters(1, 3), list, &["H S a1", "H S a2"]);
        for _ in 0..2 {
            expected.polled(Some(counters(2, 3)), &known, list);
            assert!(expected.missing(&known, list).is_none());
        }
    }
}
