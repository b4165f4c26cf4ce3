//! Assignments made up.

use hitdeck::model::{
    Approver, Assignment, AssignmentId, Cents, Hit, HitId, HitStatus, NamedText, Provenance, SavedAssignment,
    SavedRecord, SignedDuration, Status, Timestamp, WorkerId,
};
use proptest::prelude::*;

/// Any text but NUL, which no text has.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\0]{0,20}",
        "[\",\r\n; \tNA|]{0,9}",
        Just("NA".to_owned()),
        Just(" ".to_owned()),
        Just("0042".to_owned()),
        Just("=cmd|' /C calc'!A0".to_owned()),
    ]
}

fn texts(names: &'static [&'static str]) -> impl Strategy<Value = Vec<NamedText>> {
    proptest::sample::subsequence(names, 0..=names.len()).prop_flat_map(|names| {
        proptest::collection::vec(text(), names.len()).prop_map(move |texts| {
            let text = |(name, text): (&&str, String)| NamedText { name: (*name).into(), text: text.into() };
            names.iter().zip(texts).map(text).collect()
        })
    })
}

fn time() -> impl Strategy<Value = Option<Timestamp>> {
    // The hours that come twice, and any other.
    let seconds = prop_oneof![1_572_760_000_i64..1_572_780_000, 1_200_000_000_i64..2_000_000_000];
    proptest::option::of(seconds.prop_map(|seconds| Timestamp::from_second(seconds).unwrap()))
}

fn saved() -> impl Strategy<Value = SavedAssignment> {
    let status = prop_oneof![Just(Status::Submitted), Just(Status::Approved), Just(Status::Rejected)];
    let times = (time(), time(), time(), time(), time());
    let beside = (
        texts(&["q1", "q10", "q2", "age.option_1", "taskAnswers", "Ünïcode name", "a,\"b\""]),
        texts(&["url", "B", "a"]),
        texts(&["my note", "gold", "LifetimeApprovalRate"]),
    );
    (0_u8..3, "A[A-Z0-9]{5,12}", status, times, text(), beside).prop_map(
        |(
            hit,
            worker,
            status,
            (accepted, submitted, auto_approval, approved, rejected),
            feedback,
            beside,
        )| {
            let bare = Assignment::new(
                AssignmentId::from_service(""),
                WorkerId::from_service(worker),
                HitId::from_service(format!("3HIT{hit}")),
            );
            let feedback = Some(feedback).filter(|text| !text.is_empty()).map(Into::into);
            let assignment = Assignment {
                status,
                accepted,
                submitted,
                auto_approval,
                approved,
                rejected,
                feedback,
                ..bare
            };
            let (mut answers, inputs, extra) = beside;
            // Of a table without any answer, columns of its own are taken for answers.
            answers.push(NamedText { name: "q0".into(), text: "0".into() });
            let file = Provenance::File { file: "".into(), line: 0 };
            SavedAssignment { answers, inputs, extra, ..SavedAssignment::new(assignment, file) }
        },
    )
}

fn hit(id: &HitId, title: &str) -> Hit {
    Hit {
        title: title.to_owned(),
        hit_type: "3TYPE".into(),
        reward: Some(Cents(5)),
        status: HitStatus::Other,
        created: Some(Timestamp::from_second(1_572_768_000).unwrap()),
        duration: Some(SignedDuration::from_secs(3600)),
        annotation: Some("BatchId:1;".into()),
        ..Hit::new(id.clone())
    }
}

/// Records as a file has them: a HIT before the first of its assignments.
pub(crate) fn records() -> impl Strategy<Value = Vec<SavedRecord>> {
    let all = (proptest::collection::vec(saved(), 1..8), text());
    all.prop_map(|(mut all, title)| {
        let mut records: Vec<SavedRecord> = Vec::new();
        for (at, saved) in all.iter_mut().enumerate() {
            let id = &saved.assignment.hit;
            saved.assignment.id = AssignmentId::from_service(format!("3ASG{at}"));
            // Who approved can be told of work with all of its times alone.
            let whole = saved.assignment.approved.is_some() && saved.assignment.submitted.is_some();
            saved.approver =
                whole.then_some(if at % 2 == 0 { Approver::Service } else { Approver::Requester });
            if !records.iter().any(|record| matches!(record, SavedRecord::Hit(hit) if hit.id == *id)) {
                records.push(SavedRecord::Hit(Box::new(hit(id, &title))));
            }
            records.push(SavedRecord::Assignment(Box::new(saved.clone())));
        }
        records
    })
}
