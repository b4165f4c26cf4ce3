//! Where the output goes: standard output, or a pager on the terminal.

use super::encoding::{Encoded, OutputEncoding};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is written at once to a pipe or a file.
const BLOCK: usize = 64 * 1024;

/// The output, which is opened by the first write: a pager with nothing to show would hide the error instead.
#[derive(Debug)]
pub(super) struct Out {
    /// The pager's command with its arguments, as `less -R`; `None` is standard output.
    command: Option<String>,
    encoding: OutputEncoding,
    open: Option<Open>,
    paged: Arc<AtomicBool>,
}

/// An open output. Its fields are dropped in order: the pager's input ends before the pager is waited for.
#[derive(Debug)]
struct Open {
    to: BufWriter<Encoded<File>>,
    _pager: Pager,
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
    /// The pager's input, or standard output.
    pub(super) fn new(pager: Option<&str>, encoding: OutputEncoding) -> Self {
        Self { command: pager.map(str::to_owned), encoding, open: None, paged: Arc::default() }
    }

    /// Turns true when a pager takes the terminal.
    pub(super) fn paged(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.paged)
    }

    /// Writes what is left and waits until the pager is quit.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.flush()
    }

    fn begin(&mut self) -> io::Result<&mut BufWriter<Encoded<File>>> {
        self.paged.store(self.command.is_some(), Ordering::Relaxed);
        let open = Open::new(self.command.as_deref(), self.encoding)?;
        Ok(&mut self.open.insert(open).to)
    }
}

impl Open {
    fn new(pager: Option<&str>, encoding: OutputEncoding) -> io::Result<Self> {
        let (to, pager) = match pager {
            None => (io::stdout().as_fd().try_clone_to_owned()?, None),
            Some(command) => {
                let mut child = start(command)
                    .map_err(|error| io::Error::other(NoPager { command: command.to_owned(), error }))?;
                let input = child.stdin.take().ok_or_else(|| io::Error::other("the pager takes no input"))?;
                (input.into(), Some(child))
            }
        };
        let to = BufWriter::with_capacity(BLOCK, Encoded::new(File::from(to), encoding));
        Ok(Self { to, _pager: Pager(pager) })
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

/// The pager is not there.
#[derive(Debug, thiserror::Error)]
#[error(
    "The pager {command:?} can not be started: {error}. --no-cli-pager does without; AWS_PAGER, cli_pager of the profile \
     and PAGER name one."
)]
pub(super) struct NoPager {
    command: String,
    error: io::Error,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.open {
            Some(open) => open.to.write(bytes),
            None => self.begin()?.write(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.open {
            Some(open) => open.to.write_all(bytes),
            None => self.begin()?.write_all(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.as_mut().map_or(Ok(()), |open| open.to.flush())
    }
}
