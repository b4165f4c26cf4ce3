//! Keeping a list in order while pages come in, without sorting all of it anew.

use std::cmp::Ordering;

/// Puts `arrived` into `rows`, which stand in the order of `compare`, but for those that are there already.
///
/// From the back, so that each row moves once at most: O(rows + arrived · log rows).
pub(super) fn insert<T: Copy + Eq>(
    rows: &mut Vec<T>,
    mut arrived: Vec<T>,
    compare: impl Fn(T, T) -> Ordering,
) {
    arrived.sort_unstable_by(|a, b| compare(*a, *b));
    arrived.dedup();
    let placed = arrived.into_iter().map(|row| (place(rows, row, &compare), row));
    let placed: Vec<_> = placed.filter(|(place, row)| rows.get(*place) != Some(row)).collect();
    let mut end = rows.len();
    rows.extend(placed.iter().map(|(_, row)| *row));
    for (before, (place, row)) in placed.into_iter().enumerate().rev() {
        rows.copy_within(place..end, place + before + 1);
        if let Some(slot) = rows.get_mut(place + before) {
            *slot = row;
        }
        end = place;
    }
}

/// Where a row stands, or would stand if it were there: O(log rows).
pub(super) fn place<T: Copy>(rows: &[T], row: T, compare: impl Fn(T, T) -> Ordering) -> usize {
    rows.partition_point(|other| compare(*other, row).is_lt())
}
