//! A line being typed, with the terminal's own cursor in it.

use crate::text::safe::one_line;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::TextArea;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Draws the line so that the cursor shows, and tells where that is.
pub(super) fn render(line: &TextArea<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    let text = line.lines().first().map(String::as_str).unwrap_or_default();
    let before: String = text.chars().take(line.cursor().1).collect();
    let (before, text) = (one_line(&before), one_line(text));
    let room = usize::from(area.width) - 1;
    // A line longer than its place is cut at the left, grapheme by grapheme, until its cursor fits.
    let mut hidden = before.width().saturating_sub(room);
    let mut shown: &str = &text;
    let mut cut = 0;
    while hidden > 0
        && let Some(first) = shown.graphemes(true).next()
    {
        cut += first.width();
        hidden = hidden.saturating_sub(first.width().max(1));
        shown = shown.get(first.len()..).unwrap_or_default();
    }
    buffer.set_stringn(area.x, area.y, shown, usize::from(area.width), Style::new());
    let column = u16::try_from(before.width().saturating_sub(cut)).unwrap_or(0).min(area.width - 1);
    Some(Position::new(area.x + column, area.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui_textarea::CursorMove;

    fn drawn(text: &str, width: u16) -> (String, u16) {
        let mut line = TextArea::new(vec![text.to_owned()]);
        line.move_cursor(CursorMove::End);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let at = render(&line, buffer.area, &mut buffer).unwrap();
        (buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect(), at.x)
    }

    #[test]
    fn the_cursor_stands_behind_what_is_typed() {
        assert_eq!(drawn("cat", 8), ("cat     ".to_owned(), 3));
    }

    #[test]
    fn a_long_line_shows_its_end() {
        assert_eq!(drawn("abcdefghij", 5), ("ghij ".to_owned(), 4));
    }
}
