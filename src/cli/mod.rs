//! Every flag and subcommand, declared once; one file per subcommand.

pub mod connection;
mod endpoint;
mod review;

use crate::tui::Runtime;
use clap::{Parser, Subcommand};
pub use review::ReviewArgs;
use std::process::ExitCode;

/// Review the assignments of Mechanical Turk HITs in the terminal, while they are still arriving.
#[derive(Debug, Parser)]
#[command(name = "hitdeck", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    review: ReviewArgs,
}

const EXAMPLES: &str = "\
Examples:
  hitdeck --demo                      try it on a local endpoint, with invented workers
  hitdeck                             list the account's HITs and pick one
  hitdeck 3X4MQ…K2QP --sandbox        review a HIT of the sandbox
  hitdeck --hit-id 3AB… --hit-id 3CD… review several HITs in one list

Press ? in the dashboard for its keys.";

/// What to do instead of reviewing.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an MTurk-compatible endpoint on this machine.
    Endpoint(endpoint::EndpointArgs),
}

impl Cli {
    /// Does what the command line asks for.
    ///
    /// # Errors
    ///
    /// With what went wrong, in words for the user.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            None => review::run(&self.review),
            Some(Command::Endpoint(args)) => {
                Runtime::start()?.block_on(endpoint::run(args))??;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
