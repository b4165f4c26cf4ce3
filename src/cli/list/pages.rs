//! Reading lists in the background, a little ahead of what is printed.

use super::Failure;
use super::reader::{Arrival, ListReader, PageSize};
use super::source::ListSource;
use crate::cli::token::StartingToken;
use crate::mturk::RawQuery;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Pages of a list that wait to be printed. Few: they are what memory holds.
const AHEAD: usize = 2;
/// Lists that are read at the same time: a few short lists take no longer than one.
const SIDE_BY_SIDE: usize = 3;

/// Which lists to read.
#[derive(Debug)]
pub(super) struct ListPlan {
    /// The first request for each HIT, without a page size, in the order in which they are printed.
    pub(super) queries: Vec<RawQuery>,
    /// Where to begin; of one HIT only.
    pub(super) start: Option<StartingToken>,
    /// How many assignments to print in all.
    pub(super) max_items: Option<i64>,
    /// How many assignments to ask for at once.
    pub(super) size: PageSize,
}

/// What arrives, in the order in which it is printed.
pub(super) type Arrivals = Receiver<Result<Arrival, Failure>>;

/// Starts to read in the background.
pub(super) fn read(
    source: Arc<ListSource>,
    plan: ListPlan,
) -> (Arrivals, impl Future<Output = ()> + Send + 'static) {
    let (to, arrivals) = mpsc::channel(AHEAD);
    let reading = async move {
        // A limit counts over all lists, so none is begun before its turn.
        if plan.max_items.is_some() || plan.queries.len() == 1 {
            in_turn(source, plan, to).await;
        } else {
            side_by_side(&source, plan, to).await;
        }
    };
    (arrivals, reading)
}

/// Reads one list after the other, to their ends or to the limit.
async fn in_turn(source: Arc<ListSource>, plan: ListPlan, to: Sender<Result<Arrival, Failure>>) {
    let mut chain = ListReader { source, to: to.clone(), size: plan.size, left: plan.max_items };
    let mut start = plan.start.unwrap_or_default();
    for query in plan.queries {
        match chain.read(query, std::mem::take(&mut start)).await {
            Ok(false) => {}
            Ok(true) => return,
            Err(failure) => {
                // Where nobody prints any more, nobody misses it.
                let _ = to.send(Err(failure)).await;
                return;
            }
        }
    }
}

/// Reads a few lists at the same time and hands them on in their order. A failure ends it where its list stands.
async fn side_by_side(source: &Arc<ListSource>, plan: ListPlan, to: Sender<Result<Arrival, Failure>>) {
    let mut queries = plan.queries.into_iter();
    let mut underway = VecDeque::new();
    loop {
        let free = SIDE_BY_SIDE - underway.len();
        for query in queries.by_ref().take(free) {
            let alone = ListPlan { queries: vec![query], start: None, max_items: None, size: plan.size };
            let (send, arrivals) = mpsc::channel(AHEAD);
            tokio::spawn(in_turn(Arc::clone(source), alone, send));
            underway.push_back(arrivals);
        }
        let Some(mut first) = underway.pop_front() else { return };
        while let Some(arrival) = first.recv().await {
            let failed = arrival.is_err();
            if to.send(arrival).await.is_err() || failed {
                return;
            }
        }
    }
}
