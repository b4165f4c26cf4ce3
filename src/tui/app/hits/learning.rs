//! What the list of HITs learns from the reviews that are open: what a HIT asks, which a listing leaves out, when
//! the service approves the first of its assignments by itself, and when and how fast work came in.
//!
//! No counter tells those times, so they are known only where the work was read.

use super::HitList;
use crate::model::{HitId, Status};
use crate::tui::app::review::Review;

impl HitList {
    /// Learns from a review what its HITs ask and what is due in them.
    pub(in crate::tui::app) fn learn_from(&mut self, review: &Review) {
        review.hits().values().for_each(|hit| self.table.learn_question(hit));
        let whole = review.is_loaded() && review.progress().stopped().next().is_none();
        let asked = |status| review.plan().chains.iter().any(|statuses| statuses.contains(status));
        if !whole || !asked(Status::Submitted) {
            return;
        }
        let times = review.store().hit_times();
        // Where the counters tell of decisions that the review has not read, what was due first may be decided.
        let agrees = |id: &&HitId| {
            let (listed, followed) = (self.table.find(id), review.hits().get(id));
            listed.zip(followed).is_some_and(|(listed, followed)| listed.completed == followed.completed)
        };
        let due = |id| times.get(id).and_then(|times| times.due);
        let known: Vec<_> = review.plan().hits.iter().filter(agrees).map(|id| (id, due(id))).collect();
        self.table.learn_due(known);
        // The first and the last are known only where everything was asked for.
        if review.plan().start.is_none() && [Status::Approved, Status::Rejected].into_iter().all(asked) {
            self.times.extend(times);
        }
    }
}
