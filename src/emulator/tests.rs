use super::*;
use crate::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, SignedDuration, Status, StatusSet, Timestamp, WorkerId,
};

fn hit(id: &str) -> Hit {
    Hit::new(HitId::from_service(id))
}

fn assignment(id: &str, status: Status) -> Assignment {
    Assignment {
        status,
        submitted: Some(Timestamp::UNIX_EPOCH),
        ..Assignment::new(
            AssignmentId::from_service(id),
            WorkerId::from_service("AW"),
            HitId::from_service("3H"),
        )
    }
}

const SEEK: Seek = Seek { after: 0, limit: 100 };

#[test]
fn an_archive_in_a_file_keeps_what_was_put_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.sqlite");
    let put = [assignment("3A", Status::Submitted), assignment("3B", Status::Rejected)];
    {
        let emulator = Emulator::open(&path).unwrap();
        emulator.insert_hit(&hit("3H")).unwrap();
        emulator.insert_assignments(&put).unwrap();
    }
    let emulator = Emulator::open(&path).unwrap();
    let listed = emulator.assignments(&HitId::from_service("3H"), StatusSet::ALL, SEEK).unwrap();
    assert_eq!((listed.items, listed.last), (put.to_vec(), None));
}

#[test]
fn an_archive_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.sqlite");
    Emulator::open(&path).unwrap().lock().pragma_update(None, "user_version", 7).unwrap();
    let error = Emulator::open(&path).unwrap_err();
    assert!(matches!(error, EmulatorError::OtherVersion { found: 7 }), "{error}");
    assert!(error.to_string().contains("use the newest hitdeck"));
}

#[test]
fn assignments_come_in_all_or_not_at_all() {
    let emulator = Emulator::in_memory().unwrap();
    emulator.insert_hit(&hit("3H")).unwrap();
    let twice = [assignment("3A", Status::Submitted), assignment("3A", Status::Submitted)];
    assert!(matches!(emulator.insert_assignments(twice), Err(EmulatorError::Database(_))));
    let listed = emulator.assignments(&HitId::from_service("3H"), StatusSet::ALL, SEEK).unwrap();
    assert!(listed.items.is_empty());
    assert_eq!(emulator.hit(&HitId::from_service("3H"), Timestamp::UNIX_EPOCH).unwrap().listable(), Some(0));
}

#[test]
fn an_assignment_needs_its_hit() {
    let emulator = Emulator::in_memory().unwrap();
    let error = emulator.insert_assignments([assignment("3A", Status::Submitted)]).unwrap_err();
    assert!(matches!(&error, EmulatorError::NoSuchHit(id) if id.as_str() == "3H"), "{error}");
}

fn plan(emulator: &Emulator, sql: &str, values: impl rusqlite::Params) -> String {
    let connection = emulator.lock();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps: Result<Vec<String>, _> = statement.query_map(values, |row| row.get(3)).unwrap().collect();
    steps.unwrap().join("; ")
}

#[test]
fn pages_walk_an_index_whatever_the_filter() {
    let emulator = Emulator::in_memory().unwrap();
    for statuses in
        [StatusSet::ALL, StatusSet::only(Status::Submitted), StatusSet::ALL.toggled(Status::Approved)]
    {
        let plan = plan(&emulator, &assignments::page_query(statuses), (1, 5, 10));
        assert!(plan.contains("SEARCH a USING INDEX assignments_by_"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[test]
fn looking_for_what_is_due_passes_over_what_is_not() {
    let emulator = Emulator::in_memory().unwrap();
    let plan = plan(&emulator, assignments::DUE, [5]);
    assert!(plan.contains("SEARCH a USING INDEX assignments_to_auto_approve (auto_approval<?)"), "{plan}");
}

#[test]
fn a_request_token_is_remembered_for_a_day() {
    let emulator = Emulator::in_memory().unwrap();
    emulator.insert_hit(&hit("3H")).unwrap();
    emulator.insert_assignments([assignment("3A", Status::Submitted)]).unwrap();
    let bonus = Bonus {
        worker: WorkerId::from_service("AW"),
        assignment: AssignmentId::from_service("3A"),
        amount: Cents(100),
        reason: "Good".to_owned(),
        token: Some("token".to_owned()),
    };
    let at = |hours| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
    emulator.send_bonus(&bonus, at(1)).unwrap();
    assert!(
        matches!(emulator.send_bonus(&bonus, at(24)), Err(EmulatorError::TokenUsed(token)) if token == "token")
    );
    emulator.send_bonus(&bonus, at(26)).unwrap();
    assert_eq!(emulator.balance().unwrap(), Cents(1_000_000 - 240));
}

#[test]
fn a_fee_is_a_fifth_rounded_up_and_one_cent_at_least() {
    for (price, cost) in [(0, 1), (1, 2), (3, 4), (5, 6), (6, 8), (50, 60), (101, 122)] {
        assert_eq!(bonuses::with_fee(price), cost, "{price}");
    }
}
