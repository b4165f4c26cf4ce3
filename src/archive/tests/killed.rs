//! A process that is killed while it writes.

use super::scene::{Scene, assignment, saved, service};
use crate::archive::{ArchivePath, Keeper};
use crate::model::{SavedRecord, Status};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Where the child process writes; it does so in a test of its own, which does nothing without this.
const PATH: &str = "HITDECK_TEST_KILLED_ARCHIVE";
/// The assignments of a batch.
const BATCH: usize = 50;

fn batch(number: usize) -> Vec<SavedRecord> {
    (0..BATCH)
        .map(|row| {
            let id = format!("3B{number}R{row}");
            SavedRecord::Assignment(Box::new(saved(assignment(&id, Status::Submitted), service(1))))
        })
        .collect()
}

#[test]
fn child() {
    let Some(path) = std::env::var_os(PATH) else { return };
    let keeper = Keeper::start(ArchivePath::at(path));
    for number in 0.. {
        keeper.keep(service(1), batch(number)).unwrap();
        if number % 10 == 0 {
            keeper.flush().unwrap();
            println!("\nkept {number}");
        }
    }
}

#[test]
fn whoever_is_killed_while_writing_leaves_whole_batches_and_all_that_were_kept() {
    let scene = Scene::new();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "archive::tests::killed::child", "--nocapture"])
        .env(PATH, scene.file())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let kept = lines.map(Result::unwrap).filter(|line| line.starts_with("kept ")).nth(5).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let batches: usize = kept["kept ".len()..].parse().unwrap();
    let verified = scene.archive().verify().unwrap();
    assert_eq!(verified.faults, [""; 0]);
    assert_eq!(scene.assignments().len() % BATCH, 0);
    assert!(scene.assignments().len() >= (batches + 1) * BATCH);
    let report = scene.keep_records(service(1), batch(0));
    assert_eq!(report.tally.assignments.same, 50, "it goes on from there");
}
