//! What is deleted is gone, and nothing else is.

use super::scene::{Scene, approved, assignment, at, file, named, saved, service};
use crate::archive::{PurgeMode, PurgedCounts, Selection, purge};
use crate::model::{Hit, HitId, SavedAssignment, SavedRecord, Status, Timestamp};

/// An assignment of a HIT, submitted at a second.
fn work(id: &str, hit: &str, second: i64) -> SavedAssignment {
    let mut assignment = assignment(id, Status::Submitted);
    assignment.hit = HitId::from_service(hit);
    assignment.submitted = Some(at(second));
    assignment.answer = Some(format!("<Answer>canary {id}</Answer>").into());
    let mut saved = saved(assignment, service(100));
    saved.inputs = named(&[("image", &format!("input of {hit}"))]);
    saved
}

fn scene() -> Scene {
    let scene = Scene::new();
    let hits = [("3H1", "BatchId:17;"), ("3H2", "BatchId:18;")].map(|(id, annotation)| {
        let hit = Hit { annotation: Some(annotation.into()), ..Hit::new(HitId::from_service(id)) };
        SavedRecord::Hit(Box::new(hit))
    });
    scene.keep_records(service(100), hits.into());
    scene.keep(&[work("3A", "3H1", 10), work("3B", "3H2", 20), work("3C", "3H2", 30)]);
    scene
}

fn ids(scene: &Scene) -> Vec<String> {
    scene.assignments().iter().map(|saved| saved.assignment.id.to_string()).collect()
}

#[test]
fn what_is_deleted_leaves_no_byte_and_a_dry_run_leaves_all() {
    let scene = scene();
    let batch = Selection { batches: vec!["18".into()], ..Selection::default() };
    let counts = PurgedCounts { hits: 1, assignments: 2, ..PurgedCounts::default() };
    assert_eq!(purge(&scene.path(), &batch, PurgeMode::Count).unwrap(), counts);
    assert_eq!(ids(&scene), ["3A", "3B", "3C"]);
    assert_eq!(purge(&scene.path(), &batch, PurgeMode::Delete).unwrap(), counts);
    assert_eq!(ids(&scene), ["3A"]);
    assert_eq!(scene.archive().verify().unwrap().faults, [""; 0]);
    for entry in std::fs::read_dir(scene.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("canary 3B") && !text.contains("input of 3H2"));
    }
    assert!(!scene.assignments()[0].inputs.is_empty(), "texts of others stay");
}

#[test]
fn old_assignments_go_and_the_hit_with_its_last_one() {
    let scene = scene();
    let old = |second| Selection { before: Some(at(second)), ..Selection::default() };
    let counts = purge(&scene.path(), &old(30), PurgeMode::Delete).unwrap();
    assert_eq!((counts.assignments, counts.hits), (2, 1));
    assert_eq!(ids(&scene), ["3C"]);
    assert_eq!(purge(&scene.path(), &old(30), PurgeMode::Delete).unwrap(), PurgedCounts::default());
    let all = Selection { before: Some(Timestamp::MAX), ..Selection::default() };
    assert_eq!(purge(&scene.path(), &all, PurgeMode::Delete).unwrap().hits, 1);
}

#[test]
fn of_a_source_only_what_it_alone_told_goes() {
    let scene = Scene::new();
    scene.keep(&[saved(approved(10), service(20))]);
    scene.keep(&[
        saved(approved(10), file("a.csv", 2)),
        saved(assignment("3B", Status::Submitted), file("a.csv", 3)),
    ]);
    let selection = Selection { sources: vec!["a.csv".into()], ..Selection::default() };
    let counts = purge(&scene.path(), &selection, PurgeMode::Delete).unwrap();
    assert_eq!((counts.assignments, counts.hits, counts.sources), (1, 0, 1));
    assert_eq!(ids(&scene), ["3A"]);
    assert_eq!(scene.sightings().len(), 1);
}

#[test]
fn the_list_and_the_figures_tell_what_is_there() {
    let scene = scene();
    let archive = scene.archive();
    let figures = archive.figures().unwrap();
    assert_eq!((figures.hits, figures.assignments.submitted, figures.bonuses), (2, 3, 0));
    let sources: Vec<_> = figures.sources.iter().map(|source| (&*source.kind, &*source.place)).collect();
    assert_eq!(sources, [("production", super::scene::ENDPOINT)]);
    let mut listed = Vec::new();
    let selection = Selection { batches: vec!["18".into()], ..Selection::default() };
    let take = &mut |kept: crate::archive::KeptHit| {
        listed.push((kept.hit.id.to_string(), kept.assignments.all(), kept.submitted, kept.provenance));
        std::ops::ControlFlow::Continue(())
    };
    archive.list(&selection, take).unwrap();
    assert_eq!(listed, [("3H2".to_owned(), 2, Some(at(30)), Some(service(100)))]);
}
