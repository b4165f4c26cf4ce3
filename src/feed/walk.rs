//! The course of one page chain: which page is next, and when it ends.

use super::{Ending, PageChain, ReviewPlan};
use crate::source::{AssignmentsQuery, NextPage, PageToken, Problem, ProblemKind, TokenTrail};

/// What a chain is walked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WalkPurpose {
    /// The first time through, or going on where it stopped: every page is told.
    Load,
    /// From its last page on, to find what came since: told only if there is something new.
    Tail,
    /// From its beginning again, because the tail did not hold what the counters promise.
    Rescan,
}

/// The user's limits on a chain.
#[derive(Debug, Clone, Copy)]
pub(super) struct WalkLimits {
    page_size: u8,
    max_items: u64,
    paginate: bool,
}

impl WalkLimits {
    /// The limits that a plan sets.
    pub(super) fn of(plan: &ReviewPlan) -> Self {
        Self {
            page_size: plan.page_size,
            max_items: plan.max_items.unwrap_or(u64::MAX),
            paginate: plan.paginate,
        }
    }
}

/// One walk along a chain.
#[derive(Debug)]
pub(super) struct PageWalk {
    /// The chain.
    pub(super) chain: PageChain,
    /// What for.
    pub(super) purpose: WalkPurpose,
    /// The page to ask for; when the walk is over, the last one that was asked for.
    pub(super) at: Option<PageToken>,
    limits: WalkLimits,
    trail: TokenTrail,
    items: u64,
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
    /// A walk that starts at `at`.
    pub(super) fn new(
        chain: PageChain,
        purpose: WalkPurpose,
        at: Option<PageToken>,
        limits: WalkLimits,
    ) -> Self {
        let trail = TokenTrail::from(at.as_ref());
        Self { chain, purpose, at, limits, trail, items: 0, begun: false, restarted: false }
    }

    /// An expired token ends this walk: the user said where it starts.
    pub(super) fn never_restart(&mut self) {
        self.restarted = true;
    }

    /// Whether this is the first request of a load, which is told.
    pub(super) fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.begun, true) && self.purpose == WalkPurpose::Load
    }

    /// How the page that the walk stands at is asked for: a full page, or what is left of the user's limit.
    pub(super) fn query(&self) -> AssignmentsQuery {
        let left = match self.purpose {
            WalkPurpose::Load => self.limits.max_items.saturating_sub(self.items),
            WalkPurpose::Tail | WalkPurpose::Rescan => u64::MAX,
        };
        AssignmentsQuery {
            hit: self.chain.hit.clone(),
            statuses: self.chain.statuses,
            page_size: u8::try_from(left).unwrap_or(u8::MAX).clamp(1, self.limits.page_size.max(1)),
            token: self.at.clone(),
        }
    }

    /// Moves on after a page with `items` assignments and the token `next`.
    pub(super) fn after_page(&mut self, items: usize, next: Option<PageToken>) -> WalkStep {
        self.items = self.items.saturating_add(items as u64);
        let token = match self.trail.after(next) {
            NextPage::End => return WalkStep::End(Ending::Complete),
            NextPage::Repeated(token) | NextPage::Circle(token) => {
                return WalkStep::End(Ending::RepeatedToken(token));
            }
            NextPage::Ask(token) => token,
        };
        if self.purpose == WalkPurpose::Load && (!self.limits.paginate || self.items >= self.limits.max_items)
        {
            return WalkStep::End(Ending::Limit(token));
        }
        self.at = Some(token);
        WalkStep::Next
    }

    /// Moves on after a problem that waiting does not cure.
    ///
    /// A token that is no longer good starts the chain from the beginning, once.
    pub(super) fn after_problem(&mut self, problem: Problem) -> WalkStep {
        let expired = problem.kind == ProblemKind::ExpiredToken;
        if !expired || self.restarted || self.at.is_none() {
            let from = if expired { None } else { self.at.take() };
            return WalkStep::End(Ending::Stopped(problem, from));
        }
        self.restarted = true;
        self.at = None;
        self.items = 0;
        self.trail = TokenTrail::default();
        if self.purpose == WalkPurpose::Tail {
            self.purpose = WalkPurpose::Rescan;
        }
        WalkStep::Next
    }
}

/// Where a chain stands between two walks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChainRest {
    /// It is being walked, or waits for its turn.
    Underway,
    /// Its end was reached; the token asks for its last page once more.
    AtEnd(Option<PageToken>),
    /// It ended early, by a limit or a repeated token; goes on at the token.
    Limited(Option<PageToken>),
    /// A problem stopped it; goes on at the token, or from the beginning.
    Stopped(Option<PageToken>),
}

impl ChainRest {
    /// Where a chain rests after a walk that ended so, its last page asked for with `last`.
    pub(super) fn after(ending: &Ending, last: Option<PageToken>) -> Self {
        match ending {
            Ending::Complete => Self::AtEnd(last),
            Ending::Limit(token) | Ending::RepeatedToken(token) => Self::Limited(Some(token.clone())),
            Ending::Stopped(_, token) => Self::Stopped(token.clone()),
        }
    }
}
