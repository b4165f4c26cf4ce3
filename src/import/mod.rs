//! Files that requesters hold, and streams like them, read into [records](crate::model::SavedRecord).
//!
//! ```text
//!  path, folder, - ──► container (gz, zst, zip) ──► format, from the first bytes ──► reader ──► records, one by one
//! ```
//!
//! What the room promises:
//!
//! - The format is found in the content; a file's name decides nothing.
//! - Texts come out to the letter. Nothing is guessed: what can not be known is kept as text, and told in a
//!   [`Remark`](crate::model::Remark).
//! - What can not be read costs its own row and no more. Memory is bounded by a row, not by the file, where the format
//!   allows it; where it does not, by limits that are told.

mod cli_text;
mod decode;
mod draft;
mod error;
mod file;
mod folder;
mod json;
mod long_lines;
mod open;
mod place;
mod python;
mod row_key;
mod several;
mod sheet;
mod signature;
mod sink;
mod stream;
mod summary;
mod text;
mod text_kind;
mod time;
mod unpack;
mod yaml;
mod zip;

pub use decode::DecodedText;
pub use error::{ImportError, ImportErrorKind};
pub use open::{open, read};
pub use place::ResultsPlace;
pub use sheet::{SheetSummary, read_sheet};
pub use summary::{FileKind, FileSummary};
