//! What went wrong, with the AWS CLI's exit code for it.

use crate::cli::token::TokenError;
use crate::mturk::{ConnectError, RawFailure};
use crate::output::{OutputError, ResponseError};
use crate::source::ProblemKind;
use crate::text::safe;
use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

/// The command line is wrong.
pub(in crate::cli) const USAGE: u8 = 252;
/// A setting is wrong, or there are no credentials.
const CONFIGURATION: u8 = 253;
/// The service refused.
const SERVICE: u8 = 254;
/// Anything else.
const OTHER: u8 = 255;
/// Ctrl-C.
pub(super) const INTERRUPTED: u8 = 130;

/// Why a listing is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    code: u8,
    /// Nothing is said where this is empty.
    words: String,
}

impl Failure {
    /// A mistake in the command line.
    pub(super) fn usage(words: impl Into<String>) -> Self {
        Self { code: USAGE, words: words.into() }
    }

    /// A parameter that the request can not have, in the AWS CLI's words.
    pub(super) fn parameters(reports: &[String]) -> Self {
        Self::usage(format!("Parameter validation failed:\n{}", reports.join("\n")))
    }

    /// A mistake in the configuration.
    pub(super) fn configuration(words: impl Into<String>) -> Self {
        Self { code: CONFIGURATION, words: words.into() }
    }

    /// Anything else.
    #[expect(clippy::needless_pass_by_value, reason = "errors come as `map_err` hands them over")]
    pub(super) fn other(words: impl ToString) -> Self {
        Self { code: OTHER, words: words.to_string() }
    }

    /// Tells it on standard error and gives the exit code.
    pub(super) fn tell(self) -> ExitCode {
        if !self.words.is_empty() {
            let mut out = io::stderr();
            // What a service says is as little to be trusted as what workers write.
            let safe = out.is_terminal();
            let words = if safe { safe::visible(&self.words) } else { Cow::Borrowed(self.words.as_str()) };
            // Nobody is left to tell of an error of standard error.
            let _ = writeln!(out, "\n{words}");
        }
        ExitCode::from(self.code)
    }
}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::Endpoint { origin: "--endpoint-url", .. } => Self::usage(error.to_string()),
            _ => Self::other(error),
        }
    }
}

impl From<RawFailure> for Failure {
    fn from(failure: RawFailure) -> Self {
        let code = match &failure {
            RawFailure::Refused { .. } => SERVICE,
            RawFailure::Unanswered { problem } => match problem.kind {
                ProblemKind::NoCredentials => CONFIGURATION,
                // What refused was the service that gives credentials.
                ProblemKind::Denied => SERVICE,
                _ => OTHER,
            },
        };
        Self { code, words: failure.to_string() }
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Foreign { .. } => Self::usage(error.to_string()),
            TokenError::Parts(_) => Self::other(error),
        }
    }
}

impl From<ResponseError> for Failure {
    fn from(error: ResponseError) -> Self {
        Self::other(error)
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Io(error) => error.into(),
            OutputError::BadQuery { .. } => Self::usage(error.to_string()),
            error => Self::other(error),
        }
    }
}

impl From<io::Error> for Failure {
    /// Whoever read the output and has seen enough ends it quietly.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self { code: 0, words: String::new() },
            _ => Self::other(error),
        }
    }
}
