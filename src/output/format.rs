//! The formats by name.

use std::fmt;
use std::str::FromStr;

/// How a response is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON, as the AWS CLI writes it.
    Json,
    /// YAML; reads the same as what the AWS CLI writes.
    Yaml,
    /// YAML, a document of one page after the other.
    YamlStream,
    /// Fields parted by tabs, as the AWS CLI writes them.
    Text,
    /// Boxes of ASCII, as the AWS CLI draws them.
    Table,
    /// CSV for spreadsheets.
    Csv,
    /// A JSON value a line.
    Jsonl,
    /// Nothing: what counts is how it ends.
    Off,
}

impl Format {
    /// All of them; those of the AWS CLI come first.
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Text,
        Self::Table,
        Self::Yaml,
        Self::YamlStream,
        Self::Off,
        Self::Csv,
        Self::Jsonl,
    ];

    /// What it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::YamlStream => "yaml-stream",
            Self::Text => "text",
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Off => "off",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no output format {0:?}: it is one of {names}", names = Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_name_means_its_format() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<Format>().unwrap_err().to_string();
        assert!(error.contains("\"xml\"") && error.contains("off, csv"), "{error}");
    }
}
