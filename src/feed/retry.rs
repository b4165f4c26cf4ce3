//! One request until it is answered: problems that pass by themselves are waited out, and told.

use super::news::{Epoch, FeedMessage, HitsNews, News};
use crate::model::Timestamp;
use crate::source::{Problem, ProblemKind};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

/// The requests of one feed that wait for their next attempt.
#[derive(Debug, Default)]
struct Waits {
    /// What each failed of, and when it is tried again.
    waiting: BTreeMap<u64, (Problem, Timestamp)>,
    /// The number of the next request that fails.
    next: u64,
    /// Whose wait was told last, while not all of them are told to be over.
    told: Option<u64>,
}

impl Waits {
    /// Takes note of a failure of a request, its first or another one; returns its number.
    fn wait(&mut self, number: Option<u64>, problem: Problem, until: Timestamp) -> u64 {
        let number = number.unwrap_or(self.next);
        self.next = self.next.max(number.saturating_add(1));
        self.waiting.insert(number, (problem, until));
        self.told = Some(number);
        number
    }

    /// What has to be told because the wait told last is over: the next one, or that it was the last.
    fn changed<N: RetryNews>(&mut self) -> Option<N> {
        if self.waiting.contains_key(&self.told?) {
            return None;
        }
        let nearest = self.waiting.iter().min_by_key(|(_, (_, until))| *until);
        self.told = nearest.map(|(number, _)| *number);
        Some(match nearest {
            Some((_, (problem, until))) => N::waiting(problem.clone(), *until),
            None => N::recovered(),
        })
    }
}

/// Where a feed's news go, and how its requests learn that the user wants an attempt now.
#[derive(Debug)]
pub(super) struct NewsSender<N> {
    out: mpsc::Sender<FeedMessage>,
    epoch: Epoch,
    waits: Arc<Mutex<Waits>>,
    nudge: watch::Receiver<u64>,
    news: PhantomData<fn(N)>,
}

impl<N> Clone for NewsSender<N> {
    fn clone(&self) -> Self {
        Self {
            out: self.out.clone(),
            epoch: self.epoch,
            waits: Arc::clone(&self.waits),
            nudge: self.nudge.clone(),
            news: PhantomData,
        }
    }
}

impl<N: RetryNews> NewsSender<N> {
    /// Sends into `out`; a change of `nudge` cuts every running wait short.
    pub(super) fn new(out: mpsc::Sender<FeedMessage>, epoch: Epoch, nudge: watch::Receiver<u64>) -> Self {
        Self { out, epoch, waits: Arc::default(), nudge, news: PhantomData }
    }

    /// Sends one piece of news; waits while the channel is full.
    pub(super) async fn tell(&self, news: N) -> Result<(), Closed> {
        self.out.send(news.message(self.epoch)).await.map_err(|_| Closed)
    }

    /// Waits for room in the channel for one piece of news.
    pub(super) async fn room(&self) -> Result<NewsPermit<'_, N>, Closed> {
        let permit = self.out.reserve().await.map_err(|_| Closed)?;
        Ok(NewsPermit { permit, epoch: self.epoch, news: PhantomData })
    }

    /// Waits until nobody listens any more.
    pub(super) async fn closed(&self) -> Closed {
        self.out.closed().await;
        Closed
    }

    /// Asks until there is an answer or a problem that waiting does not cure.
    ///
    /// Throttling, trouble at the service and the network are waited out without end: the user sees the
    /// countdown and can cut it short. Answers that break the protocol are asked for three times.
    pub(super) async fn ask<T, F>(&self, mut request: impl FnMut() -> F) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, Problem>>,
    {
        let mut retry = Retry { sender: self, number: None, failures: 0, garbled: 0 };
        loop {
            match request().await {
                Err(problem) if retry.may_pass(&problem) => retry.wait(problem).await,
                answer => {
                    drop(retry);
                    self.tell_waits().await;
                    return answer;
                }
            }
        }
    }

    /// Tells how the feed's waits stand now, if one is over or was given up since the last telling.
    pub(super) async fn tell_waits(&self) {
        let changed = self.waits().changed();
        if let Some(news) = changed {
            // A closed channel is noticed by whoever sends the answer itself.
            let _ = self.tell(news).await;
        }
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        // Nothing panics while it holds the lock; if something did, the map would still be whole.
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Room in the channel for one piece of news.
pub(super) struct NewsPermit<'a, N> {
    permit: mpsc::Permit<'a, FeedMessage>,
    epoch: Epoch,
    news: PhantomData<fn(N)>,
}

impl<N: RetryNews> NewsPermit<'_, N> {
    /// Sends it, without waiting.
    pub(super) fn tell(self, news: N) {
        self.permit.send(news.message(self.epoch));
    }
}

/// The failures of one request in a row. Dropping it ends its wait.
struct Retry<'a, N: RetryNews> {
    sender: &'a NewsSender<N>,
    /// Its number among the feed's waits, once it failed.
    number: Option<u64>,
    failures: u32,
    garbled: u32,
}

impl<N: RetryNews> Retry<'_, N> {
    fn may_pass(&mut self, problem: &Problem) -> bool {
        self.garbled = if problem.kind == ProblemKind::Garbled { self.garbled + 1 } else { 0 };
        problem.kind.passes_by_itself() && self.garbled < GARBLED_LIMIT
    }

    /// Tells the countdown and sits it out; a nudge that comes meanwhile ends it.
    async fn wait(&mut self, problem: Problem) {
        let mut nudge = self.sender.nudge.clone();
        nudge.mark_unchanged();
        let delay = backoff(self.failures, fastrand::f64());
        self.failures = self.failures.saturating_add(1);
        let until = Timestamp::now().checked_add(delay).unwrap_or(Timestamp::MAX);
        self.number = Some(self.sender.waits().wait(self.number, problem.clone(), until));
        // Where nobody listens the wait is sat out all the same, or the service would be asked without a pause.
        let _ = self.sender.tell(N::waiting(problem, until)).await;
        tokio::select! {
            () = tokio::time::sleep(delay) => {}
            _ = nudge.changed() => {}
        }
    }
}

impl<N: RetryNews> Drop for Retry<'_, N> {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.sender.waits().waiting.remove(&number);
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
