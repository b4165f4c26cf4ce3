//! What was seen of one HIT, where its chains stand, and which pages have to be read next.

use super::chain::ChainProgress;
use super::expected::{Counters, Expected, Lists, Missing, PollOutcome};
use super::known::Known;
use super::news::Ending;
use super::plan::PageChain;
use super::rescan_pause::RescanPause;
use super::walk::{PageWalk, WalkLimits, WalkPurpose};
use crate::model::{Assignment, HitId, Status, StatusSet};

/// A list of so many assignments is read again at every other poll at most, one of twice as many at every third.
const LONG_LIST: u32 = 1000;

/// What was seen of one HIT.
#[derive(Debug)]
pub(super) struct HitProgress {
    known: Known,
    expected: Expected,
    chains: Vec<ChainProgress>,
    next_poll: NextPoll,
    rescan: Option<Rescan>,
    /// How many of those without a verdict were told to wait no more.
    gone: u32,
    /// Until what waits is read again because some of it waits no more.
    until_waiting_is_read: RescanPause,
    /// Whether the user wants everything read again after the next poll.
    reread: bool,
}

/// What the answer to the next poll is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NextPoll {
    /// It is the first one; pages are asked for at the same time.
    First,
    /// It tells whether anything moved.
    Regular,
    /// So it does, and that the HIT can be polled again.
    AfterFailure,
    /// It tells whether anything moved while lists were read.
    Confirming {
        /// Whether all of them were, from their beginnings.
        whole: bool,
    },
}

/// The walks that look for what the counters tell of.
#[derive(Debug)]
struct Rescan {
    /// How many walks are not over.
    underway: usize,
    /// The chains that were read from their beginnings.
    whole: Vec<StatusSet>,
}

/// What comes after a walk.
#[derive(Debug)]
pub(super) enum NextStep {
    /// Other walks are not over, or everything was found.
    Nothing,
    /// More walks.
    Walk(Vec<PageWalk>),
    /// A poll that tells whether anything moved meanwhile.
    Confirm,
}

impl HitProgress {
    /// Nothing was seen yet; with the first walks, one along each chain.
    pub(super) fn begin(hit: &HitId, chains: &[StatusSet], limits: &WalkLimits) -> (Self, Vec<PageWalk>) {
        let begin = |statuses: &StatusSet| {
            ChainProgress::begin(PageChain { hit: hit.clone(), statuses: *statuses }, limits)
        };
        let (chains, walks) = chains.iter().map(begin).unzip();
        let progress = Self {
            known: Known::default(),
            expected: Expected::default(),
            chains,
            next_poll: NextPoll::First,
            rescan: None,
            gone: 0,
            until_waiting_is_read: RescanPause::OVER,
            reread: false,
        };
        (progress, walks)
    }

    /// Keeps on a page only what is new or stands differently than before.
    pub(super) fn sift(&mut self, page: &mut Vec<Assignment>) {
        self.known.sift(page);
    }

    /// What the counters tell of that was neither found nor accepted as not there.
    pub(super) fn missing(&self, limits: &WalkLimits) -> Missing {
        self.expected.missing(&self.known, self.listed(limits))
    }

    /// The list of what waits for a verdict was read again: whether what was found are all, as the counters have it. A list
    /// that loses assignments while it is read may skip others.
    pub(super) fn found_waiting(&mut self, found: usize) -> bool {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        if self.expected.waiting().is_none_or(|all| all > found) {
            return false;
        }
        self.gone = self.known.open().saturating_sub(found);
        // A long list is not read again for every verdict.
        self.until_waiting_is_read = RescanPause::of(1 + found / LONG_LIST);
        true
    }

    /// Whether assignments without a verdict got one that none of the lists shows, and it is time to see which: once nothing
    /// moves.
    fn has_lost(&mut self, limits: &WalkLimits) -> bool {
        let open = self.known.open().saturating_sub(self.gone);
        let lost = limits.loses() && self.expected.waiting().is_some_and(|waiting| waiting < open);
        lost && self.until_waiting_is_read.is_over()
    }

    /// The chains that a problem stopped.
    pub(super) fn stopped(&self) -> impl Iterator<Item = &PageChain> {
        self.chains.iter().filter(|chain| chain.is_stopped()).map(ChainProgress::chain)
    }

    /// Goes on with the chains that a problem stopped, and reads anew those whose tokens were repeated.
    pub(super) fn go_on(&mut self, limits: &WalkLimits) -> Vec<PageWalk> {
        self.chains.iter_mut().filter_map(|chain| chain.go_on(limits)).collect()
    }

    /// Everything is to be read again after the next poll, whether anything moved or not. No other poll is underway, nor
    /// any walk.
    pub(super) fn reread(&mut self) {
        self.reread = true;
        if matches!(self.next_poll, NextPoll::Confirming { .. }) {
            self.next_poll = NextPoll::Regular;
        }
    }

    /// Goes on with a chain that ended early; `None` for any other.
    pub(super) fn resume(&mut self, statuses: StatusSet, limits: &WalkLimits) -> Option<PageWalk> {
        self.chains.iter_mut().find(|chain| chain.statuses() == statuses)?.resume(limits)
    }

    /// The HIT could not be polled.
    pub(super) fn poll_failed(&mut self) {
        self.next_poll = NextPoll::AfterFailure;
        self.expected.poll_failed();
    }

    /// The HIT was polled: what has to be read now.
    pub(super) fn polled(&mut self, now: Option<Counters>, limits: &WalkLimits) -> Vec<PageWalk> {
        let listed = self.listed(limits);
        let poll = std::mem::replace(&mut self.next_poll, NextPoll::Regular);
        match poll {
            NextPoll::First => {
                self.expected.first(now, &self.known);
                return Vec::new();
            }
            NextPoll::Confirming { whole } => {
                self.expected.confirmed(now, &self.known, listed, whole);
                return Vec::new();
            }
            NextPoll::Regular | NextPoll::AfterFailure => {}
        }
        let reading = self.expected.polled(now, &self.known, listed);
        let mut walks = match reading {
            _ if std::mem::take(&mut self.reread) => self.reread_all(limits),
            PollOutcome::Nothing if self.has_lost(limits) => {
                self.look_in(Lists::WAITING, WalkPurpose::Rescan, limits)
            }
            PollOutcome::Nothing => Vec::new(),
            PollOutcome::Tails(lists) => self.look_in(lists, WalkPurpose::Tail, limits),
            PollOutcome::Whole(lists) => self.look_in(lists, WalkPurpose::Rescan, limits),
        };
        if poll == NextPoll::AfterFailure {
            // Whoever may poll again may list again: credentials were renewed.
            let denied = self.chains.iter_mut().filter(|chain| chain.was_denied());
            walks.extend(denied.filter_map(|chain| chain.resume(limits)));
        }
        walks
    }

    /// Walks the chains that were read to their ends and belong to `lists`; chains that ended early stay as they are.
    fn look_in(&mut self, lists: Lists, purpose: WalkPurpose, limits: &WalkLimits) -> Vec<PageWalk> {
        let whole = self.rescan.take().map(|rescan| rescan.whole).unwrap_or_default();
        let asked =
            |chain: &ChainProgress| lists.hold(chain.statuses()) && !whole.contains(&chain.statuses());
        let walks: Vec<PageWalk> = (self.chains.iter_mut())
            .filter(|chain| asked(chain))
            .filter_map(|chain| chain.look_again(purpose, limits))
            .collect();
        self.rescan = (!walks.is_empty()).then_some(Rescan { underway: walks.len(), whole });
        walks
    }

    /// Walks every chain as far as it was read.
    fn reread_all(&mut self, limits: &WalkLimits) -> Vec<PageWalk> {
        let walks: Vec<PageWalk> = self.chains.iter_mut().filter_map(|chain| chain.reread(limits)).collect();
        let rescan = Rescan { underway: walks.len(), whole: Vec::new() };
        self.rescan = (!walks.is_empty()).then_some(rescan);
        walks
    }

    /// A walk is over: what comes next.
    pub(super) fn ended(&mut self, walk: &PageWalk, ending: &Ending, limits: &WalkLimits) -> NextStep {
        let statuses = walk.chain.statuses;
        if let Some(chain) = self.chains.iter_mut().find(|chain| chain.statuses() == statuses) {
            chain.ended(walk, ending);
        }
        if walk.purpose == WalkPurpose::Load {
            // A list that loses assignments while it is read may not show all that it held.
            if !self.chains.iter().any(ChainProgress::loses) {
                self.expected.loaded(&self.known, self.listed(limits));
            }
            return NextStep::Nothing;
        }
        let Some(rescan) = &mut self.rescan else { return NextStep::Nothing };
        rescan.underway = rescan.underway.saturating_sub(1);
        if walk.purpose == WalkPurpose::Rescan {
            rescan.whole.push(statuses);
        }
        if rescan.underway > 0 { NextStep::Nothing } else { self.after_rescan(limits) }
    }

    /// What was not found in the tails is looked for everywhere; what is not found there either has to be confirmed.
    fn after_rescan(&mut self, limits: &WalkLimits) -> NextStep {
        let listed = self.listed(limits);
        let missing = self.missing(limits);
        let read = self.rescan.as_ref().map_or(&[][..], |rescan| &rescan.whole);
        let whole = self.chains.iter().all(|chain| read.contains(&chain.statuses()));
        let unsettled = self.expected.is_unsettled(listed) || whole && self.expected.is_guessed(listed);
        if missing.is_none() && !unsettled {
            self.rescan = None;
            return NextStep::Nothing;
        }
        let walks = self.look_in(missing.lists(), WalkPurpose::Rescan, limits);
        if walks.is_empty() {
            self.next_poll = NextPoll::Confirming { whole };
            return NextStep::Confirm;
        }
        NextStep::Walk(walks)
    }

    /// The statuses whose lists were read to their ends, as far as counters can be held against them.
    ///
    /// That is all of the plan's once every chain is whole; before that, both verdicts together.
    fn listed(&self, limits: &WalkLimits) -> StatusSet {
        let whole = |status: &Status| {
            self.chains.iter().any(|chain| chain.is_whole() && chain.statuses().contains(*status))
        };
        let verdicts = [Status::Approved, Status::Rejected];
        if !limits.read_from_beginning() {
            StatusSet::NONE
        } else if self.chains.iter().all(ChainProgress::is_whole) {
            Status::ALL.into_iter().filter(whole).collect()
        } else if verdicts.iter().all(whole) {
            verdicts.into_iter().collect()
        } else {
            StatusSet::NONE
        }
    }
}
