use std::io;

/// Why records were not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk is full, or whoever reads the output has gone.
    #[error("can not write the export")]
    Io(#[from] io::Error),
    /// The source broke off.
    #[error("can not read what to export")]
    Source(#[from] ReplayError),
    /// The second pass over the source told something else than the first.
    #[error("what is exported changed while it was read; export it again")]
    Changed,
}

impl From<serde_json::Error> for ExportError {
    /// Records are always serialisable, so what fails is the writing.
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Why a source could not be read to its end, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ReplayError(pub String);
