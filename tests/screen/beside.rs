//! From the list of HITs into what stands beside it, and into a review of several.

use crate::batches::batches;
use crate::hits::{selected, without_hit};
use crate::rig::{Rig, hit, lines};
use hitdeck::feed::HitsNews;
use hitdeck::model::Hit;
use hitdeck::tui::Effect;
use hitdeck::tui::layout::Pane;

/// The HITs that were followed last.
fn followed(rig: &Rig) -> Vec<String> {
    let plan = rig.effects.iter().rev().find_map(|effect| match effect {
        Effect::Follow(_, plan) => Some(plan),
        _ => None,
    });
    plan.unwrap().hits.iter().map(ToString::to_string).collect()
}

#[test]
fn enter_on_a_batch_reviews_all_of_it_and_one_comes_back_to_its_line() {
    let mut rig = batches(120, 20);
    rig.keys("st<enter>");
    assert_eq!(followed(&rig), ["3SORT1", "3SORT2", "3SORT3"]);
    rig.shows("3 HITs");
    rig.keys("<esc>");
    rig.shows("▸ Sort product photos (3)");
    let line = lines(&rig.buffer()).into_iter().find(|line| line.starts_with('▌')).unwrap();
    assert!(line.contains("Sort product photos (3)"), "{line}");
    let follows = rig.effects.len();
    rig.keys("<enter>");
    assert_eq!(rig.effects.len(), follows, "it just shows again");
}

#[test]
fn right_opens_a_line_of_several_and_a_single_hit_is_reviewed() {
    let mut rig = batches(120, 20);
    rig.keys("<right>").shows("▾ Sort product photos (3)");
    rig.keys("j<right>");
    assert_eq!(followed(&rig), ["3SORT1"]);
}

/// A HIT of which there is more to say than has room, and one more.
fn long(width: u16) -> Rig {
    let mut rig = without_hit(width, 20);
    let long = (1..40).map(|n| format!("Line {n}.")).collect::<Vec<_>>().join("\n");
    let of = |id: &str, created| Hit { description: long.clone(), ..hit(id, id, created) };
    rig.hits(HitsNews::Page(vec![of("3A", -10), of("3B", -20)]));
    rig.hits(HitsNews::Complete);
    rig
}

#[test]
fn tab_goes_to_what_is_said_of_a_hit_where_keys_scroll_it() {
    let mut rig = long(120);
    rig.shows_not("Line 39.");
    rig.keys("<tab>G").shows("Line 39.");
    rig.keys("g").shows("Line 1.");
    assert_eq!(selected(&rig), "3A");
    rig.keys("GJ").shows("Line 1.");
    assert_eq!(selected(&rig), "3B");
    rig.keys("K<esc>j");
    assert_eq!(selected(&rig), "3B", "the list has the keys again");
}

#[test]
fn on_a_narrow_screen_it_takes_the_place_of_the_list() {
    let mut rig = long(80);
    rig.shows_not("Line 1.");
    rig.keys("<tab>").shows("Line 1.");
    assert_eq!(rig.app.hits().unwrap().focus, Pane::Answer);
    rig.keys("G").shows("Line 39.");
    rig.keys("J").shows("2 of 2");
    rig.keys("<esc>").shows("waiting");
    rig.shows_not("Line 1.");
}

#[test]
fn a_hit_whose_work_was_read_tells_when_and_how_fast_it_came() {
    let mut rig = Rig::loaded(120, 30);
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![hit(crate::rig::hit_id().as_str(), "Sort product photos", -200_000)]));
    rig.hits(HitsNews::Complete);
    rig.shows("median 2m 14s · first 13:25, last 14:12");
}
