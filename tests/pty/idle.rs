//! A dashboard with nothing to show anew does nothing at all.
//!
//! That nothing happens can only be seen by waiting: these are the tests that look at a stretch of time. They assert
//! no duration, and a change that is due in one stretch (a minute that passes in "5 min ago") is none in the next.

use crate::expected::{IDLE_ARGS, KEY, OPEN};
use crate::service::Service;
use crate::support::pty::{Program, Pty};
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

#[test]
fn a_dashboard_whose_endpoint_is_gone_wakes_for_its_countdown_alone() {
    let service = Service::start();
    let pty = service.review(&["--every", "1"]).start(24, 100);
    pty.wait_for("live every 1 s");
    drop(service);
    pty.wait("old data", |screen| {
        screen.contents().contains("as of") && screen.contents().contains("trying again")
    });
    // Each change of the screen is one frame, or two, and no thread has more to do for it than a few steps.
    let frames = |pty: &Pty| String::from_utf8_lossy(&pty.written()).matches("\x1b[?2026h").count();
    let (before, first) = (pty.activity(), frames(&pty));
    pty.wait_written(before.bytes, "\x1b[?2026l");
    let from = pty.written().len();
    pty.wait_written(from, "\x1b[?2026l");
    let (after, last) = (pty.activity(), frames(&pty));
    let sleeps = (after.sleeps - before.sleeps) as usize;
    assert!(sleeps <= 40 * (last - first), "{sleeps} sleeps for {} frames", last - first);
}
