use super::{RowId, SortKey, Store};
use std::cmp::Ordering;

/// An order of assignments. Rows that lack the key come last in both directions; equal ones stand in order
/// of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// What is compared.
    pub key: SortKey,
    /// The highest first.
    pub descending: bool,
}

impl Default for Sort {
    /// The newest submission first.
    fn default() -> Self {
        Self { key: SortKey::Submitted, descending: true }
    }
}

impl Sort {
    /// How two rows stand to each other. Equal only for a row and itself.
    pub(super) fn compare(self, store: &Store, a: RowId, b: RowId) -> Ordering {
        let by_key = match self.key {
            SortKey::Worker => self.directed(store.worker(a).cmp(&store.worker(b))),
            _ => self.rank(store, a).cmp(&self.rank(store, b)),
        };
        by_key.then(a.cmp(&b))
    }

    /// Puts rows that stand in order of arrival in this order.
    ///
    /// The keys are computed once, in a flat array: several times as fast as comparing through the store.
    pub(super) fn apply(self, store: &Store, rows: &mut Vec<RowId>) {
        let workers = if self.key == SortKey::Worker { store.worker_ranks() } else { Vec::new() };
        let rank = |row: RowId| match self.key {
            SortKey::Worker => {
                let worker = store.worker_number(row).and_then(|number| workers.get(number as usize));
                self.ordinal(worker.map(|rank| i64::from(*rank)))
            }
            _ => self.rank(store, row),
        };
        let mut ranked: Vec<(u64, RowId)> = rows.iter().map(|row| (rank(*row), *row)).collect();
        ranked.sort_unstable();
        rows.clear();
        rows.extend(ranked.into_iter().map(|(_, row)| row));
    }

    /// A row's key as a number that grows along this order.
    fn rank(self, store: &Store, row: RowId) -> u64 {
        self.ordinal(store.measure(row, self.key))
    }

    /// Maps a key to numbers that grow along this order, `None` to the last one.
    ///
    /// No key comes near the ends of `i64`, so that nothing else is mapped to the last one.
    fn ordinal(self, key: Option<i64>) -> u64 {
        let ascending = |key: i64| key.cast_unsigned() ^ (1 << 63);
        key.map_or(u64::MAX, |key| if self.descending { !ascending(key) } else { ascending(key) })
    }

    fn directed(self, ordering: Ordering) -> Ordering {
        if self.descending { ordering.reverse() } else { ordering }
    }
}
