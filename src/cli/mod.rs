//! Every flag and subcommand, declared once; one file per subcommand.

mod archive;
mod archive_args;
pub mod connection;
mod endpoint;
mod export;
mod file_batch;
mod files;
mod import;
mod list;
mod mistyped;
mod open;
mod review;
mod review_source;
mod runtime;
mod screen_args;
mod token;

use clap::{CommandFactory, Parser, Subcommand};
pub use review::ReviewArgs;
pub use runtime::AsyncRuntime;
use std::ffi::OsString;
use std::process::ExitCode;

/// Review the assignments of Mechanical Turk HITs in the terminal, while they are still arriving.
#[derive(Debug, Parser)]
#[command(name = "hitdeck", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<CliCommand>,

    #[command(flatten)]
    review: ReviewArgs,
}

const EXAMPLES: &str = "\
Examples:
  hitdeck --demo                      try it on a local endpoint, with invented workers
  hitdeck                             list the account's HITs and pick one
  hitdeck 3X4MQ…K2QP --sandbox        review a HIT of the sandbox
  hitdeck --hit-id 3AB… --hit-id 3CD… review several HITs in one list
  hitdeck Batch_123_results.csv       review results that somebody saved, of any kind
  hitdeck list 3X4MQ…K2QP             print its assignments, as the AWS CLI does
  hitdeck --offline                   review what was kept, without the service

Press ? in the dashboard for its keys.";

/// The AWS CLI's name for `hitdeck list`.
const DROP_IN: &str = "list-assignments-for-hit";

/// Puts the AWS CLI's command before options that stand before it, as in `aws --profile NAME mturk …`.
fn command_first(mut args: Vec<OsString>) -> Vec<OsString> {
    if let Some(at) = args.iter().position(|arg| arg == DROP_IN).filter(|at| *at > 0) {
        args.get_mut(1..=at).unwrap_or_default().rotate_right(1);
    }
    args
}

/// What to do instead of reviewing.
#[derive(Debug, Subcommand)]
enum CliCommand {
    #[command(
        alias = DROP_IN,
        infer_long_args = true,
        args_override_self = true,
        version,
        display_name = "hitdeck"
    )]
    List(Box<list::ListArgs>),
    /// Review files of saved results, whatever wrote them: CSV, JSON, YAML, text, zipped or not.
    Open(Box<open::OpenArgs>),
    /// Serve an MTurk-compatible endpoint on this machine.
    Endpoint(endpoint::EndpointArgs),
    Archive(archive::ArchiveCommandArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
}

impl Cli {
    /// Reads the process's command line. Help, the version and mistakes are told here; they end with the exit
    /// code that is returned, which for `hitdeck list` is the AWS CLI's.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing left to do.
    pub fn read() -> Result<Self, ExitCode> {
        let args = command_first(std::env::args_os().collect());
        let lists = args.get(1).is_some_and(|command| command == "list" || command == DROP_IN);
        let first = args.get(1).cloned();
        Self::try_parse_from(args).map_err(|error| {
            let error =
                mistyped::explain(error, first.as_deref(), &mut <Self as clap::CommandFactory>::command());
            // Nobody is left to tell of an error of standard error.
            let _ = error.print();
            match error.exit_code() {
                0 => ExitCode::SUCCESS,
                _ if lists => ExitCode::from(list::USAGE),
                _ => ExitCode::from(2),
            }
        })
    }

    /// Does what the command line asks for.
    ///
    /// # Errors
    ///
    /// With what went wrong, in words for the user.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            None => review::run(&self.review),
            Some(CliCommand::List(args)) if args.asks_for_the_manual() => print_manual(),
            Some(CliCommand::List(args)) => Ok(list::run(&args)),
            Some(CliCommand::Open(args)) => open::run(*args),
            Some(CliCommand::Export(args)) => export::run(&args),
            Some(CliCommand::Endpoint(args)) => {
                AsyncRuntime::start()?.block_on(endpoint::run(args))??;
                Ok(ExitCode::SUCCESS)
            }
            Some(CliCommand::Archive(args)) => archive::run(args),
            Some(CliCommand::Import(args)) => import::run(&args),
        }
    }
}

/// Prints what `hitdeck list --help` does.
fn print_manual() -> anyhow::Result<ExitCode> {
    let mut command = Cli::command();
    // Gives subcommands their whole names.
    command.build();
    if let Some(list) = command.find_subcommand_mut("list") {
        list.print_long_help()?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_may_stand_before_the_aws_clis_command() {
        for (line, expected) in [
            (
                "hitdeck --profile p list-assignments-for-hit --hit-id 3A",
                "list-assignments-for-hit --profile p --hit-id 3A",
            ),
            ("hitdeck list-assignments-for-hit --hit-id 3A", "list-assignments-for-hit --hit-id 3A"),
            ("hitdeck --profile list", "--profile list"),
            ("hitdeck", ""),
        ] {
            let args = command_first(line.split(' ').map(OsString::from).collect());
            let expected = expected.split_whitespace().map(OsString::from);
            assert_eq!(args, std::iter::once("hitdeck".into()).chain(expected).collect::<Vec<_>>(), "{line}");
        }
    }

    #[test]
    fn the_declarations_fit_together() {
        Cli::command().debug_assert();
    }
}
