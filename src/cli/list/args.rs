//! The options, named as in the AWS CLI.

use super::error_format::ErrorFormat;
use super::skeleton::Skeleton;
use crate::cli::archive_args::ArchiveArgs;
use crate::cli::connection::ConnectionArgs;
use crate::config::ColorChoice;
use crate::output::{Format, OutputTarget};
use clap::{ArgAction, Args};
use std::io::{IsTerminal, stdout};
use std::num::ParseIntError;

const PAGING: &str = "Paging";
const OUTPUT: &str = "Output";
const INPUT: &str = "Input (as in the AWS CLI)";

/// Print a HIT's assignments, as `aws mturk list-assignments-for-hit` does.
///
/// Pages are printed as they arrive. Exit codes: 0; 252 the command line is wrong; 253 no credentials or a wrong
/// setting; 254 the service refused; 255 anything else; 130 Ctrl-C; 120 the output can not be written.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "one for each switch")]
pub(in crate::cli) struct ListArgs {
    /// The HIT; several are printed one after the other.
    #[arg(value_name = "HIT")]
    pub(super) hits: Vec<String>,

    /// The same, as the AWS CLI names it; may be given several times.
    #[arg(long = "hit-id", value_name = "HIT")]
    pub(super) hit_ids: Vec<String>,

    /// Only assignments with these statuses (Submitted, Approved, Rejected), separated by spaces or commas.
    #[arg(long, value_name = "STATUS", num_args = 1.., action = ArgAction::Set)]
    pub(super) assignment_statuses: Option<Vec<String>>,

    /// Stop after so many assignments; a token to go on with is printed.
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true, help_heading = PAGING)]
    pub(super) max_items: Option<i64>,

    /// Go on where an earlier listing stopped; the AWS CLI's tokens are good here, and ours there.
    #[arg(long, value_name = "TOKEN", help_heading = PAGING)]
    pub(super) starting_token: Option<String>,

    /// Assignments a request, 1 to 100. The output is the same for all, the speed is not.
    ///
    /// 100 by default, but where pages show and can not be made of larger ones (yaml-stream, text with a --query
    /// that says something of no assignments, the end of --max-items): there it is the service's 10, as in the AWS CLI.
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true, help_heading = PAGING)]
    pub(super) page_size: Option<i64>,

    /// Send one request and print its answer as it came.
    #[arg(long, help_heading = PAGING)]
    pub(super) no_paginate: bool,

    /// Send one request, with the service's own token.
    #[arg(long, value_name = "TOKEN", help_heading = PAGING)]
    pub(super) next_token: Option<String>,

    /// Send one request, for so many assignments at most.
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true, help_heading = PAGING)]
    pub(super) max_results: Option<i64>,

    /// Write json, yaml, yaml-stream, text, table, csv, jsonl, or nothing (off).
    ///
    /// Without the flag `AWS_DEFAULT_OUTPUT` and the profile's `output` count, else json. csv and jsonl are a row
    /// an assignment.
    #[arg(long, value_name = "FORMAT", help_heading = OUTPUT)]
    pub(super) output: Option<Format>,

    /// Filter and reshape with this JMESPath expression.
    ///
    /// It sees the whole result; in text, csv and jsonl each page by itself.
    #[arg(long, value_name = "JMESPATH", help_heading = OUTPUT)]
    pub(super) query: Option<String>,

    /// How errors are written to standard error.
    ///
    /// Without the flag `AWS_CLI_ERROR_FORMAT` and the profile's `cli_error_format` count. Only errors that have a
    /// code have another form than words.
    #[arg(long, value_name = "FORMAT", value_enum, help_heading = OUTPUT)]
    pub(super) cli_error_format: Option<ErrorFormat>,

    /// Whether tables have colours.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, help_heading = OUTPUT)]
    pub(super) color: ColorChoice,

    /// Do not page the output. On a terminal `AWS_PAGER`, the profile's `cli_pager` and `PAGER` name the pager.
    #[arg(long, help_heading = OUTPUT)]
    pub(super) no_cli_pager: bool,

    /// Take HITId, AssignmentStatuses, NextToken and MaxResults from JSON: text, `file://PATH`, or - for stdin.
    ///
    /// Flags go before its members.
    #[arg(long, value_name = "JSON", help_heading = INPUT, allow_hyphen_values = true)]
    pub(super) cli_input_json: Option<String>,

    /// The same from YAML.
    #[arg(long, value_name = "YAML", help_heading = INPUT, allow_hyphen_values = true, conflicts_with = "cli_input_json")]
    pub(super) cli_input_yaml: Option<String>,

    /// Print what --cli-input-json takes (input), the same in YAML (yaml-input), or an example of the output.
    /// Nothing is sent.
    #[arg(long, value_name = "KIND", value_enum, num_args = 0..=1, default_missing_value = "input", help_heading = INPUT)]
    pub(super) generate_cli_skeleton: Option<Skeleton>,

    /// Accepted for scripts that say it; the operation has no binary members.
    #[arg(long, value_name = "FORMAT", value_enum, help_heading = INPUT)]
    cli_binary_format: Option<BinaryFormat>,

    /// On a terminal, ask for a HIT that is not named: it is picked from the account's HITs.
    #[arg(long, help_heading = INPUT)]
    pub(super) cli_auto_prompt: bool,

    /// Never ask.
    #[arg(long, conflicts_with = "cli_auto_prompt", help_heading = INPUT)]
    pub(super) no_cli_auto_prompt: bool,

    #[command(flatten)]
    pub(super) archive: ArchiveArgs,

    #[command(flatten)]
    pub(super) connection: ConnectionArgs,

    /// Log in detail to standard error. The log never holds credentials, worker ids or answers.
    #[arg(long)]
    pub(super) debug: bool,
}

/// What the AWS CLI takes for `--cli-binary-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum BinaryFormat {
    /// Base64.
    Base64,
    /// As it is, base64 in the output.
    RawInBase64Out,
}

/// A whole number as Python's `int()` reads it: with blanks around, as `wc` writes them, and `_` between digits.
fn whole(text: &str) -> Result<i64, ParseIntError> {
    let text = text.trim();
    let parted = text.trim_start_matches(['+', '-']).split('_').all(|digits| !digits.is_empty());
    if parted { text.replace('_', "").parse() } else { text.parse() }
}

impl ListArgs {
    /// Whether the AWS CLI would show its manual: `help` stands where it takes nothing else. No HIT has that name.
    pub(in crate::cli) fn asks_for_the_manual(&self) -> bool {
        self.hits == ["help"]
    }

    /// How standard output can be written to.
    pub(super) fn target(&self) -> OutputTarget {
        let (terminal, size) = (stdout().is_terminal(), rustix::termios::tcgetwinsize(stdout()));
        let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
        OutputTarget {
            color: match self.color {
                ColorChoice::On => true,
                ColorChoice::Off => false,
                ColorChoice::Auto => terminal && unset("NO_COLOR"),
            },
            width: size.ok().map(|size| size.ws_col).filter(|columns| *columns > 0),
            safe: terminal,
        }
    }
}
