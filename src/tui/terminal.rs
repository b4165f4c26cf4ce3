//! Entering and leaving the terminal, and drawing on it.
//!
//! Whatever ends the dashboard, the terminal is left first: [`TerminalGuard`] leaves when it is dropped (return,
//! error, signal), a panic hook leaves before the panic's message is printed, on any thread. Leaving twice is
//! the same as leaving once, and nothing reaches a terminal that was left.

use super::backend::OneWrite;
use crate::config::MouseChoice;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute, force_color_output};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Frame;
use ratatui::layout::Size;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use tokio::sync::Notify;

/// Whether the terminal is entered. Held while bytes go out, so that leaving never falls into a frame.
static ENTERED: Mutex<bool> = Mutex::new(false);

/// Told by the panic hook, for a panic that does not unwind through the loop.
static PANICKED: Notify = Notify::const_new();

/// Why there is no screen to draw on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard output goes to a pipe or a file.
    #[error(
        "standard output is not a terminal, so the dashboard has nowhere to draw. For pipes and files use `hitdeck list`."
    )]
    OutputNotATerminal,
    /// Standard input comes from a pipe or a file.
    #[error(
        "standard input is not a terminal, so no key would reach the dashboard. To print assignments without keys use `hitdeck list`."
    )]
    InputNotATerminal,
    /// `TERM` names a terminal without cursor movement, or none.
    #[error(
        "the terminal can not show a dashboard: TERM is {}. Set TERM to what it is (often xterm-256color), or use `hitdeck list`.",
        .0.as_deref().map_or_else(|| "not set".to_owned(), |term| format!("{term:?}"))
    )]
    Dumb(Option<String>),
    /// The terminal refused a mode or a write.
    #[error("the terminal can not be set up: {0}")]
    Io(#[from] io::Error),
}

/// Has the terminal report clicks and the wheel, in the form that knows no last column (SGR). Not what crossterm asks
/// for, which is every movement too: each would wake the program.
const REPORT_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// Undoes it.
const FORGET_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal while the dashboard has it: alternate screen, raw mode, bracketed paste, cursor hidden, and the mouse
/// if it is wanted; with shift held it stays the terminal's own, so that text can be selected as ever. Dropping it
/// leaves every mode.
pub struct TerminalGuard {
    terminal: ratatui::Terminal<OneWrite<Tty>>,
    mouse: MouseChoice,
}

impl TerminalGuard {
    /// Enters the terminal. Everything is checked before the first byte is written.
    ///
    /// # Errors
    ///
    /// When standard output or what keys come from is no terminal, `TERM` is unset or `dumb`, or the terminal refuses.
    pub fn open(mouse: MouseChoice, keys: KeySource) -> Result<Self, TerminalError> {
        check(keys)?;
        let terminal = ratatui::Terminal::new(OneWrite::new(Tty))?;
        leave_on_panic();
        // With NO_COLOR crossterm writes a full reset for every colour, which also undoes bold and reverse.
        // The theme leaves colours out by itself.
        force_color_output(true);
        let screen = Self { terminal, mouse };
        enter(mouse)?;
        Ok(screen)
    }

    /// Draws a frame. What did not change is not written; a frame without changes writes nothing.
    ///
    /// # Errors
    ///
    /// When the terminal can not be written to; see [`is_gone`].
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(render).map(drop)
    }

    /// The terminal's size at this moment.
    ///
    /// # Errors
    ///
    /// When the terminal does not answer.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Forgets what is on the terminal, so that the next frame clears it and draws everything.
    ///
    /// # Errors
    ///
    /// Never by itself; the bytes go out with the next frame.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the terminal back to the shell until [`TerminalGuard::enter_again`]; frames are dropped meanwhile.
    pub fn leave(&mut self) {
        leave();
    }

    /// Takes the terminal back, whatever the shell did to its modes, with a frame that draws everything.
    ///
    /// # Errors
    ///
    /// When the terminal refuses.
    pub fn enter_again(&mut self) -> io::Result<()> {
        leave();
        enter(self.mouse)?;
        self.terminal.backend_mut().start_over();
        self.redraw()
    }

    /// Writes a sequence that shows nothing, such as one for the clipboard.
    ///
    /// # Errors
    ///
    /// When the terminal can not be written to.
    pub fn send(&mut self, sequence: &[u8]) -> io::Result<()> {
        write_if_entered(sequence)
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        leave();
    }
}

/// Whether a write failed because nobody is on the other side any more: the window was closed.
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    let gone = [rustix::io::Errno::IO, rustix::io::Errno::NXIO, rustix::io::Errno::PIPE];
    rustix::io::Errno::from_io_error(error).is_some_and(|error| gone.contains(&error))
}

/// Returns once a panic happened on any thread; the terminal is left by then.
pub async fn panicked() {
    PANICKED.notified().await;
}

/// Where keys come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeySource {
    /// Standard input.
    StandardInput,
    /// The terminal that the program was started on: standard input brings something else.
    ControllingTerminal,
}

/// Refuses what can not be drawn on.
///
/// # Errors
///
/// When standard output or what keys come from is no terminal, or `TERM` is unset or `dumb`.
pub fn check(keys: KeySource) -> Result<(), TerminalError> {
    if !io::stdout().is_terminal() {
        return Err(TerminalError::OutputNotATerminal);
    }
    let has_keys = match keys {
        KeySource::StandardInput => io::stdin().is_terminal(),
        KeySource::ControllingTerminal => std::fs::File::open("/dev/tty").is_ok(),
    };
    if !has_keys {
        return Err(TerminalError::InputNotATerminal);
    }
    match std::env::var("TERM") {
        Ok(term) if !matches!(term.as_str(), "" | "dumb") => Ok(()),
        term => Err(TerminalError::Dumb(term.ok().filter(|term| !term.is_empty()))),
    }
}

/// Raw mode comes first: where the shell has put the program in the background, the terminal stops it there,
/// before a byte is written over the shell's line.
fn enter(mouse: MouseChoice) -> io::Result<()> {
    let mut entered = entered();
    enable_raw_mode()?;
    *entered = true;
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse == MouseChoice::On {
        queue!(bytes, Print(REPORT_MOUSE))?;
    }
    write_all(&bytes)
}

/// Undoes every mode, once. Errors are not looked at: a terminal that is gone needs no tidying.
fn leave() {
    let mut entered = entered();
    if !std::mem::take(&mut *entered) {
        return;
    }
    let mut bytes = Vec::new();
    let queued = queue!(
        bytes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        Print(FORGET_MOUSE),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    drop(queued.and_then(|()| write_all(&bytes)));
    drop(disable_raw_mode());
}

/// Puts leaving before the message of every panic, of background threads too.
fn leave_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            print(panic);
            PANICKED.notify_one();
        }));
    });
}

fn entered() -> MutexGuard<'static, bool> {
    ENTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_if_entered(bytes: &[u8]) -> io::Result<()> {
    let entered = entered();
    if *entered { write_all(bytes) } else { Ok(()) }
}

/// Writes past the standard library's buffer and its lock, which a panicking thread may hold.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = rustix::io::retry_on_intr(|| rustix::io::write(io::stdout(), bytes))?;
        bytes = bytes.get(written..).unwrap_or_default();
    }
    Ok(())
}

/// Standard output, unbuffered, as long as the terminal is entered; after that, nowhere.
#[derive(Debug)]
struct Tty;

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        write_if_entered(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
