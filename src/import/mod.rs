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

mod decode;
mod error;
mod sheet;
mod time;

pub use decode::DecodedText;
pub use error::{ImportError, ImportErrorKind};
pub use sheet::{SheetSummary, read_sheet};
