//! Signals as the loop sees them, and stopping for the shell's job control.

use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use std::io;
use tokio::signal::unix::{Signal as SignalStream, SignalKind, signal};

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// End with this exit code, 128 + the signal's number as shells count: TERM 143, HUP 129, INT 130, QUIT 131.
    End(u8),
    /// Stop until the shell says go on (TSTP sent from outside).
    Stop,
    /// Look how large the window is now (WINCH).
    Resize,
    /// Going on after a stop of whatever kind (CONT).
    GoOn,
}

/// The signals the dashboard answers to.
#[derive(Debug)]
pub(super) struct Signals {
    terminate: SignalStream,
    hang_up: SignalStream,
    interrupt: SignalStream,
    quit: SignalStream,
    resize: SignalStream,
    stop: SignalStream,
    go_on: SignalStream,
}

impl Signals {
    /// Takes the signals over from their default actions, for the rest of the process's life.
    ///
    /// # Errors
    ///
    /// When the system refuses a handler.
    pub(super) fn listen() -> io::Result<Self> {
        let job = |which: Signal| signal(SignalKind::from_raw(which.as_raw()));
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            resize: signal(SignalKind::window_change())?,
            stop: job(Signal::TSTP)?,
            go_on: job(Signal::CONT)?,
        })
    }

    /// The next signal. May be dropped while it waits; nothing gets lost.
    pub(super) async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.terminate.recv() => Asked::End(143),
            _ = self.hang_up.recv() => Asked::End(129),
            _ = self.interrupt.recv() => Asked::End(130),
            _ = self.quit.recv() => Asked::End(131),
            _ = self.resize.recv() => Asked::Resize,
            _ = self.stop.recv() => Asked::Stop,
            _ = self.go_on.recv() => Asked::GoOn,
        }
    }
}

/// Whether a shell is there that could wake the program after a stop.
///
/// A shell with job control puts each job in a group of its own. The session leader's group has nobody above
/// it: started straight from a window or `ssh host hitdeck`, a stopped dashboard could never be woken.
#[must_use]
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the whole job, as the Ctrl-Z of a terminal in its usual mode does: a program that started this one
/// (`cargo run`, `time`) has to stop too, or the shell keeps waiting for it.
///
/// SIGSTOP, because the handler for TSTP stays and would swallow that one.
///
/// # Errors
///
/// When the system refuses.
pub(super) fn stop_job() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}

/// Stops this process alone, as the TSTP it was sent would have.
///
/// # Errors
///
/// When the system refuses.
pub(super) fn stop_self() -> io::Result<()> {
    Ok(kill_process(getpid(), Signal::STOP)?)
}
