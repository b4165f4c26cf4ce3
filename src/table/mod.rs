//! The assignments of a review in memory, and what of them shows.
//!
//! A [`Store`] holds the assignments, a [`View`] shows those that pass a [`Filter`] in the order of a
//! [`Sort`], a [`Snapshot`] is searched in the background.
//!
//! Nothing here waits, reads, writes or draws: no async, no IO, no terminal, no AWS.

mod fields;
mod filter;
mod hits;
mod order;
mod row_id;
mod row_set;
#[cfg(test)]
mod sample;
mod sort;
mod sort_key;
mod store;
mod view;

pub use fields::{FieldColumn, FieldSample, cells};
pub use filter::{Filter, WorkerFilter};
pub use hits::{
    FoldKey, HitRow, HitRowId, HitRowKind, HitSort, HitSortKey, HitSums, HitTable, HitTally, batch,
};
pub use row_id::RowId;
pub use row_set::RowSet;
pub use sort::Sort;
pub use sort_key::SortKey;
pub use store::{
    Absorbed, Beside, Contradiction, FullBlock, HitTimes, PackedBlock, Row, ScanProgress, Snapshot, Store,
};
pub use view::View;
