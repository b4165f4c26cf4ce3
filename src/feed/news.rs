use crate::model::{Assignment, Hit, HitId, StatusSet, Timestamp};
use crate::source::{Problem, Token};
use std::time::Duration;

/// Which request a piece of news answers; a newer request has a higher number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

/// What to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The HITs, in the order they are fetched.
    pub hits: Vec<HitId>,
    /// One page chain per entry and HIT, side by side, the first first. Normally one per status, Submitted
    /// first; a single combined one where a starting token or an item limit is given.
    pub chains: Vec<StatusSet>,
    /// Assignments a page, 1 to 100.
    pub page_size: u8,
    /// Ends a chain after this many assignments (`--max-items`).
    pub max_items: Option<u64>,
    /// Where the chain starts (`--starting-token`).
    pub start: Option<Token>,
    /// `false` takes one page only (`--no-paginate`).
    pub paginate: bool,
    /// How long between two looks at the HIT once everything is loaded; `None` never looks again by itself.
    pub every: Option<Duration>,
}

/// One page chain: the pages of one HIT with one set of statuses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chain {
    /// The HIT.
    pub hit: HitId,
    /// The statuses asked for.
    pub statuses: StatusSet,
}

/// How a chain ended. "Done" and "stopped" never look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The service said that there is no more.
    Complete,
    /// Ended by the user's own limit; goes on at the token.
    Limit(Token),
    /// The service handed out a token that it had handed out before in this chain.
    RepeatedToken(Token),
    /// A problem that waiting does not cure. Goes on at the token, or from the beginning.
    Stopped(Problem, Option<Token>),
}

/// What the background has to tell about the HITs it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A HIT with fresh counters.
    Hit(Box<Hit>),
    /// A HIT's counters could not be had and waiting does not help; its pages come all the same.
    LookFailed(HitId, Problem),
    /// A page of a chain arrived: what is new on it, or stands differently than before.
    Page(Chain, Vec<Assignment>),
    /// A chain ended.
    Ended(Chain, Ending),
    /// A chain is asked for (again): it is loading now.
    Started(Chain),
    /// Something failed for now; the next attempt is at the time given. What is loaded stays.
    Waiting(Problem, Timestamp),
    /// The last attempt after [`News::Waiting`] went through.
    Recovered,
    /// Requests go out so far apart since the service asked to slow down; `None` is at full speed again.
    Slowed(Option<Duration>),
    /// The HITs were looked at and everything known is fresh as of now. Not told while a problem keeps a chain
    /// stopped or a HIT from being looked at.
    Checked,
}

/// What the background has to tell about the account's HITs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitsNews {
    /// A page of HITs.
    Page(Vec<Hit>),
    /// The list is whole.
    Complete,
    /// The service repeated a page token, or waiting does not help.
    Stopped(Problem),
    /// Something failed for now; the next attempt is at the time given.
    Waiting(Problem, Timestamp),
    /// The last attempt after [`HitsNews::Waiting`] went through.
    Recovered,
    /// How many of a HIT's completed assignments were rejected; the rest was approved.
    Rejected(HitId, u32),
}

/// Everything the background sends to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedMessage {
    /// About the HITs under review.
    Review(Epoch, News),
    /// About the list of the account's HITs.
    Hits(Epoch, HitsNews),
}
