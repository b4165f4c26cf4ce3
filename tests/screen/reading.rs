//! Reading an answer: what a search finds in it, and what does not fit together.

use crate::rig::{Rig, assignment, hit_id, setup};
use hitdeck::feed::{News, PageChain};
use hitdeck::model::{Assignment, HitId, Status, StatusSet, WorkerId};
use ratatui::style::Modifier;

fn document(fields: &[(&str, &str)]) -> Box<str> {
    let one = |(name, text): &(&str, &str)| {
        format!("<Answer><QuestionIdentifier>{name}</QuestionIdentifier><FreeText>{text}</FreeText></Answer>")
    };
    format!("<QuestionFormAnswers>{}</QuestionFormAnswers>", fields.iter().map(one).collect::<String>())
        .into()
}

/// The `n`-th assignment, submitted, with this answer.
fn answered(n: i64, fields: &[(&str, &str)]) -> Assignment {
    Assignment {
        answer: Some(document(fields)),
        status: Status::Submitted,
        worker: WorkerId::from_service(format!("A{n}EXAMPLE")),
        ..assignment(n)
    }
}

fn rig(width: u16, height: u16, page: Vec<Assignment>) -> Rig {
    let mut rig = Rig::empty(setup(width, height));
    arrives(&mut rig, page);
    rig
}

fn arrives(rig: &mut Rig, page: Vec<Assignment>) {
    rig.news(News::Page(PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) }, page));
}

/// So many lines, with a word on some of them.
fn story(lines: usize, word: &str, on: &[usize]) -> String {
    let line = |n| if on.contains(&n) { format!("line {n} {word}\n") } else { format!("line {n}\n") };
    (0..lines).map(line).collect()
}

#[test]
fn a_search_scrolls_the_answer_to_the_match_also_on_the_row_one_is_on() {
    let mut rig = rig(120, 30, vec![answered(0, &[("story", &story(80, "otter", &[60]))])]);
    rig.shows("line 0");
    rig.shows_not("line 60");
    rig.keys("/otter");
    rig.shows("line 60 otter");
    rig.keys("<esc>");
    rig.shows("line 0");
    rig.keys("/otter<enter>");
    rig.shows("line 60 otter");
    rig.shows("“otter” 1 of 1");
}

#[test]
fn n_goes_through_the_matches_of_an_answer_before_the_next_row() {
    let page = vec![
        answered(0, &[("story", &story(80, "otter", &[2, 40, 70]))]),
        answered(1, &[("story", "none here")]),
        answered(2, &[("otter", "the name of a field is not searched")]),
        answered(3, &[("story", &story(80, "otter", &[5, 75]))]),
    ];
    let mut rig = rig(120, 30, page);
    rig.keys("/otter<enter>");
    rig.shows("line 2 otter");
    rig.shows("match 1 of 3");
    rig.shows("“otter” 1 of 2");
    rig.keys("n");
    assert_eq!(rig.number(), 0);
    rig.shows("line 40 otter");
    rig.shows("match 2 of 3");
    rig.keys("nn");
    assert_eq!(rig.number(), 3);
    rig.shows("line 5 otter");
    rig.shows("match 1 of 2");
    rig.shows("“otter” 2 of 2");
    rig.keys("N");
    assert_eq!(rig.number(), 0);
    rig.shows("line 70 otter");
    rig.shows("match 3 of 3");
    rig.keys("5n");
    assert_eq!(rig.number(), 0, "past the end of the list to the top");
    rig.shows("match 3 of 3");
    rig.keys("j").wait(5000);
    rig.shows("“otter” 2 found");
}

#[test]
fn the_only_row_found_is_gone_through_round_its_end() {
    let mut rig = rig(120, 30, vec![answered(0, &[("story", &story(80, "otter", &[2, 40]))])]);
    rig.keys("/otter<enter>n");
    rig.shows("match 2 of 2");
    rig.keys("n");
    rig.shows("match 1 of 2");
    rig.shows("line 2 otter");
    rig.shows("Past the end");
}

#[test]
fn where_the_answer_does_not_show_n_goes_from_row_to_row() {
    let page = vec![answered(0, &[("story", "otter and otter")]), answered(1, &[("story", "otter")])];
    let mut rig = rig(40, 12, page);
    rig.keys("/otter<enter>n");
    assert_eq!(rig.number(), 1);
}

#[test]
fn a_match_that_a_line_is_broken_in_stands_out_on_both_lines() {
    let words = "The left one has a worn sole, so I was not sure whether it counts as new or as used.";
    let mut rig = rig(80, 24, vec![answered(0, &[("comment", words)])]);
    rig.keys("/left one has a worn sole, so I was not sure whether<enter>");
    let buffer = rig.buffer();
    let bold = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD);
    let answer = (0..24).flat_map(|y| (36..80).map(move |x| (x, y))).map(|at| &buffer[at]);
    let marked: String = answer.filter(bold).map(ratatui::buffer::Cell::symbol).collect();
    assert_eq!(marked.split_whitespace().collect::<String>(), "leftonehasawornsole,soIwasnotsurewhether");
    rig.shows("match 1 of 1");
}

#[test]
fn an_id_in_the_form_that_is_not_the_services_is_told() {
    let fields = [("workerId", "A9OTHER"), ("assignmentId", assignment(0).id.as_str()), ("why", "because")]
        .map(|(name, text)| (name, text.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut rig = rig(120, 30, vec![answered(0, &fields)]);
    rig.shows("The form says worker A9OTHER, the service says");
    rig.shows("workerId");
    rig.shows_not("assignmentId");
    rig.shows("3 fields, 1 folded");
    rig.keys("x");
    rig.shows_not("the service says");
}

#[test]
fn two_records_of_one_assignment_that_contradict_each_other_are_told() {
    let mut rig = rig(120, 30, vec![answered(0, &[("why", "because")])]);
    rig.shows_not("An earlier record");
    rig.shows("▌  ○ A0EXAMPLE");
    let other = Assignment { id: assignment(0).id, ..answered(7, &[("why", "another reason")]) };
    arrives(&mut rig, vec![other]);
    rig.shows("An earlier record of this assignment names");
    rig.shows("A0EXAMPLE and has another answer");
    rig.shows("another reason");
    rig.shows("▌ !○ A7EXAMPLE");
}

#[test]
fn labels_have_one_width_in_all_answers_of_a_hit() {
    let page = vec![
        answered(0, &[("why", "a reason")]),
        answered(1, &[("department", "Bags"), ("why", "another reason")]),
    ];
    let mut rig = rig(120, 30, page);
    rig.shows("why         a reason");
    rig.keys("j");
    rig.shows("department  Bags");
    rig.shows("why         another reason");
}

#[test]
fn an_answer_that_arrives_anew_stays_where_it_was_scrolled_to() {
    let mut rig = rig(120, 30, vec![answered(0, &[("story", &story(80, "x", &[]))])]);
    rig.keys("<enter>010j");
    rig.shows_not("line 9");
    let approved = Assignment { status: Status::Approved, ..answered(0, &[("story", &story(80, "x", &[]))]) };
    rig.keys("1");
    arrives(&mut rig, vec![approved]);
    rig.shows_not("line 9");
    rig.shows("line 10");
}

#[test]
fn a_timeline_that_shows_whole_keeps_its_keys_to_itself() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jj");
    let here = rig.number();
    rig.keys("<enter><enter>jgGk");
    assert_eq!(rig.number(), here);
    rig.keys("J");
    assert_ne!(rig.number(), here);
}

#[test]
fn times_of_today_get_their_date_at_midnight() {
    let mut rig = Rig::loaded(120, 40);
    rig.shows("submitted   14:12:50   40s later");
    while rig.text().contains("submitted   14:12:50") {
        rig.now = rig.app.next_wake().unwrap();
        rig.send(hitdeck::tui::Msg::Wake);
    }
    rig.shows("submitted   21 Sep 14:12:50   40s later");
    assert_eq!(rig.now.to_string(), "2026-09-22T00:00:00Z", "it is drawn anew at midnight and not later");
}

#[test]
fn a_hit_is_named_where_there_are_several() {
    let mut several = setup(120, 40);
    several.plan.hits = [hit_id(), HitId::from_service("3OTHER")].into_iter().collect();
    let mut rig = Rig::empty(several);
    rig.load();
    rig.shows("HIT         3X4MQ0EXAMPLE0HIT0000000000K2Q");
}
