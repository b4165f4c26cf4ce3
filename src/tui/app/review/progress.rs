//! How far the lists of a review are.

use crate::feed::{Ending, PageChain, ReviewPlan};
use crate::model::Status;
use crate::source::Problem;

/// How far what a review is read from is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadProgress {
    /// A service's page chains.
    Lists(Vec<ListState>),
    /// Files; whether they are read to their ends.
    Files {
        /// Whether nothing more comes.
        read: bool,
    },
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
        Self::Lists(chains.map(|chain| ListState { chain, ending: None }).collect())
    }

    /// A page chain is loading, or has ended.
    pub fn set(&mut self, chain: PageChain, ending: Option<Ending>) {
        let Self::Lists(lists) = self else { return };
        match lists.iter_mut().find(|state| state.chain == chain) {
            Some(state) => state.ending = ending,
            None => lists.push(ListState { chain, ending }),
        }
    }

    /// Whether all that is listed with a status has come in, or as much of it as will.
    #[must_use]
    pub fn has_all(&self, status: Status) -> bool {
        match self {
            Self::Lists(lists) => {
                let mut of_status = lists.iter().filter(|state| state.chain.statuses.contains(status));
                of_status.all(|state| state.ending.is_some())
            }
            Self::Files { read } => *read,
        }
    }

    /// Whether anything is still loading.
    #[must_use]
    pub fn loading(&self) -> bool {
        match self {
            Self::Lists(lists) => lists.iter().any(|state| state.ending.is_none()),
            Self::Files { read } => !read,
        }
    }

    /// The page chains that ended before their end.
    pub fn stopped(&self) -> impl Iterator<Item = &ListState> {
        let lists = if let Self::Lists(lists) = self { &lists[..] } else { &[] };
        lists.iter().filter(|state| matches!(&state.ending, Some(ending) if *ending != Ending::Complete))
    }
}
