//! The keys that apply here, of what lies over the screen while something does; or the line being typed.

use super::entry;
use super::position::position;
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::size::number;
use crate::tui::app::{App, Overlay, Prompt, PromptKind, Screen};
use crate::tui::draw::Pen;
use crate::tui::keymap::{self, Hint};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Columns that what is typed has at least.
const TYPED: usize = 24;

/// Draws the footer; tells where text is typed.
pub(super) fn render(app: &App, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let Some(Overlay::Prompt(prompt)) = &app.session.overlay else {
        keys(app, area, buffer);
        return None;
    };
    typed(app, prompt, area, buffer)
}

/// Draws the keys that apply and how the search stands.
fn keys(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(1);
    let place = position(app);
    if area.width >= 36 && !place.is_empty() && app.session.overlay.is_none() {
        pen.text(&place, theme.style(Role::Text)).skip(3);
    }
    let search = searched(app);
    let room = pen.room().saturating_sub(search.width() + 2);
    write(&fitting(hints(app), room, theme.ascii), theme, &mut pen);
    let room = pen.room().saturating_sub(1);
    pen.right(&search, room, theme.style(Role::Warning));
}

/// Writes hints one behind the other.
fn write(hints: &[Hint], theme: Theme, pen: &mut Pen<'_>) {
    for hint in hints {
        pen.text(&hint.keys_shown(theme.ascii), theme.style(Role::Accent))
            .skip(1)
            .text(hint.word, theme.style(Role::Dim))
            .skip(2);
    }
}

/// What can be done: over the screen if something lies there, else on it.
fn hints(app: &App) -> Vec<Hint> {
    if let Some(overlay) = &app.session.overlay {
        return keymap::popup_hints(overlay.popup()).collect();
    }
    keymap::reachable(app.screen.contexts())
        .filter(|binding| app.missing(binding).is_none())
        .filter_map(|binding| binding.hint)
        .collect()
}

/// The hints that fit: the least important go first, the rest keeps the table's order.
fn fitting(mut hints: Vec<Hint>, room: usize, ascii: bool) -> Vec<Hint> {
    while width(&hints, ascii) > room {
        let Some(least) = hints.iter().enumerate().max_by_key(|(_, hint)| hint.rank).map(|(at, _)| at) else {
            break;
        };
        hints.remove(least);
    }
    hints
}

/// Columns that hints take, each with the blanks behind it.
fn width(hints: &[Hint], ascii: bool) -> usize {
    hints.iter().map(|hint| hint.keys_shown(ascii).width() + hint.word.width() + 3).sum()
}

/// How the search stands: `“cat” 2 of 41`, or, on a row that was not found, `“cat” 41 found, 60 %`.
fn searched(app: &App) -> String {
    let (text, rank, percent) = match &app.screen {
        Screen::Hits(hits) => match hits.table.searched() {
            Some((text, _)) => (text, hits.rank(), None),
            None => return String::new(),
        },
        Screen::Review(review) => match review.searched() {
            Some(search) => (search.text.as_str(), search.rank, search.percent()),
            None => return String::new(),
        },
    };
    let far = percent.map_or_else(String::new, |percent| format!(", {percent} %"));
    let found = match rank.number {
        Some(at) => format!("{} of {}", number(at), number(rank.of)),
        None => format!("{} found", number(rank.of)),
    };
    format!("“{}” {found}{far}", one_line(text))
}

/// Draws the line being typed between its word and what it does so far; the keys where there is room for them.
fn typed(app: &App, prompt: &Prompt, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let theme = app.session.setup.theme;
    let word = prompt.kind.word();
    let status = match prompt.kind {
        PromptKind::Search => searched(app),
        _ => app.review().map_or_else(String::new, |review| format!("{} show", number(review.view().len()))),
    };
    let lead = u16::try_from(word.width() + 2).unwrap_or(2).min(area.width);
    let free = usize::from(area.width - lead).saturating_sub(TYPED);
    let status = if status.width() < free { status } else { String::new() };
    let hints = fitting(hints(app), free.saturating_sub(status.width() + 1), theme.ascii);
    let gap = if status.is_empty() { 0 } else { 3 };
    let tail = u16::try_from(width(&hints, theme.ascii) + status.width() + gap).unwrap_or(0);
    if let Some(mut pen) = Pen::new(buffer, area, 0) {
        pen.skip(1).text(word, theme.style(Role::Accent));
        let before = pen.room().saturating_sub(usize::from(tail));
        pen.skip(before).text(&status, theme.style(Role::Warning)).skip(gap);
        write(&hints, theme, &mut pen);
    }
    let line = Rect { x: area.x + lead, width: area.width.saturating_sub(lead + tail), ..area };
    entry::render(&prompt.line, line, buffer)
}
