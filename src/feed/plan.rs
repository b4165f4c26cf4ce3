use crate::model::{HitId, StatusSet};
use crate::source::PageToken;
use std::collections::HashSet;
use std::ops::Deref;
use std::time::Duration;

/// HITs in their order, each once: one that is followed twice would load, count and be polled twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistinctHits(Vec<HitId>);

impl FromIterator<HitId> for DistinctHits {
    /// Keeps the first of each.
    fn from_iter<I: IntoIterator<Item = HitId>>(hits: I) -> Self {
        let mut seen = HashSet::new();
        Self(hits.into_iter().filter(|hit| seen.insert(hit.clone())).collect())
    }
}

impl DistinctHits {
    /// Adds a HIT that is not among them.
    pub fn push_new(&mut self, hit: HitId) {
        self.0.push(hit);
    }
}

impl From<HitId> for DistinctHits {
    fn from(hit: HitId) -> Self {
        Self(vec![hit])
    }
}

impl Deref for DistinctHits {
    type Target = [HitId];

    fn deref(&self) -> &[HitId] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a DistinctHits {
    type Item = &'a HitId;
    type IntoIter = std::slice::Iter<'a, HitId>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewPlan {
    /// The HITs, in the order they are fetched.
    pub hits: DistinctHits,
    /// One page chain per entry and HIT, side by side, the first first. Normally one per status, Submitted
    /// first; a single combined one where a starting token or an item limit is given.
    pub chains: Vec<StatusSet>,
    /// Assignments a page, 1 to 100.
    pub page_size: u8,
    /// Ends a chain after this many assignments (`--max-items`).
    pub max_items: Option<u64>,
    /// Where the chain starts (`--starting-token`).
    pub start: Option<PageToken>,
    /// `false` takes one page only (`--no-paginate`).
    pub paginate: bool,
    /// How long between two polls of the HITs once everything is loaded; `None` never polls by itself.
    pub every: Option<Duration>,
}

impl ReviewPlan {
    /// The plan of a review of files, in which nothing is asked of a service: its HITs come with the files.
    #[must_use]
    pub fn of_files() -> Self {
        Self {
            hits: DistinctHits::default(),
            chains: vec![StatusSet::ALL],
            page_size: 100,
            max_items: None,
            start: None,
            paginate: true,
            every: None,
        }
    }
}

/// One page chain: the pages of one HIT with one set of statuses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageChain {
    /// Whose assignments are listed.
    pub hit: HitId,
    /// Those with one of these are; [`StatusSet::ALL`] lists without a filter.
    pub statuses: StatusSet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_that_is_named_twice_is_kept_once_where_it_stood_first() {
        let ids = |ids: &[&str]| ids.iter().map(|id| HitId::from_service(*id)).collect::<DistinctHits>();
        assert_eq!(ids(&["3B", "3A", "3B", "3B"]), ids(&["3B", "3A"]));
    }
}
