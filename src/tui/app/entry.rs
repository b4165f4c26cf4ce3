//! One-line text entries, and what they are for.

use crate::tui::keymap::Popup;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui_textarea::{CursorMove, TextArea};

/// What a typed line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromptKind {
    /// A search.
    Search,
    /// A filter by text.
    FilterText,
    /// A filter by worker.
    FilterWorker,
}

impl PromptKind {
    /// What stands before the line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::FilterText => "filter by text ›",
            Self::FilterWorker => "filter by worker ›",
        }
    }

    /// Whose keys it has.
    #[must_use]
    pub fn popup(self) -> Popup {
        match self {
            Self::Search => Popup::Search,
            Self::FilterText | Self::FilterWorker => Popup::Filter,
        }
    }

    /// The other filter.
    pub(super) fn swapped(self) -> Option<Self> {
        match self {
            Self::Search => None,
            Self::FilterText => Some(Self::FilterWorker),
            Self::FilterWorker => Some(Self::FilterText),
        }
    }
}

/// A one-line text entry, its cursor at the end.
#[must_use]
pub(super) fn line(text: &str) -> TextArea<'static> {
    let mut line = TextArea::new(vec![text.to_owned()]);
    line.move_cursor(CursorMove::End);
    line
}

/// The text of a one-line entry.
#[must_use]
pub(super) fn text_of(line: &TextArea<'_>) -> String {
    line.lines().first().cloned().unwrap_or_default()
}

/// Drops what stands left of the cursor.
pub(super) fn clear_left(line: &mut TextArea<'_>) {
    line.delete_line_by_head();
}

/// Feeds a key to a one-line entry: the usual editing keys, but never a second line. Tells whether the text changed.
pub(super) fn edit(line: &mut TextArea<'_>, event: KeyEvent) -> bool {
    let breaks_line = matches!(event.code, KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab);
    let ctrl_m = event.code == KeyCode::Char('m') && !event.modifiers.is_empty();
    !breaks_line && !ctrl_m && line.input(event)
}
