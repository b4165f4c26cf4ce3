//! Reading, laying out and searching answers; reading stands beside a bare pass of the XML reader.
#![allow(clippy::unwrap_used, missing_docs, reason = "benchmark code")]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hitdeck::answer::{AnswerLayout, lines, parse, raw_lines};
use hitdeck::text::Needle;
use quick_xml::Reader;
use quick_xml::events::Event;

/// A form of sixteen fields, about 2 KiB, as HTML forms send it.
fn form() -> String {
    let words =
        ["The left one", "worn soles", "size 42", "I could not tell", "both", "R&amp;D", "caf&#233;", "yes"];
    (0..16).fold(opening(), |mut xml, field| {
        let text = words.iter().cycle().skip(field).step_by(3).take(1 + field % 3).copied().collect::<Vec<_>>();
        write!(
            xml,
            "<Answer><QuestionIdentifier>question_{field}</QuestionIdentifier><FreeText>{}</FreeText></Answer>",
            text.join(", ")
        )
        .unwrap();
        xml
    }) + "</QuestionFormAnswers>"
}

/// A long transcription, about 2 KiB.
fn transcription() -> String {
    let text = "And then she said that nobody had been there before, which was not quite true. ".repeat(23);
    opening()
        + "<Answer><QuestionIdentifier>transcript</QuestionIdentifier><FreeText>"
        + &text
        + "</FreeText></Answer></QuestionFormAnswers>"
}

/// Boxes of a crowd-form, about 2 KiB.
fn boxes() -> String {
    let boxes: Vec<String> = (0..24)
        .map(|n| {
            format!(
                r#"{{"height":{},"label":"Dog","left":{},"top":{},"width":187}}"#,
                401 - n,
                243 + 7 * n,
                117 + n
            )
        })
        .collect();
    format!(
        "{}<Answer><QuestionIdentifier>taskAnswers</QuestionIdentifier><FreeText>[{{\"annotatedResult\":\
         {{\"boundingBoxes\":[{}],\"inputImageProperties\":{{\"height\":533,\"width\":800}}}},\"comment\":\"two dogs\"}}]\
         </FreeText></Answer></QuestionFormAnswers>",
        opening(),
        boxes.join(",")
    )
}

fn opening() -> String {
    "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/\
     AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\">"
        .to_owned()
}

fn documents() -> [(&'static str, String); 3] {
    [("form", form()), ("transcription", transcription()), ("boxes", boxes())]
}

/// All events of a document and nothing else.
fn bare_pass(xml: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut events = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return events,
            Ok(event) => {
                black_box(&event);
                events += 1;
            }
        }
    }
}

fn bytes(xml: &str) -> Throughput {
    Throughput::Bytes(xml.len().try_into().unwrap())
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("answer/read");
    for (name, xml) in documents() {
        group.throughput(bytes(&xml));
        group.bench_function(format!("{name}/parse"), |b| b.iter(|| parse(black_box(&xml))));
        group.bench_function(format!("{name}/bare quick-xml"), |b| b.iter(|| bare_pass(black_box(&xml))));
    }
}

fn laying_out(c: &mut Criterion) {
    let mut group = c.benchmark_group("answer/lines");
    let layout = AnswerLayout { width: 60, ..AnswerLayout::default() };
    for (name, xml) in documents() {
        let answer = parse(&xml);
        group.throughput(bytes(&xml));
        group.bench_function(name, |b| b.iter(|| lines(black_box(&answer), &xml, &layout)));
        group.bench_function(format!("{name}/raw"), |b| b.iter(|| raw_lines(black_box(&xml), 60)));
    }
}

fn searching(c: &mut Criterion) {
    let mut group = c.benchmark_group("answer/search");
    for (name, xml) in documents() {
        group.throughput(bytes(&xml));
        for needle in ["elephant", "Elephant", "\u{441}\u{43b}\u{43e}\u{43d}"] {
            let found = Needle::new(needle).unwrap();
            group.bench_function(format!("{name}/{needle}"), |b| {
                b.iter(|| found.is_in_answer(black_box(&xml)));
            });
        }
        // Stands in every document, but only in names.
        let label = Needle::new("label").unwrap();
        group.bench_function(format!("{name}/label"), |b| b.iter(|| label.is_in_answer(black_box(&xml))));
    }
}

criterion_group!(benches, reading, laying_out, searching);
criterion_main!(benches);
