//! A few choices, one key each.

use super::frame::window;
use crate::text::Role;
use crate::tui::app::{Choice, Menu, Screen, Session};
use crate::tui::draw::{Pen, clamp};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Draws a menu in the middle of the screen.
pub(super) fn render(screen: &Screen, session: &Session, menu: &Menu, buffer: &mut Buffer) {
    let theme = session.setup.theme;
    let widest = menu.entries.iter().map(|entry| entry.words.width()).max().unwrap_or(0);
    let hint = if menu.stays { "space shows or hides · esc closes" } else { "" };
    let width = (widest + 14).max(hint.width() + 6).max(menu.title.width() + 6);
    let height = menu.entries.len() + 2 + usize::from(menu.stays);
    let inside = window(theme, menu.title, clamp(width), clamp(height), buffer);
    for (at, entry) in menu.entries.iter().enumerate() {
        let Some(mut pen) = Pen::new(buffer, inside, clamp(at)) else { return };
        let selected = at == menu.selected;
        let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
        pen.text(if selected { "▌" } else { " " }, theme.style(Role::Accent));
        pen.column(&entry.key.to_string(), 3, theme.style(Role::Accent));
        pen.column(&entry.words, widest + 2, theme.style(Role::Text).add_modifier(weight));
        pen.text(mark(screen, entry.choice), theme.style(Role::Good));
    }
    if let Some(mut pen) = Pen::new(buffer, inside, clamp(menu.entries.len())) {
        pen.skip(1).text(hint, theme.style(Role::Dim));
    }
}

/// What is in force already.
fn mark(screen: &Screen, choice: Choice) -> &'static str {
    let arrow = |descending: bool| if descending { "↓" } else { "↑" };
    match (choice, screen) {
        (Choice::Sort(key), Screen::Review(review)) if review.sort.key == key => {
            arrow(review.sort.descending)
        }
        (Choice::SortHits(key), Screen::Hits(hits)) if hits.table.sort().key == key => {
            arrow(hits.table.sort().descending)
        }
        (Choice::Column(number), Screen::Review(review)) if review.is_column(number) => "✓",
        (Choice::Toggle(status), Screen::Review(review)) if review.filter.statuses.contains(status) => "✓",
        _ => "",
    }
}
