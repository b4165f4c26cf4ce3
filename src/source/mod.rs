//! The door that everything on the screen came through: pages of assignments and HITs.
//!
//! Live MTurk, the demo and what was saved all stand behind the same trait, so the screen can not tell them
//! apart. A page that fails is a [`Problem`]: what was tried, what came back, what to do next. Lists are read from
//! page to page by a [`ListWalk`], or by whoever asks a [`TokenTrail`] whether there is a next page, so that no service
//! can lead anybody in a circle.

mod no_service;
mod page;
mod problem;
mod trail;
mod walk;

pub use no_service::NoService;
pub use page::{AssignmentsQuery, Page, PageToken};
pub use problem::{Problem, ProblemKind};
pub use trail::{NextPage, TokenTrail};
pub use walk::ListWalk;

use crate::model::{Assignment, Hit, HitId};
use std::future::Future;
use std::time::Duration;

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
        token: Option<PageToken>,
    ) -> impl Future<Output = Result<Page<Hit>, Problem>> + Send;

    /// How far apart requests go out since the service asked to slow down; `None` at full speed.
    fn slowed(&self) -> Option<Duration> {
        None
    }
}
