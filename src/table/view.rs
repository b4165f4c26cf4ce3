use super::{Absorbed, Filter, RowId, RowSet, Sort, Store, order};
use std::ops::Range;

#[cfg(test)]
mod tests;

/// The rows of a store that pass a filter, in an order.
///
/// A page is merged into it; only another filter or order asks for [`rebuild`](Self::rebuild).
#[derive(Debug, Clone, Default)]
pub struct View {
    rows: Vec<RowId>,
    sort: Sort,
}

impl View {
    /// Makes the view anew: O(n log n).
    pub fn rebuild(&mut self, store: &Store, sort: Sort, filter: &Filter) {
        self.sort = sort;
        self.rows.clear();
        self.rows.extend(filter.sift(store));
        sort.apply(store, &mut self.rows);
    }

    /// Brings the view up to date after a page was absorbed, under the filter it was built with.
    pub fn merge(&mut self, store: &Store, absorbed: &Absorbed, filter: &Filter) {
        if !absorbed.changed.is_empty() {
            // A changed row may stand anywhere: its key is no longer the one it was placed by.
            let changed: RowSet = absorbed.changed.iter().copied().collect();
            self.rows.retain(|row| !changed.contains(*row));
        }
        let arrived = absorbed.changed.iter().chain(&absorbed.added).copied();
        self.insert(store, arrived.filter(|row| filter.passes(store, *row)).collect());
    }

    /// Shows those of `rows` that pass the filter now, like rows that a running search found.
    pub fn include(&mut self, store: &Store, rows: &[RowId], filter: &Filter) {
        self.insert(store, rows.iter().copied().filter(|row| filter.passes(store, *row)).collect());
    }

    /// Shows a row no more.
    pub fn remove(&mut self, store: &Store, row: RowId) {
        if let Some(position) = self.position(store, row) {
            self.rows.remove(position);
        }
    }

    /// The order it was built with.
    #[must_use]
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// How many rows it shows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a position, counted from 0.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<RowId> {
        self.rows.get(position).copied()
    }

    /// The rows at a range of positions, as far as there are any.
    #[must_use]
    pub fn window(&self, range: Range<usize>) -> &[RowId] {
        let end = range.end.min(self.rows.len());
        self.rows.get(range.start.min(end)..end).unwrap_or_default()
    }

    /// Every row it shows, from the top.
    #[must_use]
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }

    /// Where a row stands, if it is shown: O(log n).
    #[must_use]
    pub fn position(&self, store: &Store, row: RowId) -> Option<usize> {
        let position = self.position_or_next(store, row);
        (self.get(position) == Some(row)).then_some(position)
    }

    /// Where a row stands or would stand if it were shown: O(log n).
    ///
    /// That is [`len`](Self::len) when it would come after all others.
    #[must_use]
    pub fn position_or_next(&self, store: &Store, row: RowId) -> usize {
        order::place(&self.rows, row, |a, b| self.sort.compare(store, a, b))
    }

    /// Puts rows in, but for those that are shown already.
    fn insert(&mut self, store: &Store, arrived: Vec<RowId>) {
        let sort = self.sort;
        order::insert(&mut self.rows, arrived, |a, b| sort.compare(store, a, b));
    }
}
