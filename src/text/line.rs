use super::Role;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A run of text with one role. Never holds a control character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Safe to show.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One line on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// From left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// Columns the line takes, counted grapheme by grapheme as a terminal's cells are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| columns(&span.text)).sum()
    }

    /// The text without its roles.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether there is nothing on it.
    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Appends safe text, to the last span where the role is the same.
    pub(crate) fn push(&mut self, text: &str, role: Role) {
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), role }),
        }
    }

    /// Appends blanks.
    pub(crate) fn pad(&mut self, columns: usize) {
        self.push(&blanks(columns), Role::Text);
    }

    /// Appends all of another line.
    pub(crate) fn append(&mut self, other: &mut Self) {
        for span in other.spans.drain(..) {
            match self.spans.last_mut() {
                Some(last) if last.role == span.role => last.text.push_str(&span.text),
                _ => self.spans.push(span),
            }
        }
    }

    /// Moves the line to the right.
    pub(crate) fn indent(&mut self, columns: usize) {
        match self.spans.first_mut() {
            _ if columns == 0 => {}
            None => {}
            // Deep trees indent a line many times: one growing span of blanks instead of many small ones.
            Some(first) if first.role == Role::Text && first.text.starts_with(' ') => {
                first.text.insert_str(0, &blanks(columns));
            }
            Some(_) => self.spans.insert(0, Span { text: blanks(columns).into_owned(), role: Role::Text }),
        }
    }
}

/// Columns a terminal takes for text, grapheme by grapheme.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// That many blanks.
pub(crate) fn blanks(columns: usize) -> Cow<'static, str> {
    const BLANKS: &str = "                                                                ";
    BLANKS.get(..columns).map_or_else(|| Cow::Owned(" ".repeat(columns)), Cow::Borrowed)
}
