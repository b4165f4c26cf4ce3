//! Inside tmux with its own settings, where clipboard and mouse are hardest to reach.

use crate::expected::{ARGS, BADGE, COPY, OPEN};
use crate::mouse::marker;
use crate::support::child;
use crate::support::pty::{Program, Pty};
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

/// The dashboard in a tmux that was given these commands first; nothing where there is no tmux.
fn inside(server: &Server<'_>, commands: &[&str]) -> Option<Pty> {
    if child::run(server.command().arg("-V"), "").is_err() {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: tmux is not installed");
        return None;
    }
    let hitdeck = [&[env!("CARGO_BIN_EXE_hitdeck")], ARGS].concat().join(" ");
    let pty = Program::new("tmux")
        .args(&["-f", "/dev/null"])
        .args(commands)
        .args(&["new", &hitdeck])
        .env("TMUX_TMPDIR", server.sockets)
        .start(24, 80);
    // Its status line shows the name too.
    pty.wait("the dashboard", |screen| screen.rows(0, 80).next().is_some_and(|row| row.contains(BADGE)));
    pty.wait_for(OPEN);
    Some(pty)
}

#[test]
fn copying_gets_through_a_tmux_with_its_own_settings() {
    let sockets = tempfile::tempdir().unwrap();
    let server = Server { sockets: sockets.path() };
    let Some(mut pty) = inside(&server, &[]) else { return };
    pty.send(COPY.0);
    assert_eq!(pty.wait_for_copy(), COPY.1);
}

#[test]
fn a_click_gets_through_a_tmux_with_its_mouse_on() {
    let sockets = tempfile::tempdir().unwrap();
    let server = Server { sockets: sockets.path() };
    let Some(mut pty) = inside(&server, &["set", "-g", "mouse", "on", ";"]) else { return };
    pty.wait("the mouse", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    let first = pty.screen(marker).unwrap();
    pty.click(first + 3, 8);
    pty.wait("the marker under the mouse", |screen| marker(screen) == Some(first + 3));
}
