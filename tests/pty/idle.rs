//! A dashboard with nothing to show anew does nothing at all.
//!
//! That nothing happens can only be seen by waiting: these are the tests that look at a stretch of time. They assert
//! no duration, and a change that is due in one stretch (a minute that passes in "5 min ago") is none in the next.

use crate::expected::{IDLE_ARGS, KEY, OPEN};
use crate::support::child::LIMIT;
use crate::support::pty::{Program, Pty};
use crate::support::running::{BULK, RunningEndpoint};
use rustix::process::Signal;
use std::time::Duration;

/// How long nothing may happen. What ticks in a terminal ticks faster.
const STRETCH: Duration = Duration::from_millis(1500);

/// Fails unless a stretch of time passes in which the program writes nothing, takes no time and never wakes.
fn assert_idle(pty: &Pty) {
    let mut stretches = Vec::new();
    for _ in 0..4 {
        let before = pty.activity();
        pty.written_within(STRETCH);
        let after = pty.activity();
        if before == after {
            return;
        }
        stretches.push((before, after));
    }
    panic!("never idle: {stretches:#?}; the screen:\n{}", pty.text());
}

#[test]
fn an_idle_dashboard_writes_nothing_and_never_wakes() {
    let mut pty = Program::hitdeck().args(IDLE_ARGS).start(24, 80);
    pty.wait_for(OPEN);
    pty.wait("everything loaded", |screen| !screen.contents().contains("loading"));
    pty.send(KEY.0);
    pty.wait_for(KEY.1);
    assert_idle(&pty);
}

/// The dashboard on a HIT that nobody works on, looking for new work every second, with its endpoint.
fn watching() -> (RunningEndpoint, Pty) {
    let endpoint = RunningEndpoint::start(LIMIT, &["--bulk", "20x500"]);
    let args = [BULK, "--every", "1", "--no-sign-request", "--endpoint-url", &endpoint.url];
    let pty = Program::hitdeck().args(&args).start(24, 100);
    pty.wait_for("● live");
    (endpoint, pty)
}

#[test]
fn a_dashboard_whose_data_are_old_does_nothing_either() {
    let (endpoint, pty) = watching();
    // Requests are taken and never answered.
    endpoint.process.signal(Signal::STOP);
    pty.wait_for("○ read");
    assert_idle(&pty);
}

#[test]
fn a_dashboard_whose_endpoint_is_gone_wakes_for_its_countdown_alone() {
    let (endpoint, pty) = watching();
    drop(endpoint);
    // A later wait, after one and two seconds: by now the data are old, too.
    pty.wait("a longer countdown", |screen| {
        let shown = screen.contents();
        let left = shown.split_once("trying again in ").map(|(_, left)| left.chars().next());
        left.is_some_and(|left| left.is_some_and(|left| ('3'..='9').contains(&left)))
    });
    let frames = |pty: &Pty| String::from_utf8_lossy(&pty.written()).matches("\x1b[?2026l").count();
    let (before, first) = (pty.activity(), frames(&pty));
    for _ in 0..2 {
        pty.wait_written(pty.written().len(), "\x1b[?2026l");
    }
    let (after, last) = (pty.activity(), frames(&pty));
    // A frame takes a few threads a few steps, ten in all.
    let (sleeps, frames) = (after.sleeps - before.sleeps, last - first);
    assert!(sleeps < 50 * frames, "{sleeps} sleeps for {frames} frames");
}
