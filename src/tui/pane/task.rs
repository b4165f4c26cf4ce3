//! What the worker was asked: the inputs of the row, the words of the HIT's question.

use super::frame::{inside, title};
use super::position;
use crate::tui::app::{Review, Session};
use crate::tui::draw;
use crate::tui::layout::{Areas, HEAD, Pane};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the pane; where it stands over the answer its last line is the rule between them.
pub(super) fn render(review: &Review, session: &Session, areas: &Areas, buffer: &mut Buffer) {
    let inside = inside(areas.task);
    let inside = Rect { height: inside.height.saturating_sub(areas.task_rule()), ..inside };
    if inside.is_empty() {
        return;
    }
    let theme = session.setup.theme;
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let (task, rows) = (review.task(), areas.task_rows());
    let top = task.scroll.min(task.lines.len().saturating_sub(rows));
    let lines = position::of_lines(top, rows, task.lines.len());
    let right = lines.map_or_else(String::new, |lines| format!("{lines} lines"));
    title(theme, review.focus() == Pane::Task, "Task", &right, head, buffer);
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    draw::lines(task.lines.get(top..).unwrap_or_default(), theme, body, buffer);
}
