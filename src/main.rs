//! Arguments in, exit code out.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match hitdeck::cli::Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hitdeck: {error:#}");
            ExitCode::FAILURE
        }
    }
}
