use super::*;
use aws_sdk_mturk::config::{BehaviorVersion, Credentials, Region};
use axum::http::HeaderMap;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

const KEY: &str = "AKIDINVENTEDFORTEST";
const SECRET: &str = "invented/secret+for/tests";
const SESSION: &str = "invented-session-token";
const ANSWER: &str = "invented answer of a worker";

/// Serves one answer to everything and keeps the headers of the last request.
async fn serve(heard: Arc<Mutex<HeaderMap>>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let body = format!(r#"{{"NumResults":0,"Assignments":[],"Note":"{ANSWER}"}}"#);
    let answer = move |headers: HeaderMap| {
        *heard.lock().unwrap() = headers;
        async move { ([("content-type", "application/x-amz-json-1.1")], body) }
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(answer)).await });
    url
}

async fn ask(url: String) {
    let config = aws_sdk_mturk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new(KEY, SECRET, Some(SESSION.into()), None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let client = aws_sdk_mturk::Client::from_conf(config);
    client.list_assignments_for_hit().hit_id("3HIT").send().await.unwrap();
}

/// Everything a real, signed request writes into the log at full debug.
fn logged_by_a_request(path: &Path) -> (String, HeaderMap) {
    let log = subscriber(Mutex::new(open(path).unwrap()), true);
    let heard = Arc::new(Mutex::new(HeaderMap::new()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(log, || {
        runtime.block_on(async {
            ask(serve(Arc::clone(&heard)).await).await;
        });
        tracing::debug!(target: "hitdeck::mturk", "asked");
    });
    let heard = heard.lock().unwrap().clone();
    (std::fs::read_to_string(path).unwrap(), heard)
}

#[test]
fn a_signed_request_leaves_no_credentials_in_the_log() {
    let directory = tempfile::tempdir().unwrap();
    let (log, heard) = logged_by_a_request(&directory.path().join("log"));
    let signature = heard["authorization"].to_str().unwrap();
    assert!(signature.contains(KEY) && heard["x-amz-security-token"] == SESSION, "the request was signed");
    assert!(log.contains("asked"), "debug lines of our own are there: {log}");
    let (_, signature) = signature.rsplit_once('=').unwrap();
    let lower = log.to_lowercase();
    for secret in [KEY, SECRET, SESSION, ANSWER, signature, "authorization", "x-amz-security-token"] {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret} is in the log: {log}");
    }
}

#[test]
fn only_the_user_can_read_a_log_and_lines_are_appended() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state/hitdeck.log");
    for line in ["first", "second"] {
        let log = subscriber(Mutex::new(open(&path).unwrap()), false);
        tracing::subscriber::with_default(log, || tracing::info!(target: "hitdeck", "{line}"));
    }
    let log = std::fs::read_to_string(&path).unwrap();
    assert!(log.contains("first") && log.contains("second"), "{log}");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn nothing_is_logged_unless_asked_for() {
    assert_eq!(start(None, false).unwrap(), None);
}

#[test]
fn a_log_that_can_not_be_opened_says_where_and_what_next() {
    let error = start(Some(Path::new("/dev/null/log")), false).unwrap_err().to_string();
    assert!(error.contains("/dev/null/log") && error.contains("--log FILE"), "{error}");
}
