use crate::support::now;
use hitdeck::emulator::demo;
use hitdeck::emulator::{Emulator, Seek};
use hitdeck::model::{Assignment, HitId, Status, StatusSet};
use std::collections::HashSet;

fn filled(seed: u64) -> (Emulator, demo::Demo) {
    let emulator = Emulator::in_memory().unwrap();
    let demo = demo::fill(&emulator, seed, now()).unwrap();
    (emulator, demo)
}

/// All assignments of a HIT.
fn work(emulator: &Emulator, hit: &HitId) -> Vec<Assignment> {
    let seek = Seek { after: 0, limit: u8::MAX };
    emulator.assignments(hit, StatusSet::ALL, seek).unwrap().items
}

#[test]
fn the_demo_has_at_least_six_hits_and_some_four_hundred_assignments_in_three_statuses() {
    let (emulator, demo) = filled(1);
    let all: Vec<Assignment> = demo.hits.iter().flat_map(|(id, _)| work(&emulator, id)).collect();
    assert!(demo.hits.len() >= 6);
    assert!((380..450).contains(&all.len()), "{}", all.len());
    for status in [Status::Submitted, Status::Approved, Status::Rejected] {
        assert!(all.iter().filter(|work| work.status == status).count() > 20, "{status:?}");
    }
    let ids: HashSet<&str> = all.iter().map(|work| work.id.as_str()).collect();
    assert_eq!(ids.len(), all.len());
    assert!(ids.iter().all(|id| id.len() == 30 && id.starts_with('3')));
}

#[test]
fn the_demo_opens_on_the_hit_that_is_still_worked_on() {
    let (emulator, demo) = filled(1);
    let open = emulator.hit(&demo.opens, now()).unwrap();
    assert_eq!(
        (open.title.as_str(), open.max, open.listable()),
        ("Sort product photos by what they show", Some(240), Some(187))
    );
    assert_eq!(open.available.unwrap() + open.pending.unwrap(), 53);
}

#[test]
fn times_follow_each_other_and_nothing_is_due_yet() {
    for seed in 1..=20 {
        let (emulator, demo) = filled(seed);
        let now = now();
        for work in demo.hits.iter().flat_map(|(id, _)| work(&emulator, id)) {
            assert!(work.accepted < work.submitted, "{work:?}");
            assert!(work.submitted <= work.deadline, "{work:?}");
            assert!(work.submitted < Some(now), "{work:?}");
            assert!(work.status != Status::Submitted || work.auto_approval > Some(now), "{work:?}");
            for judged in [work.approved, work.rejected].into_iter().flatten() {
                assert!(work.submitted < Some(judged) && judged < now, "{work:?}");
            }
            assert_eq!(work.status == Status::Rejected, work.rejected.is_some() && work.feedback.is_some());
        }
    }
}

#[test]
fn no_worker_does_a_hit_twice_and_many_do_several() {
    let (emulator, demo) = filled(1);
    let mut all = HashSet::new();
    let mut count = 0;
    for (id, _) in &demo.hits {
        let of_hit: Vec<_> = work(&emulator, id).into_iter().map(|work| work.worker).collect();
        let distinct: HashSet<_> = of_hit.iter().cloned().collect();
        assert_eq!(distinct.len(), of_hit.len());
        count += of_hit.len();
        all.extend(distinct);
    }
    assert!(all.len() < count * 3 / 4, "{} workers, {count} assignments", all.len());
}

#[test]
fn the_seed_decides_ids_and_answers() {
    let answers = |seed| {
        let (emulator, demo) = filled(seed);
        work(&emulator, &demo.opens)
            .into_iter()
            .map(|work| (work.id, work.worker, work.answer))
            .collect::<Vec<_>>()
    };
    assert_eq!(answers(5), answers(5));
    assert_ne!(answers(5), answers(6));
}

#[test]
fn hostile_and_broken_answers_are_among_those_that_wait() {
    let (emulator, demo) = filled(1);
    let all: Vec<Assignment> = demo.hits.iter().flat_map(|(id, _)| work(&emulator, id)).collect();
    let waiting = |trait_of: &dyn Fn(&str) -> bool| {
        all.iter()
            .any(|work| work.status == Status::Submitted && work.answer.as_deref().is_some_and(trait_of))
    };
    assert!(waiting(&|answer| answer.contains("\\u001b]52;")), "OSC 52");
    assert!(waiting(&|answer| answer.contains('\u{1b}')), "escape sequences");
    assert!(waiting(&|answer| answer.contains("&#8238;")), "bidi override");
    assert!(waiting(&|answer| answer.contains("=cmd|")), "spreadsheet formula");
    assert!(waiting(&|answer| answer.len() > 7_000 && answer.contains("very very")), "long line");
    assert!(waiting(&|answer| answer.is_empty()), "empty");
    assert!(waiting(&|answer| answer.ends_with("confi")), "cut");
    assert!(waiting(&|answer| answer.contains("iVBOR")), "picture");
    assert!(all.iter().any(|work| work.answer.is_none()), "absent");
}

#[test]
fn a_bulk_hit_has_as_many_assignments_as_asked_of_about_the_size_asked() {
    let emulator = Emulator::in_memory().unwrap();
    let id = HitId::parse("3BULK").unwrap();
    demo::bulk(&emulator, &id, 250, 2048, 1, now()).unwrap();
    let work = work(&emulator, &id);
    assert_eq!(work.len(), 250);
    for answer in work.iter().filter_map(|work| work.answer.as_deref()) {
        assert!((1950..2150).contains(&answer.len()), "{}", answer.len());
    }
}
