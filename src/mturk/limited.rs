//! The limiter inside the transport.

use super::limiter::Limiter;
use super::problem::error_answer;
use crate::wire::ErrorMeaning;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::sync::Arc;

/// An HTTP client that keeps to a limiter, for what is sent to one endpoint.
///
/// The limit holds for every attempt: the SDK repeats a request by itself, and three attempts at full speed are what
/// a service that asked to slow down needs least. Nothing is held while the SDK waits between two attempts.
#[derive(Debug)]
pub(super) struct Limited {
    inner: SharedHttpClient,
    limiter: Arc<Limiter>,
}

impl Limited {
    /// Lets `inner` send when it is a request's turn.
    pub(super) fn new(inner: SharedHttpClient, limiter: Arc<Limiter>) -> Self {
        Self { inner, limiter }
    }
}

impl HttpClient for Limited {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(LimitedConnector {
            inner: self.inner.http_connector(settings, components),
            limiter: Arc::clone(&self.limiter),
        })
    }
}

/// Sends one attempt at a time through the limiter.
#[derive(Debug)]
struct LimitedConnector {
    inner: SharedHttpConnector,
    limiter: Arc<Limiter>,
}

impl HttpConnector for LimitedConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (inner, limiter) = (self.inner.clone(), Arc::clone(&self.limiter));
        HttpConnectorFuture::new(async move {
            let turn = limiter.turn().await;
            let response = inner.call(request).await;
            drop(turn);
            if let Ok(response) = &response {
                heed(&limiter, response);
            }
            response
        })
    }
}

/// Slower after an answer that asks for it, a little faster after a good one.
fn heed(limiter: &Limiter, response: &HttpResponse) {
    if response.status().is_success() {
        limiter.eased();
    } else if error_answer(response).meaning() == ErrorMeaning::Throttled {
        limiter.throttled();
    }
}
