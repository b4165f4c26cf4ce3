//! Lines being typed, and what is said meanwhile.

use crate::rig::{Rig, lines, setup};
use hitdeck::feed::HitsNews;
use hitdeck::tui::Msg;

/// How many assignments show.
fn shown(rig: &Rig) -> usize {
    rig.app.review().unwrap().view().len()
}

/// The last line of the screen.
fn footer(rig: &Rig) -> String {
    lines(&rig.buffer()).pop().unwrap()
}

#[test]
fn pasted_text_goes_into_the_search_on_one_line() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/");
    rig.send(Msg::Paste("picture number\n17,".to_owned()));
    rig.keys("<enter>");
    assert_eq!(rig.number(), 17);
}

#[test]
fn ctrl_u_clears_to_the_start_of_the_line() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1fnothing<ctrl-u>lamp<enter>");
    assert_eq!(shown(&rig), 9);
    rig.keys("flamp<left><left><ctrl-u>");
    assert!(footer(&rig).contains("› mp "), "{}", footer(&rig));
    rig.keys("<esc>:zebra<ctrl-u>quit");
    rig.shows("▌q ctrl-c");
}

#[test]
fn up_and_down_recall_what_was_typed_before_by_kind() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/cat<enter>/lamp<enter>fshoes<enter><esc><esc>");
    rig.keys("/do<up>");
    assert!(footer(&rig).contains("lamp"), "{}", footer(&rig));
    rig.keys("<up>");
    assert!(footer(&rig).contains("/ cat "), "{}", footer(&rig));
    rig.keys("<up>");
    assert!(footer(&rig).contains("/ cat "), "the earliest stays: {}", footer(&rig));
    rig.keys("<down><down>");
    assert!(footer(&rig).contains("/ do "), "what was being typed comes back: {}", footer(&rig));
    rig.keys("<up><up><enter>");
    assert_eq!(rig.number() % 5, 4, "what is recalled is searched for");
    rig.keys("f<up>");
    assert!(footer(&rig).contains("› shoes"), "{}", footer(&rig));
}

#[test]
fn recalled_lines_are_edited_like_any_other() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1flam<enter><esc>f<up>p<enter>");
    assert_eq!(shown(&rig), 9);
    rig.keys("<esc>f<up><up>");
    assert!(footer(&rig).contains("› lam "), "{}", footer(&rig));
}

#[test]
fn tab_keeps_what_was_typed_where_it_was_typed() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1fpicture<tab>worker05");
    assert_eq!(shown(&rig), 4);
    rig.keys("<tab>");
    assert!(footer(&rig).contains("filter by text › picture"), "{}", footer(&rig));
    rig.keys("<shift-tab>");
    assert!(footer(&rig).contains("filter by worker › worker05"), "{}", footer(&rig));
    rig.keys("<enter>");
    rig.shows("worker “worker05”");
    rig.shows("text “picture”");
    rig.keys("f<ctrl-u><tab><ctrl-u><enter>");
    assert_eq!(shown(&rig), 48);
}

#[test]
fn escape_takes_both_filters_back() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1flamp<enter>f<ctrl-u>hat<tab>worker05<esc>");
    assert_eq!(shown(&rig), 9);
    rig.shows_not("worker “");
}

#[test]
fn a_notice_leaves_the_keys_where_they_are() {
    for (width, height) in [(120, 40), (80, 24), (60, 10)] {
        let mut rig = Rig::loaded(width, height);
        let before = footer(&rig);
        rig.keys("yi");
        assert_eq!(footer(&rig), before, "{width}x{height}");
        let above = lines(&rig.buffer()).into_iter().rev().nth(1).unwrap();
        assert!(above.ends_with(" Copied the assignment id "), "{above:?}");
        rig.wait(5000);
        rig.shows_not("Copied");
    }
}

#[test]
fn a_notice_stays_on_its_screen() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("yi");
    rig.shows("Copied the assignment id");
    rig.keys("h");
    rig.shows_not("Copied");
    rig.hits(HitsNews::Page(vec![crate::rig::hit("3HIT1", "Other", -900)]));
    rig.keys("t");
    rig.shows("Times in");
    rig.keys("g<enter>");
    rig.shows_not("Times in");
}

#[test]
fn a_notice_goes_with_the_next_key() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("yi");
    rig.shows("Copied the assignment id");
    rig.keys("f");
    rig.shows_not("Copied");
}

#[test]
fn a_notice_shows_where_there_is_no_footer() {
    let mut rig = Rig::empty(setup(30, 3));
    rig.arrives([0, 1]);
    rig.keys("yi");
    rig.shows("Copied the assignment id");
}
