/// Where one stands in a list that changes under one's feet.
///
/// The position follows the row; the first visible line follows the position, so that what one reads stays
/// on its line of the screen while rows arrive above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected position, from 0.
    pub position: usize,
    /// The first visible position.
    pub top: usize,
}

impl Cursor {
    /// Goes to a position of a list of `len` and keeps it in a window of `height` lines.
    pub fn go(&mut self, position: usize, len: usize, height: usize) {
        self.position = position.min(len.saturating_sub(1));
        self.fit(len, height);
    }

    /// Moves by a signed number of lines.
    pub fn step(&mut self, by: isize, len: usize, height: usize) {
        self.go(self.position.saturating_add_signed(by), len, height);
    }

    /// The row now stands elsewhere: follow it, on the same line of the screen.
    pub fn follow(&mut self, position: usize, len: usize, height: usize) {
        let line = self.position.saturating_sub(self.top);
        self.position = position.min(len.saturating_sub(1));
        self.top = self.position.saturating_sub(line);
        self.fit(len, height);
    }

    /// Brings the window into the list and the position into the window.
    pub fn fit(&mut self, len: usize, height: usize) {
        let height = height.max(1);
        self.position = self.position.min(len.saturating_sub(1));
        self.top = self.top.min(len.saturating_sub(height)).min(self.position);
        if self.position >= self.top + height {
            self.top = self.position + 1 - height;
        }
    }
}

/// All positions of a list of `len`, beginning at `from` and going round its end.
pub(super) fn round(from: usize, len: usize) -> impl DoubleEndedIterator<Item = usize> {
    let from = from.min(len);
    (from..len).chain(0..from)
}

impl Cursor {
    /// The next wanted position after this one, or before it, going round; and whether it went round.
    pub(super) fn next(
        &self,
        len: usize,
        forward: bool,
        wanted: impl Fn(&usize) -> bool,
    ) -> Option<(usize, bool)> {
        let here = self.position;
        if forward {
            round(here + 1, len).find(wanted).map(|found| (found, found <= here))
        } else {
            round(here, len).rev().find(wanted).map(|found| (found, found >= here))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_moves_only_when_the_cursor_leaves_it() {
        let mut cursor = Cursor::default();
        cursor.step(4, 100, 5);
        assert_eq!(cursor, Cursor { position: 4, top: 0 });
        cursor.step(1, 100, 5);
        assert_eq!(cursor, Cursor { position: 5, top: 1 });
        cursor.step(-3, 100, 5);
        assert_eq!(cursor, Cursor { position: 2, top: 1 });
        cursor.go(1000, 100, 5);
        assert_eq!(cursor, Cursor { position: 99, top: 95 });
    }

    #[test]
    fn a_row_keeps_its_line_when_others_arrive_above_it() {
        let mut cursor = Cursor { position: 3, top: 1 };
        cursor.follow(10, 50, 5);
        assert_eq!(cursor, Cursor { position: 10, top: 8 });
    }

    #[test]
    fn an_empty_list_and_an_empty_window_are_no_trouble() {
        let mut cursor = Cursor { position: 7, top: 7 };
        cursor.fit(0, 0);
        assert_eq!(cursor, Cursor { position: 0, top: 0 });
    }

    #[test]
    fn the_next_wanted_position_is_looked_for_all_round() {
        let cursor = Cursor { position: 2, top: 0 };
        let wanted = |at: &usize| [1, 2, 4].contains(at);
        assert_eq!(cursor.next(5, true, wanted), Some((4, false)));
        assert_eq!(cursor.next(5, false, wanted), Some((1, false)));
        assert_eq!(Cursor { position: 4, top: 0 }.next(5, true, wanted), Some((1, true)));
        assert_eq!(Cursor { position: 1, top: 0 }.next(5, false, wanted), Some((4, true)));
        assert_eq!(cursor.next(5, true, |at| *at == 2), Some((2, true)));
        assert_eq!(cursor.next(0, true, |_| true), None);
    }
}
