use super::damage;
use super::fault::Fault;
use super::lists::SpoiledRequest;
use super::reply::Reply;
use super::server::Server;
use crate::model::{Timestamp, is_loopback_host};
use crate::wire::{Operation, Refusal, ServiceCall};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, Uri, header};
use std::sync::Arc;

/// Answers one HTTP request, whatever it is, under an id of its own as AWS does.
pub(super) async fn answer(
    State(server): State<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let id = server.request_id();
    let mut response = respond(&server, &method, &uri, &headers, body).await;
    if let Ok(id) = id.parse() {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}

async fn respond(
    server: &Arc<Server>,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let now = Timestamp::now();
    let refused = |refusal| Reply::of(Err(refusal), now).into_response();
    if !names_this_machine(headers) {
        return refused(Refusal::ForeignHost);
    }
    if method == Method::GET {
        return match file(server, uri.path()).await {
            Some(file) => Response::new(Body::from(file)),
            None => refused(Refusal::UnknownOperation),
        };
    }
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
    let operation = Operation::from_target(target).filter(|operation| server.service.knows(*operation));
    let Some(operation) = operation.filter(|_| method == Method::POST) else {
        return refused(Refusal::UnknownOperation);
    };
    let request = SpoiledRequest::new(operation, body);
    let fault = server.meets(operation, request.has_token());
    let answer = async {
        match fault {
            Some(Fault::Throttle) => Err(Refusal::Throttled),
            Some(Fault::ServiceFault) => Err(Refusal::Fault),
            Some(Fault::Unavailable) => Err(Refusal::Unavailable),
            _ => perform(server, request, fault, now).await,
        }
    };
    // The latency counts from the request's arrival: what the work takes is not added to it.
    let (answer, ()) = tokio::join!(answer, server.hold_back());
    damage::respond_with(fault, Reply::of(answer, now))
}

/// Lets the service look for a file where it may block.
async fn file(server: &Arc<Server>, path: &str) -> Option<Vec<u8>> {
    let (server, path) = (Arc::clone(server), path.to_owned());
    // Fails only when the service panics.
    tokio::task::spawn_blocking(move || server.service.file(&path)).await.ok().flatten()
}

/// Lets the service answer where it may block, with what spoils lists before and behind it.
async fn perform(
    server: &Arc<Server>,
    request: SpoiledRequest,
    fault: Option<Fault>,
    now: Timestamp,
) -> Result<Vec<u8>, Refusal> {
    let server = Arc::clone(server);
    let work = move || {
        request.strike(fault, |operation, body| {
            server.service.answer(&ServiceCall { operation, body, now, url: &server.url })
        })
    };
    // Fails only when the service panics.
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Refusal::Fault))
}

/// Whether the request was sent to this machine by its name. A page in a browser that reaches this port by way of a
/// name its owner points here (DNS rebinding) says that name.
fn names_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    is_loopback_host(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_answered() {
        let asked = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            names_this_machine(&headers)
        };
        for good in ["localhost", "LOCALHOST:80", "127.0.0.1:4567", "127.9.9.9", "[::1]:4567", "[::1]"] {
            assert!(asked(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "evil.example:4567",
            "127.0.0.1.evil.example",
            "localhost.evil:1",
            "10.0.0.1",
        ] {
            assert!(!asked(bad), "{bad}");
        }
        assert!(!names_this_machine(&HeaderMap::new()));
    }
}
