//! `hitdeck export`: saved results as a file that other programs read.

mod archived;
mod chosen;
mod files;
mod output;

use super::archive_args::ArchivePlace;
use crate::archive::Selection;
use crate::export::{
    Existing, ExportError, Exported, Formulas, KeyFile, PseudonymKey, Pseudonymous, Replay, write_csv,
    write_json, write_jsonl,
};
use crate::model::{HitId, Remark, Status};
use crate::text::safe;
use anyhow::Context as _;
use archived::ArchivedRecords;
use chosen::{Chosen, ExportChoice};
use clap::ValueEnum;
use files::SavedFiles;
use output::ExportOutput;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write saved results, of files or of the archive, as the requester site's CSV, JSON Lines, JSON or Parquet.
///
/// CSV is the requester site's download to the letter; a program that reads those reads this. JSON holds everything that
/// is known, with times in UTC; Parquet is for DuckDB, Spark and the like. What a source does not hold is left empty, never made up.
///
/// Ends with 1 where something of the source could not be read, which is told on standard error.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ExportArgs {
    /// What to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: ExportFormat,
    /// Where to write it; without it, or as `-`, standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// Only the assignments of this HIT; can be given several times
    #[arg(long = "hit", value_name = "HIT")]
    hits: Vec<HitId>,
    /// Only those of this batch of the requester site, a number; can be given several times
    #[arg(long = "batch", value_name = "BATCH")]
    batches: Vec<String>,
    /// Only those with this status: Submitted, Approved or Rejected; can be given several times
    #[arg(long = "status", value_name = "STATUS", value_parser = status)]
    statuses: Vec<Status>,
    /// With csv: put an apostrophe before what a spreadsheet would calculate
    #[arg(long)]
    spreadsheet_safe: bool,
    /// With parquet: write a folder with a part for each HIT type, hit_type=…/part-0.parquet
    #[arg(long, requires = "output")]
    by_hit_type: bool,
    /// Replace worker ids by pseudonyms, always the same with the key in this file; it is made if it is not there
    #[arg(long, value_name = "KEYFILE")]
    pseudonyms: Option<PathBuf>,
    #[command(flatten)]
    place: ArchivePlace,
    /// Files or folders of results; `-` is standard input. Without any, the archive is exported
    #[arg(value_name = "FILE", conflicts_with = "archive")]
    files: Vec<PathBuf>,
}

/// The formats, by the names of the option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// The requester site's download
    Csv,
    /// A line a record
    Jsonl,
    /// One document
    Json,
    /// Columns with types
    Parquet,
}

fn status(word: &str) -> Result<Status, String> {
    let known = Status::ALL.into_iter().filter(|status| *status != Status::Other);
    let named = known.into_iter().find(|status| status.word().eq_ignore_ascii_case(word));
    named.ok_or_else(|| "it is none of Submitted, Approved and Rejected".to_owned())
}

impl ExportArgs {
    /// Options that say nothing together.
    fn mistake(&self) -> Option<&'static str> {
        match self.format {
            ExportFormat::Parquet if !cfg!(feature = "parquet") => {
                Some("this program was built without parquet")
            }
            _ if self.spreadsheet_safe && self.format != ExportFormat::Csv => {
                Some("--spreadsheet-safe is for --format csv")
            }
            _ if self.by_hit_type && self.format != ExportFormat::Parquet => {
                Some("--by-hit-type is for --format parquet")
            }
            _ => None,
        }
    }

    /// What of the archive is meant.
    fn selection(&self) -> Selection {
        let all =
            Selection { hits: self.hits.clone(), batches: self.batches.clone(), ..Selection::default() };
        match self.statuses.as_slice() {
            [] => all,
            statuses => Selection { statuses: statuses.iter().copied().collect(), ..all },
        }
    }

    fn existing(&self) -> Existing {
        if self.force { Existing::Replaced } else { Existing::Kept }
    }
}

/// Exports.
pub(super) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    match export(args) {
        Err(error) if is_of_gone_reader(&error) => Ok(ExitCode::from(READER_GONE)),
        ended => ended,
    }
}

/// The code of a program that SIGPIPE ends: whoever read the output had enough, which is no mistake to tell.
const READER_GONE: u8 = 141;

fn is_of_gone_reader(error: &anyhow::Error) -> bool {
    let of_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(of_pipe))
}

fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    if let Some(mistake) = args.mistake() {
        tell(mistake);
        return Ok(ExitCode::from(2));
    }
    let key = args.pseudonyms.as_deref().map(open_key).transpose()?;
    let write = |source: &dyn Replay| match &key {
        None => write(args, source),
        Some(key) => write(args, &Pseudonymous { source, key }),
    };
    if args.files.is_empty() {
        return write(&ArchivedRecords { archive: args.place.open()?, selection: args.selection() });
    }
    let files = SavedFiles::open(&args.files)?;
    let choice = ExportChoice::new(&args.hits, &args.batches, &args.statuses);
    if choice.is_everything() { write(&files) } else { write(&Chosen { source: &files, choice: &choice }) }
}

/// Writes, and tells what was lost.
fn write(args: &ExportArgs, source: &dyn Replay) -> anyhow::Result<ExitCode> {
    let exported = if args.by_hit_type { write_folder(args, source)? } else { write_file(args, source)? };
    if matches!(args.format, ExportFormat::Csv | ExportFormat::Parquet) && exported.bonuses > 0 {
        tell(&format!(
            "{} bonuses are not in the export: this format has no place for them, jsonl has",
            exported.bonuses
        ));
    }
    if exported.assignments == 0 {
        tell("no assignments were found, so none were written");
    }
    Ok(ExitCode::from(u8::from(exported.losses > 0)))
}

fn write_file(args: &ExportArgs, source: &dyn Replay) -> anyhow::Result<Exported> {
    let mut output = ExportOutput::open(args.output.as_deref(), args.existing())?;
    if args.format == ExportFormat::Parquet && output.is_terminal() {
        anyhow::bail!("parquet is nothing for a terminal; -o names a file");
    }
    let exported = write_format(args, source, &mut output)?;
    output.finish()?;
    Ok(exported)
}

fn write_format(
    args: &ExportArgs,
    source: &dyn Replay,
    out: &mut ExportOutput,
) -> Result<Exported, ExportError> {
    let formulas = if args.spreadsheet_safe { Formulas::Neutralised } else { Formulas::AsTheyAre };
    match args.format {
        ExportFormat::Csv => write_csv(source, out, formulas, &mut tell_remark),
        ExportFormat::Jsonl => write_jsonl(source, out, &mut tell_remark),
        ExportFormat::Json => write_json(source, out, &mut tell_remark),
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => crate::export::write_parquet(source, out, &mut tell_remark),
        #[cfg(not(feature = "parquet"))]
        ExportFormat::Parquet => Ok(Exported::default()),
    }
}

/// Writes a folder with a part for each HIT type.
#[cfg(feature = "parquet")]
fn write_folder(args: &ExportArgs, source: &dyn Replay) -> anyhow::Result<Exported> {
    let path = args.output.as_deref().unwrap_or(Path::new("-"));
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!(
                "it is there already; --force replaces a folder that an export wrote, and no other"
            )
        }
        _ => error.into(),
    };
    let folder = crate::export::ParquetFolder::create(path, args.existing()).map_err(told);
    let mut folder = folder.with_context(|| path.display().to_string())?;
    let exported = crate::export::write_parquet_folder(source, &mut folder, &mut tell_remark)?;
    folder.finish()?;
    Ok(exported)
}

#[cfg(not(feature = "parquet"))]
fn write_folder(_: &ExportArgs, _: &dyn Replay) -> anyhow::Result<Exported> {
    Ok(Exported::default())
}

/// Opens the key of pseudonyms, or makes it.
fn open_key(path: &Path) -> anyhow::Result<PseudonymKey> {
    let (key, file) = PseudonymKey::open(path).with_context(|| format!("--pseudonyms {}", path.display()))?;
    match file {
        KeyFile::Found => {}
        KeyFile::Made => tell(&format!(
            "{}: made a key for pseudonyms; keep it secret, and keep it: with another key the same worker has another one",
            path.display()
        )),
        KeyFile::Open => {
            tell(&format!("{}: others can read this key; chmod 600 keeps it secret", path.display()));
        }
    }
    Ok(key)
}

/// Tells something beside the output. Parts of files in it are not to be trusted.
fn tell(text: &str) {
    eprintln!("hitdeck: {}", safe::one_line(text));
}

fn tell_remark(remark: &Remark) {
    tell(&remark.to_string());
}
