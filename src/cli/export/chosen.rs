use crate::export::{Replay, ReplayError};
use crate::model::{AssignmentId, Hit, HitId, SavedRecord, Status, StatusSet, TakeRecord};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;

/// Which records of files are meant. Empty lists mean all.
#[derive(Debug)]
pub(super) struct ExportChoice {
    hits: HashSet<HitId>,
    batches: HashSet<String>,
    statuses: StatusSet,
}

impl ExportChoice {
    /// What the options say.
    pub(super) fn new(hits: &[HitId], batches: &[String], statuses: &[Status]) -> Self {
        let statuses: StatusSet =
            if statuses.is_empty() { StatusSet::ALL } else { statuses.iter().copied().collect() };
        Self { hits: hits.iter().cloned().collect(), batches: batches.iter().cloned().collect(), statuses }
    }

    /// Whether everything is meant.
    pub(super) fn is_everything(&self) -> bool {
        self.hits.is_empty() && self.batches.is_empty() && self.statuses == StatusSet::ALL
    }

    fn means(&self, hit: &Hit) -> bool {
        let batch = || hit.annotation.as_deref().and_then(batch);
        (self.hits.is_empty() || self.hits.contains(&hit.id))
            && (self.batches.is_empty() || batch().is_some_and(|batch| self.batches.contains(batch)))
    }
}

/// The batch in an annotation of the requester site: `BatchId:3843733;OriginalHitTemplateId:928390838;`.
fn batch(annotation: &str) -> Option<&str> {
    annotation.split(';').find_map(|part| part.trim().strip_prefix("BatchId:")).map(str::trim)
}

/// The records of a source that are meant.
pub(super) struct Chosen<'s> {
    /// All of them.
    pub(super) source: &'s dyn Replay,
    /// Which ones are meant.
    pub(super) choice: &'s ExportChoice,
}

impl Replay for Chosen<'_> {
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
        let mut told = ToldIds {
            choice: self.choice,
            hits: HashSet::new(),
            assignments: HashSet::new(),
            hasher: RandomState::new(),
        };
        self.source
            .replay(&mut |record| if told.means(&record) { take(record) } else { ControlFlow::Continue(()) })
    }
}

/// What was meant so far, by the hashes of ids.
struct ToldIds<'c> {
    choice: &'c ExportChoice,
    hits: HashSet<u64>,
    assignments: HashSet<u64>,
    hasher: RandomState,
}

impl ToldIds<'_> {
    fn means(&mut self, record: &SavedRecord) -> bool {
        match record {
            SavedRecord::Hit(hit) => {
                let meant = self.choice.means(hit) || self.hits.contains(&self.hasher.hash_one(&hit.id));
                if meant {
                    self.hits.insert(self.hasher.hash_one(&hit.id));
                }
                meant
            }
            SavedRecord::Assignment(saved) => {
                let assignment = &saved.assignment;
                let meant =
                    self.choice.statuses.contains(assignment.status) && self.is_of_hit(&assignment.hit);
                if meant {
                    self.assignments.insert(self.hash(&assignment.id));
                }
                meant
            }
            SavedRecord::Bonus(bonus) => self.assignments.contains(&self.hash(&bonus.assignment)),
            SavedRecord::Remark(_) => true,
        }
    }

    /// Whether a HIT is meant, also one that no file tells of.
    fn is_of_hit(&self, hit: &HitId) -> bool {
        self.hits.contains(&self.hasher.hash_one(hit))
            || self.choice.batches.is_empty()
                && (self.choice.hits.is_empty() || self.choice.hits.contains(hit))
    }

    fn hash(&self, id: &AssignmentId) -> u64 {
        self.hasher.hash_one(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_found_in_the_annotation() {
        assert_eq!(batch("BatchId:3843733;OriginalHitTemplateId:928390838;"), Some("3843733"));
        assert_eq!(batch("my own BatchId:1"), None);
    }
}
