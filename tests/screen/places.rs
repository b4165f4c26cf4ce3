//! Places are rows: a page may arrive between any two keys.

use crate::rig::{Rig, hit_id, setup};
use hitdeck::feed::{HitsNews, News, PageChain};
use hitdeck::model::{Status, StatusSet};
use hitdeck::tui::{Effect, Msg, ScanNews};

#[test]
fn escape_from_a_search_goes_back_to_the_row_though_others_arrived_above_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jjj");
    let here = rig.selected();
    rig.keys("/lamp");
    assert_ne!(rig.selected(), here);
    rig.arrives_newer(100..103);
    rig.keys("<esc>");
    assert_eq!(rig.selected(), here);
}

#[test]
fn escape_from_a_filter_goes_back_to_the_row_though_others_arrived_above_it() {
    for filter in ["fnothing has this", "f<tab>worker05", "fnothing<tab>worker05", "fworker<tab>nobody"] {
        let mut rig = Rig::loaded(120, 40);
        rig.keys("jjj");
        let here = rig.selected();
        rig.keys(filter);
        rig.arrives_newer(100..103);
        rig.keys("<esc>");
        assert_eq!(rig.selected(), here, "{filter}");
    }
}

#[test]
fn a_count_counts_from_the_row_that_one_sees() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jj");
    let before = rig.app.review().unwrap().position();
    rig.keys("0");
    rig.arrives_newer(100..103);
    rig.keys("3j");
    assert_eq!(rig.app.review().unwrap().position(), before + 3 + 3);
}

#[test]
fn a_filter_stays_on_its_row_though_the_scan_finds_that_row_last() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/lamp<enter>nn<esc>");
    let here = rig.selected();
    let found = rig.app.review().unwrap().row().unwrap();
    let scans = rig.hold_scans(|rig| {
        rig.keys("flamp<enter>");
    });
    let Effect::Scan(epoch, ..) = scans.last().unwrap() else { panic!("{scans:?}") };
    let store = &rig.app.review().unwrap().store();
    let lamps: Vec<_> = store.rows().filter(|row| store.answer(*row).unwrap().contains("lamp")).collect();
    let (last, first): (Vec<_>, Vec<_>) = lamps.into_iter().partition(|row| *row == found);
    for (done, rows) in [(40, first), (48, last)] {
        rig.send(Msg::Scan(*epoch, ScanNews { done, of: 48, found: rows }));
    }
    assert_eq!(rig.selected(), here);
}

/// Types keys; the searches they begin are returned.
fn hold(rig: &mut Rig, keys: &str) -> Vec<Effect> {
    rig.hold_scans(|rig| {
        rig.keys(keys);
    })
}

#[test]
fn a_search_that_jumps_and_is_taken_back_leaves_a_filter_its_row() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/lamp<enter>nn<esc>");
    let (here, found) = (rig.selected(), rig.app.review().unwrap().row().unwrap());
    let store = &rig.app.review().unwrap().store();
    let lamps: Vec<_> = store.rows().filter(|row| store.answer(*row).unwrap().contains("lamp")).collect();
    let (last, mut first): (Vec<_>, Vec<_>) = lamps.into_iter().partition(|row| *row == found);
    let (scans, second) = (hold(&mut rig, "flamp<enter>"), first.split_off(4));
    let Effect::Scan(filter, ..) = scans.last().unwrap() else { panic!("{scans:?}") };
    let scans = hold(&mut rig, "/picture");
    let Effect::Scan(search, ..) = scans.last().unwrap() else { panic!("{scans:?}") };
    let aim = first[2];
    for (epoch, done, rows) in [(filter, 20, first), (search, 48, vec![aim])] {
        rig.send(Msg::Scan(*epoch, ScanNews { done, of: 48, found: rows }));
    }
    assert_eq!(rig.app.review().unwrap().row(), Some(aim), "the search jumps");
    rig.send(Msg::Scan(*filter, ScanNews { done: 40, of: 48, found: second }));
    assert_eq!(rig.app.review().unwrap().row(), Some(aim), "the filter does not take the match away");
    rig.keys("<esc>");
    rig.send(Msg::Scan(*filter, ScanNews { done: 48, of: 48, found: last }));
    assert_eq!(rig.selected(), here);
}

#[test]
fn the_list_of_hits_keeps_its_hit_while_pages_arrive_and_a_search_is_taken_back() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    let hit = |n: i64| crate::rig::hit(&format!("3HIT{n}"), &format!("Title {n}"), -n * 1000);
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Page((10..30).map(hit).collect()));
    rig.keys("gjjjjj/Title 20");
    rig.hits(HitsNews::Page((0..10).map(hit).collect()));
    rig.keys("<esc>");
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id.as_str(), "3HIT15");
    rig.keys("st");
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id.as_str(), "3HIT15");
}

#[test]
fn a_text_filter_goes_on_while_another_hit_is_open() {
    let mut rig = Rig::loaded(120, 40);
    let scans = rig.hold_scans(|rig| {
        rig.keys("1flamp<enter>");
    });
    let Effect::Scan(epoch, needle, snapshot) = scans.into_iter().next_back().unwrap() else { panic!() };
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![crate::rig::hit("3HIT1", "Other", -900)]));
    rig.keys("G<enter>");
    assert_eq!(rig.app.review().unwrap().plan().hits[0].as_str(), "3HIT1");
    rig.carry_out(epoch, &needle, &snapshot);
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![crate::rig::hit(hit_id().as_str(), "Sort product photos", -200)]));
    rig.keys("g<enter>");
    assert_eq!(rig.app.review().unwrap().plan().hits[0], hit_id());
    assert_eq!(rig.app.review().unwrap().view().len(), 9);
    rig.shows("text “lamp” 9");
}

#[test]
fn the_window_of_a_small_screen_is_where_it_was_after_the_screen_was_smaller() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.load();
    rig.keys("jjjjjjjj");
    let line = |rig: &Rig| rig.text().lines().position(|line| line.starts_with('▌'));
    let before = line(&rig);
    rig.send(Msg::Resize(120, 12));
    rig.send(Msg::Resize(120, 40));
    assert_eq!(line(&rig), before);
}

/// The first page is there and more are to come; nobody has moved yet.
fn first_page() -> Rig {
    let mut rig = Rig::empty(setup(120, 40));
    let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
    rig.news(News::Started(chain));
    rig.arrives_newer(0..20);
    rig
}

#[test]
fn a_row_that_something_is_done_with_stays_while_pages_arrive() {
    for keys in ["<enter>", "x", "z", "y", "o"] {
        let mut rig = first_page();
        let here = rig.selected();
        rig.keys(keys);
        rig.arrives_newer(100..103);
        assert_eq!(rig.selected(), here, "{keys}");
    }
}

#[test]
fn a_row_that_nothing_is_done_with_is_the_first_while_pages_arrive() {
    for keys in ["", "c<esc>", "?<esc>"] {
        let mut rig = first_page();
        rig.keys(keys);
        rig.arrives_newer(100..103);
        assert_eq!(rig.number(), 102, "{keys}");
    }
}
