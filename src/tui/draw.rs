//! Drawing on a line: text made safe and cut to its place, lines of spans, bars.

use super::theme::Theme;
use crate::text::{Line, columns, fit, safe::one_line};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Writes along one line of an area, never past its end, and nothing that a terminal could take for control.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    end: u16,
    y: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the left of a line of an area, `None` where the area has no such line.
    pub fn new(buffer: &'a mut Buffer, area: Rect, line: u16) -> Option<Self> {
        let area = area.intersection(buffer.area);
        (line < area.height).then(|| Self { buffer, x: area.x, end: area.right(), y: area.y + line })
    }

    /// Where it writes next.
    #[must_use]
    pub fn place(&self) -> Position {
        Position { x: self.x, y: self.y }
    }

    /// How many columns are left.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.end - self.x)
    }

    /// Writes text, made safe, and cut with an ellipsis where it does not fit.
    pub fn text(&mut self, text: &str, style: Style) -> &mut Self {
        let text = one_line(text);
        let text = fit(&text, self.room());
        let (x, _) = self.buffer.set_stringn(self.x, self.y, &text, self.room(), style);
        self.x = x.min(self.end);
        self
    }

    /// Writes a line with the theme's look for each of its roles.
    pub fn line(&mut self, line: &Line, theme: Theme) -> &mut Self {
        for span in &line.spans {
            self.text(&span.text, theme.style(span.role));
        }
        self
    }

    /// Writes text into a column of its own, made safe, left-aligned and cut.
    pub fn column(&mut self, text: &str, width: usize, style: Style) -> &mut Self {
        let width = width.min(self.room());
        let end = self.x + clamp(width);
        let text = one_line(text);
        let text = fit(&text, width);
        self.buffer.set_stringn(self.x, self.y, &text, width, style);
        self.x = end;
        self
    }

    /// Writes text into a column of its own, made safe, right-aligned and cut.
    pub fn right(&mut self, text: &str, width: usize, style: Style) -> &mut Self {
        let width = width.min(self.room());
        let text = one_line(text);
        let text = fit(&text, width);
        let lead = width - columns(&text).min(width);
        self.skip(lead);
        self.column(&text, width - lead, style)
    }

    /// Leaves columns free.
    pub fn skip(&mut self, columns: usize) -> &mut Self {
        self.x += clamp(columns.min(self.room()));
        self
    }

    /// Fills the rest of the line with a glyph one column wide.
    pub fn fill(&mut self, glyph: &str, style: Style) {
        while self.x < self.end {
            self.buffer.set_stringn(self.x, self.y, glyph, 1, style);
            self.x += 1;
        }
    }
}

/// A width as terminals count it.
#[must_use]
pub fn clamp(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// Writes lines one below the other, as many as an area has room for.
pub fn lines(lines: &[Line], theme: Theme, area: Rect, buffer: &mut Buffer) {
    for (at, line) in lines.iter().enumerate() {
        let Some(mut pen) = Pen::new(buffer, area, clamp(at)) else { return };
        pen.line(line, theme);
    }
}

/// The heavy and the light part of a bar of `width` columns, to half of one. What is begun shows, and only what is whole
/// fills it.
#[must_use]
pub fn bar(part: usize, whole: usize, width: usize) -> (String, String) {
    let full = width * 2;
    let share = part.min(whole).saturating_mul(full).checked_div(whole).unwrap_or(0);
    let begun = usize::from(part > 0 && whole > 0).min(full);
    let unfinished = if part < whole { full.saturating_sub(1) } else { full };
    let heavy = share.clamp(begun.min(unfinished), unfinished);
    let half = if heavy % 2 == 1 { "╾" } else { "" };
    ("━".repeat(heavy / 2) + half, "─".repeat(width - heavy.div_ceil(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_show_a_part_of_a_whole_to_half_a_column() {
        for (part, whole, heavy, light) in [
            (1, 2, "━━", "──"),
            (3, 8, "━╾", "──"),
            (0, 8, "", "────"),
            (1, 1000, "╾", "───"),
            (999, 1000, "━━━╾", ""),
            (8, 8, "━━━━", ""),
            (9, 7, "━━━━", ""),
            (1, 0, "", "────"),
        ] {
            assert_eq!(bar(part, whole, 4), (heavy.to_owned(), light.to_owned()), "{part} of {whole}");
        }
        assert_eq!(bar(1, 2, 0), (String::new(), String::new()));
    }

    #[test]
    fn nothing_hostile_leaves_a_pen() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        let hostile = "a\x1b[2J\u{202e}b\u{200b}c\n";
        let area = buffer.area;
        Pen::new(&mut buffer, area, 0).unwrap().text(hostile, Style::new()).column(hostile, 4, Style::new());
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(!text.contains(['\x1b', '\u{202e}', '\u{200b}', '\n']), "{text:?}");
    }

    #[test]
    fn a_pen_never_leaves_its_area() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        let mut pen = Pen::new(&mut buffer, Rect::new(2, 0, 5, 1), 0).unwrap();
        pen.text("abc", Style::new()).right("wide text", 9, Style::new());
        assert_eq!(pen.room(), 0);
        let row: String = (0..10).map(|x| buffer[(x, 0)].symbol().to_owned()).collect();
        assert_eq!(row, "  abcw…   ");
        assert!(Pen::new(&mut buffer, Rect::new(0, 0, 5, 1), 1).is_none());
    }
}
