//! Any assignments, written as the requester site writes them, read back the same.

use crate::sheets::opened;
use hitdeck::model::{SavedAssignment, Timestamp};
use proptest::prelude::*;
use std::fmt::Write as _;

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
