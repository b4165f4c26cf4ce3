//! Reading a table into records: the requester site's batch CSV, and the times in it alone.
#![allow(clippy::unwrap_used, missing_docs, reason = "benchmark code")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hitdeck::import::{DecodedText, read_sheet};
use hitdeck::model::SavedRecord;
use std::fmt::Write as _;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How many assignments.
const ROWS: usize = 10_000;

/// A batch as the site writes it, 1.2 KB an assignment, five of a HIT.
fn batch() -> String {
    let columns = [
        "HITId",
        "HITTypeId",
        "Title",
        "Description",
        "Keywords",
        "Reward",
        "CreationTime",
        "MaxAssignments",
        "RequesterAnnotation",
        "AssignmentDurationInSeconds",
        "AutoApprovalDelayInSeconds",
        "Expiration",
        "NumberOfSimilarHITs",
        "LifetimeInSeconds",
        "AssignmentId",
        "WorkerId",
        "AssignmentStatus",
        "AcceptTime",
        "SubmitTime",
        "AutoApprovalTime",
        "ApprovalTime",
        "RejectionTime",
        "RequesterFeedback",
        "WorkTimeInSeconds",
        "LifetimeApprovalRate",
        "Last30DaysApprovalRate",
        "Last7DaysApprovalRate",
        "Input.image_url",
        "Answer.comment",
        "Answer.label",
        "Answer.mood.happy",
        "Answer.mood.sad",
        "Approve",
        "Reject",
    ];
    let mut text = columns.map(|name| format!("\"{name}\"")).join(",");
    let comment = "the picture shows a \"\"red\"\" house beside water, naïve\n".repeat(9);
    for row in 0..ROWS {
        let (hit, second) = (row / 5, row % 60);
        write!(
            text,
            "\r\n\"3FLDHIT{hit:023}\",\"3FLDTYPE00000000000000000000XX\",\"Say what you see\",\"Look at a picture.\",\
             \"picture, short\",\"$0.05\",\"Sun Nov 03 00:30:00 PDT 2019\",\"5\",\"BatchId:4000001;\",\"3600\",\"259200\",\
             \"Sat Nov 09 23:30:00 PST 2019\",\"\",\"\",\"3FLDASG{row:023}\",\"AFLDWORKER{row}\",\"Approved\",\
             \"Sun Nov 03 03:00:{second:02} PST 2019\",\"Sun Nov 03 03:09:{second:02} PST 2019\",\
             \"Wed Nov 06 03:09:{second:02} PST 2019\",\"2019-11-06 11:10:{second:02} UTC\",\"\",\"\",\"540\",\
             \"100% (3/3)\",\"100% (3/3)\",\"0% (0/0)\",\"https://example.com/{hit}.jpg\",\"{comment}\",\"cat\",\"true\",\
             \"false\""
        )
        .unwrap();
    }
    text
}

fn benchmarks(c: &mut Criterion) {
    let text = batch();
    let file: Arc<str> = "batch.csv".into();
    let mut group = c.benchmark_group("import");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(20);
    group.bench_function("batch CSV", |b| {
        b.iter(|| {
            let mut assignments = 0;
            let text = DecodedText::new(text.as_bytes(), &file);
            read_sheet(text, &file, &mut |record| {
                assignments += usize::from(matches!(black_box(record), SavedRecord::Assignment(_)));
                ControlFlow::Continue(())
            })
            .unwrap();
            assert_eq!(assignments, ROWS);
        });
    });
    group.finish();
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
