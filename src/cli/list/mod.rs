//! `hitdeck list`: assignments for scripts, as `aws mturk list-assignments-for-hit` prints them.
//!
//! Pages are read in the background and written as they arrive, so memory stays flat however large the HIT is.
//! Options, output, exit codes and the service's errors are those of the AWS CLI v2; what differs on purpose is
//! told in docs/aws-cli.md.

mod args;
mod document;
mod encoding;
mod error_format;
mod failure;
mod groups;
mod input;
mod out;
mod pages;
mod pick;
mod reader;
mod settings;
mod skeleton;
mod source;

pub(super) use args::ListArgs;
pub(super) use failure::USAGE;

use crate::cli::AsyncRuntime;
use crate::cli::connection::TerminalMfa;
use crate::config::log;
use crate::mturk::{Configured, ConnectOptions, RawQuery};
use crate::output::{Format, ListPage, Printer, Query, response};
use crate::wire::SentPage;
use encoding::OutputEncoding;
use error_format::ErrorFormat;
use failure::{Failure, INTERRUPTED};
use groups::TenByTen;
use input::{ListRequest, Requests};
use out::Out;
use pages::ListPlan;
use reader::{Arrival, PageSize};
use settings::ListSettings;
use skeleton::Skeleton;
use source::ListSource;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{SignalKind, signal};

/// Lists, and tells what went wrong on standard error as the AWS CLI does.
pub(super) fn run(args: &ListArgs) -> ExitCode {
    let mut errors = ErrorFormat::of(args.cli_error_format);
    list(args, &mut errors).map_or_else(|failure| failure.tell(errors), |()| ExitCode::SUCCESS)
}

/// `errors` is the format of errors, which a profile may change.
fn list(args: &ListArgs, errors: &mut ErrorFormat) -> Result<(), Failure> {
    if args.debug {
        log::start_on_stderr().map_err(Failure::other)?;
    }
    match args.generate_cli_skeleton {
        Some(Skeleton::Input) => return write(&skeleton::input()),
        Some(Skeleton::YamlInput) => return write(&skeleton::yaml_input()),
        Some(Skeleton::Output) | None => {}
    }
    let query = args.query.as_deref().map(Query::compile).transpose()?;
    let mut input = ListRequest::read(args)?;
    let runtime = AsyncRuntime::start_with_one_thread()?;
    let connection = ConnectOptions::from(args.connection.clone());
    let configured = Configured::read(connection.profile.as_deref())?;
    *errors = ErrorFormat::configured(args.cli_error_format, &configured);
    let settings = ListSettings::of(args, &configured)?;
    let (format, shows_pages) = (settings.format, settings.shows_pages(query.as_ref()));
    let out = Out::new(settings.pager.as_deref(), OutputEncoding::of_environment()?);
    let paged = out.paged();
    let printer = Printer::new(format, query, args.target(), out).timed(settings.times.clone());
    if args.generate_cli_skeleton.is_some() {
        input.require_hit()?;
        return Ok(printer.whole(skeleton::output(format))?.close()?);
    }
    if !settings.asks {
        input.require_hit()?;
    }
    let source = Arc::new(if args.archive.offline {
        ListSource::archive(args, &connection)?
    } else {
        ListSource::Service(configured.connect(&connection, &TerminalMfa)?, args.archive.keep())
    });
    if input.hits.is_empty() {
        input.hits.push(runtime.block_on(source.pick())??);
    }
    heed_interrupts(&runtime, paged)?;
    let run = ListRun { runtime, source: Arc::clone(&source), settings };
    let listed = match input.requests(shows_pages) {
        Requests::Once(query) => run.once(query, printer),
        Requests::All(plan) => run.all(plan, printer),
    };
    source.end();
    listed
}

/// What a listing works with.
struct ListRun {
    runtime: AsyncRuntime,
    source: Arc<ListSource>,
    settings: ListSettings,
}

impl ListRun {
    /// Prints one answer as it came.
    fn once(&self, query: RawQuery, printer: Printer<Out>) -> Result<(), Failure> {
        let answer = self.runtime.block_on(self.source.page(query))??;
        let page = SentPage::read(answer)?;
        Ok(printer.whole(response(page, &self.settings.times)?)?.close()?)
    }

    /// Prints pages as they arrive.
    fn all(&self, plan: ListPlan, mut printer: Printer<Out>) -> Result<(), Failure> {
        let several = plan.queries.len() > 1;
        let cuts = self.settings.format == Format::Text && plan.size == PageSize::Full;
        let mut tens = cuts.then(TenByTen::default);
        let (mut arrivals, reading) = pages::read(Arc::clone(&self.source), plan);
        self.runtime.spawn(reading)?;
        let mut stopped = None;
        while let Some(arrival) = arrivals.blocking_recv() {
            match arrival? {
                Arrival::Page { page, part } => {
                    let mut page = ListPage::from(page);
                    match (&mut page.rows, &mut tens) {
                        (Some(rows), Some(tens)) => {
                            let rows = std::mem::take(rows);
                            printer.lists(tens.of(rows, part, page.goes_on()))?;
                            continue;
                        }
                        (Some(rows), None) => part.cut(rows),
                        (None, _) => {}
                    }
                    printer.page(page)?;
                }
                Arrival::Stopped { hit, token } => stopped = Some((hit, token)),
            }
        }
        printer.end(stopped.as_ref().map(|(_, token)| token.as_str()))?.close()?;
        if let Some((hit, token)) =
            stopped.filter(|_| several || matches!(self.settings.format, Format::Csv | Format::Jsonl))
        {
            eprintln!("There is more; it goes on with --hit-id {hit} --starting-token {token}");
        }
        Ok(())
    }
}

/// Prints a text that is ready.
fn write(text: &str) -> Result<(), Failure> {
    let mut out = Out::new(None, OutputEncoding::of_environment()?);
    out.write_all(text.as_bytes())?;
    Ok(out.close()?)
}

/// Ends the process at Ctrl-C, whatever is being waited for; not while a pager has the terminal, for which Ctrl-C
/// is a key of its own.
fn heed_interrupts(runtime: &AsyncRuntime, paged: Arc<AtomicBool>) -> Result<(), Failure> {
    let mut interrupts = runtime.block_on(async { signal(SignalKind::interrupt()) })??;
    runtime.spawn(async move {
        while interrupts.recv().await.is_some() {
            if !paged.load(Ordering::Relaxed) {
                // The shell's prompt begins on a line of its own. Nobody is left to tell of an error.
                let _ = std::io::stdout().write_all(b"\n");
                std::process::exit(INTERRUPTED.into());
            }
        }
    })?;
    Ok(())
}
