mod processes;

use super::*;
use crate::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, SignedDuration, Status, StatusSet, Timestamp, WorkerId,
};
use crate::wire::{Operation, Service};

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
fn an_account_in_a_file_keeps_what_was_put_in() {
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
fn an_account_of_a_newer_version_is_left_alone() {
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
fn a_bonus_beyond_all_money_is_refused_and_costs_nothing() {
    let emulator = Emulator::in_memory().unwrap();
    emulator.insert_hit(&hit("3H")).unwrap();
    emulator.insert_assignments([assignment("3A", Status::Submitted)]).unwrap();
    for amount in [i64::MAX, i64::MAX / 6 * 5 + 5, i64::MAX / 2, 1_000_000] {
        let bonus = Bonus {
            worker: WorkerId::from_service("AW"),
            assignment: AssignmentId::from_service("3A"),
            amount: Cents(amount),
            reason: "Good".to_owned(),
            token: None,
        };
        let error = emulator.send_bonus(&bonus, Timestamp::UNIX_EPOCH).unwrap_err();
        assert!(matches!(error, EmulatorError::InsufficientFunds { .. }), "{amount}: {error}");
        assert_eq!(emulator.balance().unwrap(), Cents(1_000_000));
    }
}

#[test]
fn what_is_due_costs_what_there_is_at_most() {
    let emulator = Emulator::in_memory().unwrap();
    emulator.insert_hit(&Hit { reward: Some(Cents(i64::MAX)), ..hit("3H") }).unwrap();
    let due =
        |id| Assignment { auto_approval: Some(Timestamp::UNIX_EPOCH), ..assignment(id, Status::Submitted) };
    emulator.insert_assignments([due("3A"), due("3B")]).unwrap();
    emulator.settle(Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(emulator.balance().unwrap(), Cents(0));
}

/// Every file in a folder with its bytes.
fn files(folder: &Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_file_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.sqlite");
    let foreign = Connection::open(&path).unwrap();
    foreign.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')").unwrap();
    let stays = |what: &str| {
        let before = files(folder.path());
        let error = Emulator::open(&path).unwrap_err();
        assert!(matches!(error, EmulatorError::OtherProgram { .. }), "{what}: {error}");
        assert!(files(folder.path()) == before, "{what}");
    };
    stays("a database in use");
    foreign.pragma_update(None, "journal_mode", "WAL").unwrap();
    foreign.execute_batch("INSERT INTO notes VALUES ('more')").unwrap();
    stays("a database with a log beside it");
    foreign.pragma_update(None, "application_id", 7).unwrap();
    foreign.pragma_update(None, "user_version", 1).unwrap();
    foreign.close().unwrap();
    stays("a database of the same version");
    std::fs::write(&path, "no database").unwrap();
    stays("no database");
}

#[test]
fn an_account_says_that_it_is_ours_from_its_first_byte_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.sqlite");
    std::fs::write(&path, "").unwrap();
    // The first one stays open, so that nothing of its log is written back.
    let first = Emulator::open(&path).unwrap();
    first.insert_hit(&hit("3H")).unwrap();
    let second = Emulator::open(&path).unwrap();
    assert_eq!(second.hit(&HitId::from_service("3H"), Timestamp::UNIX_EPOCH).unwrap().id.as_str(), "3H");
}

#[test]
fn the_operations_of_reviewing_are_emulated_and_those_of_publishing_are_not() {
    let emulator = Emulator::in_memory().unwrap();
    let known: Vec<&str> =
        Operation::ALL.iter().filter(|operation| emulator.knows(**operation)).map(|o| o.name()).collect();
    assert_eq!(
        known.join(" "),
        "ApproveAssignment CreateWorkerBlock DeleteWorkerBlock GetAccountBalance GetAssignment GetFileUploadURL \
         GetHIT ListAssignmentsForHIT ListBonusPayments ListHITs ListReviewableHITs ListWorkerBlocks NotifyWorkers \
         RejectAssignment SendBonus UpdateHITReviewStatus"
    );
}
