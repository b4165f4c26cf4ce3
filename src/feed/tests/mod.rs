//! Feeds over a scripted source, on a clock that stands still until everybody waits.

mod hits;
mod load;
mod random;
mod refresh;
mod trouble;
mod watch;

use super::inbox::Inbox;
use super::script::{Script, letters};
use super::{Epoch, Feed, FeedMessage, PageChain, ReviewPlan};
use crate::model::{HitId, Status, StatusSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// The pause between two looks.
const EVERY: Duration = Duration::from_secs(15);

fn hit(id: &str) -> HitId {
    HitId::from_service(id)
}

fn only(status: Status) -> StatusSet {
    StatusSet::only(status)
}

fn chain(status: Status) -> PageChain {
    PageChain { hit: hit("H"), statuses: only(status) }
}

/// The Submitted chain of one HIT, two assignments a page, never looked at again.
fn plan() -> ReviewPlan {
    ReviewPlan {
        hits: hit("H").into(),
        chains: vec![only(Status::Submitted)],
        page_size: 2,
        max_items: None,
        start: None,
        paginate: true,
        every: None,
    }
}

/// All three chains of one HIT, looked at every so often.
fn watched() -> ReviewPlan {
    let chains = vec![only(Status::Submitted), only(Status::Approved), only(Status::Rejected)];
    ReviewPlan { chains, every: Some(EVERY), ..plan() }
}

fn follow(source: &Arc<Script>, plan: ReviewPlan) -> (Feed, Inbox) {
    let (out, inbox) = mpsc::channel(8);
    (Feed::follow(Arc::clone(source), plan, Epoch(1), out), Inbox(inbox))
}

const FIVE: [&str; 5] = ["H S a1", "H S a2", "H S a3", "H S a4", "H S a5"];
