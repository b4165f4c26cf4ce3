use crate::expected::{self, QUIT};
use rustix::process::Signal;
use std::time::{Duration, Instant};

#[test]
fn quitting_gives_the_terminal_back_without_waiting_for_anything() {
    let mut pty = expected::open();
    let start = Instant::now();
    pty.send(QUIT);
    assert!(pty.exit().success());
    // 50 ms on a machine that is not busy with other tests.
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    pty.assert_clean();
}

#[test]
fn signals_give_the_terminal_back_and_are_told_by_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let pty = expected::open();
        pty.signal(signal);
        assert_eq!(pty.exit().exit_code(), code, "{signal:?}");
        pty.assert_clean();
    }
}

#[test]
fn a_closed_window_ends_the_program() {
    assert_eq!(expected::open().close().exit_code(), 129);
}
