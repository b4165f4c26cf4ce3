use crate::feed::{Ending, PageChain, ReviewPlan};
use crate::model::StatusSet;

/// How far the page chains of a review are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    chains: Vec<ChainState>,
}

/// One chain and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainState {
    /// Which one.
    pub chain: PageChain,
    /// How it ended; `None` while it is loading.
    pub ending: Option<Ending>,
}

impl Progress {
    /// All chains of a plan, none begun.
    #[must_use]
    pub fn new(plan: &ReviewPlan) -> Self {
        let states = |hit: &crate::model::HitId| {
            let hit = hit.clone();
            plan.chains.iter().map(move |statuses: &StatusSet| ChainState {
                chain: PageChain { hit: hit.clone(), statuses: *statuses },
                ending: None,
            })
        };
        Self { chains: plan.hits.iter().flat_map(states).collect() }
    }

    /// A chain is loading, or has ended.
    pub fn set(&mut self, chain: &PageChain, ending: Option<Ending>) {
        match self.chains.iter_mut().find(|state| state.chain == *chain) {
            Some(state) => state.ending = ending,
            None => self.chains.push(ChainState { chain: chain.clone(), ending }),
        }
    }

    /// Whether anything is still loading.
    #[must_use]
    pub fn loading(&self) -> bool {
        self.chains.iter().any(|state| state.ending.is_none())
    }

    /// Whether everything was loaded to its end.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.chains.iter().all(|state| state.ending == Some(Ending::Complete))
    }

    /// The chains that ended before their end.
    pub fn stopped(&self) -> impl Iterator<Item = &ChainState> {
        self.chains
            .iter()
            .filter(|state| matches!(&state.ending, Some(ending) if *ending != Ending::Complete))
    }
}
