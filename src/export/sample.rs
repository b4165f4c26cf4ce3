//! Records for tests.

use crate::model::{
    Approver, Assignment, AssignmentId, Cents, Hit, HitId, HitStatus, NamedText, Provenance, SavedAssignment,
    SavedRecord, SignedDuration, Status, Timestamp, WorkerId,
};

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn hit(id: &str) -> Hit {
    Hit {
        hit_type: "3FLDTYPE00000000000000000000XX".into(),
        title: "Say what you see".into(),
        description: "Look at a picture, then \"say\" what it shows.".into(),
        keywords: "picture, describe, short".into(),
        reward: Some(Cents(5)),
        status: HitStatus::Other,
        created: Some(at("2019-04-24T02:22:45Z")),
        expires: Some(at("2019-05-01T02:22:45Z")),
        duration: Some(SignedDuration::from_secs(3600)),
        auto_approval_delay: Some(SignedDuration::from_secs(259_200)),
        annotation: Some("BatchId:4000001;OriginalHitTemplateId:920000001;".into()),
        max: Some(3),
        ..Hit::new(HitId::from_service(id))
    }
}

pub(super) fn texts(texts: &[(&str, &str)]) -> Vec<NamedText> {
    texts.iter().map(|(name, text)| NamedText { name: (*name).into(), text: (*text).into() }).collect()
}

pub(super) fn assignment(id: &str, hit: &str) -> SavedAssignment {
    let bare = Assignment::new(
        AssignmentId::from_service(id),
        WorkerId::from_service("AFLDWORKER011"),
        HitId::from_service(hit),
    );
    let assignment = Assignment {
        status: Status::Approved,
        accepted: Some(at("2019-04-24T03:22:45Z")),
        submitted: Some(at("2019-04-24T03:25:32Z")),
        auto_approval: Some(at("2019-04-27T03:25:32Z")),
        approved: Some(at("2019-04-27T03:26:07Z")),
        ..bare
    };
    let file = Provenance::File { file: "results.csv".into(), line: 2 };
    SavedAssignment { approver: Some(Approver::Service), ..SavedAssignment::new(assignment, file) }
}

pub(super) fn records(saved: Vec<SavedAssignment>) -> Vec<SavedRecord> {
    let mut records: Vec<SavedRecord> = Vec::new();
    for saved in saved {
        let told =
            |record: &SavedRecord| matches!(record, SavedRecord::Hit(hit) if hit.id == saved.assignment.hit);
        if !records.iter().any(told) {
            records.push(SavedRecord::Hit(Box::new(hit(saved.assignment.hit.as_str()))));
        }
        records.push(SavedRecord::Assignment(Box::new(saved)));
    }
    records
}
