//! Many at once, and those who are stopped in the middle.

use super::scene::{Scene, assignment, saved, service};
use crate::archive::{Archive, Keeper, Selection};
use crate::model::{SavedRecord, Status};
use std::thread;

fn page(writer: usize, page: usize) -> Vec<SavedRecord> {
    (0..20)
        .map(|row| {
            let id = format!("3W{writer}P{page}R{row}");
            SavedRecord::Assignment(Box::new(saved(assignment(&id, Status::Submitted), service(1))))
        })
        .collect()
}

#[test]
fn two_keep_in_one_archive_at_once_from_its_first_moment_on() {
    let scene = Scene::new();
    thread::scope(|threads| {
        for writer in 0..4 {
            let path = scene.path();
            threads.spawn(move || {
                let keeper = Keeper::start(path);
                for number in 0..25 {
                    keeper.keep(service(1), page(writer, number)).unwrap();
                }
                assert_eq!(keeper.close().unwrap().tally.assignments.new, 500);
            });
        }
    });
    assert_eq!(scene.assignments().len(), 2000);
}

#[test]
fn readers_see_whole_batches_while_others_write() {
    let scene = Scene::new();
    let keeper = Keeper::start(scene.path());
    keeper.keep(service(1), page(0, 0)).unwrap();
    keeper.flush().unwrap();
    let archive = Archive::open(&scene.path()).unwrap();
    for number in 1..20 {
        keeper.keep(service(1), page(0, number)).unwrap();
        let mut count = 0;
        let take = &mut |record| {
            count += i32::from(matches!(record, SavedRecord::Assignment(_)));
            std::ops::ControlFlow::Continue(())
        };
        archive.replay(&Selection::default(), take).unwrap();
        assert_eq!(count % 20, 0);
    }
}

#[test]
fn offers_never_wait_and_what_was_left_out_is_counted() {
    let scene = Scene::new();
    let (release, waits) = std::sync::mpsc::channel::<()>();
    let path = scene.path();
    let keeper = Keeper::with(scene.path(), move || {
        waits.recv().unwrap();
        crate::archive::writer::ArchiveWriter::open(&path)
    });
    for number in 0..300 {
        keeper.offer(service(1), page(0, number));
    }
    release.send(()).unwrap();
    let report = keeper.close().unwrap();
    let kept = report.tally.assignments.new / 20;
    assert_eq!(kept + report.left_out, 300);
    assert!(report.left_out > 0 && kept >= 256);
}

#[test]
fn nothing_to_keep_starts_no_archive() {
    let scene = Scene::new();
    let keeper = Keeper::start(scene.path());
    keeper.keep(service(1), Vec::new()).unwrap();
    assert!(keeper.close().unwrap().tally.changed_nothing());
    assert!(!scene.file().exists());
}
