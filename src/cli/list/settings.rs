//! What the environment and the profile decide: format, times, pager, whether to ask.

use super::{Failure, ListArgs};
use crate::config::local_zone;
use crate::mturk::Configured;
use crate::output::{Format, Query, TimestampFormat};
use std::io::{IsTerminal, stderr, stdin, stdout};

/// The settings of a listing.
#[derive(Debug)]
pub(super) struct ListSettings {
    /// How the output is written.
    pub(super) format: Format,
    /// How times are written.
    pub(super) times: TimestampFormat,
    /// The pager's command line, where there is one.
    pub(super) pager: Option<String>,
    /// Whether a HIT that is not named is asked for.
    pub(super) asks: bool,
}

impl ListSettings {
    /// Flags before the environment before the profile, as in the AWS CLI.
    pub(super) fn of(args: &ListArgs, configured: &Configured) -> Result<Self, Failure> {
        Ok(Self {
            format: format(args, configured)?,
            times: times(configured)?,
            pager: pager(args, configured),
            asks: asks(args, configured),
        })
    }

    /// Whether the output tells where pages end, and even that one is empty: then their size is not ours to choose.
    pub(super) fn shows_pages(&self, query: Option<&Query>) -> bool {
        match self.format {
            Format::YamlStream => true,
            // Whether an empty page follows a full one is for the service to say.
            Format::Text => query.is_some_and(|query| !query.finds_nothing_in_no_rows()),
            _ => false,
        }
    }
}

fn format(args: &ListArgs, configured: &Configured) -> Result<Format, Failure> {
    let set = || configured.preference(Some("AWS_DEFAULT_OUTPUT"), "output").filter(|name| !name.is_empty());
    match (args.output, set()) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Json),
        (None, Some(name)) => name.parse().map_err(|error| Failure::other(format!("output: {error}"))),
    }
}

fn times(configured: &Configured) -> Result<TimestampFormat, Failure> {
    match configured.preference(None, "cli_timestamp_format").as_deref() {
        None | Some("" | "iso8601") => Ok(TimestampFormat::Iso8601(local_zone())),
        Some("wire") => Ok(TimestampFormat::Wire),
        Some(other) => Err(Failure::configuration(format!(
            "Unknown cli_timestamp_format value: {other}, valid values are \"wire\" or \"iso8601\""
        ))),
    }
}

/// The pager, for a terminal only; one that is set to nothing is none.
fn pager(args: &ListArgs, configured: &Configured) -> Option<String> {
    if args.no_cli_pager || !stdout().is_terminal() {
        return None;
    }
    let usual = || std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let named = configured.preference(Some("AWS_PAGER"), "cli_pager").unwrap_or_else(usual);
    Some(named).filter(|command| !command.trim().is_empty())
}

/// Whether to ask: by flag or setting, and on a terminal only.
fn asks(args: &ListArgs, configured: &Configured) -> bool {
    let set = || configured.preference(Some("AWS_CLI_AUTO_PROMPT"), "cli_auto_prompt");
    let wanted = args.cli_auto_prompt
        || !args.no_cli_auto_prompt
            && set().is_some_and(|value| matches!(value.as_str(), "on" | "on-partial"));
    wanted && stdin().is_terminal() && stderr().is_terminal()
}
