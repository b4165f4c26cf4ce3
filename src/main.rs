//! Arguments in, exit code out.

use hitdeck::cli::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    cli.run().unwrap_or_else(|error| {
        eprintln!("hitdeck: {error:#}");
        ExitCode::FAILURE
    })
}
