//! One limiter for everything that is sent to an endpoint.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

/// Requests underway at the same time at most.
const IN_FLIGHT: usize = 3;
/// The gap between requests after the first throttling. No limit was ever published; users report that the
/// service bears one to three requests a second.
const FIRST_GAP: Duration = Duration::from_millis(500);
/// The gap never grows beyond this.
const LONGEST_GAP: Duration = Duration::from_secs(4);
/// A gap below this is none.
const SHORTEST_GAP: Duration = Duration::from_millis(50);
/// What is left of the gap after a request that went well.
const EASING: f64 = 0.93;

/// Lets few requests through at a time, at full speed while the service is content.
///
/// Each throttling halves the rate (doubles the gap between requests); each success raises it a little again.
#[derive(Debug)]
pub(super) struct Limiter {
    in_flight: Semaphore,
    pace: Mutex<Pace>,
}

/// When the next request may go out.
#[derive(Debug)]
struct Pace {
    gap: Duration,
    next: Instant,
    throttled: Option<Instant>,
}

impl Default for Limiter {
    fn default() -> Self {
        let pace = Pace { gap: Duration::ZERO, next: Instant::now(), throttled: None };
        Self { in_flight: Semaphore::new(IN_FLIGHT), pace: Mutex::new(pace) }
    }
}

impl Limiter {
    /// Waits for this request's turn. The turn lasts until the permit is dropped.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed.
        let permit = self.in_flight.acquire().await.ok();
        let now = Instant::now();
        let start = self.with_pace(|pace| {
            let start = pace.next.max(now);
            pace.next = start + pace.gap;
            start
        });
        // A timer that is due at once still takes up to a millisecond.
        if start > now {
            tokio::time::sleep_until(start).await;
        }
        permit
    }

    /// The time between requests, where there is one.
    pub(super) fn gap(&self) -> Option<Duration> {
        Some(self.with_pace(|pace| pace.gap)).filter(|gap| !gap.is_zero())
    }

    /// A request went well: a little faster again.
    pub(super) fn eased(&self) {
        self.with_pace(|pace| {
            let gap = pace.gap.mul_f64(EASING);
            pace.gap = if gap < SHORTEST_GAP { Duration::ZERO } else { gap };
        });
    }

    /// The service asked to slow down: half the rate. Several answers to one burst count once.
    pub(super) fn throttled(&self) {
        self.with_pace(|pace| {
            let now = Instant::now();
            if pace.throttled.is_some_and(|before| now < before + pace.gap) {
                return;
            }
            pace.gap = (pace.gap * 2).clamp(FIRST_GAP, LONGEST_GAP);
            pace.next = pace.next.max(now + pace.gap);
            pace.throttled = Some(now);
        });
    }

    fn with_pace<T>(&self, change: impl FnOnce(&mut Pace) -> T) -> T {
        change(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn time_of(limiter: &Limiter, requests: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..requests {
            limiter.turn().await;
        }
        start.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn there_is_no_fixed_rate_while_the_service_is_content() {
        assert_eq!(time_of(&Limiter::default(), 1000).await, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn the_fourth_request_waits_for_one_of_three_to_end() {
        let limiter = Limiter::default();
        let first = limiter.turn().await;
        let _others = (limiter.turn().await, limiter.turn().await);
        let fourth = limiter.turn();
        tokio::pin!(fourth);
        assert!(tokio::time::timeout(Duration::from_secs(9), &mut fourth).await.is_err());
        drop(first);
        assert!(fourth.await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn each_throttling_halves_the_rate_down_to_a_floor() {
        let limiter = Limiter::default();
        for gap in [500, 1000, 2000, 4000, 4000] {
            limiter.throttled();
            assert_eq!(time_of(&limiter, 10).await, Duration::from_millis(gap) * 10);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_burst_of_throttled_answers_counts_once() {
        let limiter = Limiter::default();
        (0..3).for_each(|_| limiter.throttled());
        assert_eq!(time_of(&limiter, 2).await, Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn successes_raise_the_rate_again_until_there_is_no_gap() {
        let limiter = Limiter::default();
        limiter.throttled();
        assert_eq!(limiter.gap(), Some(FIRST_GAP));
        (0..40).for_each(|_| limiter.eased());
        assert_eq!(limiter.gap(), None);
        limiter.turn().await;
        assert_eq!(time_of(&limiter, 100).await, Duration::ZERO);
    }
}
