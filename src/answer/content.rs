use super::JsonValue;
use std::borrow::Cow;

/// The kinds of answers QuestionFormAnswers knows, and JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing was filled in.
    Empty,
    /// Free text as the worker wrote it.
    Text(String),
    /// Choices of a selection question.
    Selections {
        /// Identifiers of what was chosen.
        chosen: Vec<String>,
        /// Text of the "other" field.
        other: Option<String>,
    },
    /// An uploaded file, fetched with `GetFileUploadURL`.
    Upload {
        /// The service's key of the file.
        key: String,
        /// Its size, where the document gives one.
        bytes: Option<u64>,
    },
    /// JSON that a form put into free text.
    Value(JsonValue),
}

impl Content {
    /// The content alone, as text to copy.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => text.into(),
            Self::Selections { chosen, other } => {
                let all: Vec<&str> = chosen.iter().chain(other).map(String::as_str).collect();
                all.join(", ").into()
            }
            Self::Upload { key, bytes: None } => key.into(),
            Self::Upload { key, bytes: Some(bytes) } => format!("{key} ({bytes} bytes)").into(),
            Self::Value(value) => value.plain(),
        }
    }
}
