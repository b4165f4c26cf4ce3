use super::plan::PageChain;
use crate::model::{Assignment, AssignmentId, Hit, HitId, Remark, SavedAssignment, Timestamp};
use crate::source::{PageToken, Problem};
use std::time::Duration;

/// Which request a piece of news answers; a newer request has a higher number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

/// How a chain ended. "Done" and "stopped" never look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The service said that there is no more.
    Complete,
    /// Ended by the user's own limit; goes on at the token.
    Limit(PageToken),
    /// The service handed out a token that it had handed out before in this chain.
    RepeatedToken(PageToken),
    /// A problem that waiting does not cure. Goes on at the token, or from the list's beginning.
    Stopped(Problem, Option<PageToken>),
}

/// What the background has to tell about the HITs it follows.
///
/// Problems are facts apart, and each has one kind of news that ends it and no other:
///
/// - what waits: [`News::Waiting`], until [`News::Recovered`];
/// - which HIT could not be polled: [`News::PollFailed`], until the next [`News::Hit`] of that HIT;
/// - which chain ended early: [`News::Ended`], until the next [`News::Started`] of that chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A HIT with fresh counters.
    Hit(Box<Hit>),
    /// A HIT's counters could not be had and waiting does not help; its pages come all the same, and it is polled
    /// again at the next turn.
    PollFailed(HitId, Problem),
    /// A page of a chain arrived: what is new on it, or differs in anything from what was told before.
    Page(PageChain, Vec<Assignment>),
    /// All assignments of a HIT that wait for a verdict, where not every verdict's list is read: others that waited were
    /// decided elsewhere, one way or the other. Told when the list of them was read again as whole as the counters have it.
    StillWaiting(HitId, Vec<AssignmentId>),
    /// A chain ended. Also told of a chain that was whole before and could not be read again to its end.
    Ended(PageChain, Ending),
    /// A chain is asked for (again): it is loading now.
    Started(PageChain),
    /// Requests failed for now; the next attempt of the one named is at the time given. What is loaded stays.
    ///
    /// Several requests may wait at a time; then this is told of another one when the one told last goes through.
    Waiting(Problem, Timestamp),
    /// No request waits any more.
    Recovered,
    /// Requests go out so far apart since the service asked to slow down; `None` is at full speed again.
    Slowed(Option<Duration>),
    /// The HITs were polled and everything known is fresh as of now. Not told while a problem keeps a chain
    /// stopped or a HIT from being polled, or while the counters tell of assignments that were not found yet.
    Checked,
    /// HITs that stand in the files that are read.
    SavedHits(Vec<Hit>),
    /// Assignments that stand in the files that are read; their HITs were told before.
    Saved(Vec<SavedAssignment>),
    /// Something to tell about the files that are read.
    Remark(Remark),
    /// The files are read to their ends.
    FilesRead,
}

/// What the background has to tell about the account's HITs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitsNews {
    /// A listing begins. What an earlier one told stays good until this one is whole.
    Started,
    /// A page of HITs.
    Page(Vec<Hit>),
    /// The list is whole.
    Complete,
    /// The service repeated a page token, or waiting does not help. Ends with the next [`HitsNews::Started`].
    Stopped(Problem),
    /// A request failed for now; the next attempt is at the time given.
    Waiting(Problem, Timestamp),
    /// No request waits any more.
    Recovered,
    /// How many of a HIT's completed assignments were rejected; the rest was approved.
    Rejected(HitId, u32),
    /// A HIT's rejected assignments could not be counted, and waiting does not help.
    NotCounted(HitId, Problem),
}

/// Everything the background sends to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedMessage {
    /// About the HITs under review.
    Review(Epoch, News),
    /// About the list of the account's HITs.
    Hits(Epoch, HitsNews),
}
