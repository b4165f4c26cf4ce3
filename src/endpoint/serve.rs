use super::EndpointError;
use super::fault::Faults;
use super::request;
use super::server::{Server, stopped};
use super::settings::EndpointSettings;
use crate::wire::{Operation, Service};
use axum::Router;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a stopping endpoint waits for answers that are on their way.
const PATIENCE: Duration = Duration::from_secs(3);

/// Serves `service` on 127.0.0.1 until the endpoint is stopped or dropped.
///
/// # Errors
///
/// When the port can not be had.
pub async fn serve(service: impl Service, settings: EndpointSettings) -> Result<Endpoint, EndpointError> {
    let port = settings.port;
    let bind = |source| EndpointError::Bind { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(bind)?;
    let url = format!("http://{}", listener.local_addr().map_err(bind)?);
    let (stop, stopping) = watch::channel(false);
    let server = Arc::new(Server::new(Arc::new(service), url, settings, stopping.clone()));
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
        self.server.arrived_in_all()
    }

    /// How many requests for this operation have arrived so far.
    #[must_use]
    pub fn requests_of(&self, operation: Operation) -> u64 {
        self.server.arrived_of(operation)
    }

    /// Waits until `count` requests for `operation` have arrived since the start. A request has arrived before
    /// it is answered, and before the latency passes.
    pub async fn arrived(&self, operation: Operation, count: u64) {
        self.server.arrived(operation, count).await;
    }

    /// Changes how it misbehaves, from the next request on.
    pub fn set_faults(&self, faults: Faults) {
        self.server.set_faults(faults);
    }

    /// Changes how long answers are held back, from the next request on.
    pub fn set_latency(&self, latency: Duration) {
        self.server.set_latency(latency);
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
