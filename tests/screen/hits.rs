//! The list of HITs.

use crate::rig::{Rig, at, hit, hit_id, setup};
use hitdeck::feed::{DistinctHits, HitsNews, ReviewPlan};
use hitdeck::model::{Hit, HitId};
use hitdeck::source::{Problem, ProblemKind};
use hitdeck::tui::keymap::Needs;
use hitdeck::tui::zones::PointerAct;
use hitdeck::tui::{Effect, Msg};
use ratatui::layout::Position;

fn listed() -> Rig {
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
fn without_hit(width: u16, height: u16) -> Rig {
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

fn selected(rig: &Rig) -> String {
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
    rig.shows("○ read just now");
    assert!(rig.app.next_wake().unwrap() <= at(60));
    rig.wait(60_000);
    rig.shows("○ read 1m ago");
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Waiting(refused(), at(600)));
    rig.shows("○ read 1m ago");
    rig.hits(HitsNews::Recovered);
    rig.hits(HitsNews::Stopped(refused()));
    rig.shows("○ stopped · read 1m ago");
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

/// Two batches, of three HITs and of one, and a HIT by itself.
fn batches(width: u16, height: u16) -> Rig {
    let mut rig = without_hit(width, height);
    rig.hits(HitsNews::Page(in_batches()));
    rig.hits(HitsNews::Complete);
    rig
}

fn in_batches() -> Vec<Hit> {
    let question = "<QuestionForm><Overview><Text>Choose the department that fits the photo.</Text></Overview></QuestionForm>";
    let of = |batch: u32, id: &str, title: &str, created| Hit {
        annotation: Some(format!("BatchId:{batch};OriginalHitTemplateId:92;")),
        question: Some(question.into()),
        description: "Look at one product photo.".to_owned(),
        keywords: "photos, sorting".to_owned(),
        ..hit(id, title, created)
    };
    vec![
        of(4021, "3SORT1", "Sort product photos", -100),
        of(4021, "3SORT2", "Sort product photos", -200),
        of(4021, "3SORT3", "Sort product photos", -300),
        of(4022, "3BOX", "Draw a box", -400),
        hit("3SHOP", "How do you shop?", -500),
    ]
}

#[test]
fn batches_fold_into_a_line_with_their_number_and_sums() {
    let mut rig = batches(120, 20);
    rig.shows("5 HITs · 2 batches · 140 waiting, $23.80 with fees");
    rig.shows("▸ Sort product photos (3)");
    rig.shows("1 of 3");
    let line = rig.text().lines().find(|line| line.contains("(3)")).unwrap().to_owned();
    assert!(line.contains(" 84 ") && line.contains("$14.28"), "{line}");
    rig.shows("3 HITs · 84 waiting · 60 of 180 decided");
    rig.keys("<enter>");
    rig.shows("▾ Sort product photos (3)");
    rig.shows("3SORT2");
    rig.keys("jj");
    assert_eq!(selected(&rig), "3SORT2");
    rig.keys("z");
    rig.shows("▸ Sort product photos (3)");
    rig.shows("1 of 3");
    rig.keys("Gz").shows("This HIT belongs to no other");
    rig.keys("Z").shows("6 of 6");
    rig.keys("Z").shows("3 of 3");
    rig.keys("g<enter>j<enter>");
    assert!(matches!(rig.effects.last(), Some(Effect::Follow(_, plan)) if plan.hits[0].as_str() == "3SORT1"));
}

#[test]
fn a_hit_one_reads_shows_though_others_of_its_batch_arrive() {
    let mut rig = without_hit(120, 20);
    let mut all = in_batches().into_iter();
    rig.hits(HitsNews::Page(all.by_ref().take(1).collect()));
    rig.keys("j");
    assert_eq!(selected(&rig), "3SORT1");
    rig.hits(HitsNews::Page(all.collect()));
    assert_eq!(selected(&rig), "3SORT1");
    rig.shows("▾ Sort product photos (3)");
}

#[test]
fn a_search_opens_the_batch_it_finds_something_in_and_closes_it_when_taken_back() {
    let mut rig = batches(120, 20);
    rig.keys("G/sort2");
    assert_eq!(selected(&rig), "3SORT2");
    rig.shows("“sort2” 1 of 1");
    rig.keys("<esc>").shows("3 of 3");
    rig.keys("/3sort<enter>nn").shows("“3sort” 3 of 3");
    assert_eq!(selected(&rig), "3SORT3");
    rig.keys("Z");
    rig.shows("“3sort” 1 of 3");
}

#[test]
fn several_hits_in_one_line_offer_what_they_share_to_copy() {
    let mut rig = batches(120, 20);
    rig.keys("y");
    rig.shows("HIT type id");
    rig.shows_not("HIT id");
    rig.keys("a");
    assert!(matches!(rig.effects.last(), Some(Effect::Copy(text)) if text.starts_with("BatchId:4021")));
}

#[test]
fn beside_the_list_stands_the_selected_hit_with_what_workers_are_asked() {
    let mut rig = batches(120, 30);
    rig.keys("<enter>j");
    for words in [
        "$0.12 + $0.05 fee · 60 assignments",
        "1 h each",
        "$4.76 with fees for what waits",
        "batch 4021 · photos, sorting",
        "HIT 3SORT1",
        "Choose the department that fits",
    ] {
        rig.shows(words);
    }
    rig.keys("jk");
    let asked = rig
        .effects
        .iter()
        .filter(|effect| !matches!(effect, Effect::ListHits(_) | Effect::CountRejected(_)))
        .count();
    assert_eq!(asked, 0, "passing by asks the service for nothing");
    rig.send(Msg::Resize(109, 30));
    rig.shows_not("Choose the department");
}

#[test]
fn what_is_said_of_a_hit_changes_with_the_day_and_when_it_expires() {
    let mut rig = without_hit(120, 30);
    rig.hits(HitsNews::Page(vec![Hit { expires: Some(at(50)), ..hit("3A", "Soon over", -10) }]));
    rig.hits(HitsNews::Complete);
    rig.shows("created 14:13");
    rig.shows("expires 14:14");
    assert!(rig.app.next_wake().unwrap() <= at(50));
    rig.wait(50_000);
    rig.shows("expired 14:14");
    rig.wait(10 * 3600 * 1000);
    rig.shows("created 21 Sep 14:13");
}

#[test]
fn the_wheel_scrolls_what_is_said_of_a_hit_until_one_goes_elsewhere() {
    let mut rig = without_hit(120, 20);
    let long = (1..40).map(|n| format!("Line {n}.\n")).collect::<String>();
    let of = |id: &str, title: &str, created| Hit { description: long.clone(), ..hit(id, title, created) };
    rig.hits(HitsNews::Page(vec![of("3A", "One", -10), of("3B", "Another", -20)]));
    rig.shows("Line 1.");
    let zones = rig.zones();
    rig.send(Msg::Pointer(PointerAct::Scroll(20), zones.at(Position { x: 100, y: 6 })));
    rig.shows_not("Line 1.");
    rig.shows("Line 15.");
    assert_eq!(selected(&rig), "3A");
    rig.keys("j").shows("Line 1.");
}

#[test]
fn sums_of_what_is_not_known_say_so() {
    let mut rig = without_hit(120, 20);
    let (unknown, free) = (
        Hit { max: None, ..hit("3A", "No counters", -1) },
        Hit { reward: None, ..hit("3B", "No reward", -2) },
    );
    rig.hits(HitsNews::Page(vec![unknown, free, hit("3C", "All known", -3)]));
    rig.shows("3 HITs, more are coming · at least 56 waiting, at least $4.76 with fees");
}

#[test]
fn what_is_due_first_is_known_of_work_that_was_read_and_is_one_order() {
    let mut rig = listed();
    let due = |rig: &Rig, title: &str| {
        let text = rig.text();
        let line =
            text.lines().filter_map(|line| line.split('│').next()).find(|line| line.contains(title)).unwrap();
        (line.contains("due "), line.contains('–'))
    };
    assert_eq!(due(&rig, "Sort product"), (true, false), "the oldest of the 48 is overdue");
    assert_eq!(due(&rig, "How do you"), (false, true));
    rig.keys("sd");
    rig.shows("next due↑");
    assert_eq!(rig.app.hits().unwrap().table.get(0).unwrap().id, hit_id());
    rig.keys("sd");
    assert_eq!(
        rig.app.hits().unwrap().table.get(0).unwrap().id,
        hit_id(),
        "what is not known comes last either way"
    );
    let decided = Hit {
        completed: Some(25),
        ..hit(hit_id().as_str(), "Sort product photos by what they show", -200_000)
    };
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Page(vec![decided]));
    assert_eq!(due(&rig, "Sort product"), (false, true), "it may have been decided meanwhile");
}

/// A list with all there is in it: an open batch with a search in it, a closed one, a HIT of which little is known, and
/// one whose work was read.
pub(crate) fn pictured(theme: hitdeck::tui::theme::Theme, width: u16, height: u16) -> Rig {
    let mut rig = Rig::empty(hitdeck::tui::Setup { theme, ..setup(width, height) });
    rig.load();
    rig.keys("h");
    let read = hit(hit_id().as_str(), "Sort product photos by what they show", -200_000);
    let closed = |n: i64| Hit {
        completed: Some(40),
        available: Some(0),
        ..hit(&format!("3CLIP{n}"), "Transcribe short recordings", -900_000 - n)
    };
    let unknown =
        Hit {
            max: None, reward: None, ..hit("3ODD", "所有商品的照片 – \u{1b}[31m what is it?", -2000)
        };
    rig.hits(HitsNews::Page(
        in_batches().into_iter().chain((1..=40).map(closed)).chain([read, unknown]).collect(),
    ));
    rig.hits(HitsNews::Complete);
    rig.hits(HitsNews::Rejected(HitId::from_service("3SORT2"), 3));
    rig.keys("/3sort<enter>n");
    rig
}
