//! What was saved, under review: nothing counts down, what is missing is said, what there is to tell stays reachable.

use crate::rig::{Rig, at, hit, setup};
use hitdeck::feed::News;
use hitdeck::model::{
    Assignment, AssignmentId, Environment, HitId, NamedText, Provenance, Remark, RemarkWeight,
    SavedAssignment, Status, Trials, WorkerId,
};
use hitdeck::tui::Effect;

fn named(name: &str, text: &str) -> NamedText {
    NamedText { name: name.into(), text: text.into() }
}

/// The `n`-th row of a batch file: every second one approved, the first without an id.
fn row(n: i64) -> SavedAssignment {
    let status = if n % 2 == 1 { Status::Approved } else { Status::Submitted };
    let id = match n {
        0 => AssignmentId::invented("7f"),
        n => AssignmentId::from_service(format!("3SAVED{n:024}")),
    };
    let worker = WorkerId::from_service(if n == 2 { String::new() } else { format!("AWORKER{n}") });
    let assignment = Assignment {
        status,
        accepted: Some(at(-400 * 86_400 - n * 100 - 60)),
        submitted: Some(at(-400 * 86_400 - n * 100)),
        auto_approval: Some(at(-397 * 86_400 - n * 100)),
        approved: (status == Status::Approved).then(|| at(-399 * 86_400)),
        ..Assignment::new(id, worker, HitId::from_service("3HIT"))
    };
    SavedAssignment {
        answers: vec![
            named("category", ["shoes", "hat"][usize::try_from(n).unwrap() % 2]),
            named("note", "0042"),
        ],
        inputs: vec![named("image_url", "https://example.com/1.jpg"), named("title", "Red shoes, size 42")],
        ..SavedAssignment::new(
            assignment,
            Provenance::File { file: "batch.csv".into(), line: n.cast_unsigned() + 2 },
        )
    }
}

fn remark(weight: RemarkWeight, text: &str) -> News {
    News::Remark(Remark { weight, file: "batch.csv".into(), line: Some(3), text: text.to_owned() })
}

fn opened(width: u16, height: u16) -> Rig {
    let mut rig = Rig::empty(hitdeck::tui::Setup { environment: Environment::Files, ..setup(width, height) });
    assert!(matches!(rig.effects[..], [Effect::ReadFiles(_)]));
    rig.news(News::Hit(Box::new(hit("3HIT", "Sort product photos", -401 * 86_400))));
    rig.news(News::Saved((0..6).map(row).collect()));
    rig
}

#[test]
fn rows_show_while_the_files_are_still_read() {
    let mut rig = opened(120, 30);
    rig.shows("FILE");
    rig.shows("reading");
    rig.shows("AWORKER1");
    rig.news(News::FilesRead);
    rig.shows_not("reading");
    assert_eq!(rig.app.review().unwrap().store().len(), 6);
}

#[test]
fn nothing_counts_down_on_what_was_saved() {
    let mut rig = opened(120, 30);
    rig.news(News::FilesRead);
    rig.shows_not("due");
    assert_eq!(rig.app.next_wake(), None);
}

#[test]
fn what_a_row_lacks_is_said_and_not_made_up() {
    let mut rig = opened(120, 30);
    rig.news(News::FilesRead);
    rig.keys("1g");
    assert_eq!(rig.selected(), "~7f");
    rig.shows("its id is not in the file");
    rig.shows_not("~7f");
}

#[test]
fn what_there_is_to_tell_is_counted_and_listed_with_the_weightiest_first() {
    let mut rig = opened(120, 30);
    rig.keys("!");
    rig.shows("Nothing is wrong");
    rig.news(remark(RemarkWeight::Note, "a column of its own"));
    rig.news(remark(RemarkWeight::Loss, "a row could not be read"));
    rig.news(News::FilesRead);
    rig.shows("! 2 remarks");
    rig.keys("!");
    rig.shows("batch.csv:3: a row could not be read");
    let text = rig.text();
    assert!(text.find("could not be read") < text.find("a column of its own"));
}

#[test]
fn an_answer_in_columns_shows_like_any_other() {
    let mut rig = opened(120, 30);
    rig.news(News::FilesRead);
    rig.shows("category");
    rig.shows("0042");
}

#[test]
fn the_task_stands_over_the_answer_where_there_is_room_and_shows_by_its_key_elsewhere() {
    let mut rig = opened(120, 30);
    rig.news(News::FilesRead);
    rig.shows("Task");
    rig.shows("Red shoes, size 42");
    let mut rig = opened(80, 24);
    rig.news(News::FilesRead);
    rig.shows_not("Red shoes, size 42");
    rig.keys("T");
    rig.shows("Red shoes, size 42");
    rig.shows_not("0042");
    rig.keys("<esc>");
    rig.shows("0042");
}

#[test]
fn of_a_live_hit_the_task_shows_when_it_is_asked_for() {
    let mut rig = Rig::loaded(120, 30);
    rig.keys("T");
    rig.shows("What the worker was asked is not known here");
    let question = "<QuestionForm><Overview><Text>Look closely.</Text></Overview></QuestionForm>";
    let known = hitdeck::model::Hit {
        question: Some(question.into()),
        ..hit(crate::rig::hit_id().as_str(), "Sort product photos by what they show", -200_000)
    };
    rig.news(News::Hit(Box::new(known)));
    rig.shows_not("Look closely.");
    rig.keys("T");
    rig.shows("Look closely.");
    rig.keys("T");
    rig.shows_not("Look closely.");
}

#[test]
fn trials_columns_of_the_files_own_and_surplus_cells_stand_under_the_answer() {
    let mut rig = opened(120, 40);
    let trials = Trials {
        columns: ["rt".into(), "object".into()].into(),
        rows: vec![vec!["901".into(), "obj1".into()], vec!["902".into(), "obj2".into()]],
    };
    let whole = SavedAssignment {
        extra: vec![named("Turkle.Username", "joe")],
        surplus: vec!["a cell too many".into()],
        trials: Some(trials),
        ..row(9)
    };
    rig.news(News::Saved(vec![whole]));
    rig.news(News::FilesRead);
    rig.keys("G");
    for text in ["In 2 rows of the file", "902", "Turkle.Username", "joe", "a cell too many", "batch.csv:11"]
    {
        rig.shows(text);
    }
}

#[test]
fn where_only_files_are_open_nothing_asks_a_service_and_invented_ids_do_not_show() {
    let mut rig = opened(120, 30);
    let mut other = row(7);
    other.assignment.hit = HitId::invented("ff02");
    rig.news(News::Hit(Box::new(hitdeck::model::Hit::new(HitId::invented("ff02")))));
    rig.news(News::Saved(vec![other]));
    rig.news(News::FilesRead);
    rig.shows("2 HITs");
    rig.keys("G");
    rig.shows_not("ff02");
    rig.keys("rh");
    rig.shows("Only files are open");
    assert!(matches!(rig.effects[..], [Effect::ReadFiles(_)]));
}

#[test]
fn columns_of_one_element_are_one_field_and_show_to_the_letter_as_saved() {
    let mut rig = opened(120, 40);
    let of_element = SavedAssignment {
        answers: vec![named("age.option_1", "True"), named("age.option_2", "False")],
        ..row(9)
    };
    rig.news(News::Saved(vec![of_element]));
    rig.news(News::FilesRead);
    rig.keys("G");
    rig.shows("✓ option_1   ✗ option_2");
    rig.keys("x");
    rig.shows("age.option_1: True");
}
