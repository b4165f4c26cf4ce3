//! The door that everything on the screen came through: pages of assignments and HITs.
//!
//! Live MTurk, the demo and what was saved all stand behind the same trait, so the screen can not tell them
//! apart. A page that fails is a [`Problem`]: what was tried, what came back, what to do next.

use crate::model::{Assignment, Hit, HitId, StatusSet};
use std::future::Future;
use std::time::Duration;

/// A service's opaque mark for "the page after this one" (1 to 255 characters).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Token(pub Box<str>);

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it; may be empty though more pages follow.
    pub items: Vec<T>,
    /// Asks for the next page. `None` ends the list; a token does not promise that there is more.
    pub next: Option<Token>,
}

/// Which page of a HIT's assignments is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentsQuery {
    /// The HIT.
    pub hit: HitId,
    /// Only assignments with one of these statuses; [`StatusSet::ALL`] asks without a filter.
    pub statuses: StatusSet,
    /// How many at most, 1 to 100.
    pub page_size: u8,
    /// Where to go on; `None` starts at the beginning.
    pub token: Option<Token>,
}

/// Pages of assignments and HITs.
///
/// A call makes one attempt that the implementation may repeat shortly after (a second or two in all);
/// longer back-off, and telling the user of it, is the caller's.
pub trait Source: Send + Sync + 'static {
    /// One page of a HIT's assignments.
    fn assignments(
        &self,
        query: AssignmentsQuery,
    ) -> impl Future<Output = Result<Page<Assignment>, Problem>> + Send;

    /// One HIT with its counters.
    fn hit(&self, id: HitId) -> impl Future<Output = Result<Hit, Problem>> + Send;

    /// One page of the account's HITs, 1 to 100 at most on it.
    fn hits(
        &self,
        page_size: u8,
        token: Option<Token>,
    ) -> impl Future<Output = Result<Page<Hit>, Problem>> + Send;

    /// How far apart requests go out since the service asked to slow down; `None` at full speed.
    fn slowed(&self) -> Option<Duration> {
        None
    }
}

/// What went wrong with a request, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{tried}: {answer}")]
pub struct Problem {
    /// The kind, which decides whether to try again.
    pub kind: ProblemKind,
    /// What was tried, with its operation: `ListAssignmentsForHIT for 3X4M…`.
    pub tried: String,
    /// What came back: the service's code and message without its trailing epoch, or the network's words.
    pub answer: String,
    /// What to do next, a sentence.
    pub advice: String,
}

impl Problem {
    /// A list that can not be read to its end: the service handed out a page token a second time.
    #[must_use]
    pub fn repeated_token(tried: impl Into<String>) -> Self {
        Self {
            kind: ProblemKind::Garbled,
            tried: tried.into(),
            answer: "the service repeated a page token".to_owned(),
            advice: "What is loaded stays. Refresh to read the list again.".to_owned(),
        }
    }
}

/// The kinds of problem that are handled differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The service asked to slow down.
    Throttled,
    /// The service is in trouble (500, 503, `ServiceFault`).
    Unavailable,
    /// No whole answer came: refused, reset, timed out, cut off.
    Network,
    /// An answer came that is not what the protocol says.
    Garbled,
    /// A page token is no longer good; the list has to start again.
    ExpiredToken,
    /// No such HIT or assignment here.
    NotFound,
    /// Credentials are missing, wrong or not allowed to do this.
    Denied,
    /// The service refused the request itself.
    Refused,
}

impl ProblemKind {
    /// Whether the same request may succeed a little later.
    #[must_use]
    pub fn passes_by_itself(self) -> bool {
        matches!(self, Self::Throttled | Self::Unavailable | Self::Network | Self::Garbled)
    }
}
