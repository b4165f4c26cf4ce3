//! Ctrl-Z, `fg` and `bg` under a shell with job control.

use crate::expected::{self, ARGS, BADGE, KEY, OPEN, QUIT, SUSPEND};
use crate::support::pty::{Program, Pty};
use rustix::process::Signal;

const PROMPT: &str = "prompt>";

/// A shell in a terminal, at its prompt.
fn shell() -> Pty {
    let pty = Program::new("/bin/sh")
        .args(&["-i"])
        .env("PS1", PROMPT)
        .env("HITDECK", env!("CARGO_BIN_EXE_hitdeck"))
        .start(24, 80);
    pty.wait_for(PROMPT);
    pty
}

/// The dashboard, open, as a job of a shell.
fn open_as_job() -> Pty {
    let mut pty = shell();
    pty.send(&format!("\"$HITDECK\" {}\n", ARGS.join(" ")));
    pty.wait("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains(OPEN));
    pty
}

/// Waits until the shell has the terminal back as it was.
fn wait_for_shell(pty: &Pty) {
    pty.wait("the shell", |screen| {
        let lines = screen.contents();
        !screen.alternate_screen() && lines.lines().last().is_some_and(|line| line.trim() == PROMPT)
    });
    assert!(pty.screen(|screen| !screen.hide_cursor() && !screen.bracketed_paste()));
    assert_eq!(pty.screen(vt100::Screen::mouse_protocol_mode), vt100::MouseProtocolMode::None);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let mut pty = open_as_job();
    for _ in 0..2 {
        pty.send(SUSPEND);
        wait_for_shell(&pty);
        pty.send("fg\n");
        pty.wait("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains(BADGE));
        pty.send(KEY.0);
        pty.wait_for(KEY.1);
        pty.assert_entered();
    }
    pty.send(QUIT);
    wait_for_shell(&pty);
}

#[test]
fn the_size_is_read_again_after_a_stop() {
    let mut pty = open_as_job();
    pty.send(SUSPEND);
    wait_for_shell(&pty);
    pty.resize(30, 100);
    pty.send("fg\n");
    pty.wait("the whole width", |screen| {
        screen.alternate_screen()
            && (0..30).any(|row| screen.cell(row, 99).is_some_and(|cell| cell.contents() == "─"))
    });
}

#[test]
fn a_stop_sent_from_outside_gives_the_terminal_back_too() {
    let mut pty = open_as_job();
    pty.signal_foreground(Signal::TSTP);
    wait_for_shell(&pty);
    pty.send("fg\n");
    pty.wait("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains(BADGE));
}

#[test]
fn a_job_woken_in_the_background_waits_for_its_terminal() {
    let mut pty = open_as_job();
    pty.send(SUSPEND);
    wait_for_shell(&pty);
    // It stops at once, at the terminal it lost; the shell's own line is not drawn over.
    pty.send("bg %1; wait %1; clear\n");
    wait_for_shell(&pty);
    pty.send("fg\n");
    pty.wait("the dashboard", |screen| screen.alternate_screen() && screen.contents().contains(BADGE));
}

#[test]
fn ctrl_z_is_not_taken_where_no_shell_could_wake_the_dashboard() {
    let mut pty = expected::open();
    pty.send(SUSPEND);
    pty.signal(Signal::TSTP);
    pty.send(KEY.0);
    pty.wait_for(KEY.1);
    pty.assert_entered();
}

#[test]
fn a_stop_that_can_not_be_refused_is_repaired_when_it_ends() {
    let mut pty = expected::open();
    pty.signal(Signal::STOP);
    pty.signal(Signal::CONT);
    pty.send(KEY.0);
    pty.wait_for(KEY.1);
    pty.assert_entered();
}
