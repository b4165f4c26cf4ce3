//! The list of HITs.

use crate::rig::{Rig, at, hit, hit_id, setup};
use hitdeck::feed::{DistinctHits, HitsNews, ReviewPlan};
use hitdeck::model::{Hit, HitId};
use hitdeck::source::{Problem, ProblemKind};
use hitdeck::tui::keymap::Needs;
use hitdeck::tui::{Effect, Msg};

pub(crate) fn listed() -> Rig {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![
        hit("3HIT1", "Transcribe short recordings", -900_000),
        hit(hit_id().as_str(), "Sort product photos by what they show", -200_000),
        hit("3HIT2", "How do you shop for shoes?", -400_000),
    ]));
    rig.hits(HitsNews::Complete);
    rig
}

/// A screen that was opened without a HIT.
pub(crate) fn without_hit(width: u16, height: u16) -> Rig {
    let base = setup(width, height);
    Rig::empty(hitdeck::tui::Setup {
        plan: ReviewPlan { hits: DistinctHits::default(), ..base.plan },
        ..base
    })
}

#[test]
fn without_a_hit_the_accounts_hits_are_listed() {
    let rig = without_hit(120, 40);
    assert!(matches!(rig.effects[..], [Effect::ListHits(_)]));
    rig.shows("Asking for the HITs");
}

#[test]
fn the_cursor_is_on_the_hit_under_review_and_enter_goes_back_to_it() {
    let mut rig = listed();
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id, hit_id());
    rig.effects.clear();
    rig.keys("<enter>");
    rig.shows("Submitted 27");
    assert!(rig.effects.is_empty(), "what is loaded is not loaded again");
}

pub(crate) fn selected(rig: &Rig) -> String {
    rig.app.hits().unwrap().selected().unwrap().id.to_string()
}

/// A list of four HITs, the newest first, read to its end.
fn four() -> Rig {
    let mut rig = without_hit(120, 40);
    rig.hits(HitsNews::Page(page(&[1, 2, 3, 4])));
    rig.hits(HitsNews::Complete);
    rig
}

fn page(numbers: &[i64]) -> Vec<Hit> {
    numbers.iter().map(|n| hit(&format!("3HIT{n}"), &format!("Task number {n}"), -n * 1000)).collect()
}

/// The account's HITs are read anew.
fn listed_anew(rig: &mut Rig, numbers: &[i64]) {
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Page(page(numbers)));
    rig.hits(HitsNews::Complete);
}

#[test]
fn where_the_selected_hit_is_gone_the_one_that_took_its_place_is_selected() {
    let mut rig = four();
    rig.keys("jj");
    assert_eq!(selected(&rig), "3HIT3");
    listed_anew(&mut rig, &[2, 4]);
    assert_eq!(selected(&rig), "3HIT4");
    listed_anew(&mut rig, &[2, 0]);
    assert_eq!(selected(&rig), "3HIT2", "it was the last");
    listed_anew(&mut rig, &[]);
    rig.shows("This account has no HITs here");
}

#[test]
fn a_hit_that_arrives_above_the_first_does_not_change_what_one_reads() {
    let mut rig = four();
    listed_anew(&mut rig, &[0, 1, 2, 3, 4]);
    assert_eq!(selected(&rig), "3HIT1");
}

#[test]
fn a_search_that_is_taken_back_leads_to_the_first_hit_where_the_one_before_it_is_gone() {
    let mut rig = four();
    rig.keys("jj/number 4");
    listed_anew(&mut rig, &[1, 2, 4]);
    rig.keys("<esc>");
    assert_eq!(selected(&rig), "3HIT1");
    listed_anew(&mut rig, &[0, 1, 2]);
    assert_eq!(selected(&rig), "3HIT1");
}

#[test]
fn enter_reviews_another_hit() {
    let mut rig = listed();
    rig.effects.clear();
    rig.keys("j<enter>");
    assert!(matches!(&rig.effects[..], [Effect::Follow(_, plan)] if plan.hits[0].as_str() == "3HIT2"));
    rig.shows("Asking for the first page");
}

#[test]
fn rejected_work_is_counted_only_for_hits_on_the_screen_and_once() {
    let mut rig = listed();
    let counted: usize =
        rig.effects.iter().map(|e| if let Effect::CountRejected(hits) = e { hits.len() } else { 0 }).sum();
    assert_eq!(counted, 3);
    rig.shows("28 waiting · 20 decided");
    rig.hits(HitsNews::Rejected(hit_id(), 7));
    rig.shows("28 waiting · 13 approved · 7 rejected");
    rig.send(Msg::Resize(200, 40));
    let line = rig
        .text()
        .lines()
        .find(|line| line.contains("▌   Sort") || line.contains("▌ Sort"))
        .unwrap()
        .to_owned();
    assert!(
        line.contains(" 13 ") && line.contains(" 7 "),
        "20 completed are 13 approved and 7 rejected: {line}"
    );
}

#[test]
fn the_header_says_how_old_the_list_is_and_never_that_it_is_live() {
    let mut rig = without_hit(120, 20);
    rig.shows("loading");
    rig.hits(HitsNews::Page(page(&[1, 2])));
    rig.hits(HitsNews::Complete);
    rig.shows("○ read 14:13:20");
    rig.wait(60_000);
    rig.shows("○ read 14:13:20");
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Waiting(refused(), at(600)));
    rig.shows("○ read 14:13:20");
    rig.hits(HitsNews::Recovered);
    rig.hits(HitsNews::Stopped(refused()));
    rig.shows("○ stopped · read 14:13:20");
    rig.shows_not("live");
}

#[test]
fn a_search_tells_which_of_the_hits_found_one_stands_on() {
    let mut rig = four();
    rig.keys("/number<enter>");
    rig.shows("“number” 1 of 4");
    rig.keys("n");
    rig.shows("“number” 2 of 4");
    rig.keys("gN");
    rig.shows("“number” 4 of 4");
    rig.keys("/number 2<enter>k");
    rig.shows("“number 2” 1 found");
}

#[test]
fn keys_act_only_where_what_they_need_is_there() {
    let has = |rig: &Rig, needs| rig.app.screen.has(needs);
    let mut rig = without_hit(120, 20);
    for needs in [Needs::Row, Needs::Search, Needs::Problem, Needs::NewRow, Needs::Filter, Needs::StoppedList]
    {
        assert!(!has(&rig, needs), "{needs:?}");
    }
    rig.keys("y").shows("Nothing is selected");
    rig.hits(HitsNews::Page(page(&[1, 2])));
    assert!(has(&rig, Needs::Nothing) && has(&rig, Needs::Row));
    rig.keys("/number<enter>");
    assert!(has(&rig, Needs::Search));
    rig.keys("<esc>");
    assert!(!has(&rig, Needs::Search));
    rig.hits(HitsNews::Stopped(refused()));
    assert!(has(&rig, Needs::Problem));
}

fn refused() -> Problem {
    let (tried, answer) = ("ListAssignmentsForHIT".to_owned(), "Not yours.".to_owned());
    Problem { kind: ProblemKind::Refused, tried, answer, advice: String::new() }
}

/// The HITs of which rejected work was asked to be counted since the last time, in order.
fn asked(rig: &mut Rig) -> Vec<String> {
    let effects = std::mem::take(&mut rig.effects);
    let counted = effects.into_iter().filter_map(|effect| match effect {
        Effect::CountRejected(hits) => Some(hits),
        _ => None,
    });
    counted.flatten().map(|id| id.to_string()).collect()
}

#[test]
fn what_could_not_be_counted_is_asked_again_once_it_comes_into_view_anew_or_on_request() {
    let mut rig = without_hit(120, 8);
    rig.hits(HitsNews::Page(page(&(1..=20).collect::<Vec<_>>())));
    rig.hits(HitsNews::Complete);
    assert!(asked(&mut rig).contains(&"3HIT1".to_owned()));
    rig.hits(HitsNews::NotCounted(HitId::from_service("3HIT1"), refused()));
    rig.keys("jk");
    assert!(asked(&mut rig).is_empty(), "it is on the screen still");
    rig.keys("Gg");
    assert!(asked(&mut rig).contains(&"3HIT1".to_owned()));
    rig.hits(HitsNews::NotCounted(HitId::from_service("3HIT1"), refused()));
    assert!(asked(&mut rig).is_empty());
    rig.keys("r");
    assert!(asked(&mut rig).contains(&"3HIT1".to_owned()));
}

#[test]
fn search_and_sort_work_on_hits_too() {
    let mut rig = listed();
    rig.keys("/shoes<enter>");
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id.as_str(), "3HIT2");
    rig.keys("st");
    assert_eq!(
        rig.app.hits().unwrap().table.get(0).unwrap().id.as_str(),
        "3HIT2",
        "How before Sort before Transcribe"
    );
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id.as_str(), "3HIT2");
    rig.keys("<esc><esc>");
    rig.shows("Submitted 27");
}

#[test]
fn a_review_that_was_left_shows_at_once_when_opened_again() {
    let mut rig = listed();
    rig.keys("j<enter>h");
    rig.effects.clear();
    rig.keys("k<enter>");
    rig.shows("Submitted 27");
    assert!(matches!(&rig.effects[..], [Effect::Follow(_, plan)] if plan.hits[0] == hit_id()));
}

#[test]
fn an_invented_id_does_not_stand_for_a_title() {
    let mut rig = listed();
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Page(vec![Hit::new(HitId::invented("ff02"))]));
    rig.hits(HitsNews::Complete);
    rig.shows("a HIT without an id");
    rig.shows_not("ff02");
}
