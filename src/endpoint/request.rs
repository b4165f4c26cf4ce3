use super::error::Refusal;
use super::reply::Reply;
use super::server::Server;
use super::{Fault, Operation, damage, verbs};
use crate::model::Timestamp;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, Uri, header};
use serde::Deserialize;
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
    if !is_loopback(headers) {
        return Refusal::ForeignHost.reply(now).into_response();
    }
    if method == Method::GET && uri.path().starts_with(verbs::UPLOADS) {
        return Response::new(Body::from("Here would be the file that the worker uploaded.\n"));
    }
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
    let Some(operation) = Operation::from_target(target).filter(|_| method == Method::POST) else {
        return Refusal::UnknownOperation.reply(now).into_response();
    };
    let fault = server.meets(operation, has_token(&body));
    let reply = async {
        match fault {
            Some(Fault::Throttle) => Refusal::Throttled.reply(now),
            Some(Fault::ServiceFault) => Refusal::Fault.reply(now),
            Some(Fault::Unavailable) => Refusal::Unavailable.reply(now),
            _ => perform(server, operation, body, fault).await,
        }
    };
    // The latency counts from the request's arrival: what the work takes is not added to it.
    let (reply, ()) = tokio::join!(reply, server.hold_back());
    damage::respond_with(fault, reply)
}

/// Carries out the operation where SQLite may block.
async fn perform(server: &Arc<Server>, operation: Operation, body: Bytes, fault: Option<Fault>) -> Reply {
    let server = Arc::clone(server);
    let now = Timestamp::now();
    let work = move || {
        server.emulator.settle(now)?;
        let call = verbs::Call { emulator: &server.emulator, url: &server.url, now, operation, fault };
        verbs::perform(&call, &body)
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(reply)) => reply,
        Ok(Err(refusal)) => refusal.reply(now),
        Err(_) => Refusal::Fault.reply(now),
    }
}

/// Whether the request was sent to a loopback name. A page in a browser that reaches this port by way of a
/// name its owner points here (DNS rebinding) says that name.
fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]")
}

/// Whether a request goes on with a list.
fn has_token(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Members {
        #[serde(rename = "NextToken")]
        next_token: Option<String>,
    }
    serde_json::from_slice::<Members>(body).is_ok_and(|members| members.next_token.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_answered() {
        let asked = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            is_loopback(&headers)
        };
        for good in ["localhost", "LOCALHOST:80", "127.0.0.1:4567", "[::1]:4567", "[::1]"] {
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
        assert!(!is_loopback(&HeaderMap::new()));
    }
}
