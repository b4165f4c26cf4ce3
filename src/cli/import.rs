//! `hitdeck import`: files into the archive, without a screen.

use super::archive_args::ArchivePlace;
use crate::archive::{ArchiveError, Keeper, KeptReport};
use crate::import::{FileSummary, ImportError, ResultsPlace, open};
use crate::model::{Provenance, Remark, SavedRecord};
use crate::text::safe::one_line;
use clap::Args;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Records that go into the archive together.
const BATCH: usize = 200;

/// Keep what files hold in the archive. The files stay as they are.
///
/// It reads what `hitdeck` reads: the requester site's batch CSV and tables made of it, JSON, YAML and text of the AWS
/// CLI, dumps of boto3, folders of them, also in .gz, .zst and .zip. A file that is imported again changes nothing.
/// Ends with 1 where a file could not be read.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The files or folders; - is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    place: ArchivePlace,
}

/// Imports file by file, and says of each what came of it.
///
/// # Errors
///
/// When the archive can not be written to.
pub(super) fn run(args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let keeper = Keeper::start(args.place.path()?);
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        let place = ResultsPlace::named(file);
        match import(&keeper, &place)? {
            Ok((summary, report)) => tell(&place, &summary, &report),
            Err(error) => {
                code = ExitCode::FAILURE;
                eprintln!("hitdeck: {}. {}", one_line(&error.to_string()), error.advice);
            }
        }
    }
    keeper.close()?;
    Ok(code)
}

/// What was read, and what came of keeping it.
type Imported = Result<(FileSummary, KeptReport), ImportError>;

/// Reads one file into the archive.
fn import(keeper: &Keeper, place: &ResultsPlace) -> Result<Imported, ArchiveError> {
    let mut batch = FileBatch { keeper, file: place.label(), records: Vec::new() };
    let mut failed = None;
    let read = open(place, &mut |record| {
        if let SavedRecord::Remark(remark) = record {
            told(&remark);
            return ControlFlow::Continue(());
        }
        match batch.take(record) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    batch.send()?;
    let report = keeper.flush()?;
    Ok(read.map(|summary| (summary, report)))
}

/// Records on their way into the archive.
struct FileBatch<'k> {
    keeper: &'k Keeper,
    file: Arc<str>,
    records: Vec<SavedRecord>,
}

impl FileBatch<'_> {
    fn take(&mut self, record: SavedRecord) -> Result<(), ArchiveError> {
        self.records.push(record);
        if self.records.len() < BATCH { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<(), ArchiveError> {
        let records = std::mem::take(&mut self.records);
        if records.is_empty() {
            return Ok(());
        }
        // HITs and bonuses come from the file that the assignments beside them name: one of a folder, or in a zip.
        let of_assignment = records.iter().find_map(|record| match record {
            SavedRecord::Assignment(saved) => Some(saved.provenance.clone()),
            _ => None,
        });
        let whole = || Provenance::File { file: Arc::clone(&self.file), line: 1 };
        self.keeper.keep(of_assignment.unwrap_or_else(whole), records)
    }
}

fn told(remark: &Remark) {
    eprintln!("{}", one_line(&remark.to_string()));
}

/// Says what a file was, and how much of it was new.
fn tell(place: &ResultsPlace, summary: &FileSummary, report: &KeptReport) {
    report.remarks.iter().for_each(told);
    let counts = report.tally.assignments;
    println!("{}: {summary}", one_line(&place.label()));
    println!("  {} new, {} changed, {} known already", counts.new, counts.changed, counts.same);
    if report.tally.contradictions > 0 {
        println!("  {} contradict what is kept; both records stay", report.tally.contradictions);
    }
}
