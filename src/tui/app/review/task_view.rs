//! What the task pane shows.

use crate::model::HitId;
use crate::table::RowId;
use crate::text::Line;

/// The task pane: its lines, kept until something they depend on changes.
#[derive(Debug, Default)]
pub struct TaskView {
    /// The lines at the width of the pane.
    pub lines: Vec<Line>,
    /// The first visible line.
    pub scroll: usize,
    /// Whether the task differs from row to row, so that it shows without being asked for.
    pub(super) of_row: bool,
    /// The words of the question of the HIT that was last looked at: one reads many rows of one HIT.
    pub(super) words: Option<(HitId, String)>,
    pub(super) made_from: Option<TaskFrom>,
}

/// What lines were made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TaskFrom {
    pub(super) row: RowId,
    pub(super) width: u16,
    /// The question of a HIT may come after its assignments.
    pub(super) has_question: bool,
}
