//! Inside tmux with its own settings, where a terminal's clipboard is hardest to reach.

use crate::expected::{ARGS, BADGE, COPY, OPEN};
use crate::support::child;
use crate::support::pty::Program;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// A tmux of its own, which ends with the test.
struct Server<'a> {
    sockets: &'a Path,
}

impl Server<'_> {
    fn command(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.env("TMUX_TMPDIR", self.sockets);
        tmux
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = child::run(self.command().arg("kill-server"), "");
    }
}

#[test]
fn copying_gets_through_a_tmux_with_its_own_settings() {
    let sockets = tempfile::tempdir().unwrap();
    let server = Server { sockets: sockets.path() };
    if child::run(server.command().arg("-V"), "").is_err() {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: tmux is not installed");
        return;
    }
    let hitdeck = [&[env!("CARGO_BIN_EXE_hitdeck")], ARGS].concat().join(" ");
    let mut pty = Program::new("tmux")
        .args(&["-f", "/dev/null", "new", &hitdeck])
        .env("TMUX_TMPDIR", sockets.path())
        .start(24, 80);
    // Its status line shows the name too.
    pty.wait("the dashboard", |screen| screen.rows(0, 80).next().is_some_and(|row| row.contains(BADGE)));
    pty.wait_for(OPEN);
    pty.send(COPY.0);
    assert_eq!(pty.wait_for_copy(), COPY.1);
}
