//! A few choices, one key each.

use super::frame::window;
use crate::text::Role;
use crate::text::safe::one_line;
use crate::tui::app::{Choice, ColumnState, Menu, Screen, Session};
use crate::tui::draw::{Pen, clamp};
use crate::tui::popup;
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Draws a menu in the middle of the screen.
pub(super) fn render(
    screen: &Screen,
    session: &Session,
    menu: &Menu,
    buffer: &mut Buffer,
    zones: &mut Zones,
) {
    let theme = session.setup.theme;
    let place = place(menu, buffer.area);
    let inside = window(theme, menu.title, "", place, buffer);
    zones.add(place, Target::Popup);
    let top = top(menu, usize::from(inside.height));
    for (line, (at, entry)) in menu.entries.iter().enumerate().skip(top).enumerate() {
        let Some(mut pen) = Pen::new(buffer, inside, clamp(line)) else { return };
        zones.add(Rect { y: inside.y + clamp(line), height: 1, ..inside }, Target::Entry(at));
        let selected = at == menu.selected;
        let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
        pen.text(if selected { "▌" } else { " " }, theme.style(Role::Accent));
        pen.column(&entry.key.to_string(), 3, theme.style(Role::Accent));
        let room = pen.room().saturating_sub(mark_width(menu));
        pen.column(&entry.words, room, theme.style(Role::Text).add_modifier(weight)).skip(1);
        let (mark, role) = mark(screen, session, &entry.choice);
        pen.text(mark, theme.style(role));
    }
}

/// Stands beside a column that is chosen and finds no room.
const NO_ROOM: &str = "✓ no room";

/// Columns for the mark of what is in force, with a blank before it.
fn mark_width(menu: &Menu) -> usize {
    let columns = menu.entries.iter().any(|entry| matches!(entry.choice, Choice::Column(_)));
    1 + if columns { NO_ROOM.width() } else { 1 }
}

/// Where it stands: as wide as its widest entry or its title.
fn place(menu: &Menu, screen: Rect) -> Rect {
    let widest = menu.entries.iter().map(|entry| one_line(&entry.words).width()).max().unwrap_or(0);
    let width = (widest + 4 + mark_width(menu)).max(menu.title.width() + 2);
    popup::menu(screen, clamp(width), clamp(menu.entries.len()))
}

/// The first entry that shows, so that the one under the cursor does.
fn top(menu: &Menu, rows: usize) -> usize {
    (menu.selected + 1).saturating_sub(rows)
}

/// What is in force already.
fn mark(screen: &Screen, session: &Session, choice: &Choice) -> (&'static str, Role) {
    let arrow = |descending: bool| (if descending { "↓" } else { "↑" }, Role::Good);
    match (choice, screen) {
        (Choice::Sort(key), Screen::Review(review)) if review.sort().key == *key => {
            arrow(review.sort().descending)
        }
        (Choice::SortHits(key), Screen::Hits(hits)) if hits.table.sort().key == *key => {
            arrow(hits.table.sort().descending)
        }
        (Choice::Column(number), Screen::Review(review)) => {
            match review.column_state(*number, session.size.width) {
                ColumnState::Hidden => ("", Role::Dim),
                ColumnState::Shown => ("✓", Role::Good),
                ColumnState::NoRoom => (NO_ROOM, Role::Dim),
            }
        }
        (Choice::Toggle(status), Screen::Review(review)) if review.filter().statuses.contains(*status) => {
            ("✓", Role::Good)
        }
        _ => ("", Role::Dim),
    }
}
