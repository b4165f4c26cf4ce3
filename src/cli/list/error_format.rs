//! `--cli-error-format`: how an error is written to standard error.

use crate::mturk::Configured;
use crate::output::{Format, OutputTarget, Printer};
use crate::text::safe;
use clap::ValueEnum;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, Write};

/// How an error is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ErrorFormat {
    /// In words.
    Legacy,
    /// Its members as JSON.
    Json,
    /// Its members as YAML.
    Yaml,
    /// Its members parted by tabs.
    Text,
    /// Its members in a table.
    Table,
    /// In words, with the members that the words leave out.
    #[default]
    Enhanced,
}

impl ErrorFormat {
    /// What the flag says, or the environment; the profile's setting is known later.
    pub(super) fn of(flag: Option<Self>) -> Self {
        let from_env = || std::env::var("AWS_CLI_ERROR_FORMAT").ok();
        flag.or_else(|| Self::named(&from_env()?)).unwrap_or_default()
    }

    /// The same, now that the profiles are read.
    pub(super) fn configured(flag: Option<Self>, configured: &Configured) -> Self {
        let set = || configured.preference(Some("AWS_CLI_ERROR_FORMAT"), "cli_error_format");
        flag.or_else(|| Self::named(&set()?)).unwrap_or_default()
    }

    /// An unknown name is that of the usual format, as in the AWS CLI.
    fn named(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }

    /// What writes the members, where it is not words.
    fn members(self) -> Option<Format> {
        match self {
            Self::Legacy | Self::Enhanced => None,
            Self::Json => Some(Format::Json),
            Self::Yaml => Some(Format::Yaml),
            Self::Text => Some(Format::Text),
            Self::Table => Some(Format::Table),
        }
    }
}

/// An error that has a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodedError {
    /// The code.
    pub(super) code: String,
    /// The message alone.
    pub(super) message: String,
    /// Mechanical Turk's own code.
    pub(super) turk_code: Option<String>,
}

impl CodedError {
    /// Writes the error, which in words is `words`.
    pub(super) fn write(
        &self,
        words: &str,
        format: ErrorFormat,
        out: &mut impl Write,
        safe: bool,
    ) -> io::Result<()> {
        if let Some(format) = format.members() {
            let target = OutputTarget { safe, ..OutputTarget::default() };
            let printed = Printer::new(format, None, target, out).titled("error").whole(self.members(format));
            return printed.map(drop).map_err(io::Error::other);
        }
        write_words(words, out, safe)?;
        match &self.turk_code {
            Some(code) if format == ErrorFormat::Enhanced => {
                writeln!(out, "\nAdditional error details:\nTurkErrorCode: {}", visible(code, safe))
            }
            _ => Ok(()),
        }
    }

    /// The members, in the AWS CLI's order; its YAML is sorted.
    fn members(&self, format: Format) -> Map<String, Value> {
        let code = ("Code".to_owned(), Value::from(self.code.as_str()));
        let message = ("Message".to_owned(), Value::from(self.message.as_str()));
        let turk_code = self.turk_code.as_deref().map(|code| ("TurkErrorCode".to_owned(), Value::from(code)));
        // A status in the place of a code comes first: so it is where no service has answered.
        let status = self.code.parse::<u16>().is_ok_and(|status| status >= 500);
        let [first, second] =
            if status || format == Format::Yaml { [code, message] } else { [message, code] };
        [first, second].into_iter().chain(turk_code).collect()
    }
}

/// Writes an error in words, with an empty line before.
pub(super) fn write_words(words: &str, out: &mut impl Write, safe: bool) -> io::Result<()> {
    writeln!(out, "\n{}", visible(words.trim(), safe))
}

/// What a service says is as little to be trusted as what workers write.
fn visible(text: &str, safe: bool) -> Cow<'_, str> {
    if safe { safe::visible(text) } else { Cow::Borrowed(text) }
}
