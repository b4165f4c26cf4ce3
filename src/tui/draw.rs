//! Small drawing tools: text that is cut to its place with an ellipsis, ids shortened in the middle, numbers.

use crate::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

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

    /// How many columns are left.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.end - self.x)
    }

    /// Writes text, made safe, and cut with an ellipsis where it does not fit.
    pub fn text(&mut self, text: &str, style: Style) -> &mut Self {
        let text = foreign(text);
        let text = fit(&text, self.room());
        let (x, _) = self.buffer.set_stringn(self.x, self.y, &text, self.room(), style);
        self.x = x.min(self.end);
        self
    }

    /// Writes text into a column of its own, made safe, left-aligned and cut.
    pub fn column(&mut self, text: &str, width: usize, style: Style) -> &mut Self {
        let width = width.min(self.room());
        let end = self.x + clamp(width);
        let text = foreign(text);
        let text = fit(&text, width);
        self.buffer.set_stringn(self.x, self.y, &text, width, style);
        self.x = end;
        self
    }

    /// Writes text into a column of its own, made safe, right-aligned and cut.
    pub fn right(&mut self, text: &str, width: usize, style: Style) -> &mut Self {
        let width = width.min(self.room());
        let text = foreign(text);
        let text = fit(&text, width);
        let lead = width - text.width().min(width);
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

/// Text from outside on one line, made safe.
#[must_use]
pub fn foreign(text: &str) -> Cow<'_, str> {
    safe::one_line(text)
}

/// Text cut to a width, with an ellipsis where something is missing.
#[must_use]
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used >= width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// Text broken into lines at words, and within words where one is wider than a line.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_word_bounds() {
        let fits = used + word.trim_end().width() <= width;
        let pieces: Vec<&str> =
            if fits || word.width() <= width { vec![word] } else { word.graphemes(true).collect() };
        for piece in pieces {
            if used > 0 && used + piece.trim_end().width() > width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut().filter(|_| used > 0 || !piece.trim().is_empty()) {
                line.push_str(piece);
                used += piece.width();
            }
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// An id shortened in the middle: `A2KX7V…9QF`.
#[must_use]
pub fn shorten(id: &str, width: usize) -> Cow<'_, str> {
    let len = id.chars().count();
    if len <= width || width < 5 {
        return fit(id, width);
    }
    let tail = (width - 1) / 3;
    let head = width - 1 - tail;
    let start: String = id.chars().take(head).collect();
    let end: String = id.chars().skip(len - tail).collect();
    Cow::Owned(format!("{start}…{end}"))
}

/// A number with its thousands apart: `12,345`.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The heavy and the light part of a bar of `width` columns.
#[must_use]
pub fn bar(part: usize, whole: usize, width: usize) -> (String, String) {
    let heavy = (part.min(whole) * width).checked_div(whole).unwrap_or(0);
    ("━".repeat(heavy), "─".repeat(width - heavy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(fit("transcription", 20), "transcription");
        assert_eq!(fit("transcription", 6), "trans…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn text_breaks_at_words_and_wide_words_break_anywhere() {
        assert_eq!(wrap("the worn sole", 8), ["the worn", "sole"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn ids_keep_both_ends() {
        assert_eq!(shorten("A2KX7VABCD9QF", 10), "A2KX7V…9QF");
        assert_eq!(shorten("A2KX", 10), "A2KX");
    }

    #[test]
    fn numbers_and_bars_read_at_a_glance() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
        assert_eq!(bar(1, 2, 4), ("━━".to_owned(), "──".to_owned()));
        assert_eq!(bar(9, 7, 3), ("━━━".to_owned(), String::new()));
        assert_eq!(bar(1, 0, 3), (String::new(), "───".to_owned()));
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
