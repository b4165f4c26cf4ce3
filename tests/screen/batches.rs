//! The list of HITs where batches fold, what stands beside it, and what is due.

use crate::hits::{listed, selected, without_hit};
use crate::rig::{Rig, at, hit, hit_id, setup};
use hitdeck::feed::HitsNews;
use hitdeck::model::{Hit, HitId};
use hitdeck::tui::theme::Theme;
use hitdeck::tui::zones::PointerAct;
use hitdeck::tui::{Effect, Msg};
use ratatui::layout::Position;

/// Two batches, of three HITs and of one, and a HIT by itself.
pub(crate) fn batches(width: u16, height: u16) -> Rig {
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
    rig.keys("l");
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
    rig.keys("glj<enter>");
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
    rig.keys("lj");
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
    let long = (1..40).map(|n| format!("Line {n}.")).collect::<Vec<_>>().join("\n");
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
pub(crate) fn pictured(theme: Theme, width: u16, height: u16) -> Rig {
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
