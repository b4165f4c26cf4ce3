use super::selection::SelectionArgs;
use crate::archive::{PurgeMode, PurgedCounts, purge};
use crate::cli::archive_args::ArchivePlace;
use crate::model::Timestamp;
use clap::Args;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

/// What to delete.
#[derive(Debug, Args)]
pub(super) struct PurgeArgs {
    #[command(flatten)]
    selection: SelectionArgs,

    /// Delete everything.
    #[arg(long)]
    all: bool,

    /// Only tell how much would be deleted.
    #[arg(long)]
    dry_run: bool,

    /// Do not ask.
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    place: ArchivePlace,
}

/// Deletes what is meant, once it was told how much that is and that it is wanted.
pub(super) fn run(args: &PurgeArgs) -> anyhow::Result<ExitCode> {
    let (path, selection) = (args.place.path()?, args.selection.at(Timestamp::now()));
    if selection.is_everything() != args.all {
        anyhow::bail!(
            "say what to delete: --hit, --hit-type, --batch, --source or --older-than; or --all, and none of these"
        );
    }
    let counts = purge(&path, &selection, PurgeMode::Count)?;
    let told = told(counts);
    if args.dry_run {
        println!("{told} would be deleted");
        return Ok(ExitCode::SUCCESS);
    }
    if counts == PurgedCounts::default() {
        println!("nothing is deleted: the archive has none of it");
        return Ok(ExitCode::SUCCESS);
    }
    if !args.yes && !confirmed(&told, &path.as_path().display().to_string())? {
        println!("nothing is deleted");
        return Ok(ExitCode::FAILURE);
    }
    // Counted anew: meanwhile something may have come.
    println!("{} are deleted", self::told(purge(&path, &selection, PurgeMode::Delete)?));
    Ok(ExitCode::SUCCESS)
}

fn told(counts: PurgedCounts) -> String {
    format!("{} HITs, {} assignments and {} bonuses", counts.hits, counts.assignments, counts.bonuses)
}

/// Asks on the terminal.
fn confirmed(told: &str, path: &str) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        anyhow::bail!("{told} would be deleted; say --yes where nobody can be asked");
    }
    let mut asked = io::stderr();
    write!(asked, "Delete {told} from {path}? They can not be had back. [y/N] ")?;
    asked.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
