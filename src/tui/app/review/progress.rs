//! How far the lists of a review are.

use crate::feed::{Ending, PageChain, ReviewPlan};
use crate::model::Status;
use crate::source::Problem;

/// How far the page chains of a review are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadProgress {
    lists: Vec<ListState>,
}

/// One page chain and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListState {
    /// Which one.
    pub chain: PageChain,
    /// How it ended; `None` while it is loading.
    pub ending: Option<Ending>,
}

impl ListState {
    /// The problem that stopped it, if it was one.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match &self.ending {
            Some(Ending::Stopped(problem, _)) => Some(problem),
            _ => None,
        }
    }
}

impl LoadProgress {
    /// All page chains of a plan, none begun.
    #[must_use]
    pub fn new(plan: &ReviewPlan) -> Self {
        let chains = plan.hits.iter().flat_map(|hit| {
            plan.chains.iter().map(|statuses| PageChain { hit: hit.clone(), statuses: *statuses })
        });
        Self { lists: chains.map(|chain| ListState { chain, ending: None }).collect() }
    }

    /// A page chain is loading, or has ended.
    pub fn set(&mut self, chain: PageChain, ending: Option<Ending>) {
        match self.lists.iter_mut().find(|state| state.chain == chain) {
            Some(state) => state.ending = ending,
            None => self.lists.push(ListState { chain, ending }),
        }
    }

    /// Whether all that is listed with a status has come in, or as much of it as will.
    #[must_use]
    pub fn has_all(&self, status: Status) -> bool {
        let mut of_status = self.lists.iter().filter(|state| state.chain.statuses.contains(status));
        of_status.all(|state| state.ending.is_some())
    }

    /// Whether anything is still loading.
    #[must_use]
    pub fn loading(&self) -> bool {
        self.lists.iter().any(|state| state.ending.is_none())
    }

    /// The page chains that ended before their end.
    pub fn stopped(&self) -> impl Iterator<Item = &ListState> {
        self.lists.iter().filter(|state| matches!(&state.ending, Some(ending) if *ending != Ending::Complete))
    }
}
