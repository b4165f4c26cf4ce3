//! The words of the field as types: HITs, assignments, workers, statuses, money and time.
//!
//! Nothing here waits, reads, writes or draws. Times are [`Timestamp`]s (UTC); money is integer [`Cents`].

mod assignment;
mod environment;
mod hit;
mod id;
mod kept;
mod money;
mod requirement;
mod status;

pub use assignment::Assignment;
pub use environment::{Environment, EnvironmentError, is_link_local, is_loopback_host};
pub use hit::{Hit, HitReviewStatus, HitStatus};
pub use id::{AssignmentId, HitId, IdError, WorkerId};
pub use jiff::{SignedDuration, Timestamp};
pub use kept::KeptMembers;
pub use money::{Cents, CentsError};
pub use requirement::{Locale, QualificationRequirement};
pub use status::{Status, StatusSet};
