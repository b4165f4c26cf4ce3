//! What a review is about: HITs, assignments, workers, statuses, money and time, kept in memory.
//!
//! A [`Store`] holds the assignments, a [`View`] shows those that pass a [`Filter`] in the order of a
//! [`Sort`], a [`Snapshot`] is searched in the background.
//!
//! Nothing here waits, reads, writes or draws: no async, no IO, no terminal, no AWS. Times are
//! [`Timestamp`]s (UTC); money is integer [`Cents`].

mod assignment;
mod filter;
mod hit;
mod id;
mod money;
mod row_id;
mod row_set;
#[cfg(test)]
mod sample;
mod sort;
mod status;
mod store;
mod view;

pub use assignment::{Assignment, MEMBERS, is_time};
pub use filter::Filter;
pub use hit::{Hit, HitStatus};
pub use id::{AssignmentId, HitId, IdError, WorkerId};
pub use jiff::{SignedDuration, Timestamp};
pub use money::{Cents, CentsError};
pub use row_id::RowId;
pub use row_set::RowSet;
pub use sort::{Sort, SortKey};
pub use status::{Status, StatusSet};
pub use store::{Absorbed, Progress, Row, Snapshot, Store};
pub use view::View;
