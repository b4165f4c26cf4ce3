//! What keys do.

use crate::rig::{Rig, assignment, hit_id, setup};
use crossterm::event::{KeyCode, KeyEvent};
use hitdeck::feed::{News, PageChain};
use hitdeck::model::{Assignment, Status, StatusSet, WorkerId};
use hitdeck::tui::{Effect, Msg};

#[test]
fn review_starts_with_submitted_work_newest_first() {
    let rig = Rig::loaded(120, 40);
    rig.shows("Submitted 27");
    assert_eq!(rig.number(), 0);
}

#[test]
fn letters_and_arrows_move_alike() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jj<down>k<up>j");
    assert_eq!(rig.number(), 4, "0, 1, 4, 6 are the first submitted ones");
    rig.keys("G");
    let last = rig.number();
    rig.keys("g<end>");
    assert_eq!(rig.number(), last);
    rig.keys("<home>");
    assert_eq!(rig.number(), 0);
}

#[test]
fn a_count_repeats_a_movement_and_picks_a_row() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("5j");
    assert_eq!(rig.app.review().unwrap().position(), 5);
    rig.keys("012g");
    assert_eq!(rig.app.review().unwrap().position(), 11);
}

#[test]
fn a_count_that_begins_with_a_status_key_is_typed_with_a_zero_before_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("03j");
    let review = rig.app.review().unwrap();
    assert_eq!(review.filter().statuses, StatusSet::only(Status::Submitted));
    assert_eq!(review.position(), 3);
    rig.keys("010j");
    assert_eq!(rig.app.review().unwrap().position(), 13);
}

#[test]
fn a_status_key_acts_at_once_and_the_movement_after_it_is_just_movement() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("3j");
    let review = rig.app.review().unwrap();
    assert_eq!(review.filter().statuses, StatusSet::only(Status::Approved));
    assert_eq!(review.position(), 1);
}

#[test]
fn tab_goes_through_the_statuses_and_back() {
    let mut rig = Rig::loaded(120, 40);
    let statuses = |rig: &Rig| rig.app.review().unwrap().filter().statuses;
    rig.keys("<tab>");
    assert_eq!(statuses(&rig), StatusSet::only(Status::Approved));
    rig.keys("<tab><tab>");
    assert_eq!(statuses(&rig), StatusSet::ALL);
    rig.keys("<shift-tab>");
    assert_eq!(statuses(&rig), StatusSet::only(Status::Rejected));
}

#[test]
fn any_combination_of_statuses_can_be_chosen() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("Sr<esc>");
    let chosen: StatusSet = [Status::Submitted, Status::Rejected].into_iter().collect();
    assert_eq!(rig.app.review().unwrap().filter().statuses, chosen);
}

#[test]
fn search_jumps_while_typing_and_n_goes_round() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/cat<enter>");
    let first = rig.number();
    assert_eq!(first % 5, 4, "every fifth answer is a Cat toy");
    rig.keys("n");
    assert_eq!(rig.number(), first + 5);
    rig.keys("N");
    assert_eq!(rig.number(), first);
    rig.keys("N");
    assert_eq!(rig.number(), 44);
    rig.shows("Past the top");
}

#[test]
fn search_has_smart_case_and_reaches_ids_and_workers() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/Cat<enter>");
    assert_eq!(rig.number() % 5, 4);
    rig.keys("/CAT<enter>");
    rig.shows("Nothing found for “CAT”");
    rig.keys("/0000017<enter>");
    assert_eq!(rig.number(), 17);
    rig.keys("/worker05<enter>");
    assert_eq!(rig.number() % 13, 5);
}

#[test]
fn escape_takes_a_search_back() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jj");
    let here = rig.number();
    rig.keys("/lamp");
    assert_ne!(rig.number(), here);
    rig.keys("<esc>");
    assert_eq!(rig.number(), here);
    rig.keys("n");
    rig.shows("Nothing is searched for");
}

#[test]
fn a_text_filter_shows_what_matches_and_escape_drops_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1flamp<enter>");
    assert_eq!(rig.app.review().unwrap().view().len(), 9);
    rig.shows("text “lamp” 9");
    rig.keys("<esc>");
    assert_eq!(rig.app.review().unwrap().view().len(), 48);
}

#[test]
fn w_shows_only_this_worker_and_then_all_again_with_the_cursor_where_it_was() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1jjj");
    let here = rig.number();
    rig.keys("w");
    assert_eq!(rig.app.review().unwrap().view().len(), 4);
    assert_eq!(rig.number(), here);
    rig.keys("w");
    assert_eq!(rig.app.review().unwrap().view().len(), 48);
    assert_eq!(rig.number(), here);
}

#[test]
fn sorting_keeps_the_cursor_on_its_assignment_and_turns_round() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jjj");
    let here = rig.number();
    rig.keys("st");
    assert_eq!(rig.number(), here);
    rig.shows("took↑");
    rig.keys("st");
    rig.shows("took↓");
    assert_eq!(rig.number(), here);
}

#[test]
fn enter_and_escape_go_through_the_panes_and_j_scrolls_the_answer() {
    let mut rig = Rig::loaded(80, 12);
    rig.keys("<enter>");
    rig.shows("▌Answer");
    let here = rig.number();
    rig.keys("j");
    assert_eq!(rig.number(), here, "the list does not move while the answer has the keys");
    rig.keys("J");
    assert_ne!(rig.number(), here);
    rig.keys("<enter>");
    rig.shows("▌Timeline");
    rig.keys("<esc><esc>");
    rig.shows_not("▌Answer");
}

#[test]
fn long_feedback_is_wrapped_and_the_timeline_scrolls_to_its_end() {
    let mut rig = Rig::empty(setup(120, 24));
    let words = (0..60).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let told = hitdeck::model::Assignment { feedback: Some(words.into()), ..assignment(3) };
    rig.news(News::Page(
        PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Rejected) },
        vec![told],
    ));
    rig.keys("4<enter><enter>");
    rig.shows("feedback    word0 word1");
    rig.shows_not("worker      A");
    rig.shows("1–10 of 15 · UTC");
    rig.keys("G");
    rig.shows("word59");
    rig.shows("worker      A");
    rig.shows("6–15 of 15 · UTC");
    rig.keys("g");
    rig.shows("rejected    14:10:15   3m ago");
    rig.keys("99j");
    rig.shows("worker      A");
}

#[test]
fn raw_shows_the_document_and_unfold_the_noise() {
    let mut rig = Rig::loaded(120, 40);
    rig.shows("3 fields, 1 folded");
    rig.keys("z");
    rig.shows("3 fields, 1 of them noise");
    rig.keys("x");
    rig.shows("Answer as sent");
    rig.shows("<?xml");
}

#[test]
fn times_switch_between_utc_and_local() {
    let mut rig = Rig::loaded(120, 40);
    rig.shows("submitted   14:12:50");
    rig.keys("t");
    rig.shows("submitted   16:12:50");
}

#[test]
fn a_key_that_can_not_act_says_why() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("*");
    rig.shows("Nothing new has come in");
    rig.keys("R");
    rig.shows("Nothing stopped early");
    rig.wait(5000);
    rig.shows_not("Nothing stopped early");
}

#[test]
fn a_key_that_does_nothing_is_named() {
    let mut rig = Rig::loaded(120, 40);
    rig.send(Msg::Key(KeyEvent::from(KeyCode::F(5))));
    rig.shows("F5 does nothing here");
}

#[test]
fn keys_work_before_anything_has_arrived() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.keys(
        "jkgG<tab><enter>x z5j/cat<enter>nNwFSs<esc>f<esc>y?<esc>:<esc>!t*JK<ctrl-d><ctrl-u><pgdn><pgup>",
    );
    rig.shows("Asking for the first page");
}

#[test]
fn quit_asks_nothing_and_refresh_asks_for_a_look() {
    let mut rig = Rig::loaded(120, 40);
    rig.effects.clear();
    rig.keys("r<ctrl-z>q");
    assert!(matches!(rig.effects[..], [Effect::Refresh, Effect::Suspend, Effect::Quit]));
}

#[test]
fn w_shows_exactly_this_worker_and_no_longer_id_that_holds_it() {
    let mut rig = Rig::empty(setup(120, 40));
    let of = |n: i64, worker: &str| Assignment {
        worker: WorkerId::from_service(worker),
        status: Status::Submitted,
        ..assignment(n)
    };
    rig.news(News::Page(
        PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) },
        vec![of(0, "A1EXAMPLE"), of(1, "A1EXAMPLE2"), of(2, "A1EXAMPLE")],
    ));
    rig.keys("w");
    assert_eq!(rig.app.review().unwrap().view().len(), 2);
    rig.shows("worker A1EXAMPLE 2");
    rig.keys("f<tab>x<esc>");
    assert_eq!(
        rig.app.review().unwrap().view().len(),
        2,
        "what was typed and taken back leaves it as it was"
    );
    rig.keys("f<tab><ctrl-u>a1example<enter>");
    assert_eq!(rig.app.review().unwrap().view().len(), 3, "what is typed is a part of an id");
    rig.keys("w");
    assert_eq!(rig.app.review().unwrap().view().len(), 2);
    rig.keys("w");
    assert_eq!(rig.app.review().unwrap().view().len(), 3);
    rig.shows_not("worker A1EXAMPLE 2");
}
