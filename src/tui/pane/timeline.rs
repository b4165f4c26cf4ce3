//! The selected assignment's times: absolute in the chosen zone, and relative to now or to each other.

use super::frame::{inside, title};
use crate::text::Role;
use crate::text::time;
use crate::tui::app::{Review, Session};
use crate::tui::draw::{Pen, clamp};
use crate::tui::layout::{Areas, HEAD, Pane};
use crate::tui::timeline::{self, What};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the pane; where it stands under the answer its first line is the rule between them.
pub(super) fn render(review: &Review, session: &Session, areas: &Areas, buffer: &mut Buffer) {
    let inside = inside(areas.timeline);
    let ruled = areas.timeline_rule().min(inside.height);
    let inside = Rect { y: inside.y + ruled, height: inside.height - ruled, ..inside };
    if inside.is_empty() {
        return;
    }
    let zone = if session.utc { "UTC" } else { session.zone().iana_name().unwrap_or("local") };
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let theme = session.setup.theme;
    title(theme, review.focus == Pane::Timeline, "Timeline", zone, head, buffer);
    let Some(row) = review.selected() else { return };
    // How far a time is from now matters more than its year and seconds.
    let (absolute, times): (fn(_, &_) -> _, _) = match inside.width {
        50.. => (time::absolute, 21),
        47.. => (time::absolute, 20),
        _ => (time::short, 12),
    };
    let width = usize::from(inside.width);
    let (lines, labels) = (timeline::lines(&row, session.now, width), timeline::labels(width));
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    for (at, line) in lines.iter().skip(review.timeline_scroll).enumerate() {
        let Some(mut pen) = Pen::new(buffer, body, clamp(at)) else { return };
        pen.column(line.label, labels, theme.style(Role::Label));
        match &line.what {
            What::At(at) => pen.column(&absolute(*at, session.zone()), times, theme.style(Role::Text)),
            What::Never => pen.column("–", times, theme.style(Role::Dim)),
            What::Text(text) => pen.line(text, theme),
        };
        pen.text(&line.note, theme.style(line.role));
    }
}
