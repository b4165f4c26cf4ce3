//! A small emulator behind a running endpoint, and a client that shows every byte.

use hitdeck::emulator::Emulator;
use hitdeck::endpoint::{Endpoint, EndpointSettings, Faults, serve};
use hitdeck::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, SignedDuration, Status, Timestamp, WorkerId,
};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;

pub(crate) const HIT: &str = "3HIT";

/// An endpoint over an emulator that tests fill as they like.
pub(crate) struct Desk {
    pub(crate) emulator: Emulator,
    pub(crate) endpoint: Endpoint,
}

impl Desk {
    /// One HIT that pays 50 cents and asks for ten assignments, without any yet.
    pub(crate) async fn new() -> Self {
        Self::with(EndpointSettings::default()).await
    }

    pub(crate) async fn with(settings: EndpointSettings) -> Self {
        let emulator = Emulator::in_memory().unwrap();
        emulator.insert_hit(&hit(HIT)).unwrap();
        let endpoint = serve(emulator.clone(), settings).await.unwrap();
        Self { emulator, endpoint }
    }

    /// Assignments 3A0, 3A1, … in these states, by workers AW0, AW1, ….
    pub(crate) fn submitted(&self, statuses: &[Status]) {
        let work = statuses.iter().enumerate().map(|(at, status)| assignment(at, *status));
        self.emulator.insert_assignments(work).unwrap();
    }

    /// Plays these faults from the next request on.
    pub(crate) fn faults(&self, faults: Faults) {
        self.endpoint.set_faults(faults);
    }

    /// Calls an operation; the status and the answer.
    pub(crate) fn call(&self, operation: &str, input: &Value) -> (u16, Value) {
        let (status, body) = self.raw_call(operation, &input.to_string());
        (status, serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error} in {body}")))
    }

    /// Calls an operation that has to go well.
    pub(crate) fn ok(&self, operation: &str, input: &Value) -> Value {
        let (status, answer) = self.call(operation, input);
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// Calls an operation that has to be refused; the service's code, or the error's name where it has none.
    pub(crate) fn refused(&self, operation: &str, input: &Value) -> (String, String) {
        let (status, answer) = self.call(operation, input);
        assert_eq!(status, 400, "{answer}");
        let text = |names: [&str; 2]| {
            let value = names.iter().find_map(|name| answer[name].as_str());
            value.unwrap_or_default().to_owned()
        };
        (text(["TurkErrorCode", "__type"]), text(["Message", "message"]))
    }

    /// Status and body of an answer, as text.
    pub(crate) fn raw_call(&self, operation: &str, body: &str) -> (u16, String) {
        let answer = self.bytes("localhost", operation, body);
        let text = String::from_utf8(answer).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// Everything the endpoint sends to a request of the protocol on a connection of its own.
    pub(crate) fn bytes(&self, host: &str, operation: &str, body: &str) -> Vec<u8> {
        exchange(&self.endpoint.url(), &post(host, operation, body))
    }

    /// What a browser gets.
    pub(crate) fn get(&self, path: &str) -> String {
        String::from_utf8(exchange(&self.endpoint.url(), &get(path))).unwrap()
    }
}

/// A request of the protocol.
pub(crate) fn post(host: &str, operation: &str, body: &str) -> String {
    format!(
        "POST / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.1\r\n\
         X-Amz-Target: MTurkRequesterServiceV20170117.{operation}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A request of a browser.
pub(crate) fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
}

/// Everything that is sent back on a connection of its own.
pub(crate) fn exchange(url: &str, request: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(30))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A connection that is reset ends the answer as well.
    let _ = stream.read_to_end(&mut answer);
    answer
}

pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

pub(crate) fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * 24)
}

pub(crate) fn hit(id: &str) -> Hit {
    Hit {
        hit_type: "3TYPE".into(),
        title: "Count the chairs".into(),
        description: "In one picture".into(),
        keywords: "chairs, counting".into(),
        reward: Some(Cents(50)),
        created: Some(now() - days(1)),
        expires: Some(now() + days(1)),
        duration: Some(SignedDuration::from_mins(10)),
        auto_approval_delay: Some(days(3)),
        annotation: Some("hall 4".into()),
        max: Some(10),
        ..Hit::new(HitId::parse(id).unwrap())
    }
}

pub(crate) fn assignment(at: usize, status: Status) -> Assignment {
    let submitted = now() - SignedDuration::from_mins(5);
    Assignment {
        status,
        accepted: Some(submitted - SignedDuration::from_secs(40)),
        submitted: Some(submitted),
        auto_approval: Some(submitted + days(3)),
        approved: (status == Status::Approved).then(now),
        rejected: (status == Status::Rejected).then(now),
        deadline: Some(submitted + SignedDuration::from_mins(10)),
        answer: Some(format!("<Answer>\u{e9} \u{1b}[31m \"{at}\"\n</Answer>").into()),
        ..Assignment::new(
            AssignmentId::parse(&format!("3A{at}")).unwrap(),
            WorkerId::parse(&format!("AW{at}")).unwrap(),
            HitId::parse(HIT).unwrap(),
        )
    }
}
