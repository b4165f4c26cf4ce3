//! The user's record: what was fetched and opened, on disk, with where it was told and when.
//!
//! ```text
//!  pages, files ──► Keeper ──► a thread, a transaction a batch ──► SQLite ──► Archive::replay, ArchivedSource
//! ```
//!
//! What the room promises:
//!
//! - It makes nothing up. A status, a counter, a time is what a source said; nothing is approved because a time passed.
//! - Nothing that was told is lost: older news never overwrites newer, a record that tells less erases nothing, each
//!   status an assignment was seen in stays, and what contradicts what is kept stays beside it.
//! - Texts are kept to the letter, and members that no version of the service knows too.
//! - Another program's file is left as it is. Only the user can read the archive. No credentials are in it.
//! - Who shows something never waits for it, and what is in the way of it is told and stops nobody.

mod archived_source;
mod archiving;
mod assignments;
mod bonuses;
mod columns;
mod connection;
mod contents;
mod error;
mod figures;
mod file;
mod hits;
mod keeper;
mod memory;
mod merge;
mod migrations;
mod packed;
mod pages;
mod path;
mod purge;
mod reader;
mod replay;
mod rows;
mod selection;
mod sources;
mod tally;
#[cfg(test)]
mod tests;
mod texts;
mod verify;
mod writer;

pub use archived_source::ArchivedSource;
pub use archiving::Archiving;
pub use error::{ArchiveError, ArchiveTrouble};
pub use figures::{ArchiveFigures, KeptHit, KeptStatuses, SourceFigures};
pub use keeper::{Keeper, KeptReport};
pub use path::ArchivePath;
pub use purge::{PurgeMode, PurgedCounts, purge};
pub use reader::Archive;
pub use selection::Selection;
pub use tally::{KeptCounts, KeptTally};
pub use verify::Verified;
