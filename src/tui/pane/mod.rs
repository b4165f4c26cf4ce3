//! One file a pane or popup; each a function of the state that draws into its place and changes nothing.

mod answer;
mod entry;
mod footer;
mod header;
mod help;
mod hits;
mod list;
mod menu;
mod problem;
mod rules;
mod tabs;
mod timeline;

use super::app::{App, Popup, Screen};
use super::layout::{self, Pane};
use crate::text::Role;
use crate::tui::draw::Pen;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

/// Draws the screen.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let buffer = frame.buffer_mut();
    let typing = match app.screen {
        Screen::Review => review(app, buffer),
        Screen::Hits => listing(app, buffer),
    };
    let typing = match &app.popup {
        Some(Popup::Menu(menu)) => {
            menu::render(app, menu, buffer);
            None
        }
        Some(Popup::Picker(picker)) => help::render(app, picker, buffer),
        Some(Popup::Text { title, paragraphs }) => {
            problem::popup(app, title, paragraphs, buffer);
            None
        }
        None => typing,
    };
    app.setup.theme.degrade(buffer);
    if let Some(cursor) = typing {
        frame.set_cursor_position(cursor);
    }
}

/// Draws a review; tells where text is typed.
fn review(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let areas = app.areas();
    header::render(app, areas.header, buffer);
    tabs::render(app, areas.tabs, buffer);
    problem::line(app, areas.notice, buffer);
    rules::render(app, &areas, buffer);
    list::render(app, areas.list, buffer);
    answer::render(app, areas.answer, buffer);
    timeline::render(app, areas.timeline, buffer);
    footer::render(app, areas.footer, buffer)
}

/// Draws the list of HITs; tells where text is typed.
fn listing(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let areas = layout::hits(app.area(), app.problem_line());
    header::render(app, areas.header, buffer);
    problem::line(app, areas.notice, buffer);
    rules::render(app, &areas, buffer);
    hits::render(app, areas.list, buffer);
    footer::render(app, areas.footer, buffer)
}

/// Draws a pane's title with what stands at its right end; the focused one carries the marker.
fn title(app: &App, pane: Pane, words: &str, right: &str, area: Rect, buffer: &mut Buffer) {
    let theme = app.setup.theme;
    let focused = app.review.as_ref().is_some_and(|review| review.focus == pane);
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let (mark, role) = if focused { ("▌", Role::Heading) } else { (" ", Role::Label) };
    pen.text(mark, theme.style(Role::Accent)).text(words, theme.style(role));
    let room = pen.room().saturating_sub(2);
    pen.skip(1).right(right, room, theme.style(Role::Dim));
}

/// Clears a place in the middle of the screen for a popup and draws its frame; returns what is inside.
fn window(app: &App, title: &str, width: u16, height: u16, buffer: &mut Buffer) -> Rect {
    let theme = app.setup.theme;
    let screen = buffer.area;
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let place = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    Clear.render(place, buffer);
    let block = ratatui::widgets::Block::bordered()
        .border_style(theme.style(Role::Dim))
        .title(format!(" {title} "))
        .title_style(theme.style(Role::Heading));
    let inside = block.inner(place);
    block.render(place, buffer);
    Rect { x: inside.x + u16::from(inside.width > 2), width: inside.width.saturating_sub(2), ..inside }
}
