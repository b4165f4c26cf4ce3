//! The log file of `--log FILE` and `--debug`: what was asked of the service and what went wrong.
//!
//! It never holds credentials, whatever the level: the libraries that handle them are kept to levels at which
//! they print none, no headers and no bodies. Our own lines name HITs and requests, never workers or answers.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::SetGlobalDefaultError;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;

/// Why there is no log, though one was asked for.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The file can not be opened for appending.
    #[error("the log file {path} can not be opened: {source}. Name another with --log FILE.", path = path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// No home directory is known to put the log under.
    #[error("there is no home directory to keep a log in; name a file with --log FILE")]
    NoPlace,
    /// Something else logs already.
    #[error("a log is being written already: {0}")]
    Taken(#[from] SetGlobalDefaultError),
}

/// Starts logging for the whole process, to `file` or to [`usual_place`] where only `debug` is asked for.
/// Returns where the log is; `None` when neither is asked for.
///
/// # Errors
///
/// When the file can not be opened.
pub fn start(file: Option<&Path>, debug: bool) -> Result<Option<PathBuf>, LogError> {
    let path = match file {
        Some(path) => path.to_owned(),
        None if debug => usual_place().ok_or(LogError::NoPlace)?,
        None => return Ok(None),
    };
    let log = open(&path).map_err(|source| LogError::Open { path: path.clone(), source })?;
    tracing::subscriber::set_global_default(subscriber(Mutex::new(log), debug))?;
    Ok(Some(path))
}

/// Starts logging in detail to standard error, for commands that do not draw.
///
/// # Errors
///
/// When something else logs already.
pub fn start_on_stderr() -> Result<(), LogError> {
    Ok(tracing::subscriber::set_global_default(subscriber(io::stderr, true))?)
}

/// Where the log goes unless it is told: `~/.local/state/hitdeck/hitdeck.log` on Linux, the local application
/// directory where a system knows no state directory.
#[must_use]
pub fn usual_place() -> Option<PathBuf> {
    let places = directories::ProjectDirs::from("", "", "hitdeck")?;
    Some(places.state_dir().unwrap_or_else(|| places.data_local_dir()).join("hitdeck.log"))
}

/// Opens a log for appending, with its directory; only the user may read either.
fn open(path: &Path) -> io::Result<File> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)
}

/// What writes the lines.
fn subscriber<W>(log: W, debug: bool) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(log)
        .with_ansi(false)
        // They would go to standard error, into the middle of the screen.
        .log_internal_errors(false);
    tracing_subscriber::registry().with(lines.with_filter(kept(debug)))
}

/// Which lines are kept. The libraries' warnings tell of retries and of credentials that were not found;
/// below that they print requests.
fn kept(debug: bool) -> Targets {
    let own = if debug { LevelFilter::DEBUG } else { LevelFilter::INFO };
    Targets::new().with_default(LevelFilter::WARN).with_target("hitdeck", own)
}

#[cfg(test)]
mod tests;
