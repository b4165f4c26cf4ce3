//! What a review is about: HITs, assignments, workers, statuses, money and time, kept in memory.
//!
//! Nothing here waits, reads, writes or draws: no async, no IO, no terminal, no AWS. Times are
//! [`Timestamp`]s (UTC); money is integer [`Cents`].

mod assignment;
mod hit;
mod id;
mod money;
mod status;

pub use assignment::Assignment;
pub use hit::{Hit, HitStatus};
pub use id::{AssignmentId, HitId, IdError, WorkerId};
pub use jiff::{SignedDuration, Timestamp};
pub use money::{Cents, CentsError};
pub use status::{Status, StatusSet};
