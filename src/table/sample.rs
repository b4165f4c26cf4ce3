//! Assignments for the tests of this room. Ids are invented.

use crate::model::{Assignment, AssignmentId, HitId, Status, Timestamp, WorkerId};
use proptest::prelude::*;

/// A submitted assignment of worker `AWORKER<number>` with an answer, and nothing decided.
pub(super) fn assignment(number: u32) -> Assignment {
    Assignment {
        accepted: Some(second(1_000)),
        submitted: Some(second(1_060 + i64::from(number))),
        auto_approval: Some(second(90_000)),
        deadline: Some(second(4_600)),
        answer: Some(format!("<Answer><FreeText>number {number}</FreeText></Answer>").into()),
        ..Assignment::new(
            AssignmentId::from_service(id(number)),
            WorkerId::from_service(format!("AWORKER{number}")),
            HitId::from_service("3HITFORTESTS"),
        )
    }
}

/// The id of that assignment.
pub(super) fn id(number: u32) -> String {
    format!("3ASSIGNMENT{number}")
}

/// So many seconds after 1970.
pub(super) fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// An assignment out of a small world, in which ids, workers, times and answers meet again.
pub(super) fn any_assignment() -> impl Strategy<Value = Assignment> {
    let time = || prop::option::weighted(0.8, (0i64..5).prop_map(second));
    let status = prop::sample::select(&Status::ALL[..]);
    let answer =
        prop::option::weighted(0.8, prop::sample::select(vec!["", "a cat", "zwei Hunde", "日本の猫"]));
    let feedback = prop::option::of(prop::sample::select(vec!["", "thanks", "wrong box"]));
    let kept =
        prop::option::weighted(0.2, prop::sample::select(vec![r#"{"New":1}"#, r#"{"Deadline":"soon"}"#]));
    let other_worker = prop::option::weighted(0.1, 0u32..5);
    (0u32..40, status, [time(), time(), time()], answer, feedback, kept, other_worker).prop_map(
        |(number, status, [accepted, submitted, auto_approval], answer, feedback, kept, other)| Assignment {
            // An assignment's worker does not change, but where two records contradict each other.
            worker: WorkerId::from_service(format!("AWORKER{}", other.unwrap_or(number * 7 % 5))),
            status,
            accepted,
            submitted,
            auto_approval,
            answer: answer.map(Into::into),
            feedback: feedback.map(Into::into),
            kept: kept.map(Into::into).into(),
            ..assignment(number)
        },
    )
}

/// Pages out of that world.
pub(super) fn any_pages() -> impl Strategy<Value = Vec<Vec<Assignment>>> {
    prop::collection::vec(prop::collection::vec(any_assignment(), 0..12), 0..10)
}
