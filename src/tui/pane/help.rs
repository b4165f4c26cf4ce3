//! The key table, searchable: all of it by chapter (help), or what can be done here (palette).

use super::entry;
use super::frame::window;
use crate::text::Role;
use crate::tui::app::{App, Picker, PickerKind};
use crate::tui::draw::{Pen, clamp};
use crate::tui::keymap::{self, Binding, HelpSection};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

/// A line of the list: a chapter's heading, or a binding and its place among those found.
enum HelpLine {
    Heading(HelpSection),
    Key(usize, &'static Binding),
}

/// Draws the table with its search line; tells where text is typed.
pub(super) fn render(app: &App, picker: &Picker, buffer: &mut Buffer) -> Option<Position> {
    let screen = buffer.area;
    let title = if picker.kind == PickerKind::Help { "Keys" } else { "Commands" };
    let entries = entries(picker);
    let height = clamp(entries.len() + 4).min(screen.height.saturating_sub(2)).max(6);
    let inside = window(app.session.setup.theme, title, 74, height, buffer);
    let theme = app.session.setup.theme;
    if let Some(mut pen) = Pen::new(buffer, inside, 0) {
        pen.text("› ", theme.style(Role::Accent));
    }
    let line = Rect {
        x: inside.x + 2.min(inside.width),
        width: inside.width.saturating_sub(2),
        height: 1.min(inside.height),
        ..inside
    };
    let typing = entry::render(&picker.query, line, buffer);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let selected =
        entries.iter().position(|e| matches!(e, HelpLine::Key(at, _) if *at == picker.selected)).unwrap_or(0);
    let rows = usize::from(list.height);
    let top = (selected + 2).saturating_sub(rows).min(entries.len().saturating_sub(rows));
    if entries.is_empty()
        && let Some(mut pen) = Pen::new(buffer, list, 0)
    {
        pen.skip(2).text("Nothing is called that", theme.style(Role::Dim));
    }
    for (line, row) in entries.iter().skip(top).take(rows).enumerate() {
        let Some(pen) = Pen::new(buffer, list, clamp(line)) else { break };
        draw(app, picker, row, pen);
    }
    typing
}

/// Help keeps the table's chapters; the palette is a plain list, best match first.
fn entries(picker: &Picker) -> Vec<HelpLine> {
    let keys = || picker.found.iter().enumerate().map(|(at, binding)| HelpLine::Key(at, binding));
    if picker.kind == PickerKind::Palette {
        return keys().collect();
    }
    let mut entries = Vec::new();
    for section in HelpSection::ALL {
        let mut of_section =
            keys().filter(|e| matches!(e, HelpLine::Key(_, b) if b.section == section)).peekable();
        if of_section.peek().is_some() {
            entries.push(HelpLine::Heading(section));
            entries.extend(of_section);
        }
    }
    entries
}

fn draw(app: &App, picker: &Picker, entry: &HelpLine, mut pen: Pen<'_>) {
    let theme = app.session.setup.theme;
    match entry {
        HelpLine::Heading(section) => {
            pen.text(section.word(), theme.style(Role::Heading));
        }
        HelpLine::Key(at, binding) => {
            let selected = *at == picker.selected;
            let here = keymap::reachable(app.screen.contexts()).any(|b| std::ptr::eq(b, *binding));
            let why = if here { app.missing(binding) } else { Some("not on this screen") };
            let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
            let role = if why.is_some() { Role::Dim } else { Role::Text };
            pen.text(if selected { "▌" } else { " " }, theme.style(Role::Accent));
            pen.column(&binding.keys_shown(), 16, theme.style(Role::Accent));
            pen.text(binding.words, theme.style(role).add_modifier(weight));
            if let Some(why) = why.filter(|_| selected) {
                pen.skip(1).text(&format!("({why})"), theme.style(Role::Dim));
            }
        }
    }
}
