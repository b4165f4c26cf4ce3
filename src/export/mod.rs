//! Records → a file: the requester site's CSV to the letter, JSON Lines, JSON, Parquet.
//!
//! ```text
//!  archive, files ── Replay ──► SavedRecord … ── Pseudonymous ──► csv, jsonl, json, parquet ──► ExportFile
//!                    (again and again)
//! ```
//!
//! What the room promises:
//!
//! - Nothing is made up: what a source does not hold is empty, and so are ids that were invented.
//! - Texts are written to the letter, what workers wrote too.
//! - Memory does not grow with the records. What a format has to know of all of them before it writes the first it
//!   finds out in a pass of its own; that is why a source can be [replayed](Replay).

mod answers;
mod csv;
mod error;
mod exported;
mod json;
mod known_hits;
mod pacific;
#[cfg(feature = "parquet")]
mod parquet;
mod pseudonyms;
mod replay;
#[cfg(test)]
mod sample;
mod target;
mod work_time;

pub use csv::{Formulas, write_csv};
pub use error::{ExportError, ReplayError};
pub use exported::Exported;
pub use json::{write_json, write_jsonl};
#[cfg(feature = "parquet")]
pub use parquet::{ParquetFolder, write_parquet, write_parquet_folder};
pub use pseudonyms::{KeyError, KeyFile, PseudonymKey, Pseudonymous};
pub use replay::Replay;
pub use target::{Existing, ExportFile};
