//! Where popups stand at a given size. The same functions serve drawing, paging and the mouse, so all agree.

use crate::tui::layout::HEAD;
use ratatui::layout::Rect;

/// How wide the key table is, where there is room.
const PICKER_WIDTH: u16 = 96;
/// How high it is, where there is room: it never grows or shrinks while one types.
const PICKER_HEIGHT: u16 = 36;
/// How wide a text to read is, where there is room.
const TEXT_WIDTH: u16 = 76;
/// What the frame takes at both sides together.
const FRAME: u16 = 2;

/// A place in the middle of the screen. First and last line stay free where there are others: the badge and the keys
/// are always on screen.
#[must_use]
pub fn centred(screen: Rect, width: u16, height: u16) -> Rect {
    let free = if screen.height >= 8 { 2 * HEAD } else { 0 };
    let (width, height) = (width.min(screen.width), height.min(screen.height - free));
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    }
}

/// What a popup's frame and its blank columns leave.
#[must_use]
pub fn inside(place: Rect) -> Rect {
    let side = if place.width > 2 * FRAME { FRAME } else { FRAME / 2 };
    Rect {
        x: place.x + side.min(place.width),
        y: place.y + 1.min(place.height),
        width: place.width.saturating_sub(2 * side),
        height: place.height.saturating_sub(FRAME),
    }
}

/// The place of the key table.
#[must_use]
pub fn picker(screen: Rect) -> Rect {
    centred(screen, PICKER_WIDTH.min(screen.width.saturating_sub(2)), PICKER_HEIGHT)
}

/// How many lines of the key table show, under the line that is typed.
#[must_use]
pub fn picker_rows(screen: Rect) -> usize {
    usize::from(inside(picker(screen)).height.saturating_sub(HEAD))
}

/// How wide the lines of a text to read are.
#[must_use]
pub fn text_width(screen: Rect) -> u16 {
    inside(text(screen, 1)).width
}

/// The place of a text of so many lines.
#[must_use]
pub fn text(screen: Rect, lines: u16) -> Rect {
    centred(screen, TEXT_WIDTH.min(screen.width.saturating_sub(4)), lines.saturating_add(FRAME))
}

/// The place of a menu whose lines are so wide and so many.
#[must_use]
pub fn menu(screen: Rect, width: u16, entries: u16) -> Rect {
    centred(screen, width.saturating_add(2 * FRAME), entries.saturating_add(FRAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_popup_leaves_the_first_and_the_last_line_and_never_leaves_the_screen() {
        for (width, height) in [(0, 0), (1, 1), (3, 2), (40, 12), (80, 24), (200, 60)] {
            let screen = Rect::new(0, 0, width, height);
            for place in [picker(screen), text(screen, 99), menu(screen, 300, 99)] {
                assert_eq!(place.intersection(screen), place, "{width}x{height}");
                assert_eq!(inside(place).intersection(place), inside(place), "{width}x{height}");
                assert!(height < 8 || (place.y >= 1 && place.bottom() < height), "{width}x{height}");
            }
        }
    }
}
