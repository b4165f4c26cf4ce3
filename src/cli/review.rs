//! The dashboard itself, which is what hitdeck does without a subcommand.

use crate::archive::{ArchivedSource, Archiving};
use crate::cli::AsyncRuntime;
use crate::cli::archive_args::{ArchiveArgs, ArchiveKeeping};
use crate::cli::connection::{ConnectionArgs, TerminalMfa};
use crate::cli::files::Named;
use crate::cli::open;
use crate::cli::review_source::ReviewSource;
use crate::cli::screen_args::ScreenArgs;
use crate::cli::token::StartingToken;
use crate::config::local_zone;
use crate::emulator::Emulator;
use crate::emulator::demo;
use crate::endpoint::{self, Endpoint, EndpointSettings};
use crate::feed::{DistinctHits, ReviewPlan};
use crate::import::ResultsPlace;
use crate::model::Environment;
use crate::model::{HitId, Status, StatusSet, Timestamp};
use crate::mturk::{self, ConnectOptions, Live};
use crate::tui::browser::Browser;
use crate::tui::terminal::{self, KeySource};
use crate::tui::{self, App, Setup};
use anyhow::Context as _;
use clap::Args;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Which assignments to review, and how.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// HITs to review together, or files of saved results; none lists the account's HITs.
    #[arg(value_name = "HIT|FILE", value_parser = Named::parse)]
    named: Vec<Named>,

    /// The same, as the AWS CLI names it; may be given several times.
    #[arg(long = "hit-id", value_name = "HIT")]
    hit_ids: Vec<HitId>,

    /// Try it out: a local endpoint with invented HITs, whose workers are still submitting.
    #[arg(long, conflicts_with_all = ["endpoint_url", "sandbox", "profile", "offline"])]
    demo: bool,

    /// With --demo: delay every answer by so many milliseconds, as a slow line would.
    #[arg(long, value_name = "MS", default_value_t = 0, requires = "demo")]
    latency: u64,

    /// With --demo: the number that all invented data grow from.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "demo")]
    seed: u64,

    /// Load only assignments with these statuses, separated by spaces or commas.
    #[arg(long, value_name = "STATUS", num_args = 1.., value_delimiter = ',', value_enum)]
    assignment_statuses: Vec<StatusArg>,

    /// Assignments a page, 1 to 100.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u8).range(1..=100))]
    page_size: u8,

    /// Stop loading after so many assignments a HIT.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    max_items: Option<u64>,

    /// Start at this token's page instead of the first one; the AWS CLI's tokens and the service's own are good.
    #[arg(long, value_name = "TOKEN", value_parser = starting_token)]
    starting_token: Option<StartingToken>,

    /// Load one page only.
    #[arg(long)]
    no_paginate: bool,

    /// Look for new work every so many seconds; 0 never looks by itself.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    every: u64,

    #[command(flatten)]
    archive: ArchiveArgs,

    #[command(flatten)]
    connection: ConnectionArgs,

    #[command(flatten)]
    screen: ScreenArgs,
}

/// A status as the AWS CLI takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "PascalCase")]
enum StatusArg {
    Submitted,
    Approved,
    Rejected,
}

impl From<StatusArg> for Status {
    fn from(arg: StatusArg) -> Self {
        match arg {
            StatusArg::Submitted => Self::Submitted,
            StatusArg::Approved => Self::Approved,
            StatusArg::Rejected => Self::Rejected,
        }
    }
}

/// The service takes tokens of 1 to 255 characters.
fn starting_token(text: &str) -> Result<StartingToken, String> {
    let place = StartingToken::decode(text).map_err(|error| error.to_string())?;
    match place.token.as_ref().map_or(1, String::len) {
        1..=255 => Ok(place),
        n => Err(format!("a page token has 1 to 255 characters, this has {n}")),
    }
}

/// Runs the dashboard.
///
/// # Errors
///
/// When the terminal, the connection's configuration or the demo's endpoint is at fault.
pub(super) fn run(args: &ReviewArgs) -> anyhow::Result<ExitCode> {
    let places = args.places();
    if !places.is_empty() {
        anyhow::ensure!(!args.asks_a_service(), "files and HITs of a service can not be reviewed together");
        return open::review(places, &args.archive, &args.screen);
    }
    terminal::check(KeySource::StandardInput)?;
    let log = args.screen.start_log()?;
    let runtime = AsyncRuntime::start().context("starting the background threads")?;
    let reached = runtime.block_on(args.reach())??;
    let setup = args.setup(&reached.environment, reached.verify_ssl, reached.hits);
    let screen = args.screen.open_terminal(KeySource::StandardInput)?;
    let app = App::new(setup, Timestamp::now());
    let exit = runtime.block_on(tui::run(app, Arc::new(reached.source), None, screen))??;
    log.tell();
    for line in reached.keeping.iter().flat_map(|keeping| keeping.end(true)) {
        eprintln!("hitdeck: {line}");
    }
    Ok(ExitCode::from(exit.code()))
}

/// Where the HITs are.
struct Reached {
    source: ReviewSource,
    environment: Environment,
    verify_ssl: bool,
    hits: DistinctHits,
    /// Where what is fetched is kept.
    keeping: Option<ArchiveKeeping>,
    /// The demo's endpoint, which ends with it.
    _endpoint: Option<Endpoint>,
}

impl Reached {
    /// A service, with what it tells kept where that is wanted.
    fn over(live: Live, keeping: Option<ArchiveKeeping>, hits: DistinctHits) -> Self {
        let environment = live.environment().clone();
        let source = match &keeping {
            Some(keeping) => {
                let keeper = Arc::clone(&keeping.keeper);
                ReviewSource::Kept(Archiving::new(live, &environment, keeper))
            }
            None => ReviewSource::Live(live),
        };
        Self { source, environment, verify_ssl: true, hits, keeping, _endpoint: None }
    }
}

impl ReviewArgs {
    /// Gets ready to talk to the service, or to the demo's own. Nothing is sent yet.
    async fn reach(&self) -> anyhow::Result<Reached> {
        if self.demo {
            return self.open_demo().await;
        }
        if self.archive.offline {
            return self.open_archive();
        }
        let connection = ConnectOptions::from(self.connection.clone());
        let live = mturk::connect(&connection, &TerminalMfa)?;
        let reached = Reached::over(live, self.archive.keep(), self.plan().hits);
        Ok(Reached { verify_ssl: connection.verify_ssl, ..reached })
    }

    /// Opens the archive; no service is asked.
    fn open_archive(&self) -> anyhow::Result<Reached> {
        let archive = Arc::new(self.archive.place.open()?);
        let connection = ConnectOptions::from(self.connection.clone());
        let source = match connection.environment {
            Some(of) => ArchivedSource::of(archive, &of),
            None => ArchivedSource::new(archive),
        };
        let source = ReviewSource::Archived(source);
        let hits = self.plan().hits;
        let environment = Environment::Archive;
        Ok(Reached { source, environment, verify_ssl: true, hits, keeping: None, _endpoint: None })
    }

    /// Serves invented HITs on this machine, with workers who go on submitting.
    async fn open_demo(&self) -> anyhow::Result<Reached> {
        let emulator = Emulator::in_memory()?;
        let demo = demo::fill(&emulator, self.seed, Timestamp::now())?;
        let latency = Duration::from_millis(self.latency);
        let settings = EndpointSettings { latency, seed: self.seed, ..EndpointSettings::default() };
        let endpoint = endpoint::serve(emulator.clone(), settings).await?;
        let asked = self.plan().hits;
        let hits = if asked.is_empty() { demo.opens.clone().into() } else { asked };
        let seed = self.seed;
        tokio::spawn(async move { demo::workers(emulator, &demo, seed).await });
        let environment = Some(Environment::Demo(endpoint.url()));
        let connection = ConnectOptions { environment, ..ConnectOptions::default() };
        let live = mturk::connect(&connection, &TerminalMfa)?;
        // Invented HITs are kept only where they are asked to be.
        let keeping = self.archive.place.archive.as_ref().and_then(|_| self.archive.keep());
        Ok(Reached { _endpoint: Some(endpoint), ..Reached::over(live, keeping, hits) })
    }

    fn hits(&self) -> impl Iterator<Item = &HitId> {
        self.named.iter().filter_map(|named| match named {
            Named::Hit(hit) => Some(hit),
            Named::Place(_) => None,
        })
    }

    /// The files that are named.
    fn places(&self) -> Vec<ResultsPlace> {
        let place = |named: &Named| match named {
            Named::Hit(_) => None,
            Named::Place(place) => Some(place.clone()),
        };
        self.named.iter().filter_map(place).collect()
    }

    /// Whether something is asked for that only a service has.
    fn asks_a_service(&self) -> bool {
        self.demo || self.hits().chain(&self.hit_ids).next().is_some()
    }

    /// What to follow: one chain, or one for each status, Submitted first.
    fn plan(&self) -> ReviewPlan {
        let given = self.statuses();
        let listed = [Status::Submitted, Status::Approved, Status::Rejected].into_iter();
        let chains = match (self.is_one_list(), given.is_empty()) {
            (true, true) => vec![StatusSet::ALL],
            (true, false) => vec![given],
            (false, all) => listed.filter(|s| all || given.contains(*s)).map(StatusSet::only).collect(),
        };
        ReviewPlan {
            hits: self.hits().chain(&self.hit_ids).cloned().collect(),
            chains,
            page_size: self.page_size,
            max_items: self.max_items,
            start: self.starting_token.as_ref().and_then(StartingToken::page),
            paginate: !self.no_paginate,
            // Nothing arrives in an archive by itself.
            every: (self.every > 0 && !self.archive.offline).then(|| Duration::from_secs(self.every)),
        }
    }

    /// The tab to start with: what waits for review, or all of what was asked for.
    fn first_tab(&self) -> StatusSet {
        match (self.statuses(), self.is_one_list()) {
            (StatusSet::NONE, false) => StatusSet::only(Status::Submitted),
            (StatusSet::NONE, true) => StatusSet::ALL,
            (asked, _) => asked,
        }
    }

    /// The statuses asked for; none stands for all.
    fn statuses(&self) -> StatusSet {
        self.assignment_statuses.iter().map(|status| Status::from(*status)).collect()
    }

    /// Whether all statuses come in one list: a starting token belongs to one query, a limit counts over one list.
    fn is_one_list(&self) -> bool {
        self.starting_token.is_some() || self.max_items.is_some() || self.no_paginate
    }

    fn setup(&self, environment: &Environment, verify_ssl: bool, hits: DistinctHits) -> Setup {
        let unchecked = "Certificates are not checked (--no-verify-ssl): anyone on the way can read and change everything";
        Setup {
            environment: environment.clone(),
            warning: (!verify_ssl).then(|| unchecked.to_owned()),
            plan: ReviewPlan { hits, ..self.plan() },
            statuses: self.first_tab(),
            theme: self.screen.theme(),
            browser: Browser::detect(),
            zone: local_zone(),
            size: ratatui::layout::Size::default(),
        }
    }
}

#[cfg(test)]
mod tests;
