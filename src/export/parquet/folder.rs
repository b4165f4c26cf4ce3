use super::file::ParquetFile;
use crate::export::{Existing, ExportError};
use crate::model::{Hit, SavedAssignment};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// More files than this are not open at once.
const OPEN: usize = 32;

/// The value of a partition that has none, as Hive writes it.
const NO_TYPE: &str = "__HIVE_DEFAULT_PARTITION__";

/// A folder with a part for each HIT type, `hit_type=…/part-0.parquet`, that is there once all of it is written.
pub struct ParquetFolder {
    /// Beside the folder that it becomes.
    parts: TempDir,
    path: PathBuf,
    existing: Existing,
    open: HashMap<String, OpenPart>,
    /// How many files each type has.
    files: HashMap<String, usize>,
    pushed: u64,
}

/// A file that is being written.
struct OpenPart {
    file: ParquetFile<BufWriter<File>>,
    /// When it got its last row.
    last: u64,
}

impl ParquetFolder {
    /// Begins a folder.
    ///
    /// # Errors
    ///
    /// When it is there and may not be replaced, is anything but such a folder, or nothing can be written beside it.
    pub fn create(path: &Path, existing: Existing) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() && (existing == Existing::Kept || !is_of_parts(path)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let parts = tempfile::Builder::new().prefix(".hitdeck-").suffix(".part").tempdir_in(beside)?;
        let (open, files) = (HashMap::new(), HashMap::new());
        Ok(Self { parts, path: path.to_owned(), existing, open, files, pushed: 0 })
    }

    /// Adds an assignment.
    pub(super) fn push(&mut self, saved: &SavedAssignment, hit: Option<&Hit>) -> Result<(), ExportError> {
        let hit_type = hit.map_or("", |hit| &hit.hit_type);
        if !self.open.contains_key(hit_type) {
            self.make_room()?;
            let part = OpenPart { file: ParquetFile::new(self.part(hit_type)?)?, last: 0 };
            self.open.insert(hit_type.to_owned(), part);
        }
        self.pushed += 1;
        let Some(part) = self.open.get_mut(hit_type) else { return Ok(()) };
        part.last = self.pushed;
        part.file.push(saved, hit)
    }

    /// Finishes the file that got no row for the longest time, where too many are open.
    fn make_room(&mut self) -> Result<(), ExportError> {
        if self.open.len() < OPEN {
            return Ok(());
        }
        let oldest = self.open.iter().min_by_key(|(_, part)| part.last).map(|(name, _)| name.clone());
        let oldest = oldest.and_then(|name| self.open.remove(&name));
        oldest.map_or(Ok(()), |part| close(part.file))
    }

    /// The next file of a type.
    fn part(&mut self, hit_type: &str) -> io::Result<BufWriter<File>> {
        let folder = self.parts.path().join(format!("hit_type={}", escaped(hit_type)));
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        let number = self.files.entry(hit_type.to_owned()).or_default();
        let path = folder.join(format!("part-{number}.parquet"));
        *number += 1;
        Ok(BufWriter::new(OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?))
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    ///
    /// When the disk is full, or something else took the place meanwhile.
    pub fn finish(mut self) -> Result<(), ExportError> {
        self.open.drain().try_for_each(|(_, part)| close(part.file))?;
        let parts = self.parts.keep();
        if self.existing == Existing::Replaced && is_of_parts(&self.path) {
            fs::remove_dir_all(&self.path)?;
        }
        let placed = fs::rename(&parts, &self.path);
        if placed.is_err() {
            // What is told is why it could not be placed.
            let _ = fs::remove_dir_all(&parts);
        }
        Ok(placed?)
    }
}

fn close(file: ParquetFile<BufWriter<File>>) -> Result<(), ExportError> {
    let mut out = file.finish()?;
    out.flush()?;
    Ok(out.get_ref().sync_all()?)
}

/// Whether nothing stands in a folder but what such an export puts there; only such a folder is ever removed.
fn is_of_parts(path: &Path) -> bool {
    let all = |path: &Path, is: &dyn Fn(&Path, &str) -> bool| {
        let Ok(mut entries) = fs::read_dir(path) else { return false };
        entries.all(|entry| entry.is_ok_and(|entry| is(&entry.path(), &entry.file_name().to_string_lossy())))
    };
    let part = |_: &Path, name: &str| name.starts_with("part-") && name.ends_with(".parquet");
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    !is_link && all(path, &|path, name| name.starts_with("hit_type=") && all(path, &part))
}

/// A type in a folder's name, as Hive writes it.
fn escaped(hit_type: &str) -> String {
    if hit_type.is_empty() {
        return NO_TYPE.to_owned();
    }
    hit_type.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            escaped.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_can_not_leave_its_folder() {
        assert_eq!(escaped("3FLDTYPE0"), "3FLDTYPE0");
        assert_eq!(escaped("../a b/é"), "%2E%2E%2Fa%20b%2F%C3%A9");
        assert_eq!(escaped(""), NO_TYPE);
    }

    #[test]
    fn a_folder_of_anything_else_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        fs::create_dir_all(path.join("hit_type=A")).unwrap();
        fs::write(path.join("hit_type=A/part-0.parquet"), "").unwrap();
        assert!(ParquetFolder::create(&path, Existing::Kept).is_err());
        assert!(ParquetFolder::create(&path, Existing::Replaced).is_ok());
        fs::write(path.join("hit_type=A/mine.txt"), "").unwrap();
        assert!(ParquetFolder::create(&path, Existing::Replaced).is_err());
        assert!(path.join("hit_type=A/mine.txt").exists());
    }
}
