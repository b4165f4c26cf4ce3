//! Which of two records counts, and what of the other stays.

use super::scene::{ENDPOINT, Scene, approved, assignment, at, file, named, saved, service, submitted};
use crate::model::{Assignment, Hit, HitId, RemarkWeight, SavedAssignment, SavedRecord, Status, WorkerId};

#[test]
fn older_news_of_a_service_never_overwrites_newer_and_each_status_stays() {
    let scene = Scene::new();
    scene.keep(&[saved(approved(50), service(100))]);
    let report = scene.keep(&[saved(submitted(), service(40))]);
    assert_eq!((report.tally.assignments.same, report.tally.contradictions), (1, 0));
    assert_eq!(scene.only().assignment, approved(50));
    let seen = scene.sightings();
    assert_eq!(
        seen,
        [(ENDPOINT.into(), "Submitted".into(), false), (ENDPOINT.into(), "Approved".into(), false)]
    );
}

#[test]
fn newer_news_of_a_service_takes_its_place_whole() {
    let scene = Scene::new();
    let rejected = Assignment {
        rejected: Some(at(10)),
        feedback: Some("no".into()),
        ..assignment("3A", Status::Rejected)
    };
    scene.keep(&[saved(rejected, service(20))]);
    let report = scene.keep(&[saved(approved(50), service(60))]);
    assert_eq!(report.tally.assignments.changed, 1);
    assert_eq!(scene.only(), saved(approved(50), service(60)), "without the time and words of the rejection");
}

#[test]
fn of_two_files_the_decided_one_counts_then_the_later_decision_whichever_comes_first() {
    let records = [
        saved(submitted(), file("a.csv", 2)),
        saved(Assignment { rejected: Some(at(10)), ..assignment("3A", Status::Rejected) }, file("b.csv", 2)),
        saved(approved(20), file("c.csv", 2)),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
        let scene = Scene::new();
        for at in order {
            scene.keep(std::slice::from_ref(&records[at]));
        }
        assert_eq!(scene.only(), records[2], "{order:?}");
        assert_eq!(scene.sightings().len(), 3);
    }
}

#[test]
fn a_file_goes_before_a_service_only_with_a_decision_that_came_later() {
    for (decided, counts) in [(50, false), (100, false), (101, true)] {
        let scene = Scene::new();
        scene.keep(&[saved(submitted(), service(100))]);
        scene.keep(&[saved(approved(decided), file("a.csv", 2))]);
        let status = if counts { Status::Approved } else { Status::Submitted };
        assert_eq!(scene.only().assignment.status, status, "decided at {decided}");
        let scene = Scene::new();
        scene.keep(&[saved(approved(decided), file("a.csv", 2))]);
        scene.keep(&[saved(submitted(), service(100))]);
        assert_eq!(scene.only().assignment.status, status, "decided at {decided}, the other way round");
    }
    let scene = Scene::new();
    scene.keep(&[saved(submitted(), service(100))]);
    scene.keep(&[saved(assignment("3A", Status::Approved), file("a.csv", 2))]);
    assert_eq!(
        scene.only().assignment.status,
        Status::Submitted,
        "a decision without a time is no later one"
    );
}

#[test]
fn what_tells_less_erases_nothing() {
    let scene = Scene::new();
    let mut rich = saved(approved(20), file("a.csv", 2));
    rich.inputs = named(&[("image_url", "https://example.invalid/1.png"), ("", "")]);
    rich.answers = named(&[("label", " NA"), ("label", "0042")]);
    rich.extra = named(&[("LifetimeApprovalRate", "0% (0/0)")]);
    rich.surplus = vec!["x".into()];
    rich.assignment.kept =
        crate::model::KeptMembers::from_json(r#"{"Deadline":"3/25/14 22:12","Later":1}"#.into());
    scene.keep(std::slice::from_ref(&rich));
    let document: Box<str> = "<QuestionFormAnswers/>".into();
    let poor = Assignment { answer: Some(document), deadline: Some(at(99)), ..approved(20) };
    let report = scene.keep(&[saved(poor, service(100))]);
    assert_eq!(report.tally.assignments.changed, 1);
    let kept = scene.only();
    assert_eq!(
        (kept.inputs, kept.answers, kept.extra, kept.surplus),
        (rich.inputs, rich.answers, rich.extra, rich.surplus)
    );
    assert_eq!(kept.assignment.answer.as_deref(), Some("<QuestionFormAnswers/>"));
    assert_eq!(kept.assignment.kept.json(), Some(r#"{"Later":1}"#), "what was no time is one now");
    assert_eq!(kept.provenance, service(100));
    let report = scene.keep(&[saved(approved(20), service(200))]);
    assert!(report.tally.changed_nothing());
    assert_eq!(scene.only().assignment.answer.as_deref(), Some("<QuestionFormAnswers/>"));
}

#[test]
fn a_time_of_a_file_does_not_cut_the_services_own() {
    let scene = Scene::new();
    let exact = Assignment { submitted: Some("2020-09-13T12:26:40.123Z".parse().unwrap()), ..submitted() };
    scene.keep(&[saved(exact.clone(), service(10))]);
    let report = scene.keep(&[saved(approved(20), file("a.csv", 2))]);
    assert_eq!((report.tally.assignments.changed, report.tally.contradictions), (1, 0));
    assert_eq!(scene.only().assignment, Assignment { submitted: exact.submitted, ..approved(20) });
}

#[test]
fn a_file_that_is_opened_again_changes_nothing() {
    let scene = Scene::new();
    let path = scene.folder().join("results.csv");
    std::fs::write(&path, "rows").unwrap();
    let name = path.to_str().unwrap();
    let rows: Vec<SavedAssignment> = (0..50)
        .map(|row| {
            let mut saved = saved(assignment(&format!("3A{row}"), Status::Submitted), file(name, row + 2));
            saved.inputs = named(&[("image", "same for all")]);
            saved
        })
        .collect();
    let first = scene.keep(&rows);
    assert_eq!((first.tally.assignments.new, first.tally.changed_nothing()), (50, false));
    let before = (scene.assignments(), scene.sightings());
    let again = scene.keep(&rows);
    assert_eq!((again.tally.assignments.same, again.tally.changed_nothing()), (50, true));
    assert_eq!((scene.assignments(), scene.sightings()), before);
    let copy = scene.folder().join("copy.csv");
    std::fs::copy(&path, &copy).unwrap();
    let copied: Vec<SavedAssignment> = rows
        .iter()
        .map(|row| SavedAssignment { provenance: file(copy.to_str().unwrap(), 2), ..row.clone() })
        .collect();
    assert!(scene.keep(&copied).tally.changed_nothing());
    assert_eq!(scene.sightings().len(), 50, "what has the same content is the same file");
}

#[test]
fn a_contradiction_is_told_and_both_records_stay() {
    let scene = Scene::new();
    let first = saved(approved(20), file("a.csv", 2));
    scene.keep(std::slice::from_ref(&first));
    let other = Assignment { worker: WorkerId::from_service("AOTHER"), ..approved(20) };
    let report = scene.keep(&[saved(other, file("b.csv", 7))]);
    assert_eq!(report.tally.contradictions, 1);
    let remark = &report.remarks[0];
    assert_eq!((remark.weight, &*remark.file, remark.line), (RemarkWeight::Doubt, "b.csv", Some(7)));
    assert_eq!(
        remark.text,
        "assignment 3A has another WorkerId than a.csv:2 tells; both are kept, that one counts"
    );
    assert_eq!(scene.only(), first);
    let whole: Vec<bool> = scene.sightings().into_iter().map(|(_, _, whole)| whole).collect();
    assert_eq!(whole, [false, true]);
}

#[test]
fn what_files_told_becomes_the_accounts_own() {
    let scene = Scene::new();
    let hit = Hit { title: "A title".into(), max: Some(3), ..Hit::new(HitId::from_service("3HIT")) };
    let mut from_file = saved(submitted(), file("a.csv", 2));
    from_file.inputs = named(&[("a", "b")]);
    let records = vec![SavedRecord::Hit(Box::new(hit.clone())), SavedRecord::Assignment(Box::new(from_file))];
    scene.keep_records(file("a.csv", 1), records);
    let counted = Hit { completed: Some(1), pending: Some(0), title: String::new(), ..hit.clone() };
    scene.keep_records(service(10), vec![SavedRecord::Hit(Box::new(counted))]);
    scene.keep(&[saved(approved(5), service(10))]);
    assert_eq!(scene.hits(), [Hit { completed: Some(1), pending: Some(0), ..hit }]);
    let kept = scene.only();
    assert_eq!((kept.assignment, kept.inputs), (approved(5), named(&[("a", "b")])));
}

#[test]
fn accounts_stay_apart() {
    let scene = Scene::new();
    let elsewhere = crate::model::Provenance::Service { endpoint: "http://127.0.0.1:1".into(), seen: at(1) };
    scene.keep(&[saved(submitted(), service(1))]);
    scene.keep(&[saved(approved(1), elsewhere)]);
    assert_eq!(scene.assignments().len(), 2);
    assert_eq!(scene.hits().len(), 2);
}

#[test]
fn a_question_is_kept_once_and_not_erased_by_lists() {
    let scene = Scene::new();
    let hit = |id: &str, question: Option<&str>| {
        let hit = Hit { question: question.map(Into::into), ..Hit::new(HitId::from_service(id)) };
        SavedRecord::Hit(Box::new(hit))
    };
    let long = "<HTMLQuestion>".repeat(100);
    scene.keep_records(service(1), vec![hit("3H1", Some(&long)), hit("3H2", Some(&long))]);
    let report = scene.keep_records(service(2), vec![hit("3H1", None), hit("3H2", None)]);
    assert_eq!(report.tally.hits.same, 2);
    assert!(scene.hits().iter().all(|hit| hit.question.as_deref() == Some(&*long)));
    let connection = rusqlite::Connection::open(scene.file()).unwrap();
    let texts: i64 = connection.query_row("SELECT count(*) FROM texts", [], |row| row.get(0)).unwrap();
    assert_eq!(texts, 1);
}
