//! The course of one page chain: which page is next, and when it ends.

use super::news::Ending;
use super::plan::{PageChain, ReviewPlan};
use crate::model::{Assignment, AssignmentId, Status, StatusSet};
use crate::source::{AssignmentsQuery, NextPage, PageToken, Problem, ProblemKind, TokenTrail};

/// What a chain is walked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WalkPurpose {
    /// The first time through, or going on where it stopped: every page is told.
    Load,
    /// From its last page on, to find what came since: told only if there is something new.
    Tail,
    /// From its beginning again, because the tail did not hold what the counters tell of, or the user asked.
    Rescan,
}

/// How far a walk goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// To the end of the chain.
    Whole,
    /// Until the chain has so many assignments.
    Assignments(u64),
    /// As far as one request goes (`--no-paginate`).
    Page,
}

/// The user's limits on a chain.
#[derive(Debug)]
pub(super) struct WalkLimits {
    page_size: u8,
    /// How far one load goes.
    extent: Extent,
    /// Where the user said that chains start.
    start: Option<PageToken>,
    /// Whether assignments leave the lists with a verdict that none of the lists would show.
    loses: bool,
}

impl WalkLimits {
    /// The limits that a plan sets.
    pub(super) fn of(plan: &ReviewPlan) -> Self {
        let extent = match plan.max_items {
            _ if !plan.paginate => Extent::Page,
            Some(max) => Extent::Assignments(max),
            None => Extent::Whole,
        };
        let page_size = plan.page_size.min(plan.max_items.map_or(u8::MAX, at_most)).max(1);
        let lists = |status| plan.chains.iter().any(|chain| chain.contains(status));
        let loses = lists(Status::Submitted) && !(lists(Status::Approved) && lists(Status::Rejected));
        Self { page_size, extent, start: plan.start.clone(), loses }
    }

    /// Whether chains start at the beginning of their lists, so that what they hold can be measured against counters.
    pub(super) fn read_from_beginning(&self) -> bool {
        self.start.is_none()
    }

    /// Whether assignments leave the lists with a verdict that none of the lists would show.
    pub(super) fn loses(&self) -> bool {
        self.loses && self.extent == Extent::Whole && self.read_from_beginning()
    }

    /// Whether a walk for this, along a list of these statuses, notes what waits for a verdict.
    fn notes_waiting(&self, purpose: WalkPurpose, statuses: StatusSet) -> bool {
        self.loses() && purpose == WalkPurpose::Rescan && statuses.contains(Status::Submitted)
    }
}

/// One walk along a chain.
#[derive(Debug)]
pub(super) struct PageWalk {
    /// What is listed.
    pub(super) chain: PageChain,
    /// Which decides what of it is told.
    pub(super) purpose: WalkPurpose,
    /// The page to ask for; when the walk is over, the last one that was asked for.
    pub(super) at: Option<PageToken>,
    /// How many assignments the chain has up to where this walk stands.
    pub(super) read: u64,
    extent: Extent,
    page_size: u8,
    /// Where it starts again if a token expires.
    start: Option<PageToken>,
    trail: TokenTrail,
    /// What the walk saw waiting for a verdict, where its end tells that nothing else does.
    waiting: Option<Vec<AssignmentId>>,
    begun: bool,
    restarted: bool,
}

/// What comes after a page, or after a problem.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WalkStep {
    /// Ask for the page that the walk stands at now.
    Next,
    /// The walk is over.
    End(Ending),
}

impl PageWalk {
    /// The first walk along a chain.
    pub(super) fn load(chain: PageChain, limits: &WalkLimits) -> Self {
        Self::resume(chain, limits.start.clone(), 0, limits)
    }

    /// A walk that goes on at a token, behind the `read` assignments that the chain had before; where chains start
    /// there are none before.
    pub(super) fn resume(chain: PageChain, at: Option<PageToken>, read: u64, limits: &WalkLimits) -> Self {
        let read = if at == limits.start { 0 } else { read };
        let extent = match limits.extent {
            Extent::Assignments(more) => Extent::Assignments(read.saturating_add(more)),
            extent => extent,
        };
        Self { read, extent, ..Self::new(chain, WalkPurpose::Load, at, limits) }
    }

    /// A walk from the last page on.
    pub(super) fn tail(chain: PageChain, last: PageToken, limits: &WalkLimits) -> Self {
        Self::new(chain, WalkPurpose::Tail, Some(last), limits)
    }

    /// A walk along the whole chain once more.
    pub(super) fn rescan(chain: PageChain, limits: &WalkLimits) -> Self {
        Self::new(chain, WalkPurpose::Rescan, limits.start.clone(), limits)
    }

    /// A walk along the first `read` assignments of a chain that was not read to its end.
    pub(super) fn rescan_to(chain: PageChain, read: u64, limits: &WalkLimits) -> Self {
        Self { extent: Extent::Assignments(read), ..Self::rescan(chain, limits) }
    }

    fn new(chain: PageChain, purpose: WalkPurpose, at: Option<PageToken>, limits: &WalkLimits) -> Self {
        let waiting = limits.notes_waiting(purpose, chain.statuses).then(Vec::new);
        Self {
            chain,
            purpose,
            waiting,
            trail: TokenTrail::from(at.as_ref()),
            at,
            read: 0,
            extent: Extent::Whole,
            page_size: limits.page_size,
            start: limits.start.clone(),
            begun: false,
            restarted: false,
        }
    }

    /// Whether this is the first request of a load, which is told.
    pub(super) fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.begun, true) && self.purpose == WalkPurpose::Load
    }

    /// Whether the screen has to hear that it ended so: it takes a chain that was whole to be so still.
    pub(super) fn tells(&self, ending: &Ending) -> bool {
        self.purpose == WalkPurpose::Load || self.extent != Extent::Whole || *ending != Ending::Complete
    }

    /// How the page that the walk stands at is asked for: a full page, or what is left of the user's limit.
    pub(super) fn query(&self) -> AssignmentsQuery {
        let left = match self.extent {
            Extent::Assignments(end) => at_most(end.saturating_sub(self.read)),
            Extent::Whole | Extent::Page => u8::MAX,
        };
        AssignmentsQuery {
            hit: self.chain.hit.clone(),
            statuses: self.chain.statuses,
            page_size: left.clamp(1, self.page_size),
            token: self.at.clone(),
        }
    }

    /// Notes what waits for a verdict on a page.
    pub(super) fn note(&mut self, page: &[Assignment]) {
        if let Some(waiting) = &mut self.waiting {
            let open = page.iter().filter(|assignment| assignment.status == Status::Submitted);
            waiting.extend(open.map(|assignment| assignment.id.clone()));
        }
    }

    /// What was noted.
    pub(super) fn take_waiting(&mut self) -> Option<Vec<AssignmentId>> {
        self.waiting.take()
    }

    /// Moves on after a page with `items` assignments and the token `next`.
    pub(super) fn after_page(&mut self, items: usize, next: Option<PageToken>) -> WalkStep {
        self.read = self.read.saturating_add(items as u64);
        let token = match self.trail.after(next) {
            NextPage::Ask(token) => token,
            NextPage::End => return WalkStep::End(Ending::Complete),
            NextPage::Repeated(token) | NextPage::Circle(token) => {
                return WalkStep::End(Ending::RepeatedToken(token));
            }
        };
        let enough = match self.extent {
            Extent::Whole => false,
            Extent::Assignments(end) => self.read >= end,
            Extent::Page => true,
        };
        if enough {
            return WalkStep::End(Ending::Limit(token));
        }
        self.at = Some(token);
        WalkStep::Next
    }

    /// Moves on after a problem that waiting does not cure.
    ///
    /// A token that is no longer good starts the walk again where the chain starts, once; after that it is the user who
    /// starts it again there.
    pub(super) fn after_problem(&mut self, problem: Problem) -> WalkStep {
        let expired = problem.kind == ProblemKind::ExpiredToken;
        if !expired || self.restarted || self.at == self.start {
            let from = if expired { self.start.take() } else { self.at.take() };
            return WalkStep::End(Ending::Stopped(problem, from));
        }
        self.restarted = true;
        self.at.clone_from(&self.start);
        self.read = 0;
        if let Some(waiting) = &mut self.waiting {
            waiting.clear();
        }
        self.trail = TokenTrail::from(self.start.as_ref());
        if self.purpose == WalkPurpose::Tail {
            self.purpose = WalkPurpose::Rescan;
        }
        WalkStep::Next
    }
}

/// A number as a page's size has it.
fn at_most(count: u64) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
