use super::news::{Epoch, FeedMessage, HitsNews};
use super::retry::{Closed, NewsSender};
use crate::model::{Hit, HitId, Status, StatusSet};
use crate::source::{AssignmentsQuery, ListWalk, Page, PageToken, Problem, ProblemKind, Source};
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};

/// The service gives at most this many entries a page.
const PAGE_SIZE: u8 = 100;
/// What is told of the list of HITs where it can not be read to its end.
const LIST: &str = "ListHITs";

/// Pages through the account's HITs in the background until it is dropped.
///
/// Beside the list it counts rejected assignments where it is asked to, while no list is read and one request at a
/// time: the service has no such counter.
#[derive(Debug)]
pub struct HitsFeed {
    nudge: watch::Sender<u64>,
    wanted: watch::Sender<Vec<HitId>>,
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
        let (wanted, told) = watch::channel(Vec::new());
        let lister = Lister {
            source,
            sender: NewsSender::new(out, epoch, nudged.clone()),
            nudged,
            told,
            wanted: VecDeque::new(),
        };
        let task = tokio::spawn(async move {
            // Closed means that nobody listens any more: the task is over either way.
            let _ = lister.run().await;
        });
        Self { nudge, wanted, task }
    }

    /// Lists the HITs anew, which begins with [`HitsNews::Started`]; while a list is being read, it only ends a
    /// running back-off.
    pub fn refresh(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }

    /// Tells all HITs whose rejected assignments are wanted now, the most wanted first.
    ///
    /// The list belongs to the caller: whatever stood in an earlier one and not in this is wanted no longer, and each
    /// HIT in it is answered once with [`HitsNews::Rejected`] or [`HitsNews::NotCounted`], unless another list is told
    /// before. Worth asking for HITs with completed assignments only, and best for those on the screen.
    pub fn count_rejected(&self, wanted: Vec<HitId>) {
        self.wanted.send_replace(wanted);
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
    sender: NewsSender<HitsNews>,
    nudged: watch::Receiver<u64>,
    told: watch::Receiver<Vec<HitId>>,
    /// What is left of the list told last.
    wanted: VecDeque<HitId>,
}

impl<S: Source> Lister<S> {
    async fn run(mut self) -> Result<(), Closed> {
        loop {
            let ending = self.list().await?;
            self.nudged.mark_unchanged();
            self.sender.tell(ending).await?;
            self.count_until_nudged().await?;
        }
    }

    /// Tells the beginning and every page; returns how the list ended.
    async fn list(&self) -> Result<HitsNews, Closed> {
        self.sender.tell(HitsNews::Started).await?;
        let (mut walk, mut restarted) = (ListWalk::new(LIST), false);
        while let Some(page) = walk.next(|token| self.page(token)).await {
            match page {
                Ok(items) => self.sender.tell(HitsNews::Page(items)).await?,
                // A long list may outlast its tokens. What was told is told again, and nothing is lost.
                Err(problem) if problem.kind == ProblemKind::ExpiredToken && !restarted => {
                    (walk, restarted) = (ListWalk::new(LIST), true);
                }
                Err(problem) => return Ok(HitsNews::Stopped(problem)),
            }
        }
        Ok(HitsNews::Complete)
    }

    async fn page(&self, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        self.sender.ask(|| self.source.hits(PAGE_SIZE, token.clone())).await
    }

    /// Counts what is wanted until the list is wanted anew; what was not counted by then stays wanted.
    async fn count_until_nudged(&mut self) -> Result<(), Closed> {
        while self.count_next().await? {
            // A count that was given up may have been the one that waited.
            self.sender.tell_waits().await;
        }
        Ok(())
    }

    /// Counts the most wanted HIT, or waits for one to be wanted. `false` when the list is wanted anew.
    async fn count_next(&mut self) -> Result<bool, Closed> {
        let Self { source, sender, nudged, told, wanted } = self;
        let hit = wanted.front().cloned();
        let counting = async {
            match &hit {
                Some(hit) => sender.tell(count(&**source, sender, hit).await).await,
                None => std::future::pending().await,
            }
        };
        tokio::pin!(counting);
        loop {
            tokio::select! {
                counted = &mut counting => {
                    wanted.pop_front();
                    return counted.map(|()| true);
                }
                changed = told.changed() => {
                    changed.map_err(|_| Closed)?;
                    *wanted = told.borrow_and_update().iter().cloned().collect();
                    // A count under way is finished first, if it is still wanted.
                    let at = wanted.iter().position(|other| hit.as_ref() == Some(other));
                    let Some(under_way) = at.and_then(|at| wanted.remove(at)) else { return Ok(true) };
                    wanted.push_front(under_way);
                }
                nudge = nudged.changed() => return nudge.map(|()| false).map_err(|_| Closed),
            }
        }
    }
}

/// Counts one HIT's rejected assignments.
async fn count<S: Source>(source: &S, sender: &NewsSender<HitsNews>, hit: &HitId) -> HitsNews {
    let mut query = AssignmentsQuery {
        hit: hit.clone(),
        statuses: StatusSet::only(Status::Rejected),
        page_size: PAGE_SIZE,
        token: None,
    };
    let mut walk = ListWalk::new(format!("ListAssignmentsForHIT for {hit}"));
    let mut rejected: u32 = 0;
    loop {
        let page = walk.next(async |token| {
            query.token = token;
            sender.ask(|| source.assignments(query.clone())).await
        });
        match page.await {
            Some(Ok(items)) => {
                rejected = rejected.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX));
            }
            Some(Err(problem)) => return HitsNews::NotCounted(hit.clone(), problem),
            None => return HitsNews::Rejected(hit.clone(), rejected),
        }
    }
}
