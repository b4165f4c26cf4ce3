//! Two processes on the same file.

use super::*;
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

thread_local! {
    /// Told when the thread's connection waits for another one's transaction.
    static WAITS: RefCell<Option<Sender<()>>> = const { RefCell::new(None) };
}

/// Two processes, each with a connection of its own, do something at the same time: each begins while the database is
/// locked, so that neither sees what the other does before it waits.
fn at_once<T: Send>(path: &Path, act: impl Fn(&Emulator, usize) -> T + Sync) -> [T; 2] {
    fn wait(before: i32) -> bool {
        if before == 0 {
            WAITS.with_borrow_mut(|waits| waits.take().map(|waits| waits.send(())));
        }
        std::thread::yield_now();
        true
    }
    let processes = [0, 1].map(|number| (number, Emulator::open(path).unwrap()));
    let lock = Connection::open(path).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (waits, waiting) = std::sync::mpsc::channel();
    let act = |number: usize, emulator: &Emulator, waits: Sender<()>| {
        emulator.lock().busy_handler(Some(wait)).unwrap();
        WAITS.set(Some(waits));
        act(emulator, number)
    };
    std::thread::scope(|scope| {
        let acting = processes.each_ref().map(|(number, emulator)| {
            let (act, waits) = (&act, waits.clone());
            scope.spawn(move || act(*number, emulator, waits))
        });
        drop(waits);
        // Fails where one is done without having waited, which what was asked for will show.
        (0..2).for_each(|_| waiting.recv().unwrap_or_default());
        lock.execute_batch("COMMIT").unwrap();
        acting.map(|process| process.join().unwrap())
    })
}

/// An account in a file with two assignments of a HIT that pays a dollar; their time comes in 1970.
fn two_assignments(folder: &Path) -> (PathBuf, Emulator) {
    let path = folder.join("emulator.sqlite");
    let emulator = Emulator::open(&path).unwrap();
    emulator.insert_hit(&Hit { reward: Some(Cents(100)), ..hit("3H") }).unwrap();
    let due =
        |id| Assignment { auto_approval: Some(Timestamp::UNIX_EPOCH), ..assignment(id, Status::Submitted) };
    emulator.insert_assignments([due("3A"), due("3B")]).unwrap();
    (path, emulator)
}

#[test]
fn two_processes_pay_what_is_due_once() {
    let folder = tempfile::tempdir().unwrap();
    let (path, emulator) = two_assignments(folder.path());
    let settled =
        at_once(&path, |emulator, _| emulator.settle(Timestamp::UNIX_EPOCH).map_err(|e| e.to_string()));
    assert_eq!(settled, [Ok(()), Ok(())]);
    assert_eq!(emulator.balance().unwrap(), Cents(1_000_000 - 240));
}

/// Approves one of the account's assignments.
fn approve(emulator: &Emulator, id: &str) -> Result<(), EmulatorError> {
    emulator.approve(&AssignmentId::from_service(id), None, false, Timestamp::UNIX_EPOCH)
}

#[test]
fn of_two_processes_neither_loses_its_decision() {
    let folder = tempfile::tempdir().unwrap();
    let (path, emulator) = two_assignments(folder.path());
    let both =
        at_once(&path, |emulator, number| approve(emulator, ["3A", "3B"][number]).map_err(|e| e.to_string()));
    assert_eq!(both, [Ok(()), Ok(())]);
    assert_eq!(emulator.balance().unwrap(), Cents(1_000_000 - 240));
}

#[test]
fn of_two_processes_that_decide_the_same_one_is_told_that_it_is_decided() {
    let folder = tempfile::tempdir().unwrap();
    let (path, emulator) = two_assignments(folder.path());
    let mut both = at_once(&path, |emulator, _| approve(emulator, "3A"));
    both.sort_by_key(Result::is_err);
    assert!(matches!(both, [Ok(()), Err(EmulatorError::Decided { .. })]), "{both:?}");
    assert_eq!(emulator.balance().unwrap(), Cents(1_000_000 - 120));
}

#[test]
fn an_account_that_another_process_just_started_can_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emulator.sqlite");
    let other = Connection::open(&path).unwrap();
    other.execute_batch(SCHEMA).unwrap();
    // What the other one reads before it has switched to a log keeps everybody from switching.
    other.execute_batch("BEGIN; SELECT * FROM account").unwrap();
    let emulator = Emulator::open(&path).unwrap();
    other.execute_batch("COMMIT").unwrap();
    emulator.insert_hit(&hit("3H")).unwrap();
}
