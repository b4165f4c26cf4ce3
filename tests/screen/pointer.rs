//! What the mouse does.

use crate::rig::{Rig, hit, lines, setup};
use hitdeck::feed::HitsNews;
use hitdeck::model::{Status, StatusSet};
use hitdeck::table::SortKey;
use hitdeck::tui::layout::Pane;
use hitdeck::tui::zones::PointerAct;
use hitdeck::tui::{Effect, Msg};
use ratatui::layout::Position;

/// Where a text begins on the screen, by its first letter.
fn place(rig: &Rig, text: &str) -> Position {
    let lines = lines(&rig.buffer());
    let found = lines.iter().enumerate().find_map(|(y, line)| Some((y, line.find(text)?)));
    let Some((y, at)) = found else { panic!("{text:?} is not on the screen:\n{}", lines.join("\n")) };
    let x = unicode_width::UnicodeWidthStr::width(&lines[y][..at]);
    Position { x: x.try_into().unwrap(), y: y.try_into().unwrap() }
}

impl Rig {
    /// The mouse does something on the frame that shows.
    fn point(&mut self, act: PointerAct, at: Position) {
        let target = self.zones().at(at);
        self.send(Msg::Pointer(act, target));
    }

    fn click(&mut self, text: &str) {
        let at = place(self, text);
        self.point(PointerAct::Click, at);
    }

    fn click_at(&mut self, x: u16, y: u16) {
        self.point(PointerAct::Click, Position { x, y });
    }

    fn wheel(&mut self, text: &str, by: isize) {
        let at = place(self, text);
        self.point(PointerAct::Scroll(by), at);
    }

    /// Where one stands in the list, and the first row that shows.
    fn stands(&self) -> (usize, usize) {
        let review = self.app.review().unwrap();
        let rows = review.areas(&self.app.session).list_rows();
        (review.position(), review.window(rows).start)
    }

    fn focus(&self) -> Pane {
        self.app.review().unwrap().focus()
    }

    fn statuses(&self) -> StatusSet {
        self.app.review().unwrap().filter().statuses
    }
}

#[test]
fn a_click_on_a_row_selects_it_and_gives_the_list_the_keys() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1<enter>");
    assert_eq!(rig.focus(), Pane::Answer);
    let head = place(&rig, "worker  ").y;
    rig.click_at(9, head + 4);
    assert_eq!(rig.number(), 3);
    assert_eq!(rig.focus(), Pane::List);
}

#[test]
fn a_click_into_a_pane_gives_it_the_keys() {
    let mut rig = Rig::loaded(120, 40);
    rig.click("Answer");
    assert_eq!(rig.focus(), Pane::Answer);
    rig.click("deadline");
    assert_eq!(rig.focus(), Pane::Timeline);
}

#[test]
fn a_click_means_what_showed_though_a_page_arrived_since() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1");
    let head = place(&rig, "worker  ").y;
    let seen = rig.zones().at(Position { x: 9, y: head + 4 });
    rig.arrives_newer(100..103);
    rig.send(Msg::Pointer(PointerAct::Click, seen));
    assert_eq!(rig.number(), 3);
    let marker = lines(&rig.buffer()).iter().position(|line| line.starts_with('▌'));
    assert_eq!(marker, Some(usize::from(head) + 4), "it stays under the mouse");
}

#[test]
fn an_answer_that_is_clicked_or_scrolled_stays_while_pages_arrive() {
    for act in [PointerAct::Click, PointerAct::Scroll(1)] {
        for pane in ["Answer", "Timeline"] {
            let mut rig = Rig::empty(setup(120, 40));
            rig.arrives_newer(0..20);
            let here = rig.selected();
            let at = place(&rig, pane);
            rig.point(act, at);
            rig.arrives_newer(100..103);
            assert_eq!(rig.selected(), here, "{act:?} on {pane}");
        }
    }
}

#[test]
fn tabs_and_heads_answer() {
    let mut rig = Rig::loaded(120, 40);
    rig.click("Approved");
    assert_eq!(rig.statuses(), StatusSet::only(Status::Approved));
    rig.click("All ");
    assert_eq!(rig.statuses(), StatusSet::ALL);
    rig.click("took");
    rig.shows("took↑");
    rig.click("took↑");
    rig.shows("took↓");
    rig.click("submitted");
    rig.shows("submitted↓");
    rig.click("approves");
    assert_eq!(rig.app.review().unwrap().sort().key, SortKey::AutoApproval);
    rig.click("worker ");
    rig.shows("worker↑");
}

#[test]
fn the_wheel_scrolls_the_list_and_the_selected_row_keeps_its_line() {
    let mut rig = Rig::loaded(120, 20);
    rig.keys("1jj");
    assert_eq!(rig.stands(), (2, 0));
    rig.wheel("worker  ", 3);
    assert_eq!(rig.stands(), (5, 3));
    rig.wheel("worker  ", -3);
    assert_eq!(rig.stands(), (2, 0));
    for _ in 0..30 {
        rig.wheel("worker  ", 3);
    }
    assert_eq!(rig.stands().0, 47);
}

#[test]
fn the_wheel_scrolls_what_is_under_it_whatever_has_the_keys() {
    let mut rig = Rig::loaded(80, 14);
    rig.keys("x");
    let here = rig.number();
    rig.wheel("Answer as sent", 3);
    assert_eq!(rig.app.review().unwrap().detail().scroll, 3);
    assert_eq!(rig.number(), here);
    assert_eq!(rig.focus(), Pane::List);
    rig.wheel("Answer as sent", -30);
    assert_eq!(rig.app.review().unwrap().detail().scroll, 0);
}

#[test]
fn the_wheel_scrolls_the_timeline() {
    let mut rig = Rig::loaded(80, 8);
    rig.keys("<enter><enter>");
    rig.wheel("Timeline", 1);
    assert_eq!(rig.app.review().unwrap().timeline_scroll(), 1);
    rig.wheel("Timeline", -9);
    assert_eq!(rig.app.review().unwrap().timeline_scroll(), 0);
}

#[test]
fn a_click_on_an_entry_chooses_it_and_one_beside_the_menu_closes_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("s");
    rig.click("work time");
    rig.shows("took↑");
    rig.shows_not("Sort by");
    rig.keys("s");
    rig.click_at(0, 20);
    rig.shows_not("Sort by");
    assert_eq!(rig.app.review().unwrap().position(), 0, "what is behind does not answer");
    rig.keys("S");
    rig.click("r  Rejected");
    rig.shows("r  Rejected");
    assert_eq!(rig.statuses(), [Status::Submitted, Status::Rejected].into_iter().collect());
}

#[test]
fn in_the_help_a_click_selects_and_then_runs_in_the_palette_it_runs() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("?");
    rig.click("next new");
    rig.shows("▌*");
    rig.wheel("▌*", 3);
    rig.shows_not("▌*");
    rig.keys("<esc>:quit");
    rig.effects.clear();
    rig.click("q ctrl-c");
    assert!(matches!(rig.effects[..], [Effect::Quit]));
}

#[test]
fn what_is_being_typed_goes_on_whatever_is_clicked() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("1/lamp");
    let here = rig.number();
    rig.click_at(5, 20);
    rig.wheel("worker  ", 3);
    assert_eq!(rig.number(), here);
    rig.keys("<enter>");
    rig.shows("“lamp”");
}

#[test]
fn in_the_list_of_hits_a_click_selects_and_another_one_opens() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    let page = (0..60).map(|n| hit(&format!("3HIT{n}"), &format!("Title {n:02}"), -n));
    rig.hits(HitsNews::Page(page.collect()));
    rig.keys("g");
    rig.click("Title 04");
    let selected = |rig: &Rig| rig.app.hits().unwrap().selected().unwrap().id.to_string();
    assert_eq!(selected(&rig), "3HIT4");
    rig.wheel("Title 06", 3);
    assert_eq!(selected(&rig), "3HIT7");
    rig.effects.clear();
    rig.click("▌ Title 07");
    assert!(matches!(&rig.effects[..], [Effect::Follow(_, plan)] if plan.hits[0].as_str() == "3HIT7"));
}

#[test]
fn the_heads_of_the_list_of_hits_answer() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    let page = (0..3).map(|n| hit(&format!("3HIT{n}"), &format!("Title {n}"), -n));
    rig.hits(HitsNews::Page(page.collect()));
    let first = |rig: &Rig| rig.app.hits().unwrap().table.get(0).unwrap().id.to_string();
    rig.click("title");
    assert_eq!(first(&rig), "3HIT0");
    rig.click("title");
    assert_eq!(first(&rig), "3HIT2");
}

#[test]
fn the_mouse_finds_no_panic_at_any_size() {
    for keys in ["", "<enter>", "?", ":", "s", "S", "/cat", "h", "x", "!"] {
        let mut rig = Rig::empty(setup(80, 24));
        rig.load();
        for (width, height) in [(0, 0), (1, 1), (20, 3), (40, 12), (60, 10), (120, 40)] {
            rig.send(Msg::Resize(width, height));
            let corners =
                [(0, 0), (width / 2, height / 2), (width, height), (u16::MAX, u16::MAX), (width / 2, 2)];
            for (x, y) in corners {
                rig.keys(keys);
                for act in [PointerAct::Scroll(3), PointerAct::Scroll(-3), PointerAct::Click] {
                    rig.point(act, Position { x, y });
                }
                rig.keys("<esc><esc>");
            }
        }
    }
}
