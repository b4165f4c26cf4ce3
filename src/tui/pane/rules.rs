//! The thin lines between panes, joined where they meet.

use crate::text::Role;
use crate::tui::layout::Areas;
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the rule under the head and the one beside or below the list.
pub(super) fn render(theme: Theme, areas: &Areas, buffer: &mut Buffer) {
    let style = theme.style(Role::Dim);
    let rule = areas.rule.intersection(buffer.area);
    // One without a height has a place all the same.
    for cell in rule.positions() {
        buffer.set_string(cell.x, cell.y, "─", style);
    }
    let detail = areas.answer.union_nonempty(areas.timeline).union_nonempty(areas.task);
    let detail = detail.intersection(buffer.area);
    if areas.list.is_empty() || detail.is_empty() {
        return;
    }
    if detail.y > areas.list.y {
        for x in detail.left()..detail.right() {
            buffer.set_string(x, areas.list.bottom(), "─", style);
        }
        return;
    }
    if !rule.is_empty() {
        buffer.set_string(detail.x, rule.y, "┬", style);
    }
    for y in detail.top()..detail.bottom() {
        buffer.set_string(detail.x, y, "│", style);
    }
    let below_task = (areas.task_rule() > 0).then(|| areas.task.bottom() - 1);
    let over_timeline = (areas.timeline_rule() > 0).then_some(areas.timeline.y);
    for y in below_task.into_iter().chain(over_timeline) {
        buffer.set_string(detail.x, y, "├", style);
        for x in detail.x + 1..detail.right() {
            buffer.set_string(x, y, "─", style);
        }
    }
}

trait UnionNonempty {
    fn union_nonempty(self, other: Rect) -> Rect;
}

impl UnionNonempty for Rect {
    /// The smallest place around both, where an empty one does not count.
    fn union_nonempty(self, other: Rect) -> Rect {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => self.union(other),
        }
    }
}
