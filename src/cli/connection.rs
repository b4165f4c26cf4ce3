//! The flags that say how to reach the service, named as in the AWS CLI.

use crate::model::Environment;
use crate::mturk::{AskMfa, ConnectOptions, MfaDevice};
use clap::Args;
use std::convert::Infallible;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

/// How to reach the service.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(next_help_heading = "Connection (as in the AWS CLI)")]
pub struct ConnectionArgs {
    /// Review HITs of the sandbox instead of production.
    ///
    /// Nobody is paid there; sandbox and production know nothing of each other's HITs.
    #[arg(long, conflicts_with = "endpoint_url")]
    pub sandbox: bool,

    /// Send requests to this URL instead of Amazon.
    ///
    /// `hitdeck endpoint` serves one on this machine. Without the flag `AWS_ENDPOINT_URL_MTURK`,
    /// `AWS_ENDPOINT_URL` and the profile's `endpoint_url` count, as in the AWS CLI.
    #[arg(long, value_name = "URL", value_parser = Environment::at)]
    pub endpoint_url: Option<Environment>,

    /// Use this profile of ~/.aws/config and ~/.aws/credentials.
    ///
    /// Its keys, role, SSO session, `credential_process` and MFA device are all understood. A profile given here
    /// goes before keys in the environment. Without it `AWS_PROFILE` counts.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,

    /// Sign requests for this region. Does not change where they are sent.
    ///
    /// MTurk has one region, us-east-1, which is the default whatever `AWS_REGION` says.
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,

    /// Do not sign requests, and look for no credentials.
    #[arg(long)]
    pub no_sign_request: bool,

    /// Trust the certificates in this PEM file, in place of the system's.
    ///
    /// Without the flag `AWS_CA_BUNDLE` and the profile's `ca_bundle` count.
    #[arg(long, value_name = "FILE", value_parser = path)]
    pub ca_bundle: Option<PathBuf>,

    /// Do not check who the server is. Anyone on the way can then read and change everything.
    #[arg(long)]
    pub no_verify_ssl: bool,

    /// Give up after so many seconds without receiving anything; 0 waits for ever.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub cli_read_timeout: TimeoutArg,

    /// Give up connecting after so many seconds; 0 waits for ever.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub cli_connect_timeout: TimeoutArg,
}

/// How long to wait; `None` is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeoutArg(pub Option<Duration>);

fn seconds(text: &str) -> Result<TimeoutArg, std::num::ParseIntError> {
    // Python's `int()` takes blanks around, as `wc` writes them.
    let seconds: u32 = text.trim().parse()?;
    Ok(TimeoutArg((seconds > 0).then(|| Duration::from_secs(seconds.into()))))
}

/// A path, or nothing: unlike clap's own, which refuses that.
#[expect(clippy::unnecessary_wraps, reason = "clap's parsers may fail")]
fn path(text: &str) -> Result<PathBuf, Infallible> {
    Ok(text.into())
}

impl From<ConnectionArgs> for ConnectOptions {
    fn from(args: ConnectionArgs) -> Self {
        let environment = if args.sandbox { Some(Environment::Sandbox) } else { args.endpoint_url };
        // What is set to nothing, as by a variable of a script that is empty, is not set.
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            environment,
            profile: given(args.profile),
            region: given(args.region),
            sign: !args.no_sign_request,
            verify_ssl: !args.no_verify_ssl,
            ca_bundle: args.ca_bundle.filter(|path| !path.as_os_str().is_empty()),
            read_timeout: args.cli_read_timeout.0,
            connect_timeout: args.cli_connect_timeout.0,
        }
    }
}

/// Asks for MFA codes on the terminal, before the dashboard takes it.
#[derive(Debug, Clone, Copy, Default)]
pub struct TerminalMfa;

impl AskMfa for TerminalMfa {
    fn code(&self, device: MfaDevice<'_>) -> Result<String, String> {
        let (input, mut output) = (std::io::stdin(), std::io::stderr());
        if !input.is_terminal() || !output.is_terminal() {
            return Err("it is asked for on a terminal, and there is none here".to_owned());
        }
        let ask = |output: &mut std::io::Stderr| {
            write!(output, "MFA code for {} (profile {}): ", device.serial, device.profile)?;
            output.flush()?;
            let mut code = String::new();
            input.lock().read_line(&mut code).map(|_| code)
        };
        match ask(&mut output) {
            Ok(code) if code.trim().is_empty() => Err("none was given".to_owned()),
            Ok(code) => Ok(code.trim().to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        connection: ConnectionArgs,
    }

    fn parse(args: &[&str]) -> Result<ConnectOptions, String> {
        let args = std::iter::once(&"hitdeck").chain(args);
        Cli::try_parse_from(args).map(|cli| cli.connection.into()).map_err(|error| error.to_string())
    }

    #[test]
    fn without_flags_the_environment_decides_and_a_minute_is_waited() {
        assert_eq!(parse(&[]), Ok(ConnectOptions::default()));
    }

    #[test]
    fn a_timeout_of_zero_waits_for_ever() {
        let connection = parse(&["--cli-read-timeout", "0", "--cli-connect-timeout", "5"]).unwrap();
        assert_eq!(connection.read_timeout, None);
        assert_eq!(connection.connect_timeout, Some(Duration::from_secs(5)));
    }

    #[test]
    fn the_sandbox_is_not_at_another_url() {
        assert_eq!(parse(&["--sandbox"]).unwrap().environment, Some(Environment::Sandbox));
        assert!(parse(&["--sandbox", "--endpoint-url", "http://127.0.0.1:1"]).is_err());
    }

    #[test]
    fn a_bad_endpoint_url_is_refused_at_once() {
        let error = parse(&["--endpoint-url", "localhost:8080"]).unwrap_err();
        assert!(error.contains("is no endpoint URL"), "{error}");
    }
}
