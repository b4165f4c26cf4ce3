use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// What happens to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Kept,
    /// The export takes its place.
    Replaced,
}

/// A file that is there once all of it is written, and not before. Only its owner can read it.
#[derive(Debug)]
pub struct ExportFile(BufWriter<ExportTarget>);

#[derive(Debug)]
enum ExportTarget {
    /// A file beside the one that it becomes.
    Beside { file: NamedTempFile, path: PathBuf, existing: Existing },
    /// What is no file, a pipe or a device, is written as it goes.
    Stream(File),
}

impl ExportFile {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// When it is there and may not be replaced, is a folder, or nothing can be written beside it.
    pub fn create(path: &Path, existing: Existing) -> io::Result<Self> {
        // Behind a link stands the file that is meant.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let target = match fs::metadata(&path).map(|found| found.file_type()) {
            Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() && existing == Existing::Kept => {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            Ok(found) if !found.is_file() => ExportTarget::Stream(OpenOptions::new().write(true).open(path)?),
            _ => ExportTarget::Beside { file: beside(&path)?, path, existing },
        };
        Ok(Self(BufWriter::with_capacity(1 << 16, target)))
    }

    /// Puts the file in its place, once the disk has it.
    ///
    /// # Errors
    ///
    /// When the disk is full, or another file took the place meanwhile. Nothing is left behind then.
    pub fn finish(self) -> io::Result<()> {
        let ExportTarget::Beside { file, path, existing } =
            self.0.into_inner().map_err(io::IntoInnerError::into_error)?
        else {
            return Ok(());
        };
        file.as_file().sync_all()?;
        match existing {
            Existing::Kept => file.persist_noclobber(&path),
            Existing::Replaced => file.persist(&path),
        }
        .map_err(|error| error.error)?;
        // So that the name is there after a crash; some file systems know no such thing.
        let _ = File::open(folder(&path)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Write for ExportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Write for ExportTarget {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside { file, .. } => file.write(bytes),
            Self::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside { file, .. } => file.flush(),
            Self::Stream(stream) => stream.flush(),
        }
    }
}

/// A file in the same folder, which a rename makes the one at `path`; 0600.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(".hitdeck-").suffix(".part").tempfile_in(folder(path))
}

/// The folder in which a path stands.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_is_there_once_it_is_whole_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut file = ExportFile::create(&path, Existing::Kept).unwrap();
        file.write_all(b"whole").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_where_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let late = ExportFile::create(&path, Existing::Kept).unwrap();
        fs::write(&path, "old").unwrap();
        assert_eq!(
            ExportFile::create(&path, Existing::Kept).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(late.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists, "which came meanwhile");
        drop(ExportFile::create(&path, Existing::Replaced).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"old", "what broke off changes nothing");
        let link = folder.path().join("link");
        symlink(&path, &link).unwrap();
        ExportFile::create(&link, Existing::Replaced).unwrap().finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_no_file_is_written_as_it_goes() {
        let mut null = ExportFile::create(Path::new("/dev/null"), Existing::Kept).unwrap();
        null.write_all(b"x").unwrap();
        null.finish().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let error = ExportFile::create(folder.path(), Existing::Replaced).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    }
}
