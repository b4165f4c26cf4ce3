use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Role;
use super::glyphs::Glyphs;
use super::line::{Line, columns};
use super::safe::{self, Piece};

/// Columns of a tab.
const TAB: usize = 4;

/// Wraps one text.
pub(crate) fn text(text: &str, role: Role, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut wrap = Wrap::new(width, glyphs);
    wrap.push(text, role);
    wrap.finish()
}

/// Wraps words of ours with untrusted text in them, for a screen that finds other signs where it can not show these.
pub(crate) fn paragraph(words: &str, role: Role, width: usize) -> Vec<Line> {
    text(words, role, width, Glyphs { ascii: false })
}

/// One text on one line as wide as it takes, line breaks made visible.
pub(crate) fn inline(text: &str, role: Role, glyphs: Glyphs) -> Line {
    let mut line = Line::default();
    for piece in safe::pieces(text) {
        match piece {
            Piece::Text(text) => line.push(text, role),
            Piece::Tab => line.pad(TAB),
            Piece::Break => line.push(if glyphs.ascii { "<U+000A>" } else { "␊" }, Role::Unsafe),
            Piece::Hidden(c) => line.push(&safe::name(c, glyphs.ascii), Role::Unsafe),
        }
    }
    line
}

/// Items side by side while they fit, three blanks between them.
pub(crate) fn flow(items: impl IntoIterator<Item = Line>, width: usize, glyphs: Glyphs) -> Vec<Line> {
    const GAP: usize = 3;
    let mut lines: Vec<Line> = Vec::new();
    let mut used = width;
    for mut item in items {
        let needed = item.width();
        match lines.last_mut() {
            Some(line) if used + GAP + needed <= width => {
                line.pad(GAP);
                line.append(&mut item);
                used += GAP + needed;
            }
            _ if needed <= width => {
                lines.push(item);
                used = needed;
            }
            _ => {
                let mut wrap = Wrap::new(width, glyphs);
                item.spans.iter().for_each(|span| wrap.push(&span.text, span.role));
                lines.extend(wrap.finish());
                used = width;
            }
        }
    }
    lines
}

/// Text of several roles, made safe and broken into lines.
///
/// Lines break at blanks and beside wide characters (scripts that write no blanks); a word longer than a line breaks
/// anywhere but inside a grapheme. Line breaks of the text are kept, and the blanks a line starts with.
pub(crate) struct Wrap {
    width: usize,
    glyphs: Glyphs,
    lines: Vec<Line>,
    line: Line,
    /// Columns of `line`.
    used: usize,
    /// Blanks between `line` and `word`.
    gap: usize,
    word: Line,
    /// Columns of `word`.
    length: usize,
    /// Whether a line may break behind `word`.
    after_wide: bool,
}

impl Wrap {
    pub(crate) fn new(width: usize, glyphs: Glyphs) -> Self {
        let (lines, line, word) = Default::default();
        Self { width: width.max(1), glyphs, lines, line, used: 0, gap: 0, word, length: 0, after_wide: false }
    }

    /// Appends text as it comes, safe or not.
    pub(crate) fn push(&mut self, text: &str, role: Role) {
        for piece in safe::pieces(text) {
            match piece {
                Piece::Text(text) => self.push_words(text, role),
                Piece::Tab => self.blank(TAB),
                Piece::Break => self.line_break(),
                Piece::Hidden(c) => self.push_letters(&safe::name(c, self.glyphs.ascii), Role::Unsafe),
            }
        }
    }

    /// Starts a new line.
    pub(crate) fn line_break(&mut self) {
        self.end_word();
        self.end_line();
        self.gap = 0;
    }

    /// Lets a line break here, where there is no blank.
    pub(crate) fn may_break(&mut self) {
        self.end_word();
    }

    /// The lines; at least one.
    pub(crate) fn finish(mut self) -> Vec<Line> {
        self.end_word();
        if !self.line.is_empty() || self.lines.is_empty() {
            self.end_line();
        }
        self.lines
    }

    fn push_words(&mut self, mut text: &str, role: Role) {
        while let Some(at) = text.find(is_blank) {
            let (word, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            self.push_letters(word, role);
            let mut rest = rest.chars();
            self.blank(rest.next().and_then(UnicodeWidthChar::width).unwrap_or(1));
            text = rest.as_str();
        }
        self.push_letters(text, role);
    }

    /// Appends text without blanks to the word.
    fn push_letters(&mut self, text: &str, role: Role) {
        if text.is_ascii() {
            if self.after_wide {
                self.end_word();
            }
            self.push_ascii(text, role);
            return;
        }
        for grapheme in text.graphemes(true) {
            let width = grapheme.width();
            if width <= self.width {
                self.push_grapheme(grapheme, width, role);
            } else {
                // Wider than the screen: nothing is left but to take it apart.
                for c in grapheme.chars() {
                    self.push_grapheme(c.encode_utf8(&mut [0; 4]), c.width().unwrap_or(0), role);
                }
            }
        }
    }

    fn push_grapheme(&mut self, grapheme: &str, width: usize, role: Role) {
        let wide = width > 1;
        if wide || self.after_wide {
            self.end_word();
        }
        if self.length + width > self.width {
            self.end_word();
        }
        self.word.push(grapheme, role);
        self.length += width;
        self.after_wide = wide;
    }

    /// ASCII is one column a byte and breaks anywhere.
    fn push_ascii(&mut self, mut text: &str, role: Role) {
        while self.length + text.len() > self.width {
            let (head, tail) =
                text.split_at_checked(self.width.saturating_sub(self.length)).unwrap_or((text, ""));
            self.word.push(head, role);
            self.length += head.len();
            self.end_word();
            text = tail;
        }
        self.word.push(text, role);
        self.length += text.len();
    }

    fn blank(&mut self, columns: usize) {
        self.end_word();
        self.gap += columns;
    }

    /// Puts the word on the line, or on the next one if it is too long for this one.
    fn end_word(&mut self) {
        self.after_wide = false;
        if self.word.is_empty() {
            return;
        }
        if self.used + self.gap + self.length > self.width {
            if !self.line.is_empty() {
                self.end_line();
            }
            self.gap = 0;
        }
        self.line.pad(self.gap);
        self.line.append(&mut self.word);
        self.used += self.gap + self.length;
        (self.gap, self.length) = (0, 0);
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }
}

/// A blank at which a line may break.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Columns a text takes on one line.
pub(crate) fn inline_width(text: &str, glyphs: Glyphs) -> usize {
    inline(text, Role::Text, glyphs).spans.iter().map(|span| columns(&span.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(written: &str, width: usize) -> Vec<String> {
        let lines = text(written, Role::Text, width, Glyphs { ascii: false });
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn text_breaks_at_words_and_wide_words_break_anywhere() {
        assert_eq!(wrapped("the worn sole", 8), ["the worn", "sole"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("日本語の文", 4), ["日本", "語の", "文"]);
        assert_eq!(wrapped("", 5), [""]);
    }

    #[test]
    fn lines_of_the_text_and_their_indentation_stay() {
        assert_eq!(wrapped("one\n\n  two three", 7), ["one", "", "  two", "three"]);
    }
}
