//! What HITs fold into.

use crate::model::{Hit, HitId};

/// What HITs fold into: the batch of the requester's website they were published with, else their HIT type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoldKey {
    /// A batch, by its number.
    Batch(Box<str>),
    /// A HIT type, by its id.
    HitType(Box<str>),
    /// Nothing: of this HIT neither is known.
    Alone(HitId),
}

impl FoldKey {
    /// What a HIT folds into. The website notes the batch in the annotation: `BatchId:3843733;OriginalHitTemplateId:…;`.
    pub(super) fn of(hit: &Hit) -> Self {
        if let Some(batch) = hit.annotation.as_deref().and_then(batch) {
            return Self::Batch(batch.into());
        }
        if hit.hit_type.is_empty() {
            Self::Alone(hit.id.clone())
        } else {
            Self::HitType(hit.hit_type.as_str().into())
        }
    }
}

/// The number of the batch in an annotation.
#[must_use]
pub fn batch(annotation: &str) -> Option<&str> {
    let batch = annotation.split(';').find_map(|part| part.trim().strip_prefix("BatchId:"))?.trim();
    (!batch.is_empty()).then_some(batch)
}
