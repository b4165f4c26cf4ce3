//! What panes and popups have in common: titles, margins, frames.

use crate::text::Role;
use crate::tui::draw::Pen;
use crate::tui::layout::MARGIN;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{self, Clear, Widget};

/// What a detail pane leaves for text.
pub(super) fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(MARGIN), ..area }
}

/// Draws a pane's title with what stands at its right end; the focused one carries the marker.
pub(super) fn title(theme: Theme, focused: bool, words: &str, right: &str, area: Rect, buffer: &mut Buffer) {
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let (mark, role) = if focused { ("▌", Role::Heading) } else { (" ", Role::Label) };
    pen.text(mark, theme.style(Role::Accent)).text(words, theme.style(role));
    let room = pen.room().saturating_sub(2);
    pen.skip(1).right(right, room, theme.style(Role::Dim));
}

/// Clears a place in the middle of the screen for a popup and draws its frame; returns what is inside.
pub(super) fn window(theme: Theme, title: &str, width: u16, height: u16, buffer: &mut Buffer) -> Rect {
    let screen = buffer.area;
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let place = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    Clear.render(place, buffer);
    let block = widgets::Block::bordered()
        .border_style(theme.style(Role::Dim))
        .title(format!(" {title} "))
        .title_style(theme.style(Role::Heading));
    let inside = block.inner(place);
    block.render(place, buffer);
    Rect { x: inside.x + u16::from(inside.width > 2), width: inside.width.saturating_sub(2), ..inside }
}
