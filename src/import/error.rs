use std::io;
use std::sync::Arc;

/// Why a file, or what follows a place in it, can not be read, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ImportError {
    /// The kind, which decides what else to try.
    pub kind: ImportErrorKind,
    /// The file's path as it was given.
    pub file: Arc<str>,
    /// The line, or the number of the document, from 1; `None` where it is about the whole file.
    pub line: Option<u64>,
    /// What was found, one sentence without a full stop. Parts of a file in it are untrusted.
    pub what: String,
    /// What to do next, a sentence.
    pub advice: &'static str,
}

/// The kinds of error that are handled differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportErrorKind {
    /// The operating system did not hand out the bytes.
    Unreadable,
    /// It is no text: a picture, a program, another program's database.
    NoText,
    /// It can be read, but holds no assignments.
    NoResults,
    /// It begins like results and is not what such a file is.
    Broken,
    /// It is larger, deeper or longer than the limits that keep memory bounded.
    TooLarge,
}

impl ImportError {
    /// An error about a whole file.
    pub fn new(kind: ImportErrorKind, file: &Arc<str>, what: impl Into<String>) -> Self {
        let advice = match kind {
            ImportErrorKind::Unreadable => "Check that the file is there and may be read.",
            ImportErrorKind::NoText => "Open the results that were saved as text: CSV, JSON or YAML.",
            ImportErrorKind::NoResults => "Open a file with the assignments of HITs.",
            ImportErrorKind::Broken => "Save the file again from where it came from.",
            ImportErrorKind::TooLarge => "Split the file, or leave out what is not of an assignment.",
        };
        Self { kind, file: Arc::clone(file), line: None, what: what.into(), advice }
    }

    /// The same, with the place it is about.
    #[must_use]
    pub fn at(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    /// What a reader said: the error itself where another reader of this room put it there, else the operating
    /// system's words.
    #[must_use]
    pub fn from_io(error: io::Error, file: &Arc<str>) -> Self {
        match error.downcast() {
            Ok(error) => error,
            Err(error) => {
                let what = format!("it could not be read: {error}");
                Self::new(ImportErrorKind::Unreadable, file, crate::text::without_os_errors(&what))
            }
        }
    }
}

impl From<ImportError> for io::Error {
    /// Hands the error through a reader; [`ImportError::from_io`] finds it again.
    fn from(error: ImportError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_goes_through_a_reader_unchanged() {
        let file: Arc<str> = "results.csv".into();
        let error = ImportError::new(ImportErrorKind::NoText, &file, "a picture").at(7);
        assert_eq!(error.to_string(), "results.csv:7: a picture");
        assert_eq!(ImportError::from_io(error.clone().into(), &file), error);
        let gone = ImportError::from_io(io::Error::from_raw_os_error(2), &file);
        assert_eq!(gone.to_string(), "results.csv: it could not be read: No such file or directory");
        assert_eq!(gone.kind, ImportErrorKind::Unreadable);
    }
}
