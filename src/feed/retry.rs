//! One request until it is answered: problems that pass by themselves are waited out, and told.

use super::{Epoch, FeedMessage, HitsNews, News};
use crate::model::Timestamp;
use crate::source::{Problem, ProblemKind};
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// The first wait after a failure; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// No wait is longer than this.
const LONGEST_WAIT: Duration = Duration::from_mins(1);
/// An answer that breaks the protocol this often in a row will not get better.
const GARBLED_LIMIT: u32 = 3;

/// The words in which a feed tells that it waits and that it waits no more.
pub(super) trait RetryNews: Send + 'static {
    /// Something failed for now; the next attempt is at `until`.
    fn waiting(problem: Problem, until: Timestamp) -> Self;
    /// Every wait is over.
    fn recovered() -> Self;
    /// The message for the channel.
    fn message(self, epoch: Epoch) -> FeedMessage;
}

impl RetryNews for News {
    fn waiting(problem: Problem, until: Timestamp) -> Self {
        Self::Waiting(problem, until)
    }

    fn recovered() -> Self {
        Self::Recovered
    }

    fn message(self, epoch: Epoch) -> FeedMessage {
        FeedMessage::Review(epoch, self)
    }
}

impl RetryNews for HitsNews {
    fn waiting(problem: Problem, until: Timestamp) -> Self {
        Self::Waiting(problem, until)
    }

    fn recovered() -> Self {
        Self::Recovered
    }

    fn message(self, epoch: Epoch) -> FeedMessage {
        FeedMessage::Hits(epoch, self)
    }
}

/// The receiver of the news is gone; nobody wants to know any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed;

/// What all requests of a feed have been through, so that it is told once that every wait is over.
#[derive(Debug, Default)]
struct Waits {
    waiting: AtomicUsize,
    told: AtomicBool,
}

/// Where a feed's news go, and how its requests learn that the user wants an attempt now.
#[derive(Debug)]
pub(super) struct NewsSender<N> {
    out: mpsc::Sender<FeedMessage>,
    epoch: Epoch,
    sky: Arc<Waits>,
    nudge: watch::Receiver<u64>,
    news: PhantomData<fn(N)>,
}

impl<N> Clone for NewsSender<N> {
    fn clone(&self) -> Self {
        Self {
            out: self.out.clone(),
            epoch: self.epoch,
            sky: Arc::clone(&self.sky),
            nudge: self.nudge.clone(),
            news: PhantomData,
        }
    }
}

impl<N: RetryNews> NewsSender<N> {
    /// An outlet into `out`; a change of `nudge` cuts every running wait short.
    pub(super) fn new(out: mpsc::Sender<FeedMessage>, epoch: Epoch, nudge: watch::Receiver<u64>) -> Self {
        Self { out, epoch, sky: Arc::default(), nudge, news: PhantomData }
    }

    /// Sends one piece of news; waits while the channel is full.
    pub(super) async fn tell(&self, news: N) -> Result<(), Closed> {
        self.out.send(news.message(self.epoch)).await.map_err(|_| Closed)
    }

    /// Waits for room in the channel for one piece of news.
    pub(super) async fn room(&self) -> Result<NewsPermit<'_, N>, Closed> {
        let permit = self.out.reserve().await.map_err(|_| Closed)?;
        Ok(NewsPermit { permit, outlet: self })
    }

    /// Asks until there is an answer or a problem that waiting does not cure.
    ///
    /// Throttling, trouble at the service and the network are waited out without end: the user sees the
    /// countdown and can cut it short. Answers that break the protocol are asked for three times.
    pub(super) async fn ask<T, F>(&self, mut request: impl FnMut() -> F) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, Problem>>,
    {
        let mut spell = Retry::new(self);
        loop {
            match request().await {
                Ok(answer) => {
                    spell.over().await;
                    return Ok(answer);
                }
                Err(problem) if spell.may_pass(&problem) => spell.wait(problem).await,
                Err(problem) => {
                    spell.over().await;
                    return Err(problem);
                }
            }
        }
    }
}

/// Room in the channel for one piece of news.
pub(super) struct NewsPermit<'a, N> {
    permit: mpsc::Permit<'a, FeedMessage>,
    outlet: &'a NewsSender<N>,
}

impl<N: RetryNews> NewsPermit<'_, N> {
    /// Sends it, without waiting.
    pub(super) fn tell(self, news: N) {
        self.permit.send(news.message(self.outlet.epoch));
    }
}

/// A spell of bad weather: the failures of one request in a row.
struct Retry<'a, N: RetryNews> {
    outlet: &'a NewsSender<N>,
    failures: u32,
    garbled: u32,
}

impl<'a, N: RetryNews> Retry<'a, N> {
    fn new(outlet: &'a NewsSender<N>) -> Self {
        Self { outlet, failures: 0, garbled: 0 }
    }

    fn may_pass(&mut self, problem: &Problem) -> bool {
        self.garbled = if problem.kind == ProblemKind::Garbled { self.garbled + 1 } else { 0 };
        problem.kind.passes_by_itself() && self.garbled < GARBLED_LIMIT
    }

    /// Tells the countdown and sits it out; a nudge that comes meanwhile ends it.
    async fn wait(&mut self, problem: Problem) {
        let mut nudge = self.outlet.nudge.clone();
        nudge.mark_unchanged();
        if self.failures == 0 {
            self.outlet.sky.waiting.fetch_add(1, Ordering::Relaxed);
            self.outlet.sky.told.store(true, Ordering::Relaxed);
        }
        let delay = backoff(self.failures, fastrand::f64());
        self.failures = self.failures.saturating_add(1);
        let until = Timestamp::now().checked_add(delay).unwrap_or(Timestamp::MAX);
        if self.outlet.tell(N::waiting(problem, until)).await.is_err() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(delay) => {}
            _ = nudge.changed() => {}
        }
    }

    /// Tells that every wait is over, once no other request of this feed waits.
    async fn over(self) {
        let outlet = self.outlet;
        drop(self);
        let sky = &outlet.sky;
        if sky.waiting.load(Ordering::Relaxed) == 0 && sky.told.swap(false, Ordering::Relaxed) {
            // A closed channel is noticed by whoever sends the answer itself.
            let _ = outlet.tell(N::recovered()).await;
        }
    }
}

impl<N: RetryNews> Drop for Retry<'_, N> {
    fn drop(&mut self) {
        if self.failures > 0 {
            self.outlet.sky.waiting.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// The wait after `failures` earlier ones in a row: 1 s, 2 s, 4 s … 60 s, shortened by up to a fifth.
///
/// `luck` (0 to 1) spreads the attempts, so that requests which failed together do not come back together.
fn backoff(failures: u32, luck: f64) -> Duration {
    let full = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(failures)).min(LONGEST_WAIT);
    full.mul_f64(1.0 - luck / 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_are_spread() {
        let seconds: Vec<u64> = (0..8).map(|failures| backoff(failures, 0.0).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(backoff(u32::MAX, 1.0), Duration::from_secs(48));
    }
}
