//! What a machine reads: a service response, or pages of one, as JSON, YAML, text, a table, CSV or JSON Lines.
//!
//! JSON, text and tables are byte for byte what AWS CLI v2 prints for `aws mturk list-assignments-for-hit`, with and
//! without `--query`; YAML reads the same. CSV and JSON Lines are hitdeck's own.
//!
//! Every page is written and flushed when it comes, and memory stays as large as a page: for JSON and YAML, text, YAML
//! streams, CSV and JSON Lines. JSON and YAML with a query are written so where the query makes a list row by row and
//! can not fail on a later row; one that may fail waits as what is written. For any other query, and for a table, whose
//! widths hang on all its cells, rows wait as they were sent. In text, YAML streams, CSV and JSON Lines a query sees
//! one page at a time.
//!
//! JSON that broke off in the middle never looks whole: its brackets are closed by [`Printer::end`] alone.
//!
//! To a terminal nothing is written that it would obey: JSON and YAML write escapes, which lose nothing, the others
//! make such characters visible.

mod course;
mod csv;
mod error;
mod escape;
mod format;
mod held;
mod json;
mod layout;
mod lines;
mod printer;
mod python;
mod query;
mod response;
mod table;
mod text;
mod times;
mod width;
mod yaml;

pub use error::OutputError;
pub use format::{Format, UnknownFormat};
pub use printer::Printer;
pub use query::Query;
pub use response::{ListPage, ListRow, ResponseError, response};
pub use times::TimestampFormat;

use serde_json::{Map, Value};

/// A response of the service, its members in the order in which they are written.
pub type ListResponse = Map<String, Value>;

/// What the output is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutputTarget {
    /// Whether tables have colours.
    pub color: bool,
    /// The width of the terminal, if there is one; a table that is wider lays single rows on their side.
    pub width: Option<u16>,
    /// Whether it is a terminal, which must not get the control characters that workers write.
    pub safe: bool,
}

#[cfg(test)]
mod tests;
