//! Parquet: one file, or a folder of files by HIT type.
//!
//! A row an assignment. Names are lists of structs and no maps: a question may be answered twice, and readers of maps
//! fail on that or keep one.

mod buffer;
mod column;
mod file;
mod folder;

use super::known_hits::KnownHits;
use super::replay::each;
use super::{ExportError, Exported, Replay};
use crate::model::{Remark, SavedRecord};
use file::ParquetFile;
pub use folder::ParquetFolder;
use std::io::Write;

/// Writes assignments as Parquet, each with what was told of its HIT. `tell` gets the source's remarks.
///
/// # Errors
///
/// When the source can not be read, or nothing can be written.
pub fn write_parquet(
    source: &dyn Replay,
    out: impl Write + Send,
    tell: &mut dyn FnMut(&Remark),
) -> Result<Exported, ExportError> {
    let (mut exported, mut hits) = (Exported::default(), KnownHits::with_questions());
    let mut file = ParquetFile::new(out)?;
    each(source, |record| {
        exported.count(&record, tell);
        match record {
            SavedRecord::Hit(hit) => hits.insert(*hit),
            SavedRecord::Assignment(saved) => file.push(&saved, hits.get(&saved.assignment.hit)?),
            SavedRecord::Bonus(_) | SavedRecord::Remark(_) => Ok(()),
        }
    })?;
    file.finish()?.flush()?;
    Ok(exported)
}

/// Writes assignments into a folder, those of each HIT type into a file of their own.
///
/// # Errors
///
/// When the source can not be read, or nothing can be written.
pub fn write_parquet_folder(
    source: &dyn Replay,
    folder: &mut ParquetFolder,
    tell: &mut dyn FnMut(&Remark),
) -> Result<Exported, ExportError> {
    let (mut exported, mut hits) = (Exported::default(), KnownHits::with_questions());
    each(source, |record| {
        exported.count(&record, tell);
        match record {
            SavedRecord::Hit(hit) => hits.insert(*hit),
            SavedRecord::Assignment(saved) => folder.push(&saved, hits.get(&saved.assignment.hit)?),
            SavedRecord::Bonus(_) | SavedRecord::Remark(_) => Ok(()),
        }
    })?;
    Ok(exported)
}
