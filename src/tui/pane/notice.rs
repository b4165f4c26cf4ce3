//! What just happened, for a few seconds: at the right end of the line above the keys, which it never covers.

use crate::text::Role;
use crate::text::safe::one_line;
use crate::tui::app::Session;
use crate::tui::draw::{Pen, clamp};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws it above the footer, or in the last line where there is none.
pub(super) fn render(session: &Session, footer: Rect, buffer: &mut Buffer) {
    let Some(notice) = &session.notice else { return };
    let screen = buffer.area;
    let line = if footer.is_empty() { screen.bottom() } else { footer.y }.saturating_sub(1);
    let text = one_line(&notice.text);
    let width = clamp(text.width() + 2).min(screen.width);
    let place = Rect { x: screen.right() - width, y: line, width, height: 1 };
    let theme = session.setup.theme;
    if let Some(mut pen) = Pen::new(buffer, place, 0) {
        pen.text(" ", theme.style(Role::Text)).text(&text, theme.style(Role::Accent));
        let room = pen.room();
        pen.column("", room, theme.style(Role::Text));
    }
}
