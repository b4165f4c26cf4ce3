use super::fault::{Fault, Faults};
use super::{EndpointError, Operation, Settings, request};
use crate::emulator::Emulator;
use axum::Router;
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a stopping endpoint waits for answers that are on their way.
const PATIENCE: Duration = Duration::from_secs(3);

/// How late a timer of the runtime may be. The end of a latency is slept through by a thread, to the point.
const COARSE: Duration = Duration::from_millis(2);

/// Serves `emulator` on 127.0.0.1 until the endpoint is stopped or dropped.
///
/// # Errors
///
/// When the port can not be had.
pub async fn serve(emulator: Emulator, settings: Settings) -> Result<Endpoint, EndpointError> {
    let port = settings.port;
    let bind = |source| EndpointError::Bind { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(bind)?;
    let url = format!("http://{}", listener.local_addr().map_err(bind)?);
    let (stop, stopping) = watch::channel(false);
    let server = Arc::new(Server::new(emulator, url, settings, stopping.clone()));
    let router = Router::new().fallback(request::answer).with_state(Arc::clone(&server));
    let task = tokio::spawn(async move {
        let listener = axum::serve::ListenerExt::tap_io(listener, |connection| {
            // Small answers must not wait for an acknowledgement; a failure only costs time.
            let _ = connection.set_nodelay(true);
        });
        // The only error is one of the graceful shutdown's signal, which has none.
        let _ = axum::serve(listener, router).with_graceful_shutdown(stopped(stopping)).await;
    });
    Ok(Endpoint { server, stop, task })
}

/// Resolves when the endpoint is stopped or dropped.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}

/// An endpoint that is running.
#[derive(Debug)]
pub struct Endpoint {
    server: Arc<Server>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Endpoint {
    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url.clone()
    }

    /// How many requests for an operation have arrived so far.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.server.arrivals.borrow().values().sum()
    }

    /// How many requests for this operation have arrived so far.
    #[must_use]
    pub fn requests_of(&self, operation: Operation) -> u64 {
        self.server.arrivals.borrow().get(&operation).copied().unwrap_or_default()
    }

    /// Waits until `count` requests for `operation` have arrived since the start. A request has arrived before
    /// it is answered, and before the latency passes.
    pub async fn arrived(&self, operation: Operation, count: u64) {
        let mut arrivals = self.server.arrivals.subscribe();
        // Fails only when the sender is gone, which this endpoint holds.
        let _ = arrivals
            .wait_for(|arrivals| arrivals.get(&operation).is_some_and(|arrived| *arrived >= count))
            .await;
    }

    /// Changes how it misbehaves, from the next request on.
    pub fn set_faults(&self, faults: Faults) {
        self.server.mood.lock().unwrap_or_else(PoisonError::into_inner).faults = faults;
    }

    /// Changes how long answers are held back, from the next request on.
    pub fn set_latency(&self, latency: Duration) {
        self.server.latency.send_replace(latency);
    }

    /// Stops listening, lets the answers that are on their way go out, and closes every connection.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let mut task = self.task;
        if tokio::time::timeout(PATIENCE, &mut task).await.is_err() {
            task.abort();
        }
    }
}

/// What all requests share.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) emulator: Emulator,
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
    fn new(emulator: Emulator, url: String, settings: Settings, stopping: watch::Receiver<bool>) -> Self {
        let mood = Mood { faults: settings.faults, random: fastrand::Rng::with_seed(settings.seed) };
        Self {
            emulator,
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
