//! A page of 100 × 2 KiB from the response on the wire to the store: the SDK sends and hands over the body, the wire room
//! reads it into the model, the store takes it in. A canned answer comes over loopback from a thread that does nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that can not go on should stop with a message"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hitdeck::cli::connection::TerminalMfa;
use hitdeck::model::Environment;
use hitdeck::model::{HitId, StatusSet};
use hitdeck::mturk::{self, ConnectOptions};
use hitdeck::source::{AssignmentsQuery, Source};
use hitdeck::table::Store;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// A response as the service sends it, with 100 different answers.
fn response() -> Vec<u8> {
    let mut rows = Vec::new();
    for n in 0..100 {
        let mut text = String::new();
        for word in 0..160 {
            write!(text, "word{} ", (word * 7919 + n * 104_729) % 9973).unwrap();
        }
        let xml = format!(
            "<?xml version=\\\"1.0\\\" encoding=\\\"ASCII\\\"?><QuestionFormAnswers><Answer><QuestionIdentifier>comment\
             </QuestionIdentifier><FreeText>{text:.1900}</FreeText></Answer></QuestionFormAnswers>"
        );
        rows.push(format!(
            "{{\"AssignmentId\":\"3{n:029}\",\"WorkerId\":\"A{n:012}\",\"HITId\":\"3BENCH\",\"AssignmentStatus\":\"Submitted\",\
             \"AutoApprovalTime\":1790259200.0,\"AcceptTime\":1790000000.5,\"SubmitTime\":1790000061.25,\
             \"Deadline\":1790003600.0,\"Answer\":\"{xml}\"}}"
        ));
    }
    let body =
        format!("{{\"NumResults\":100,\"NextToken\":\"p1:next\",\"Assignments\":[{}]}}", rows.join(","));
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

/// Answers every request on a connection with the same bytes.
fn answer(mut stream: TcpStream, response: &[u8]) {
    let mut request = Vec::new();
    let mut buffer = [0; 16_384];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        request.extend_from_slice(&buffer[..read]);
        let end = request.windows(4).position(|four| four == b"\r\n\r\n");
        // Bodies are short JSON objects: the request is whole once one is closed.
        if end.is_some_and(|end| request.len() > end + 4) && request.ends_with(b"}") {
            request.clear();
            stream.write_all(response).unwrap();
        }
    }
}

fn pages(c: &mut Criterion) {
    let response = response();
    let size = response.len() as u64;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &response);
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let environment = Some(Environment::Demo(url));
    let connection = ConnectOptions { environment, ..ConnectOptions::default() };
    let live = mturk::connect(&connection, &TerminalMfa).unwrap();
    let query = AssignmentsQuery {
        hit: HitId::from_service("3BENCH"),
        statuses: StatusSet::ALL,
        page_size: 100,
        token: None,
    };
    let mut group = c.benchmark_group("a page of 100 x 2 KiB");
    group.throughput(Throughput::Bytes(size));
    group.bench_function("from the wire to the model", |b| {
        b.iter(|| runtime.block_on(live.assignments(query.clone())).unwrap());
    });
    group.bench_function("from the wire to the store", |b| {
        b.iter_batched_ref(
            Store::default,
            |store| store.absorb(runtime.block_on(live.assignments(query.clone())).unwrap().items),
            criterion::BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
