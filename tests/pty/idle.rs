//! A dashboard with nothing to show anew does nothing at all.
//!
//! That nothing happens can only be seen by waiting: these are the tests that look at a stretch of time. They assert
//! no duration, and a change that is due in one stretch (a minute that passes in "5 min ago") is none in the next.

use crate::expected::{IDLE_ARGS, KEY, OPEN};
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
