//! What is searched for among HITs.

use super::listed::ListedHit;
use crate::text::Needle;

/// What is searched for, and the HITs it is in, in the order they show.
#[derive(Debug)]
pub(super) struct HitSearch {
    pub(super) text: String,
    pub(super) needle: Needle,
    pub(super) found: Vec<u32>,
}

impl HitSearch {
    /// Whether a HIT holds it.
    pub(super) fn is_in(&self, hits: &[ListedHit], number: u32) -> bool {
        hits.get(number as usize).is_some_and(|listed| listed.holds(&self.needle))
    }
}
