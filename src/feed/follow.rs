use super::followed::{Done, Followed, Idle, Job};
use super::news::{Epoch, FeedMessage, News};
use super::plan::{PageChain, ReviewPlan};
use super::retry::{Closed, NewsSender};
use crate::source::Source;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

/// Follows the HITs of a [`ReviewPlan`] in the background until it is dropped.
///
/// Per HIT the counters and the first pages go out side by side, the HITs in order, three requests at a time.
/// Once everything is loaded, the HITs are polled every so often: `GetHIT` tells whether anything moved, and
/// only then pages are asked for, beginning with the last one known.
#[derive(Debug)]
pub struct Feed {
    nudge: watch::Sender<u64>,
    resume: mpsc::UnboundedSender<PageChain>,
    task: tokio::task::JoinHandle<()>,
}

impl Feed {
    /// Starts to follow `plan` through `source`; the news go into `out`, marked with `epoch`.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn follow<S: Source>(
        source: Arc<S>,
        plan: ReviewPlan,
        epoch: Epoch,
        out: mpsc::Sender<FeedMessage>,
    ) -> Self {
        let (nudge, nudged) = watch::channel(0);
        let (resume, resumed) = mpsc::unbounded_channel();
        let follower = Follower {
            source,
            sender: NewsSender::new(out, epoch, nudged.clone()),
            followed: Followed::new(plan),
            nudged,
            resumed,
        };
        let task = tokio::spawn(async move {
            // Closed means that nobody listens any more: the task is over either way.
            let _ = follower.run().await;
        });
        Self { nudge, resume, task }
    }

    /// Reads everything anew: ends a running back-off, goes on with chains that a problem had stopped, then polls every
    /// HIT and reads its lists from their beginnings, whether its counters moved or not. Only what changed is told.
    ///
    /// While lists are read for the first time, that is not repeated.
    pub fn refresh(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }

    /// Goes on with a chain that ended early, from where it stopped.
    pub fn resume(&self, chain: PageChain) {
        // The task only ends before its handle when nobody listens any more.
        let _ = self.resume.send(chain);
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The task behind a [`Feed`].
struct Follower<S> {
    source: Arc<S>,
    sender: NewsSender<News>,
    followed: Followed,
    nudged: watch::Receiver<u64>,
    resumed: mpsc::UnboundedReceiver<PageChain>,
}

impl<S: Source> Follower<S> {
    async fn run(mut self) -> Result<(), Closed> {
        let mut underway = FuturesUnordered::new();
        let mut pause = None;
        loop {
            // Nothing starts while news waits, so a slow screen holds the requests back.
            while !self.followed.has_news()
                && let Some(job) = self.followed.next_job(underway.len())
            {
                underway.push(self.request(job));
                pause = None;
            }
            let idle = underway.is_empty() && !self.followed.has_jobs();
            if idle && pause.is_none() {
                match self.followed.idle() {
                    Idle::Requests => continue,
                    Idle::Pause(length) => pause = Some(Pause::begin(length)),
                }
            }
            tokio::select! {
                // Requests go on while news waits for room: one that tells of a wait stands in the same queue.
                room = self.sender.room(), if self.followed.has_news() => {
                    let room = room?;
                    if let Some(news) = self.followed.next_news() {
                        room.tell(news);
                    }
                }
                Some(done) = underway.next() => {
                    self.followed.slowed(self.source.slowed());
                    self.followed.absorb(done);
                }
                Some(chain) = self.resumed.recv() => self.followed.resume(&chain),
                nudge = self.nudged.changed() => {
                    nudge.map_err(|_| Closed)?;
                    self.followed.refresh();
                    pause = None;
                }
                closed = self.sender.closed() => return Err(closed),
                () = Pause::over(pause), if idle => {
                    pause = None;
                    self.followed.poll();
                }
            }
        }
    }

    /// Sends a request and waits out what passes by itself.
    fn request(&self, job: Job) -> impl Future<Output = Done> + use<S> {
        let source = Arc::clone(&self.source);
        let sender = self.sender.clone();
        async move {
            match job {
                Job::Poll(hit) => {
                    let answer = sender.ask(|| source.hit(hit.clone())).await;
                    Done::Poll(hit, answer)
                }
                Job::Page(walk) => {
                    let page = sender.ask(|| source.assignments(walk.query())).await;
                    Done::Page(walk, page)
                }
            }
        }
    }
}

/// The pause before the next poll; without an end where the plan never polls by itself, or the end lies beyond what
/// the clock can tell.
#[derive(Debug, Clone, Copy)]
struct Pause {
    end: Option<Instant>,
}

impl Pause {
    fn begin(length: Option<Duration>) -> Self {
        Self { end: length.and_then(|length| Instant::now().checked_add(length)) }
    }

    async fn over(pause: Option<Self>) {
        match pause.and_then(|pause| pause.end) {
            Some(end) => tokio::time::sleep_until(end).await,
            None => std::future::pending().await,
        }
    }
}
