//! The keys that apply here; or the line being typed; or what just happened.

use super::entry;
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::size::number;
use crate::tui::app::{App, Overlay, Prompt, PromptKind, Screen};
use crate::tui::draw::Pen;
use crate::tui::keymap::{self, Hint};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

/// Draws the footer; tells where text is typed.
pub(super) fn render(app: &App, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let Some(Overlay::Prompt(prompt)) = &app.session.overlay else {
        keys(app, area, buffer);
        return None;
    };
    typed(app, prompt, area, buffer)
}

/// Draws what just happened, else the keys that apply and how the search stands.
fn keys(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(1);
    if let Some(notice) = &app.session.notice {
        pen.text(&notice.text, theme.style(Role::Accent));
        return;
    }
    let search = searched(app);
    let room = pen.room().saturating_sub(search.width() + 2);
    for hint in hints(app, room) {
        pen.text(hint.keys, theme.style(Role::Accent))
            .skip(1)
            .text(hint.word, theme.style(Role::Dim))
            .skip(2);
    }
    let room = pen.room().saturating_sub(1);
    pen.right(&search, room, theme.style(Role::Warning));
}

/// The hints that fit: the least important go first, the rest keeps the table's order.
fn hints(app: &App, room: usize) -> Vec<Hint> {
    let mut hints: Vec<Hint> = keymap::reachable(app.screen.contexts())
        .filter(|binding| app.missing(binding).is_none())
        .filter_map(|binding| binding.hint)
        .collect();
    let width = |hints: &[Hint]| hints.iter().map(|h| h.keys.width() + h.word.width() + 3).sum::<usize>();
    while width(&hints) > room {
        let Some(least) = hints.iter().enumerate().max_by_key(|(_, hint)| hint.rank).map(|(at, _)| at) else {
            break;
        };
        hints.remove(least);
    }
    hints
}

/// How the search stands: `“cat” 41 found, 60 %`.
fn searched(app: &App) -> String {
    let (text, found, percent) = match &app.screen {
        Screen::Hits(hits) => match hits.table.searched() {
            Some((text, found)) => (text, found, None),
            None => return String::new(),
        },
        Screen::Review(review) => match &review.search {
            Some(search) => (search.text.as_str(), search.found.len(), search.percent()),
            None => return String::new(),
        },
    };
    let far = percent.map_or_else(String::new, |percent| format!(", {percent} %"));
    format!("“{}” {} found{far}", one_line(text), number(found))
}

/// Draws the line being typed between its word and what it does so far.
fn typed(app: &App, prompt: &Prompt, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let theme = app.session.setup.theme;
    let word = prompt.kind.word();
    let status = match prompt.kind {
        PromptKind::Search => searched(app),
        _ => app
            .review()
            .map_or_else(String::new, |review| format!("{} show · tab swaps", number(review.view.len()))),
    };
    let lead = u16::try_from(word.width() + 2).unwrap_or(2).min(area.width);
    let tail = u16::try_from(status.width() + 2).unwrap_or(0);
    let tail = if area.width > lead + tail + 12 { tail } else { 0 };
    if let Some(mut pen) = Pen::new(buffer, area, 0) {
        pen.skip(1).text(word, theme.style(Role::Accent));
        let room = pen.room().saturating_sub(1);
        if tail > 0 {
            pen.right(&status, room, theme.style(Role::Dim));
        }
    }
    let line = Rect { x: area.x + lead, width: area.width - lead - tail, ..area };
    entry::render(&prompt.line, line, buffer)
}
