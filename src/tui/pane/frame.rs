//! What panes and popups have in common: titles, margins, frames.

use crate::text::{Role, columns};
use crate::tui::draw::Pen;
use crate::tui::layout::MARGIN;
use crate::tui::popup;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::{self, Clear, Widget};

/// What a detail pane leaves for text.
pub(super) fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(MARGIN), ..area }
}

/// Draws a pane's title with what stands at its right end, if there is room for all of it; the focused one carries the
/// marker.
pub(super) fn title(theme: Theme, focused: bool, words: &str, right: &str, area: Rect, buffer: &mut Buffer) {
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let (mark, role) = if focused { ("▌", Role::Heading) } else { (" ", Role::Label) };
    pen.text(mark, theme.style(Role::Accent)).text(words, theme.style(role));
    let room = pen.room().saturating_sub(2);
    if columns(right) < room {
        pen.skip(1).right(right, room, theme.style(Role::Dim));
    }
}

/// Has a screen step back behind a popup: without colours, weight and underlines, and dim. What is reversed stays
/// so, for the badge of the environment has to be seen.
pub(super) fn dim(area: Rect, buffer: &mut Buffer) {
    let quiet = Style::new()
        .fg(Color::Reset)
        .bg(Color::Reset)
        .add_modifier(Modifier::DIM)
        .remove_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    buffer.set_style(area, quiet);
}

/// Clears a place for a popup and draws its frame with a title above and a position below; returns what is inside.
pub(super) fn window(theme: Theme, title: &str, position: &str, place: Rect, buffer: &mut Buffer) -> Rect {
    Clear.render(place, buffer);
    let block = widgets::Block::bordered()
        .border_style(theme.style(Role::Dim))
        .title(format!(" {title} "))
        .title_style(theme.style(Role::Heading));
    block.render(place, buffer);
    let inside = popup::inside(place);
    if !position.is_empty() && place.height > 1 {
        let below = Rect { y: place.bottom() - 1, height: 1, ..inside };
        if let Some(mut pen) = Pen::new(buffer, below, 0) {
            let position = format!(" {position} ");
            let before = pen.room().saturating_sub(columns(&position));
            pen.skip(before).text(&position, theme.style(Role::Dim));
        }
    }
    inside
}
