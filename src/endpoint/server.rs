use super::fault::{Fault, Faults};
use super::settings::EndpointSettings;
use crate::wire::{Operation, Service};
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How late a timer of the runtime may be. The end of a latency is slept through by a thread, to the point.
const COARSE: Duration = Duration::from_millis(2);

/// Resolves when the endpoint is stopped or dropped.
pub(super) async fn stopped(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// What all requests share.
pub(super) struct Server {
    pub(super) service: Arc<dyn Service>,
    pub(super) url: String,
    /// How many request ids were given out.
    ids: AtomicU64,
    arrivals: watch::Sender<HashMap<Operation, u64>>,
    latency: watch::Sender<Duration>,
    mood: Mutex<Mood>,
    stopping: watch::Receiver<bool>,
}

/// The faults to come and the chance they are rolled with.
#[derive(Debug)]
struct Mood {
    faults: Faults,
    random: fastrand::Rng,
}

impl Server {
    pub(super) fn new(
        service: Arc<dyn Service>,
        url: String,
        settings: EndpointSettings,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let mood = Mood { faults: settings.faults, random: fastrand::Rng::with_seed(settings.seed) };
        Self {
            service,
            url,
            ids: AtomicU64::default(),
            arrivals: watch::Sender::default(),
            latency: watch::Sender::new(settings.latency),
            mood: Mutex::new(mood),
            stopping,
        }
    }

    /// An id for a request, in the form of those that AWS gives out.
    pub(super) fn request_id(&self) -> String {
        let id = self.ids.fetch_add(1, Ordering::Relaxed);
        format!("00000000-0000-4000-8000-{id:012x}")
    }

    /// Counts a request, and says which fault it meets.
    pub(super) fn meets(&self, operation: Operation, with_token: bool) -> Option<Fault> {
        let fault = {
            let mut mood = self.mood.lock().unwrap_or_else(PoisonError::into_inner);
            let Mood { faults, random } = &mut *mood;
            faults.strike(operation, with_token, random)
        };
        self.arrivals.send_modify(|arrivals| *arrivals.entry(operation).or_default() += 1);
        fault
    }

    /// How many requests have arrived so far.
    pub(super) fn arrived_in_all(&self) -> u64 {
        self.arrivals.borrow().values().sum()
    }

    /// How many requests for this operation have arrived so far.
    pub(super) fn arrived_of(&self, operation: Operation) -> u64 {
        self.arrivals.borrow().get(&operation).copied().unwrap_or_default()
    }

    /// Waits until `count` requests for `operation` have arrived.
    pub(super) async fn arrived(&self, operation: Operation, count: u64) {
        let mut arrivals = self.arrivals.subscribe();
        // Fails only when the sender is gone, which stands here.
        let _ = arrivals
            .wait_for(|arrivals| arrivals.get(&operation).is_some_and(|arrived| *arrived >= count))
            .await;
    }

    /// Changes the faults to come.
    pub(super) fn set_faults(&self, faults: Faults) {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner).faults = faults;
    }

    /// Changes how long answers are held back.
    pub(super) fn set_latency(&self, latency: Duration) {
        self.latency.send_replace(latency);
    }

    /// Waits as long as answers are held back, or until the endpoint stops.
    pub(super) async fn hold_back(&self) {
        let latency = *self.latency.borrow();
        if latency.is_zero() {
            return;
        }
        let until = Instant::now() + latency;
        tokio::select! {
            () = tokio::time::sleep(latency.saturating_sub(COARSE)) => {}
            () = stopped(self.stopping.clone()) => return,
        }
        let rest = until.saturating_duration_since(Instant::now()).min(COARSE);
        // Fails only when the runtime ends.
        let _ = tokio::task::spawn_blocking(move || std::thread::sleep(rest)).await;
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}
