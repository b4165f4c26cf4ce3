//! HTTP for the SDK: certificates, proxies and timeouts as the AWS CLI has them.
//!
//! The SDK's own connector reads no CA bundle and no proxy from an injected environment and can not skip
//! verification; this one serves every case in one way, for MTurk, STS, SSO and the instance metadata alike.

use super::forward::Forward;
use super::proxies::Proxies;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_LENGTH, PROXY_AUTHORIZATION};
use http::uri::Scheme;
use http::{Request, Response, Uri};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connect, HttpConnector as Tcp, capture_connection};
use hyper_util::client::legacy::{Client, Error as RequestError};
use hyper_util::client::proxy::matcher::Intercept;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

type Direct = HttpsConnector<Tcp>;
type Tunnelled = HttpsConnector<Tunnel<Direct>>;
type Forwarding = Forward<Direct>;

/// A wait that was longer than the user allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Timeout {
    /// No connection within this time (`--cli-connect-timeout`).
    #[error("no connection within {} s", .0.as_secs_f64())]
    Connect(Duration),
    /// Nothing was received for this time (`--cli-read-timeout`).
    #[error("no answer within {} s", .0.as_secs_f64())]
    Read(Duration),
}

/// How long to wait; `None` waits for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Timeouts {
    connect: Option<Duration>,
    read: Option<Duration>,
}

/// The HTTP client for everything that is sent.
#[derive(Debug)]
pub(super) struct Transport {
    tls: Arc<ClientConfig>,
    proxies: Arc<Proxies>,
    connectors: Mutex<HashMap<Timeouts, SharedHttpConnector>>,
}

impl Transport {
    /// A client with these certificates and proxies.
    pub(super) fn new(tls: Arc<ClientConfig>, proxies: Proxies) -> Self {
        Self { tls, proxies: Arc::new(proxies), connectors: Mutex::default() }
    }
}

impl HttpClient for Transport {
    fn http_connector(&self, settings: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        let timeouts = Timeouts { connect: settings.connect_timeout(), read: settings.read_timeout() };
        let mut connectors = self.connectors.lock().unwrap_or_else(PoisonError::into_inner);
        let connector = || SharedHttpConnector::new(Connector::new(&self.tls, &self.proxies, timeouts));
        connectors.entry(timeouts).or_insert_with(connector).clone()
    }
}

/// Connections with the same timeouts, kept open between requests.
#[derive(Debug, Clone)]
struct Connector {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    tls: Arc<ClientConfig>,
    proxies: Arc<Proxies>,
    timeouts: Timeouts,
    direct: Client<Timely<Direct>, SdkBody>,
    tunnelled: Clients<Tunnelled>,
    forwarding: Clients<Forwarding>,
}

/// A client for each proxy.
type Clients<C> = Mutex<HashMap<Uri, Client<Timely<C>, SdkBody>>>;

impl Connector {
    fn new(tls: &Arc<ClientConfig>, proxies: &Arc<Proxies>, timeouts: Timeouts) -> Self {
        Self {
            shared: Arc::new(Shared {
                tls: Arc::clone(tls),
                proxies: Arc::clone(proxies),
                timeouts,
                direct: pooled(Timely { inner: direct(tls), limit: timeouts.connect }),
                tunnelled: Mutex::default(),
                forwarding: Mutex::default(),
            }),
        }
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let shared = Arc::clone(&self.shared);
        HttpConnectorFuture::new(async move {
            let mut request =
                request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
            let read = shared.timeouts.read;
            let response = match shared.proxies.for_uri(request.uri()) {
                None => answer(&shared.direct, request, read).await,
                Some(proxy) if request.uri().scheme() == Some(&Scheme::HTTP) => {
                    if let Some(credentials) = proxy.basic_auth() {
                        request.headers_mut().insert(PROXY_AUTHORIZATION, credentials.clone());
                    }
                    answer(&shared.over(&proxy), request, read).await
                }
                Some(proxy) => answer(&shared.through(&proxy), request, read).await,
            };
            let response = response.map_err(connector_error)?.map(SdkBody::from);
            HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

impl Shared {
    /// The client through a proxy, which sees where a request goes and nothing of it (CONNECT).
    fn through(&self, proxy: &Intercept) -> Client<Timely<Tunnelled>, SdkBody> {
        self.client(&self.tunnelled, proxy, || {
            let mut tunnel = Tunnel::new(proxy.uri().clone(), direct(&self.tls));
            if let Some(credentials) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(credentials.clone());
            }
            HttpsConnector::from((tunnel, Arc::clone(&self.tls)))
        })
    }

    /// The client that leaves a request to a proxy, which sees all of it.
    fn over(&self, proxy: &Intercept) -> Client<Timely<Forwarding>, SdkBody> {
        self.client(&self.forwarding, proxy, || Forward::new(proxy.uri().clone(), direct(&self.tls)))
    }

    /// The client for a proxy, kept for the next request.
    fn client<C>(
        &self,
        clients: &Clients<C>,
        proxy: &Intercept,
        connector: impl FnOnce() -> C,
    ) -> Client<Timely<C>, SdkBody>
    where
        Timely<C>: Connect + Clone,
    {
        let mut clients = clients.lock().unwrap_or_else(PoisonError::into_inner);
        let client = || pooled(Timely { inner: connector(), limit: self.timeouts.connect });
        clients.entry(proxy.uri().clone()).or_insert_with(client).clone()
    }
}

fn direct(tls: &Arc<ClientConfig>) -> Direct {
    let mut tcp = Tcp::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    HttpsConnector::from((tcp, Arc::clone(tls)))
}

fn pooled<C: Connect + Clone>(connector: C) -> Client<C, SdkBody> {
    Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector)
}

/// Room is made at once for an answer as long as it says, but for no longer one than this: it may lie.
const MOST_FORESEEN: usize = 4 * 1024 * 1024;

/// Sends a request and reads the whole answer, so that one that is cut off is an error of the network.
///
/// The read timeout begins when there is a connection, and anew with everything received, as in the AWS CLI.
async fn answer<C>(
    client: &Client<C, SdkBody>,
    mut request: Request<SdkBody>,
    limit: Option<Duration>,
) -> Result<Response<Bytes>, BoxError>
where
    C: Connect + Clone + Send + Sync + 'static,
{
    let mut connection = capture_connection(&mut request);
    let response = client.request(request);
    tokio::pin!(response);
    let response = tokio::select! {
        response = &mut response => response,
        Some(()) = async { connection.wait_for_connection_metadata().await.as_ref().map(|_| ()) } => {
            within(limit, Timeout::Read, response).await?
        }
    };
    let (head, body) = response.map_err(|error: RequestError| BoxError::from(error))?.into_parts();
    let mut body = ByteStream::new(SdkBody::from_body_1_x(body));
    let mut next = async || within(limit, Timeout::Read, body.next()).await.map_err(BoxError::from);
    let first = next().await?.transpose()?.unwrap_or_default();
    // Most answers come in one part, which needs no copy.
    let Some(second) = next().await?.transpose()? else { return Ok(Response::from_parts(head, first)) };
    let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let mut whole = BytesMut::with_capacity(length.unwrap_or(0).min(MOST_FORESEEN));
    whole.extend([first, second]);
    while let Some(part) = next().await?.transpose()? {
        whole.extend_from_slice(&part);
    }
    Ok(Response::from_parts(head, whole.freeze()))
}

/// Waits for `future` no longer than `limit`.
async fn within<T>(
    limit: Option<Duration>,
    timeout: fn(Duration) -> Timeout,
    future: impl Future<Output = T>,
) -> Result<T, Timeout> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, future).await.map_err(|_| timeout(limit)),
        None => Ok(future.await),
    }
}

/// Trouble with a connection may be over in a moment, so the SDK tries again; a timeout has cost the user
/// enough time already.
fn connector_error(error: BoxError) -> ConnectorError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&*error);
    while let Some(inner) = cause {
        if inner.is::<Timeout>() {
            return ConnectorError::other(error, None);
        }
        cause = inner.source();
    }
    ConnectorError::io(error)
}

/// A connector that gives up after a time: the name's look-up, TCP, the proxy and TLS together.
#[derive(Debug, Clone)]
struct Timely<C> {
    inner: C,
    limit: Option<Duration>,
}

impl<C: tower_service::Service<Uri>> tower_service::Service<Uri> for Timely<C>
where
    C::Error: Into<BoxError>,
    C::Future: Send + 'static,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<C::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut std::task::Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let connecting = self.inner.call(target);
        let limit = self.limit;
        Box::pin(async move { within(limit, Timeout::Connect, connecting).await?.map_err(Into::into) })
    }
}
