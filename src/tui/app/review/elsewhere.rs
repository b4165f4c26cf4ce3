//! What others decided of work that no list shows with its verdict.

use super::Review;
use crate::model::{AssignmentId, HitId, Status};
use crate::table::RowId;
use std::collections::HashSet;

impl Review {
    /// Of a HIT only these wait for a verdict any more. Which one the others have is never guessed.
    pub(super) fn still_waiting(&mut self, hit: &HitId, waiting: &[AssignmentId]) {
        let waiting: HashSet<&str> = waiting.iter().map(AssignmentId::as_str).collect();
        for id in self.store.rows() {
            let Some(row) = self.store.row(id).filter(|row| row.hit == hit) else { continue };
            if row.status == Status::Submitted && !waiting.contains(row.id) {
                self.decided_elsewhere.insert(id);
            } else {
                self.decided_elsewhere.remove(id);
            }
        }
    }

    /// Whether an assignment that was submitted when last seen waits no more, with a verdict that is not known.
    #[must_use]
    pub fn is_decided_elsewhere(&self, row: RowId) -> bool {
        self.decided_elsewhere.contains(row)
    }
}
