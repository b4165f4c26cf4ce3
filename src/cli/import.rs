//! `hitdeck import`: files into the archive, without a screen.

use super::archive_args::ArchivePlace;
use super::file_batch::keep_place;
use crate::archive::{Keeper, KeptReport};
use crate::import::{FileSummary, ResultsPlace};
use crate::model::Remark;
use crate::text::safe::one_line;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

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
        let read = keep_place(&keeper, &place, told)?;
        let report = keeper.flush()?;
        match read {
            Ok(summary) => tell(&place, &summary, &report),
            Err(error) => {
                code = ExitCode::FAILURE;
                eprintln!("hitdeck: {}. {}", one_line(&error.to_string()), error.advice);
            }
        }
    }
    keeper.close()?;
    Ok(code)
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
