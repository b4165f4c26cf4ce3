//! The key table: all of it by chapter to read and to search (help), or what can be done here by name (palette).

use super::entry;
use super::frame::window;
use crate::text::{Role, columns};
use crate::tui::app::{App, Picker, PickerKind};
use crate::tui::draw::{Pen, clamp};
use crate::tui::keymap::{self, BINDINGS, Binding, HelpSection};
use crate::tui::layout::HEAD;
use crate::tui::popup;
use crate::tui::theme::Theme;
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

/// How wide the columns are.
#[derive(Clone, Copy)]
struct HelpColumns {
    keys: usize,
    /// Whether all keys stand there, and not only the first.
    all_keys: bool,
    /// 0 where the sentences need its room.
    name: usize,
    /// Whether there is room for sentences.
    words: bool,
}

/// A list so narrow has only the first of each command's keys.
const NARROW: usize = 48;
/// Less than this of a sentence says nothing.
const SENTENCE: usize = 24;

impl HelpColumns {
    /// As wide as what stands in them. Keys are read for what they do: where not all fits, names go first; commands are
    /// known by their names.
    fn fitting(app: &App, picker: &Picker, width: usize) -> Self {
        let ascii = app.session.setup.theme.ascii;
        let widest = |of: &dyn Fn(&Binding) -> usize| BINDINGS.iter().map(of).max().unwrap_or(0);
        let all_keys = width >= NARROW;
        let keys = widest(&|binding| columns(&keys_of(binding, all_keys, ascii))) + 2;
        let name = widest(&|binding| columns(binding.name)) + 2;
        let words = widest(&|binding| columns(binding.words));
        let named = picker.kind == PickerKind::Palette || 1 + keys + name + words <= width;
        let name = if named { name } else { 0 };
        Self { keys, all_keys, name, words: name == 0 || width >= 1 + keys + name + SENTENCE }
    }
}

/// A command's keys, or the first of them.
fn keys_of(binding: &Binding, all: bool, ascii: bool) -> String {
    let keys = binding.keys_shown(ascii);
    match keys.split_once(' ') {
        Some((first, _)) if !all => first.to_owned(),
        _ => keys,
    }
}

/// A line of the list: a chapter's heading, or a binding and its place among those found.
enum HelpLine {
    Heading(HelpSection),
    Key(usize, &'static Binding),
}

/// Draws the table under the line that is typed; tells where that is.
pub(super) fn render(app: &App, picker: &Picker, buffer: &mut Buffer, zones: &mut Zones) -> Option<Position> {
    let title = if picker.kind == PickerKind::Palette { "Commands" } else { "Keys" };
    let theme = app.session.setup.theme;
    let place = popup::picker(buffer.area);
    let inside = window(theme, title, &position(picker), place, buffer);
    zones.add(place, Target::Popup);
    let typing = typed(theme, picker, Rect { height: 1.min(inside.height), ..inside }, buffer);
    let list = Rect { y: inside.y + HEAD, height: inside.height.saturating_sub(HEAD), ..inside };
    let entries = entries(picker);
    if entries.is_empty()
        && let Some(mut pen) = Pen::new(buffer, list, 0)
    {
        pen.skip(1).text("Nothing is called that", theme.style(Role::Dim));
    }
    let top = top(picker, &entries, usize::from(list.height));
    let columns = HelpColumns::fitting(app, picker, list.width.into());
    for (line, row) in entries.iter().skip(top).enumerate() {
        let Some(pen) = Pen::new(buffer, list, clamp(line)) else { break };
        if let HelpLine::Key(at, _) = row {
            zones.add(Rect { y: list.y + clamp(line), height: 1, ..list }, Target::Entry(*at));
        }
        draw(app, picker, row, columns, pen);
    }
    typing
}

/// The line that is typed; what can be done there while nobody types.
fn typed(theme: Theme, picker: &Picker, line: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut pen = Pen::new(buffer, line, 0)?;
    if picker.kind == PickerKind::Help {
        let enter = if theme.ascii { "enter" } else { "⏎" };
        pen.text(&format!("/ finds a key by what it does, {enter} runs it"), theme.style(Role::Dim));
        return None;
    }
    pen.text("› ", theme.style(Role::Accent));
    let line = Rect { x: line.x + 2.min(line.width), width: line.width.saturating_sub(2), ..line };
    entry::render(&picker.query, line, buffer)
}

/// `3 of 50`.
fn position(picker: &Picker) -> String {
    match picker.found.len() {
        0 => String::new(),
        all => format!("{} of {all}", picker.selected + 1),
    }
}

/// The first line that shows, so that the one under the cursor does, with a heading before it.
fn top(picker: &Picker, entries: &[HelpLine], rows: usize) -> usize {
    let is_selected = |entry: &HelpLine| matches!(entry, HelpLine::Key(at, _) if *at == picker.selected);
    let selected = entries.iter().position(is_selected).unwrap_or(0);
    (selected + 2).saturating_sub(rows).min(entries.len().saturating_sub(rows))
}

/// What is read has the table's chapters; what was looked for is a plain list, best match first.
fn entries(picker: &Picker) -> Vec<HelpLine> {
    let keys = || picker.found.iter().enumerate().map(|(at, binding)| HelpLine::Key(at, binding));
    if picker.kind == PickerKind::Palette || !picker.typed().is_empty() {
        return keys().collect();
    }
    let mut entries = Vec::new();
    for section in HelpSection::ALL {
        entries.push(HelpLine::Heading(section));
        entries.extend(keys().filter(|e| matches!(e, HelpLine::Key(_, b) if b.section == section)));
    }
    entries
}

fn draw(app: &App, picker: &Picker, entry: &HelpLine, columns: HelpColumns, mut pen: Pen<'_>) {
    let theme = app.session.setup.theme;
    match entry {
        HelpLine::Heading(section) => {
            pen.text(section.word(), theme.style(Role::Heading)).skip(2);
            pen.text(section.note(), theme.style(Role::Dim));
        }
        HelpLine::Key(at, binding) => {
            let selected = *at == picker.selected;
            let here = keymap::reachable(app.screen.contexts()).any(|b| std::ptr::eq(b, *binding));
            let why = if here { app.missing(binding) } else { Some("not on this screen") };
            let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
            let role = if why.is_some() { Role::Dim } else { Role::Text };
            pen.text(if selected { "▌" } else { " " }, theme.style(Role::Accent));
            pen.column(
                &keys_of(binding, columns.all_keys, theme.ascii),
                columns.keys,
                theme.style(Role::Accent),
            );
            pen.column(binding.name, columns.name, theme.style(role).add_modifier(weight));
            match why.filter(|_| selected) {
                _ if !columns.words => {}
                // The sentence is all that tells what the key does.
                Some(why) if columns.name == 0 => {
                    let words = format!("{} · {why}", binding.words);
                    pen.text(&words, theme.style(role));
                }
                why => {
                    pen.text(why.unwrap_or(binding.words), theme.style(role));
                }
            }
        }
    }
}
