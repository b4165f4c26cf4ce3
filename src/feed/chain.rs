//! Where a page chain stands between two walks, and how the next walk along it begins.

use super::news::Ending;
use super::plan::PageChain;
use super::walk::{PageWalk, WalkLimits, WalkPurpose};
use crate::model::{Status, StatusSet};
use crate::source::{PageToken, ProblemKind};

/// Where a chain stands, and how many assignments it has up to there.
#[derive(Debug)]
pub(super) struct ChainProgress {
    chain: PageChain,
    rest: ChainRest,
    read: u64,
}

/// Where a chain stands between two walks.
#[derive(Debug, PartialEq, Eq)]
enum ChainRest {
    /// It is being walked, or waits for its turn.
    Underway,
    /// Its end was reached; the token asks for its last page once more.
    AtEnd(Option<PageToken>),
    /// The user's limit ended it; goes on at the token.
    Limited(PageToken),
    /// The service repeated a page token; goes on at it.
    Repeated(PageToken),
    /// A problem stopped it; goes on at the token, or from the list's beginning.
    Stopped(ProblemKind, Option<PageToken>),
}

impl ChainProgress {
    /// A chain of which nothing was read, and the first walk along it.
    pub(super) fn begin(chain: PageChain, limits: &WalkLimits) -> (Self, PageWalk) {
        let walk = PageWalk::load(chain.clone(), limits);
        (Self { chain, rest: ChainRest::Underway, read: 0 }, walk)
    }

    /// Which chain it is.
    pub(super) fn chain(&self) -> &PageChain {
        &self.chain
    }

    /// Which of the HIT's assignments are listed.
    pub(super) fn statuses(&self) -> StatusSet {
        self.chain.statuses
    }

    /// Whether it was read to its end.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.rest, ChainRest::AtEnd(_))
    }

    /// Whether a problem stopped it.
    pub(super) fn is_stopped(&self) -> bool {
        matches!(self.rest, ChainRest::Stopped(..))
    }

    /// Whether it stopped because of the credentials, or what they allow.
    pub(super) fn was_denied(&self) -> bool {
        matches!(self.rest, ChainRest::Stopped(ProblemKind::Denied, _))
    }

    /// Whether it loses assignments to a list that is not its own: it holds what waits together with one verdict, and
    /// the other verdict takes them out.
    pub(super) fn loses(&self) -> bool {
        let holds = |status| self.statuses().contains(status);
        holds(Status::Submitted) && holds(Status::Approved) != holds(Status::Rejected)
    }

    /// A walk along it is over.
    pub(super) fn ended(&mut self, walk: &PageWalk, ending: &Ending) {
        self.rest = match ending {
            Ending::Complete => ChainRest::AtEnd(walk.at.clone()),
            Ending::Limit(token) => ChainRest::Limited(token.clone()),
            Ending::RepeatedToken(token) => ChainRest::Repeated(token.clone()),
            Ending::Stopped(problem, token) => ChainRest::Stopped(problem.kind, token.clone()),
        };
        if walk.purpose != WalkPurpose::Tail {
            self.read = walk.read;
        }
    }

    /// Goes on from where it ended early; `None` if it did not.
    pub(super) fn resume(&mut self, limits: &WalkLimits) -> Option<PageWalk> {
        let at = match &self.rest {
            ChainRest::Underway | ChainRest::AtEnd(_) => return None,
            ChainRest::Limited(token) | ChainRest::Repeated(token) => Some(token.clone()),
            ChainRest::Stopped(_, token) => token.clone(),
        };
        self.rest = ChainRest::Underway;
        Some(PageWalk::resume(self.chain.clone(), at, self.read, limits))
    }

    /// Goes on if a problem stopped it, and starts anew if its token was repeated.
    pub(super) fn go_on(&mut self, limits: &WalkLimits) -> Option<PageWalk> {
        match self.rest {
            ChainRest::Stopped(..) => self.resume(limits),
            ChainRest::Repeated(_) => {
                self.rest = ChainRest::Underway;
                Some(PageWalk::load(self.chain.clone(), limits))
            }
            ChainRest::Underway | ChainRest::AtEnd(_) | ChainRest::Limited(_) => None,
        }
    }

    /// Reads it again if it was read to its end: from its last page on, which may be its only one, or all of it.
    pub(super) fn look_again(&mut self, purpose: WalkPurpose, limits: &WalkLimits) -> Option<PageWalk> {
        let ChainRest::AtEnd(last) = &mut self.rest else { return None };
        let last = last.take().filter(|_| purpose == WalkPurpose::Tail);
        self.rest = ChainRest::Underway;
        Some(match last {
            Some(last) => PageWalk::tail(self.chain.clone(), last, limits),
            None => PageWalk::rescan(self.chain.clone(), limits),
        })
    }

    /// Reads again what was read of it; one that goes on anyway, or just went round, is left alone.
    pub(super) fn reread(&mut self, limits: &WalkLimits) -> Option<PageWalk> {
        let chain = self.chain.clone();
        let walk = match &self.rest {
            ChainRest::Underway | ChainRest::Repeated(_) | ChainRest::Stopped(..) => return None,
            ChainRest::AtEnd(_) => PageWalk::rescan(chain, limits),
            ChainRest::Limited(_) => PageWalk::rescan_to(chain, self.read, limits),
        };
        self.rest = ChainRest::Underway;
        Some(walk)
    }
}
