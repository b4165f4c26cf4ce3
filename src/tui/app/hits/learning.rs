//! What the list of HITs learns from the reviews that are open: what a HIT asks, which a listing leaves out, and when
//! the service approves the first of its assignments by itself.
//!
//! No counter tells that time, so it is known only where the work that waits was read.

use super::HitList;
use crate::model::{HitId, Status};
use crate::tui::app::review::Review;

impl HitList {
    /// Learns from a review what its HITs ask and what is due in them.
    pub(in crate::tui::app) fn learn_from(&mut self, review: &Review) {
        review.hits.values().for_each(|hit| self.table.learn_question(hit));
        let whole = review.loaded && review.progress.stopped().next().is_none();
        if !whole || !review.plan.chains.iter().any(|statuses| statuses.contains(Status::Submitted)) {
            return;
        }
        let soonest = review.store.soonest_auto_approvals();
        // Where the counters tell of decisions that the review has not read, what was due first may be decided.
        let agrees = |id: &&HitId| {
            let (listed, followed) = (self.table.find(id), review.hits.get(id));
            listed.zip(followed).is_some_and(|(listed, followed)| listed.completed == followed.completed)
        };
        let known: Vec<_> =
            review.plan.hits.iter().filter(agrees).map(|id| (id, soonest.get(id).copied())).collect();
        self.table.learn_due(known);
    }
}
