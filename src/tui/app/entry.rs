//! One-line text entries.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui_textarea::{CursorMove, TextArea};

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

/// Feeds a key to a one-line entry: the usual editing keys, but never a second line. Tells whether the text changed.
pub(super) fn edit(line: &mut TextArea<'_>, event: KeyEvent) -> bool {
    let breaks_line = matches!(event.code, KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab);
    let ctrl_m = event.code == KeyCode::Char('m') && !event.modifiers.is_empty();
    !breaks_line && !ctrl_m && line.input(event)
}
