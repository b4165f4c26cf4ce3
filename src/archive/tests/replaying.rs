//! What is kept comes out as it went in.

use super::scene::{Scene, approved, assignment, at, file, named, saved, service, submitted};
use crate::archive::Selection;
use crate::model::{
    Approver, Assignment, AssignmentId, BonusPayment, Cents, Hit, HitId, KeptMembers, SavedRecord,
    SignedDuration, Status, StatusSet, Trials, WorkerId,
};
use std::ops::ControlFlow;

fn bonus(assignment: &str) -> SavedRecord {
    SavedRecord::Bonus(Box::new(BonusPayment {
        worker: WorkerId::from_service("AINVENTED"),
        assignment: AssignmentId::from_service(assignment),
        amount: Some(Cents(25)),
        reason: "thank you".into(),
        granted: Some(at(70)),
    }))
}

#[test]
fn everything_a_file_holds_comes_out_to_the_letter() {
    let scene = Scene::new();
    let mut all = saved(approved(20), file("trials.tsv", 9));
    all.assignment.answer = Some("<Answer>\u{1F600}\r\n\0</Answer>".repeat(50).into());
    all.assignment.feedback = Some("".into());
    all.assignment.deadline = Some("2020-09-13T12:26:40.123456789Z".parse().unwrap());
    all.assignment.kept = KeptMembers::from_json(r#"{"SubmitTime":"3/25/14 22:12","Later":[1, 2]}"#.into());
    all.answers = named(&[("taskAnswers", "[{\"a\":1}]"), ("a", " "), ("a", "NA"), ("b", "0042")]);
    all.inputs = named(&[("image url", "&#44;"), ("", "x")]);
    all.extra = named(&[("", "0"), ("Worker1", "")]);
    all.surplus = vec!["".into(), "beyond".into()];
    let columns = ["rt", "correct"].map(Into::into);
    let rows = vec![vec!["1.5".into(), "TRUE".into()], vec!["".into(), "\"q\"".into()]];
    all.trials = Some(Trials { columns: columns.into(), rows });
    all.work_time = Some(SignedDuration::new(12, 500_000_000));
    all.approver = Some(Approver::Service);
    let mut bare = saved(Assignment { submitted: None, ..submitted() }, file("trials.tsv", 40));
    bare.assignment.id = AssignmentId::invented("row 40");
    bare.assignment.status = Status::Other;
    bare.assignment.hit = HitId::from_service("");
    bare.assignment.worker = WorkerId::from_service("");
    bare.work_time = Some(SignedDuration::from_secs(-3));
    scene.keep(&[all.clone(), bare.clone()]);
    let mut kept = scene.assignments();
    kept.sort_by_key(|saved| saved.assignment.id.clone());
    assert_eq!(kept, [all, bare]);
}

#[test]
fn a_selection_is_replayed_in_a_stable_order_hits_before_their_assignments_before_their_bonuses() {
    let scene = Scene::new();
    let hit = |id: &str, kind: &str, annotation: &str| {
        let hit = Hit {
            hit_type: kind.into(),
            annotation: Some(annotation.into()),
            ..Hit::new(HitId::from_service(id))
        };
        SavedRecord::Hit(Box::new(hit))
    };
    let work = |id: &str, hit: &str, status, second| {
        let mut assignment = assignment(id, status);
        (assignment.hit, assignment.submitted) = (HitId::from_service(hit), Some(at(second)));
        SavedRecord::Assignment(Box::new(saved(assignment, service(100))))
    };
    let records = vec![
        hit("3H1", "3T1", "BatchId:17;OriginalHitTemplateId:1;"),
        hit("3H2", "3T2", "BatchId:18;"),
        bonus("3B"),
        bonus("3ELSEWHERE"),
        work("3C", "3H2", Status::Submitted, 30),
        work("3B", "3H1", Status::Approved, 20),
        work("3A", "3H1", Status::Rejected, 10),
        hit("3H3", "3T2", ""),
    ];
    scene.keep_records(service(100), records);
    let told = |selection: &Selection| -> Vec<String> {
        let name = |record| match record {
            SavedRecord::Hit(hit) => hit.id.to_string(),
            SavedRecord::Assignment(saved) => saved.assignment.id.to_string(),
            SavedRecord::Bonus(bonus) => format!("bonus {}", bonus.assignment),
            SavedRecord::Remark(_) => unreachable!(),
        };
        scene.replay(selection).into_iter().map(name).collect()
    };
    let all = Selection::default();
    assert_eq!(told(&all), ["3H1", "3A", "3B", "bonus 3B", "3H2", "3C", "3H3", "bonus 3ELSEWHERE"]);
    assert_eq!(
        told(&Selection { batches: vec!["17".into()], ..all.clone() }),
        ["3H1", "3A", "3B", "bonus 3B"]
    );
    assert_eq!(told(&Selection { hit_types: vec!["3T2".into()], ..all.clone() }), ["3H2", "3C", "3H3"]);
    assert_eq!(told(&Selection::of_hit(HitId::from_service("3H3"))), ["3H3"]);
    let rejected = Selection { statuses: StatusSet::only(Status::Rejected), ..all.clone() };
    assert_eq!(told(&rejected), ["3H1", "3A"]);
    assert_eq!(told(&Selection { before: Some(at(20)), ..all.clone() }), ["3H1", "3A"]);
    assert_eq!(
        told(&Selection { since: Some(at(20)), ..all.clone() }),
        ["3H1", "3B", "bonus 3B", "3H2", "3C"]
    );
    assert_eq!(told(&Selection { sources: vec!["production".into()], ..all.clone() }).len(), 7);
    assert_eq!(told(&Selection { sources: vec!["file".into()], ..all }), [""; 0]);
}

#[test]
fn a_replay_ends_where_nobody_wants_more() {
    let scene = Scene::new();
    scene.keep(&[saved(submitted(), service(1)), saved(assignment("3B", Status::Submitted), service(1))]);
    let mut count = 0;
    let take = &mut |_| {
        count += 1;
        if count == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    scene.archive().replay(&Selection::default(), take).unwrap();
    assert_eq!(count, 2);
}

#[test]
fn a_bonus_is_kept_once() {
    let scene = Scene::new();
    let report = scene.keep_records(service(1), vec![bonus("3A"), bonus("3A")]);
    assert_eq!((report.tally.bonuses.new, report.tally.bonuses.same), (1, 1));
}
