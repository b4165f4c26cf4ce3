//! Where the output goes: standard output, or a pager on the terminal.

use super::Failure;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, Stdio};

/// What is written at once to a pipe or a file.
const BLOCK: usize = 64 * 1024;

/// An open output.
#[derive(Debug)]
pub(super) struct Out {
    to: BufWriter<File>,
    /// Waited for at the end; while it runs the terminal is its own.
    pager: Pager,
}

/// A pager, if there is one. Dropping it waits until it is quit, for the shell must not take the terminal from it.
#[derive(Debug)]
struct Pager(Option<Child>);

impl Drop for Pager {
    fn drop(&mut self) {
        if let Some(pager) = &mut self.0 {
            // It runs, or it has been quit already: either way there is nothing to tell.
            let _ = pager.wait();
        }
    }
}

impl Out {
    /// Opens standard output, or starts the pager: a command with its arguments, as `less -R`.
    pub(super) fn open(pager: Option<&str>) -> Result<Self, Failure> {
        let (to, pager) = match pager {
            None => (io::stdout().as_fd().try_clone_to_owned()?, None),
            Some(command) => {
                let mut child = start(command).map_err(|error| no_pager(command, &error))?;
                let input = child.stdin.take().ok_or_else(|| Failure::other("the pager takes no input"))?;
                (input.into(), Some(child))
            }
        };
        // Fields are dropped in order: the pager's input ends before the pager is waited for.
        Ok(Self { to: BufWriter::with_capacity(BLOCK, File::from(to)), pager: Pager(pager) })
    }

    /// Writes what is left and waits until the pager is quit.
    pub(super) fn close(self) -> Result<(), Failure> {
        let Self { mut to, pager } = self;
        let written = to.flush();
        drop(to);
        drop(pager);
        Ok(written?)
    }
}

/// Starts the pager; `less` is told to show colours, to stay on the screen and to go where all fits on one. The
/// command's words are a shell's, which may be quoted.
fn start(command: &str) -> io::Result<Child> {
    let mut words = shell_words::split(command).map_err(io::Error::other)?.into_iter();
    let mut pager = Command::new(words.next().unwrap_or_default());
    if std::env::var_os("LESS").is_none() {
        pager.env("LESS", "FRX");
    }
    pager.args(words).stdin(Stdio::piped()).spawn()
}

fn no_pager(command: &str, error: &io::Error) -> Failure {
    Failure::other(format!(
        "The pager {command:?} can not be started: {error}. --no-cli-pager does without; AWS_PAGER, cli_pager of the \
         profile and PAGER name one."
    ))
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
