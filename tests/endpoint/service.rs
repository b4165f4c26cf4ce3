//! The endpoint over something that is no emulator.

use crate::support::{exchange, get, post};
use hitdeck::endpoint::{EndpointSettings, serve};
use hitdeck::wire::{Operation, Refusal, Service, ServiceCall};
use std::thread::ThreadId;

/// Knows one operation, and tells what it was asked.
struct Echo;

impl Service for Echo {
    fn knows(&self, operation: Operation) -> bool {
        operation == Operation::GetQualificationType
    }

    fn answer(&self, call: &ServiceCall<'_>) -> Result<Vec<u8>, Refusal> {
        if call.body == b"{}" {
            return Err(Refusal::value("QualificationTypeId", ""));
        }
        Ok([br#"{"Asked":"#, call.body, b"}"].concat())
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        (path == "/file").then(|| b"a file".to_vec())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_answers_operations_can_be_served() {
    let endpoint = serve(Echo, EndpointSettings::default()).await.unwrap();
    let text = |request: String| String::from_utf8(exchange(&endpoint.url(), &request)).unwrap();
    let post = |operation: &str, body: &str| text(post("localhost", operation, body));
    let get = |path: &str| text(get(path));
    assert!(post("GetQualificationType", r#"{"A":1}"#).ends_with(r#"{"Asked":{"A":1}}"#));
    let refused = post("GetQualificationType", "{}");
    assert!(refused.starts_with("HTTP/1.1 400") && refused.contains("QualificationTypeId"), "{refused}");
    assert!(post("GetHIT", "{}").contains("UnknownOperationException"));
    assert!(get("/file").ends_with("a file"));
    assert!(get("/other").contains("UnknownOperationException"));
    assert_eq!(endpoint.requests(), 2, "of operations that are known");
}

/// Serves one file, which tells whether it was read on the thread that serves everybody.
struct Slow(ThreadId);

impl Service for Slow {
    fn knows(&self, _: Operation) -> bool {
        false
    }

    fn answer(&self, _: &ServiceCall<'_>) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::UnknownOperation)
    }

    fn file(&self, _: &str) -> Option<Vec<u8>> {
        Some(if std::thread::current().id() == self.0 { "in everybody's way" } else { "aside" }.into())
    }
}

#[tokio::test]
async fn a_file_is_read_where_it_holds_nobody_up() {
    let endpoint = serve(Slow(std::thread::current().id()), EndpointSettings::default()).await.unwrap();
    let url = endpoint.url();
    let asking = tokio::task::spawn_blocking(move || exchange(&url, &get("/file")));
    assert!(asking.await.unwrap().ends_with(b"aside"));
}
