//! Folders of result files, amti's batches among them.

use super::error::{ImportError, ImportErrorKind};
use super::file::read_file;
use super::several::{SeveralFiles, order};
use super::sink::Flow;
use super::summary::FileKind;
use crate::model::TakeRecord;
use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;

/// Folders deeper than this are left out.
const DEEPEST: u8 = 16;

/// Reads the files of a folder, and of those in it, by name.
pub(super) fn read_folder(folder: &Path, name: &Arc<str>, take: &mut TakeRecord<'_>) -> Flow<FileKind> {
    let mut walk = FolderWalk { several: SeveralFiles::default(), seen: HashSet::new(), take };
    let found = fs::metadata(folder).map_err(|error| ImportError::from_io(error, name))?;
    walk.folder(folder, name, &found, 0)?;
    walk.several.finish("folder", name, walk.take)
}

/// A walk through folders.
struct FolderWalk<'t, 'r> {
    several: SeveralFiles,
    /// Folders that were walked through: links may lead in a circle.
    seen: HashSet<(u64, u64)>,
    take: &'t mut TakeRecord<'r>,
}

impl FolderWalk<'_, '_> {
    fn folder(&mut self, folder: &Path, name: &str, found: &Metadata, depth: u8) -> Flow {
        if depth > DEEPEST || !self.seen.insert((found.dev(), found.ino())) {
            return Ok(());
        }
        let label: Arc<str> = name.into();
        let unreadable = |error| ImportError::from_io(error, &label);
        let entries = match fs::read_dir(folder).map_err(unreadable) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(error.into()),
            Err(error) => return self.several.take(Err(error.into()), self.take),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(unreadable)?.file_name();
            let shown = entry.to_string_lossy().into_owned();
            if !shown.starts_with('.') {
                names.push((shown, entry));
            }
        }
        names.sort_by(|(one, _), (other, _)| order(one).cmp(&order(other)));
        for (shown, entry) in names {
            let path = folder.join(entry);
            let shown = format!("{}/{shown}", name.trim_end_matches('/'));
            match fs::metadata(&path) {
                Ok(found) if found.is_dir() => self.folder(&path, &shown, &found, depth + 1)?,
                Ok(found) if found.is_file() => {
                    let read = read_file(&path, &shown.into(), self.take);
                    self.several.take(read, self.take)?;
                }
                // Pipes and devices may never end, and a link may lead nowhere.
                Ok(_) => self.several.leave_out(&shown),
                Err(error) => {
                    let error = ImportError::from_io(error, &shown.into());
                    let error = ImportError { kind: ImportErrorKind::NoText, ..error };
                    self.several.take(Err(error.into()), self.take)?;
                }
            }
        }
        Ok(())
    }
}
