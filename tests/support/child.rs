//! Child processes that end: one that hangs is killed, and whoever reads from it reads on to its end.

use rustix::process::{Pid, Signal, kill_process};
use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// The longest life of a child. What tests start takes a second, and some more on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(90);

/// A child process with a limit to its life. It is killed when the test is done with it.
pub struct LimitedChild {
    /// The process itself.
    pub child: Child,
    /// Ends the watch over the limit when it is dropped.
    _watch: Sender<()>,
}

impl LimitedChild {
    /// Starts it, with the usual limit.
    pub fn start(command: &mut Command) -> std::io::Result<Self> {
        Self::within(LIMIT, command)
    }

    /// Starts it, with a limit of its own.
    pub fn within(limit: Duration, command: &mut Command) -> std::io::Result<Self> {
        let child = command.spawn()?;
        let process = Pid::from_child(&child);
        let (watch, over) = channel();
        std::thread::spawn(move || {
            if over.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                let _ = kill_process(process, Signal::KILL);
            }
        });
        Ok(Self { child, _watch: watch })
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for its end; the exit code, `None` when a signal ended it.
    pub fn code(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for LimitedChild {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command to its end with `input` as its standard input.
pub fn run(command: &mut Command, input: &str) -> std::io::Result<Output> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = LimitedChild::start(command)?;
    let mut stdin = running.child.stdin.take().unwrap();
    // A program that does not read it may have ended already. All inputs of tests fit into the pipe.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let (stdout, stderr) = (running.child.stdout.take().unwrap(), running.child.stderr.take().unwrap());
    // Both at once: a program that fills one pipe waits for its reader.
    let errors = std::thread::spawn(move || whole(stderr));
    let stdout = whole(stdout);
    let stderr = errors.join().unwrap();
    Ok(Output { status: running.child.wait()?, stdout, stderr })
}

/// Everything a child says until it ends, or is ended.
pub fn whole(mut pipe: impl std::io::Read) -> Vec<u8> {
    let mut said = Vec::new();
    pipe.read_to_end(&mut said).unwrap();
    said
}
