//! How the dashboard shows things, whatever it shows.

use crate::config::{Appearance, Background, ColorChoice, MouseChoice, Theme, log};
use crate::tui::terminal::{KeySource, TerminalGuard};
use clap::Args;
use std::path::PathBuf;

const SCREEN: &str = "Screen and log";

/// How the dashboard shows things.
#[derive(Debug, Args)]
pub(super) struct ScreenArgs {
    /// Whether to use colours.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, help_heading = SCREEN)]
    color: ColorChoice,

    /// What the terminal's background is.
    #[arg(long, value_name = "WHICH", value_enum, default_value_t, help_heading = SCREEN)]
    background: Background,

    /// Draw with ASCII characters only.
    #[arg(long, help_heading = SCREEN)]
    ascii: bool,

    /// Leave the mouse to the terminal, which selects text with it.
    #[arg(long, help_heading = SCREEN)]
    no_mouse: bool,

    /// Write a log to this file. It never holds credentials, worker ids or answers.
    #[arg(long, value_name = "FILE", help_heading = SCREEN)]
    log: Option<PathBuf>,

    /// Log in detail; without --log into hitdeck's own state directory.
    #[arg(long, help_heading = SCREEN)]
    debug: bool,
}

impl ScreenArgs {
    /// What the terminal can show.
    pub(super) fn theme(&self) -> Theme {
        let appearance = Appearance { color: self.color, background: self.background, ascii: self.ascii };
        appearance.theme(|name| std::env::var(name).ok())
    }

    /// Enters the terminal.
    ///
    /// # Errors
    ///
    /// When it fails.
    pub(super) fn open_terminal(&self, keys: KeySource) -> anyhow::Result<TerminalGuard> {
        let mouse = if self.no_mouse { MouseChoice::Off } else { MouseChoice::On };
        Ok(TerminalGuard::open(mouse, keys)?)
    }

    /// Begins to log, where that is asked for.
    ///
    /// # Errors
    ///
    /// When the log can not be opened.
    pub(super) fn start_log(&self) -> anyhow::Result<RunningLog> {
        let log = log::start(self.log.as_deref(), self.debug)?;
        Ok(RunningLog { usual: log.filter(|_| self.log.is_none()) })
    }
}

/// A log that is written, or none.
#[derive(Debug)]
pub(super) struct RunningLog {
    /// Where it goes, if nobody named the place.
    usual: Option<PathBuf>,
}

impl RunningLog {
    /// Says where the log is, if nobody knows.
    pub(super) fn tell(&self) {
        if let Some(log) = &self.usual {
            eprintln!("hitdeck: the log is in {}", log.display());
        }
    }
}
