//! Assignments that are written as the requester site writes them read back the same.

use crate::expected::{answers, path};
use crate::sheets::opened;
use hitdeck::export::{Formulas, write_csv};
use hitdeck::import::{DecodedText, read_sheet};
use hitdeck::model::{NamedText, SavedAssignment, SavedRecord, Timestamp};
use proptest::prelude::*;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

/// An assignment as the test makes it up.
#[derive(Debug, Clone)]
struct Made {
    hit: u8,
    worker: String,
    submitted: i64,
    work: u32,
    status: &'static str,
    feedback: String,
    input: String,
    answers: Vec<String>,
}

/// Any text but NUL, which no text has.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\0]{0,20}",
        "[\",\r\n; \tNA]{0,9}",
        Just("NA".to_owned()),
        Just(" ".to_owned()),
        Just("0042".to_owned())
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let status = prop_oneof![Just("Submitted"), Just("Approved"), Just("Rejected")];
    let answers = proptest::collection::vec(text(), 3);
    (
        0_u8..4,
        "A[A-Z0-9]{5,12}",
        1_200_000_000_i64..2_000_000_000,
        0_u32..90_000,
        status,
        text(),
        text(),
        answers,
    )
        .prop_map(|(hit, worker, submitted, work, status, feedback, input, answers)| Made {
            hit,
            worker,
            submitted,
            work,
            status,
            feedback,
            input,
            answers,
        })
}

/// Pacific time, by which the site writes.
fn java(seconds: i64) -> String {
    let at = Timestamp::from_second(seconds - 7 * 3600).unwrap();
    at.strftime("%a %b %d %H:%M:%S PDT %Y").to_string()
}

fn csv(made: &[Made]) -> String {
    let mut text = "HITId,AssignmentId,WorkerId,AssignmentStatus,AcceptTime,SubmitTime,RequesterFeedback,\
                    WorkTimeInSeconds,Input.a,Answer.q1,Answer.q10,Answer.q2,Approve,Reject"
        .split(',')
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(",");
    for (at, one) in made.iter().enumerate() {
        let fixed = [
            format!("H{}", one.hit),
            format!("ASG{at}"),
            one.worker.clone(),
            one.status.to_owned(),
            java(one.submitted - i64::from(one.work)),
            java(one.submitted),
            one.feedback.clone(),
            one.work.to_string(),
            one.input.clone(),
        ];
        let cells = fixed.iter().chain(&one.answers).map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        write!(text, "\r\n{}", cells.collect::<Vec<_>>().join(",")).unwrap();
    }
    text
}

fn is_same(saved: &SavedAssignment, one: &Made) {
    let assignment = &saved.assignment;
    assert_eq!(assignment.hit.as_str(), format!("H{}", one.hit));
    assert_eq!(assignment.worker.as_str(), one.worker);
    assert_eq!(assignment.status.word(), one.status);
    assert_eq!(assignment.submitted.unwrap().as_second(), one.submitted);
    assert_eq!(assignment.accepted.unwrap().as_second(), one.submitted - i64::from(one.work));
    assert_eq!(saved.work_time.unwrap().as_secs(), i64::from(one.work));
    assert_eq!(assignment.feedback.as_deref().unwrap_or_default(), one.feedback);
    assert_eq!(&*saved.inputs[0].text, one.input);
    let answers: Vec<&str> = saved.answers.iter().map(|answer| &*answer.text).collect();
    assert_eq!(answers, one.answers);
    assert!(saved.extra.is_empty() && saved.surplus.is_empty() && saved.trials.is_none());
}

proptest! {
    #[test]
    fn what_the_site_writes_reads_the_same(made in proptest::collection::vec(made(), 1..8)) {
        let records = opened(csv(&made));
        prop_assert_eq!(records.assignments.len(), made.len());
        for (saved, one) in records.assignments.iter().zip(&made) {
            is_same(saved, one);
        }
        prop_assert_eq!(records.told(), Vec::<String>::new());
    }
}

/// The records of a table, in their order.
fn records(text: &[u8]) -> Vec<SavedRecord> {
    let file: Arc<str> = "results.csv".into();
    let mut records = Vec::new();
    let text = DecodedText::new(text, &file);
    let summary = read_sheet(text, &file, &mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    });
    summary.unwrap();
    records
}

fn exported(records: &[SavedRecord]) -> Vec<u8> {
    let mut out = Vec::new();
    write_csv(&records, &mut out, Formulas::AsTheyAre, &mut |_| {}).unwrap();
    out
}

#[test]
fn a_download_is_written_again_to_the_letter() {
    let download = include_str!("download.csv").replace('\n', "\r\n");
    let download = download.trim_end();
    assert_eq!(String::from_utf8(exported(&records(download.as_bytes()))).unwrap(), download);
}

#[test]
fn every_table_reads_the_same_once_it_is_exported() {
    let tables = std::fs::read_dir(path("")).unwrap().map(|entry| entry.unwrap().path());
    let tables = tables.filter(|path| {
        let name = path.to_string_lossy();
        (name.ends_with(".csv") || name.ends_with(".results")) && !name.contains("/40-")
    });
    let mut seen = 0;
    for table in tables {
        let first = records(&std::fs::read(&table).unwrap());
        let second = records(&exported(&first));
        let (first, second) = (assignments(first), assignments(second));
        assert_eq!(first.len(), second.len(), "{}", table.display());
        for (one, other) in first.iter().zip(&second) {
            assert_eq!(facts(one), facts(other), "{}", table.display());
            // The site has no form for a time of which nobody knows who approved.
            assert!(one.approver.is_none() || one.approver == other.approver, "{}", table.display());
        }
        seen += 1;
    }
    assert!(seen >= 20);
}

fn assignments(records: Vec<SavedRecord>) -> Vec<SavedAssignment> {
    let assignments = records.into_iter().filter_map(|record| match record {
        SavedRecord::Assignment(saved) => Some(*saved),
        _ => None,
    });
    assignments.collect()
}

/// What a table says of an assignment, whoever wrote it.
fn facts(saved: &SavedAssignment) -> impl PartialEq + std::fmt::Debug {
    let texts = |texts: &[NamedText]| {
        let mut texts: Vec<(String, String)> =
            texts.iter().map(|text| (text.name.to_string(), text.text.to_string())).collect();
        texts.sort();
        texts
    };
    // A cell can be empty, and is not left out for one row of many.
    let filled: Vec<_> = answers(saved).into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let assignment = &saved.assignment;
    let spent = assignment
        .submitted
        .zip(assignment.accepted)
        .map(|(submitted, accepted)| submitted.duration_since(accepted));
    (
        (
            assignment.id.real().map(str::to_owned),
            assignment.hit.real().map(str::to_owned),
            assignment.worker.clone(),
        ),
        (assignment.status, assignment.accepted, assignment.submitted, assignment.auto_approval),
        (
            assignment.approved,
            assignment.rejected,
            assignment.feedback.clone(),
            assignment.kept.get("AcceptTime").map(Cow::into_owned),
        ),
        (filled, texts(&saved.inputs), saved.work_time.or(spent)),
    )
}
