use crate::expected::{self, ARGS, COPY, ENTRY, IDLE_ARGS, KEY, OPEN, QUIT, REDRAW};
use crate::support::pty::Program;

#[test]
fn the_dashboard_opens_and_keys_work() {
    let mut pty = expected::open();
    pty.assert_entered();
    pty.send(KEY.0);
    pty.wait_for(KEY.1);
}

/// The row of the cursor's marker.
fn marker(screen: &vt100::Screen) -> Option<u16> {
    (0..24).find(|row| screen.cell(*row, 0).is_some_and(|cell| cell.contents() == "▌"))
}

#[test]
fn j_and_k_move_the_marker() {
    let mut pty = expected::open();
    let first = pty.screen(marker);
    pty.send("jj");
    pty.wait("the marker two rows down", |screen| marker(screen) == first.map(|row| row + 2));
    pty.send("k");
    pty.wait("the marker one row up", |screen| marker(screen) == first.map(|row| row + 1));
}

#[test]
fn the_cursor_shows_only_during_text_entry() {
    let mut pty = expected::open();
    let (key, text, end) = ENTRY;
    pty.send(key);
    pty.wait("a cursor", |screen| !screen.hide_cursor());
    pty.send(text);
    pty.wait_for(text);
    pty.send(end);
    pty.wait("no cursor", vt100::Screen::hide_cursor);
}

#[test]
fn frames_follow_the_size_of_the_window_down_to_one_cell() {
    let mut pty = expected::open();
    for (rows, cols) in [(3, 10), (1, 1), (50, 200)] {
        pty.resize(rows, cols);
    }
    pty.wait_for(OPEN);
    pty.send(QUIT);
    assert!(pty.exit().success());
}

#[test]
fn a_key_typed_while_the_window_changes_size_is_taken_at_once() {
    let mut pty = Program::hitdeck().args(IDLE_ARGS).start(24, 80);
    pty.wait_for(OPEN);
    let first = pty.screen(marker);
    let steps = [("j", first.map(|row| row + 1)), ("k", first)];
    for (time, (key, row)) in steps.iter().cycle().take(300).enumerate() {
        let more = u16::try_from(time % 7).unwrap();
        pty.resize(24 + more, 80 + more);
        pty.send(key);
        pty.wait(&format!("key number {time}"), |screen| marker(screen) == *row);
    }
}

#[test]
fn a_window_that_does_not_know_its_size_is_drawn_as_one_of_24_by_80() {
    let mut pty = Program::hitdeck().args(ARGS).start(0, 0);
    pty.wait("a frame", vt100::Screen::alternate_screen);
    pty.resize(24, 80);
    pty.wait_for(OPEN);
    pty.send(QUIT);
    assert!(pty.exit().success());
}

/// How a terminal is told to show nothing until an update is whole, and that it is.
const UPDATE: &str = "\x1b[?2026h";
const CLOSE: &str = "\x1b[?2026l";

#[test]
fn each_frame_is_one_synchronized_update() {
    let mut pty = expected::open();
    pty.send(KEY.0);
    pty.wait_for(KEY.1);
    // The frame shows before all of it has come; another one may have begun meanwhile.
    let begun = pty.written().windows(UPDATE.len()).rposition(|bytes| bytes == UPDATE.as_bytes());
    pty.wait_written(begun.unwrap(), CLOSE);
    let written = pty.written();
    let written = String::from_utf8_lossy(&written);
    let (frames, _) = written.rsplit_once(CLOSE).unwrap();
    let frames: Vec<&str> = frames.split(CLOSE).collect();
    assert!(
        frames.len() >= 2 && frames.iter().all(|frame| frame.matches(UPDATE).count() == 1),
        "{written:?}"
    );
}

#[test]
fn redraw_repairs_a_screen_that_something_else_wrote_on() {
    let mut pty = expected::open();
    let before = pty.written().len();
    pty.send(REDRAW);
    pty.wait_written(before, "\x1b[2J");
    pty.wait_for(OPEN);
}

#[test]
fn copying_reaches_the_terminals_clipboard() {
    let mut pty = expected::open();
    pty.send(COPY.0);
    assert_eq!(pty.wait_for_copy(), COPY.1);
}

#[test]
fn no_color_leaves_colours_out_and_keeps_bold_and_reverse() {
    let pty = Program::hitdeck().args(ARGS).env("NO_COLOR", "1").start(24, 80);
    pty.wait_for(OPEN);
    let (colours, emphasis) = pty.screen(|screen| {
        let cells = || (0..24).flat_map(|row| (0..80).filter_map(move |col| screen.cell(row, col)));
        let plain = vt100::Color::Default;
        (
            cells().filter(|cell| cell.fgcolor() != plain || cell.bgcolor() != plain).count(),
            cells().filter(|cell| cell.bold() || cell.inverse()).count(),
        )
    });
    assert_eq!(colours, 0);
    assert!(emphasis > 0, "emphasis is all that is left to tell things apart");
}

#[test]
fn polls_may_be_as_far_apart_as_a_number_can_say() {
    // In milliseconds the one fits 64 bits, three times that does not, and the other does not at all.
    for every in ["9000000000000000", "18446744073709551615"] {
        let mut pty = Program::hitdeck().args(ARGS).args(&["--every", every]).start(24, 120);
        pty.wait_for("● live");
        pty.send(KEY.0);
        pty.wait_for(KEY.1);
        pty.send(QUIT);
        assert!(pty.exit().success());
    }
}
