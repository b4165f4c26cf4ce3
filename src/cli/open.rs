//! `hitdeck open`: reviews files that somebody saved.

use super::AsyncRuntime;
use super::archive_args::ArchiveArgs;
use super::files::{self, OpenedKeeping};
use super::screen_args::ScreenArgs;
use crate::config::local_zone;
use crate::feed::ReviewPlan;
use crate::import::ResultsPlace;
use crate::model::{Environment, StatusSet, Timestamp};
use crate::source::NoService;
use crate::tui::browser::Browser;
use crate::tui::terminal::{self, KeySource};
use crate::tui::{self, App, Setup};
use anyhow::Context as _;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Which files to review, and how.
#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    /// Files and folders of results, whatever wrote them; - is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    archive: ArchiveArgs,

    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the dashboard over files.
pub(super) fn run(args: OpenArgs) -> anyhow::Result<ExitCode> {
    review(args.files.into_iter().map(ResultsPlace::named).collect(), &args.archive, &args.screen)
}

/// Reviews what stands at these places.
///
/// # Errors
///
/// When the terminal is at fault. What is wrong with a file is told on the screen.
pub(super) fn review(
    places: Vec<ResultsPlace>,
    archive: &ArchiveArgs,
    screen: &ScreenArgs,
) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(!archive.offline, "--offline shows what was kept: it goes without files");
    let piped = places.contains(&ResultsPlace::StandardInput);
    let keys = if piped { KeySource::ControllingTerminal } else { KeySource::StandardInput };
    terminal::check(keys)?;
    let log = screen.start_log()?;
    let runtime = AsyncRuntime::start().context("starting the background threads")?;
    let setup = Setup {
        environment: Environment::Files,
        warning: None,
        plan: ReviewPlan::of_files(),
        statuses: StatusSet::ALL,
        theme: screen.theme(),
        browser: Browser::detect(),
        zone: local_zone(),
        size: ratatui::layout::Size::default(),
    };
    let guard = screen.open_terminal(keys)?;
    let app = App::new(setup, Timestamp::now());
    let keeping = archive.keep();
    let opened = keeping.as_ref().map(|keeping| OpenedKeeping::with(Arc::clone(&keeping.keeper)));
    let read = files::reader(places, opened.clone());
    let exit = runtime.block_on(tui::run(app, Arc::new(NoService), Some(read), guard))??;
    log.tell();
    let whole = opened.is_none_or(|opened| opened.is_whole());
    for line in keeping.iter().flat_map(|keeping| keeping.end(true)) {
        eprintln!("hitdeck: {line}");
    }
    if !whole {
        eprintln!(
            "hitdeck: not all that was opened was kept when you left; `hitdeck import FILE` keeps the rest"
        );
    }
    Ok(ExitCode::from(exit.code()))
}
