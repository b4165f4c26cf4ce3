//! The selected assignment's times: absolute in the chosen zone, and relative to now or to each other.

use super::frame::{inside, title};
use super::position;
use crate::text::Role;
use crate::text::time;
use crate::tui::app::{Review, Session};
use crate::tui::draw::{Pen, clamp};
use crate::tui::layout::{Areas, HEAD, Pane};
use crate::tui::timeline::{LABELS, What};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on there is room for seconds beside what the longest note says.
const SECONDS: u16 = 36;

/// Draws the pane; where it stands under the answer its first line is the rule between them.
pub(super) fn render(review: &Review, session: &Session, areas: &Areas, buffer: &mut Buffer) {
    let inside = inside(areas.timeline);
    let ruled = areas.timeline_rule().min(inside.height);
    let inside = Rect { y: inside.y + ruled, height: inside.height - ruled, ..inside };
    if inside.is_empty() {
        return;
    }
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let theme = session.setup.theme;
    let lines = review.timeline(session, inside.width);
    let right = position(review.timeline_scroll(), areas.timeline_rows(), lines.len(), session.zone_name());
    title(theme, review.focus() == Pane::Timeline, "Timeline", &right, head, buffer);
    let moment = if inside.width < SECONDS { time::moment } else { time::moment_exactly };
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    for (at, line) in lines.iter().skip(review.timeline_scroll()).enumerate() {
        let Some(mut pen) = Pen::new(buffer, body, clamp(at)) else { return };
        pen.column(line.label, LABELS, theme.style(Role::Label));
        match &line.what {
            What::At(at) => {
                pen.text(&moment(*at, session.now, session.zone()), theme.style(Role::Text)).skip(3);
            }
            What::Text(text) => {
                pen.line(text, theme);
            }
        }
        pen.text(&line.note, theme.style(line.role));
    }
}

/// `3–9 of 12 · UTC` where one can scroll, else the zone.
fn position(scroll: usize, rows: usize, lines: usize, zone: &str) -> String {
    let lines = position::of_lines(scroll, rows, lines);
    lines.map_or_else(|| zone.to_owned(), |lines| format!("{lines} · {zone}"))
}
