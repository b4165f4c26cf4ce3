//! The selected HIT beside the list, or several in one line: title, members in words, and what workers are asked.

use super::frame::{inside, title};
use super::position::of_lines;
use crate::table::HitRowKind;
use crate::text::size::number;
use crate::tui::app::{HitList, Session};
use crate::tui::draw;
use crate::tui::layout::{HEAD, Pane};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the pane.
pub(super) fn render(list: &HitList, session: &Session, area: Rect, buffer: &mut Buffer) {
    let inside = inside(area);
    let Some(row) = list.selected_row().filter(|_| !inside.is_empty()) else { return };
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let lines = list.about(session, usize::from(inside.width));
    let rows = usize::from(inside.height.saturating_sub(HEAD));
    let top = list.about_top(lines.len(), rows);
    let right = of_lines(top, rows, lines.len()).unwrap_or_default();
    let words = match row.kind {
        HitRowKind::Fold { tally, .. } => format!("{} HITs", number(tally.sums.hits)),
        HitRowKind::Alone | HitRowKind::Within => "HIT".to_owned(),
    };
    let theme = session.setup.theme;
    title(theme, list.focus == Pane::Answer, &words, &right, head, buffer);
    let lines = lines.get(top..).unwrap_or_default();
    draw::lines(lines, theme, Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside }, buffer);
}
