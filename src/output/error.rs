//! What can go wrong between a response and its output.

use super::ResponseError;
use std::io;

/// Why something was not printed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The reader has gone, or the disk is full.
    #[error("can not write the output: {0}")]
    Io(#[from] io::Error),
    /// A page of which a time is none.
    #[error(transparent)]
    Response(#[from] ResponseError),
    /// The query is no JMESPath expression; known before anything is asked of the service. The reference ends
    /// with 252.
    #[error("Bad value for --query {query}: {reason}")]
    BadQuery {
        /// The query.
        query: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A function of the query does not exist or was given what it can not take. The reference ends with 255.
    #[error("--query {query} failed: {reason}")]
    FailingQuery {
        /// The query.
        query: String,
        /// What went wrong.
        reason: String,
    },
    /// A result of a shape that no table can have.
    #[error("the result can not be shown as a table: {0}. Other formats can: --output json")]
    Table(String),
    /// A result of a shape that the text format does not have.
    #[error("the result can not be shown as text: {0}. Other formats can: --output json")]
    Text(String),
    /// A page that does not fit under the columns already written.
    #[error("the result does not fit into one CSV table: {0}. Other formats can hold it: --output jsonl")]
    Csv(String),
}

impl From<serde_json::Error> for OutputError {
    /// Values are always serialisable, so what fails is the writing.
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<csv::Error> for OutputError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}
