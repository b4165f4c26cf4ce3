//! The mouse, as terminals tell of it.

use crate::expected::{self, ARGS, OPEN, QUIT};
use crate::support::pty::Program;
use vt100::MouseProtocolMode;

/// The row of the cursor's marker.
pub(crate) fn marker(screen: &vt100::Screen) -> Option<u16> {
    (0..24).find(|row| screen.cell(*row, 0).is_some_and(|cell| cell.contents() == "▌"))
}

#[test]
fn a_click_selects_and_the_wheel_scrolls() {
    let mut pty = expected::open();
    pty.assert_entered();
    let first = pty.screen(marker).unwrap();
    pty.click(first + 4, 8);
    pty.wait("the marker under the mouse", |screen| marker(screen) == Some(first + 4));
    let rows = |screen: &vt100::Screen| screen.rows(0, 30).skip(first.into()).collect::<Vec<_>>();
    let before = pty.screen(rows);
    pty.wheel_down(first + 2, 8);
    pty.wait("other rows", |screen| rows(screen) != before);
    assert_eq!(pty.screen(marker), Some(first + 4), "the selection keeps its line");
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.assert_clean();
}

#[test]
fn a_flag_leaves_the_mouse_to_the_terminal() {
    let pty = Program::hitdeck().args(ARGS).args(&["--no-mouse"]).start(24, 80);
    pty.wait_for(OPEN);
    assert!(!String::from_utf8_lossy(&pty.written()).contains("\x1b[?1000h"));
    assert_eq!(pty.screen(vt100::Screen::mouse_protocol_mode), MouseProtocolMode::None);
}

#[test]
fn movements_of_the_mouse_are_not_asked_for() {
    let pty = expected::open();
    // A frame may be on its way, cut anywhere.
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    assert!(!written.contains("\x1b[?1002h") && !written.contains("\x1b[?1003h"), "{written:?}");
}
