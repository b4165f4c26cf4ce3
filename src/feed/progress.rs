//! What was seen of one HIT, and what is looked for in it.

use super::counters::{Counters, Missing, Shortfall};
use super::known::{Fresh, Known};
use super::walk::ChainRest;
use crate::model::{Status, StatusSet};

/// What was seen of one HIT.
#[derive(Debug)]
pub(super) struct HitProgress {
    /// The assignments that were seen.
    pub(super) known: Known,
    /// Whether the first look was tried.
    pub(super) looked: bool,
    /// The counters of the last look; `None` if it failed, or the service left one out.
    pub(super) counters: Option<Counters>,
    /// What reading everything did not find.
    pub(super) gap: Shortfall,
    /// The chains, by their statuses, with where they stand.
    pub(super) chains: Vec<(StatusSet, ChainRest)>,
    /// The search that is underway.
    pub(super) search: Option<Rescan>,
}

impl HitProgress {
    /// Nothing was seen yet; every chain is about to be read.
    pub(super) fn new(chains: &[StatusSet]) -> Self {
        Self {
            known: Known::default(),
            looked: false,
            counters: None,
            gap: Shortfall::default(),
            chains: chains.iter().map(|statuses| (*statuses, ChainRest::Underway)).collect(),
            search: None,
        }
    }

    /// What the counters promise and is not known, by the chains that were read to their ends.
    pub(super) fn missing(&self) -> Shortfall {
        let at_end = |rest: &ChainRest| matches!(rest, ChainRest::AtEnd(_));
        let read = |status| self.chains.iter().any(|(set, rest)| at_end(rest) && set.contains(status));
        let read: StatusSet = Status::ALL.into_iter().filter(|status| read(*status)).collect();
        self.counters.map_or(Shortfall::default(), |counters| Shortfall::between(counters, &self.known, read))
    }
}

/// The walks that look for what a HIT's counters promise.
#[derive(Debug)]
pub(super) struct Rescan {
    /// What is looked for.
    pub(super) promise: Missing,
    /// What was found of it.
    pub(super) found: Fresh,
    /// How many walks are not over.
    pub(super) underway: usize,
    /// The chains that were read from their beginnings.
    pub(super) swept: Vec<StatusSet>,
}
