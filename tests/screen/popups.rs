//! What lies over the screen: help, palette, menus, texts.

use crate::rig::{Rig, lines, setup};
use hitdeck::feed::News;
use hitdeck::source::{Problem, ProblemKind};
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::{Effect, Msg, Setup};
use ratatui::style::{Color, Modifier};

/// The last line of the screen.
fn footer(rig: &Rig) -> String {
    lines(&rig.buffer()).pop().unwrap()
}

/// The first and the last line of the popup's frame.
fn frame(rig: &Rig) -> (usize, usize) {
    let lines = lines(&rig.buffer());
    let of = |corner| lines.iter().position(|line| line.contains(corner)).unwrap();
    (of('┌'), of('└'))
}

#[test]
fn the_help_opens_for_reading_and_q_escape_and_question_mark_close_it() {
    let mut rig = Rig::loaded(120, 40);
    for close in ["q", "?", "<esc>"] {
        rig.keys("?");
        rig.shows("Find and filter");
        rig.keys(close);
        rig.shows_not("Find and filter");
    }
    assert!(!rig.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn j_and_k_move_in_the_help_and_enter_runs_what_is_under_the_cursor() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("?");
    rig.shows("▌j ↓");
    rig.keys("jjk");
    rig.shows("▌k ↑");
    rig.keys("G");
    rig.shows("▌q ctrl-c");
    rig.keys("g<pgdn><pgup>");
    rig.shows("▌j ↓");
    rig.keys("G<enter>");
    assert!(matches!(rig.effects.last(), Some(Effect::Quit)));
}

#[test]
fn slash_searches_the_help_and_runs_what_is_picked() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("?/as it was sent");
    rig.shows_not("Find and filter");
    rig.keys("<enter>");
    rig.shows("Answer as sent");
}

#[test]
fn escape_in_the_helps_search_goes_back_to_all_keys_and_then_out() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("?/sort");
    rig.shows_not("Find and filter");
    rig.keys("<esc>");
    rig.shows("Find and filter");
    rig.keys("<esc>");
    rig.shows_not("Find and filter");
}

#[test]
fn the_palette_runs_the_command_of_that_name() {
    for (typed, effect) in [
        ("quit", "Quit"),
        ("q", "Quit"),
        ("refresh", "Refresh"),
        ("redraw", "Redraw"),
        ("suspend", "Suspend"),
    ] {
        let mut rig = Rig::loaded(120, 40);
        rig.effects.clear();
        rig.keys(&format!(":{typed}<enter>"));
        assert_eq!(format!("{:?}", rig.effects), format!("[{effect}]"), "{typed}");
    }
    let mut rig = Rig::loaded(120, 40);
    rig.keys(":filter<enter>");
    rig.shows("filter by text ›");
}

#[test]
fn the_palette_has_only_what_can_be_done_on_this_screen() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h:statuses");
    rig.shows("Nothing is called that");
    rig.keys("<ctrl-u>open<enter>");
    assert!(rig.app.review().is_none(), "nothing is listed that could be opened");
    rig.shows("Nothing is selected");
}

#[test]
fn popups_show_their_own_keys_in_the_footer() {
    let mut rig = Rig::loaded(120, 40);
    for (keys, hints) in [
        ("?", "j k move  ⏎ run  / find  esc close"),
        ("/", "↑ ↓ move  ⏎ run  esc all keys"),
        ("<esc><esc>:", "↑ ↓ move  ⏎ run  esc close"),
        ("<esc>s", "j k move  ⏎ choose  esc close"),
        ("<esc>S", "j k move  space show or hide  esc close"),
    ] {
        rig.keys(keys);
        assert_eq!(footer(&rig).trim(), hints, "{keys}");
    }
}

#[test]
fn popups_keep_their_height_while_one_types() {
    let mut rig = Rig::loaded(100, 30);
    for open in ["?/", ":"] {
        rig.keys(open);
        let before = frame(&rig);
        rig.keys("sort");
        assert_eq!(frame(&rig), before);
        rig.keys(" zebra");
        assert_eq!(frame(&rig), before);
        rig.keys("<esc><esc>");
    }
}

#[test]
fn what_is_behind_a_popup_steps_back_by_style_and_the_footer_does_not() {
    let mono = Theme { depth: Depth::Mono, light: false, ascii: false, tint: false };
    for theme in [mono, crate::rig::DARK] {
        let mut rig = Rig::empty(Setup { theme, ..setup(120, 40) });
        rig.load();
        for keys in ["s", "<esc>?", "<esc>:"] {
            rig.keys(keys);
            let buffer = rig.buffer();
            let header = &buffer[(20, 0)];
            assert!(header.modifier.contains(Modifier::DIM) && header.fg == Color::Reset, "{header:?}");
            assert!(!buffer[(1, 39)].modifier.contains(Modifier::DIM), "the footer stays");
            assert!(buffer[(11, 0)].modifier.contains(Modifier::REVERSED), "the badge stays a badge");
        }
        rig.keys("<esc>");
        assert!(!rig.buffer()[(20, 0)].modifier.contains(Modifier::DIM));
    }
}

#[test]
fn a_letter_that_no_menu_has_does_nothing_and_q_closes_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("sp");
    rig.shows("Sort by");
    rig.keys("q");
    rig.shows_not("Sort by");
    assert!(!rig.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn a_long_explanation_scrolls_and_says_where_one_is() {
    let mut rig = Rig::empty(setup(60, 12));
    let answer = (0..80).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
    let problem = Problem {
        kind: ProblemKind::Denied,
        tried: "GetHIT".to_owned(),
        answer,
        advice: "Ask somebody.".to_owned(),
    };
    rig.news(News::PollFailed(crate::rig::hit_id(), problem));
    rig.keys("!");
    rig.shows("1–8 of");
    rig.shows_not("Ask somebody");
    rig.keys("G");
    rig.shows("Ask somebody");
    rig.keys("k<esc>");
    rig.shows_not("What went wrong");
}

#[test]
fn in_ascii_enter_and_arrows_are_called_by_name() {
    let ascii = Theme { depth: Depth::Mono, light: false, ascii: true, tint: false };
    let mut rig = Rig::empty(Setup { theme: ascii, ..setup(120, 40) });
    rig.load();
    rig.shows("enter open");
    rig.keys("?");
    rig.shows("j down ");
    rig.shows("/ finds a key by what it does, enter runs it");
    rig.shows("enter right l");
    rig.keys("<esc>:");
    rig.shows("up down move  enter run");
    rig.keys("<esc><left>");
    rig.keys("<esc><right><right>");
    assert!(rig.text().is_ascii());
}

#[test]
fn popups_fit_every_size() {
    for keys in ["?", "?/x", ":", "s", "S", "y", "/cat", "f<tab>"] {
        let mut rig = Rig::loaded(80, 24);
        rig.keys(keys);
        for (width, height) in [(0, 0), (1, 1), (5, 3), (8, 7), (9, 8), (30, 5), (300, 100)] {
            rig.send(Msg::Resize(width, height));
            let _ = rig.buffer();
        }
    }
}

#[test]
fn the_help_says_all_of_a_key_at_80_columns_and_a_key_once() {
    for ascii in [false, true] {
        let theme = Theme { ascii, ..crate::rig::DARK };
        let mut rig = Rig::empty(Setup { theme, ..setup(80, 50) });
        rig.load();
        rig.keys("?");
        rig.shows(if ascii { "esc left backspace  Back; drops" } else { "esc ← backspace  Back; drops" });
        rig.shows("Only this worker's assignments, and back");
        rig.shows_not("Back to the pane before");
        rig.shows_not("Review this HIT");
    }
}

#[test]
fn on_narrow_screens_the_first_key_is_told_and_no_part_of_a_sentence_that_says_nothing() {
    let mut rig = Rig::loaded(40, 20);
    rig.keys("?");
    rig.shows("│  pgdn       A page down ");
    let mut rig = Rig::loaded(60, 20);
    rig.keys(":pgdn");
    rig.shows("pgdn ctrl-f      page down  ");
    rig.shows_not("A page down");
}

#[test]
fn the_help_finds_keys_of_other_screens_too() {
    let mut rig = Rig::loaded(80, 24);
    rig.keys("?/batch");
    rig.shows("Open or close the batch or HIT type");
}

#[test]
fn times_in_utc_are_called_that_whatever_the_computer_calls_its_zone() {
    let zone = jiff::tz::TimeZone::get("Etc/UTC").unwrap();
    let mut rig = Rig::empty(Setup { zone, ..setup(80, 24) });
    rig.keys("t");
    rig.shows("Times in UTC");
}
