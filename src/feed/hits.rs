use super::retry::{Closed, NewsSender};
use super::{Epoch, FeedMessage, HitsNews};
use crate::model::{HitId, Status, StatusSet};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use tokio::sync::{mpsc, watch};

/// The service gives at most this many entries a page.
const PAGE_SIZE: u8 = 100;

/// Pages through the account's HITs in the background until it is dropped.
///
/// Beside the list it counts rejected assignments where it is asked to, after the list is whole and one
/// request at a time: the service has no such counter.
#[derive(Debug)]
pub struct HitsFeed {
    nudge: watch::Sender<u64>,
    count: mpsc::UnboundedSender<Vec<HitId>>,
    task: tokio::task::JoinHandle<()>,
}

impl HitsFeed {
    /// Starts to list the HITs; the news go into `out`, marked with `epoch`.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn list<S: Source>(source: Arc<S>, epoch: Epoch, out: mpsc::Sender<FeedMessage>) -> Self {
        let (nudge, nudged) = watch::channel(0);
        let (count, counts) = mpsc::unbounded_channel();
        let lister = Lister { source, outlet: NewsSender::new(out, epoch, nudged.clone()), nudged, counts };
        let task = tokio::spawn(async move {
            // Closed means that nobody listens any more: the task is over either way.
            let _ = lister.run().await;
        });
        Self { nudge, count, task }
    }

    /// Ends a running back-off, or lists the HITs anew if the list is whole.
    pub fn refresh(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }

    /// Counts the rejected assignments of these HITs, in this order; replaces what was still to be counted.
    ///
    /// Worth asking for HITs with completed assignments only, and best for those on the screen.
    pub fn count_rejected(&self, hits: Vec<HitId>) {
        // The task only ends before its handle when nobody listens any more.
        let _ = self.count.send(hits);
    }
}

impl Drop for HitsFeed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The task behind a [`HitsFeed`].
struct Lister<S> {
    source: Arc<S>,
    outlet: NewsSender<HitsNews>,
    nudged: watch::Receiver<u64>,
    counts: mpsc::UnboundedReceiver<Vec<HitId>>,
}

impl<S: Source> Lister<S> {
    async fn run(mut self) -> Result<(), Closed> {
        loop {
            let ending = match self.list().await? {
                None => HitsNews::Complete,
                Some(problem) => HitsNews::Stopped(problem),
            };
            self.nudged.mark_unchanged();
            self.outlet.tell(ending).await?;
            self.count_until_nudged().await?;
        }
    }

    /// Tells every page; returns the problem that ended the list early.
    async fn list(&self) -> Result<Option<Problem>, Closed> {
        let mut token = None;
        let mut seen = HashSet::new();
        loop {
            let page = self.outlet.ask(|| self.source.hits(PAGE_SIZE, token.clone())).await;
            let Page { items, next } = match page {
                Ok(page) => page,
                Err(problem) => return Ok(Some(problem)),
            };
            self.outlet.tell(HitsNews::Page(items)).await?;
            match next {
                None => return Ok(None),
                Some(next) if !seen.insert(next.clone()) => {
                    return Ok(Some(Problem::repeated_token("ListHITs")));
                }
                Some(next) => token = Some(next),
            }
        }
    }

    /// Counts what it is asked to count until the list is wanted anew.
    async fn count_until_nudged(&mut self) -> Result<(), Closed> {
        let Self { source, outlet, nudged, counts } = self;
        let mut wanted: VecDeque<HitId> = VecDeque::new();
        loop {
            let hit = wanted.pop_front();
            let counting = async {
                match &hit {
                    Some(hit) => count(&**source, outlet, hit).await,
                    None => std::future::pending().await,
                }
            };
            tokio::pin!(counting);
            let counted = loop {
                tokio::select! {
                    counted = &mut counting => break counted,
                    Some(hits) = counts.recv() => {
                        wanted = hits.into_iter().filter(|other| hit.as_ref() != Some(other)).collect();
                        if hit.is_none() {
                            break Ok(());
                        }
                    }
                    nudge = nudged.changed() => return nudge.map_err(|_| Closed),
                }
            };
            counted?;
        }
    }
}

/// Counts one HIT's rejected assignments and tells the number; a HIT that can not be counted is left out.
async fn count<S: Source>(source: &S, outlet: &NewsSender<HitsNews>, hit: &HitId) -> Result<(), Closed> {
    let statuses = StatusSet::only(Status::Rejected);
    let mut token: Option<PageToken> = None;
    let mut seen = HashSet::new();
    let mut rejected: u32 = 0;
    loop {
        let query =
            AssignmentsQuery { hit: hit.clone(), statuses, page_size: PAGE_SIZE, token: token.clone() };
        let Ok(page) = outlet.ask(|| source.assignments(query.clone())).await else { return Ok(()) };
        rejected = rejected.saturating_add(u32::try_from(page.items.len()).unwrap_or(u32::MAX));
        match page.next {
            Some(next) if seen.insert(next.clone()) => token = Some(next),
            Some(_) => return Ok(()),
            None => return outlet.tell(HitsNews::Rejected(hit.clone(), rejected)).await,
        }
    }
}
