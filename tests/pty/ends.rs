use crate::expected::{self, QUIT};
use crate::support::pty::Program;
use crate::support::silent::SilentService;
use rustix::process::Signal;

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = expected::open();
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.assert_clean();
}

#[test]
fn quitting_does_not_wait_for_the_network() {
    let service = SilentService::start();
    let args = ["3A", "--no-sign-request", "--endpoint-url", &service.url];
    let mut pty = Program::hitdeck().args(&args).start(24, 80);
    let unanswered = service.request();
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.assert_clean();
    drop(unanswered);
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
