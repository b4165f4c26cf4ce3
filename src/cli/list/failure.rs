//! What went wrong, with the AWS CLI's exit code for it.

use super::encoding::UnknownEncoding;
use super::error_format::{CodedError, ErrorFormat, write_words};
use super::out::NoPager;
use crate::cli::token::TokenError;
use crate::mturk::{ConnectError, RawFailure};
use crate::output::{OutputError, ResponseError};
use crate::source::ProblemKind;
use crate::wire::SentPageError;
use std::io::{self, ErrorKind, IsTerminal};
use std::process::ExitCode;

/// The command line is wrong.
pub(in crate::cli) const USAGE: u8 = 252;
/// A setting is wrong, or there are no credentials.
const CONFIGURATION: u8 = 253;
/// The service refused.
const SERVICE: u8 = 254;
/// Anything else.
const OTHER: u8 = 255;
/// The output could not be written: Python's own code.
const UNWRITTEN: u8 = 120;
/// Ctrl-C.
pub(super) const INTERRUPTED: u8 = 130;

/// How the AWS CLI begins the words of an error. What the service refuses is told to the letter as it tells it.
const AWS: &str = "aws: [ERROR]: ";
/// How words of our own begin.
const OURS: &str = "hitdeck: [ERROR]: ";

/// Why a listing is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    code: u8,
    /// Nothing is said where this is empty.
    words: String,
    /// The error's members, where it has a code.
    coded: Option<CodedError>,
}

impl Failure {
    /// A mistake in the command line.
    pub(super) fn usage(words: impl Into<String>) -> Self {
        Self::named(USAGE, "ParamValidation", words.into())
    }

    /// A parameter that the request can not have, in the AWS CLI's words.
    pub(super) fn parameters(reports: &[String]) -> Self {
        Self::usage(format!("Parameter validation failed:\n{}", reports.join("\n")))
    }

    /// A mistake in the configuration.
    pub(super) fn configuration(words: impl Into<String>) -> Self {
        Self::named(CONFIGURATION, "Configuration", words.into())
    }

    /// Anything else.
    #[expect(clippy::needless_pass_by_value, reason = "errors come as `map_err` hands them over")]
    pub(super) fn other(words: impl ToString) -> Self {
        Self { code: OTHER, words: format!("{OURS}{}", words.to_string()), coded: None }
    }

    /// Something with a code that the AWS CLI gives it.
    fn named(exit: u8, code: &str, message: String) -> Self {
        let words = format!("{OURS}An error occurred ({code}): {message}");
        Self {
            code: exit,
            words,
            coded: Some(CodedError { code: code.to_owned(), message, turk_code: None }),
        }
    }

    /// Tells it on standard error and gives the exit code.
    pub(super) fn tell(self, format: ErrorFormat) -> ExitCode {
        let mut out = io::stderr();
        let safe = out.is_terminal();
        // Nobody is left to tell of an error of standard error.
        let _ = match &self.coded {
            _ if self.words.is_empty() => Ok(()),
            Some(coded) => coded.write(&self.words, format, &mut out, safe),
            None => write_words(&self.words, &mut out, safe),
        };
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
        let words = failure.to_string();
        match failure {
            RawFailure::Refused { code, message, turk_code, .. } => {
                let coded = CodedError { code, message, turk_code };
                Self { code: SERVICE, words: format!("{AWS}{words}"), coded: Some(coded) }
            }
            RawFailure::Unanswered { problem } => match problem.kind {
                ProblemKind::NoCredentials => Self::named(CONFIGURATION, "NoCredentials", words),
                // What refused was the service that gives credentials.
                ProblemKind::Denied => Self { code: SERVICE, ..Self::other(words) },
                _ => Self::other(words),
            },
        }
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

impl From<UnknownEncoding> for Failure {
    fn from(error: UnknownEncoding) -> Self {
        Self::other(error)
    }
}

impl From<SentPageError> for Failure {
    fn from(error: SentPageError) -> Self {
        Self::other(error)
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
        if error.get_ref().and_then(|inner| inner.downcast_ref::<NoPager>()).is_some() {
            return Self::named(CONFIGURATION, "Pager", error.to_string());
        }
        match error.kind() {
            ErrorKind::BrokenPipe => Self { code: UNWRITTEN, words: String::new(), coded: None },
            ErrorKind::StorageFull => Self { code: UNWRITTEN, ..Self::other(error) },
            _ => Self::other(error),
        }
    }
}
