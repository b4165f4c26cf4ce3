//! Arguments in, exit code out.

use hitdeck::cli::Cli;
use hitdeck::text::without_os_errors;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    cli.run().unwrap_or_else(|error| {
        eprintln!("hitdeck: {}", without_os_errors(&format!("{error:#}")));
        ExitCode::FAILURE
    })
}
