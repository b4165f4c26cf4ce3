//! Where one stands in a list that changes under one's feet.

use std::ops::Range;

/// A place in a list: the row, and the line of the window it stands on.
///
/// Never a position: a page may arrive between any two keys, and what one reads has to stay what it is, on its
/// line of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<K> {
    /// The row; `None` as long as nobody chose one: then it is the first, whichever that is.
    pub(super) row: Option<K>,
    /// The line of the window, from 0, as far as the list allows.
    line: usize,
}

impl<K> Default for Place<K> {
    /// On the first row, whichever that is.
    fn default() -> Self {
        Self { row: None, line: 0 }
    }
}

impl<K> Place<K> {
    /// The positions that show when the row stands at `position` of a list of `len`, in a window of `height` lines.
    pub(super) fn window(&self, position: usize, len: usize, height: usize) -> Range<usize> {
        let height = height.max(1);
        let line = self.line.min(height - 1).min(position);
        let top = (position - line).min(len.saturating_sub(height));
        top..(top + height).min(len)
    }

    /// Goes to a row at `to`, from `position`: the window moves only where the row would be outside of it.
    pub(super) fn go(&mut self, row: Option<K>, to: usize, position: usize, len: usize, height: usize) {
        let top = self.window(position, len, height).start;
        self.line = to.saturating_sub(top).min(height.max(1) - 1);
        self.row = row;
    }

    /// Stands on a row at this line of the window, from 0, as far as the list allows.
    pub(super) fn stand(&mut self, row: K, line: usize) {
        *self = Self { row: Some(row), line };
    }

    /// Stands on another row at the same line of the window.
    pub(super) fn take(&mut self, row: Option<K>) {
        self.row = row;
    }
}

/// The next wanted position after `here`, or before it, round the end of a list of `len`; and whether it went round.
pub(super) fn next(
    here: usize,
    len: usize,
    forward: bool,
    wanted: impl Fn(&usize) -> bool,
) -> Option<(usize, bool)> {
    if forward {
        round(here.saturating_add(1), len).find(wanted).map(|found| (found, found <= here))
    } else {
        round(here, len).rev().find(wanted).map(|found| (found, found >= here))
    }
}

/// All positions of a list of `len`, beginning at `from` and going round its end.
pub(super) fn round(from: usize, len: usize) -> impl DoubleEndedIterator<Item = usize> {
    let from = from.min(len);
    (from..len).chain(0..from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes along a list of 100 rows that are their own positions, in a window of five lines.
    fn walk(place: &mut Place<usize>, to: usize) -> Range<usize> {
        place.go(Some(to), to, place.row.unwrap_or(0), 100, 5);
        place.window(to, 100, 5)
    }

    #[test]
    fn the_window_moves_only_when_the_row_leaves_it() {
        let mut place = Place::default();
        assert_eq!(walk(&mut place, 4), 0..5);
        assert_eq!(walk(&mut place, 5), 1..6);
        assert_eq!(walk(&mut place, 2), 1..6);
        assert_eq!(walk(&mut place, 99), 95..100);
        assert_eq!(walk(&mut place, 0), 0..5);
    }

    #[test]
    fn a_row_keeps_its_line_when_others_arrive_above_it() {
        let mut place = Place::default();
        place.go(Some(7), 2, 0, 50, 5);
        assert_eq!(place.window(2, 50, 5), 0..5);
        assert_eq!(place.window(10, 58, 5), 8..13);
    }

    #[test]
    fn an_empty_list_and_an_empty_window_are_no_trouble() {
        let place = Place { row: Some(7), line: 7 };
        assert_eq!(place.window(0, 0, 0), 0..0);
        assert_eq!(place.window(3, 4, 0), 3..4);
    }

    #[test]
    fn the_next_wanted_position_is_looked_for_all_round() {
        let wanted = |at: &usize| [1, 2, 4].contains(at);
        assert_eq!(next(2, 5, true, wanted), Some((4, false)));
        assert_eq!(next(2, 5, false, wanted), Some((1, false)));
        assert_eq!(next(4, 5, true, wanted), Some((1, true)));
        assert_eq!(next(1, 5, false, wanted), Some((4, true)));
        assert_eq!(next(2, 5, true, |at| *at == 2), Some((2, true)));
        assert_eq!(next(0, 0, true, |_| true), None);
    }
}
