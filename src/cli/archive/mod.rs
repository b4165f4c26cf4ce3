//! `hitdeck archive`: what is kept, whether it is whole, and deleting.

mod info;
mod ls;
mod purge;
mod selection;
mod verify;

use super::archive_args::ArchivePlace;
use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// Look into the archive of what was fetched and imported, or delete from it.
#[derive(Debug, Args)]
pub(super) struct ArchiveCommandArgs {
    #[command(subcommand)]
    command: ArchiveCommand,
}

/// What to do with the archive.
#[derive(Debug, Subcommand)]
enum ArchiveCommand {
    /// List the HITs in it.
    Ls(ls::LsArgs),
    /// Tell how much is in it, and where it comes from.
    Info(ArchivePlace),
    /// Read all of it, and tell whether it is whole.
    Verify(ArchivePlace),
    /// Print where it is.
    Path(ArchivePlace),
    /// Delete from it, for good.
    Purge(purge::PurgeArgs),
}

/// Does what was asked.
///
/// # Errors
///
/// With what went wrong, in words for the user.
pub(super) fn run(args: ArchiveCommandArgs) -> anyhow::Result<ExitCode> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let code = match args.command {
        ArchiveCommand::Ls(args) => ls::run(&args, &mut out).map(|()| ExitCode::SUCCESS),
        ArchiveCommand::Info(place) => info::run(&place.open()?, &mut out).map(|()| ExitCode::SUCCESS),
        ArchiveCommand::Verify(place) => verify::run(&place.open()?, &mut out),
        ArchiveCommand::Path(place) => {
            let path = place.path()?;
            writeln!(out, "{}", path.as_path().display()).map_err(Into::into).map(|()| ExitCode::SUCCESS)
        }
        ArchiveCommand::Purge(args) => return purge::run(&args),
    };
    match code.and_then(|code| Ok(out.flush().map(|()| code)?)) {
        // Who reads only the first lines has what he wanted.
        Err(error) if is_broken_pipe(&error) => Ok(ExitCode::SUCCESS),
        done => done,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
