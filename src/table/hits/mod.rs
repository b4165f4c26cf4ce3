//! The account's HITs in memory, in an order, those that belong together in one line until it is opened, with what is
//! searched for among them.
//!
//! ```text
//!  HitTable ── hits    every HIT, by its number
//!          ├── folds   what belongs together, in order inside, with its sums
//!          ├── order   the folds in the order they show, and the row each begins at
//!          └── search  the HITs found, in the order they show
//! ```
//!
//! 50,000 HITs are as fluid as 50: a row is found in O(log n), a page costs what is on it and one pass over the order.

mod changes;
mod finding;
mod fold;
mod fold_key;
mod listed;
mod rows;
mod search;
mod sort;
mod table;
mod tally;
#[cfg(test)]
mod tests;

pub use fold_key::{FoldKey, batch};
pub use rows::{HitRow, HitRowId, HitRowKind};
pub use sort::{HitSort, HitSortKey};
pub use table::HitTable;
pub use tally::{HitSums, HitTally};
