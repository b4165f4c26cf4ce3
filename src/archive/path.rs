use super::error::{ArchiveError, ArchiveTrouble};
use std::path::{Path, PathBuf};

/// Where an archive is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivePath(PathBuf);

impl ArchivePath {
    /// An archive in this file.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The usual one: `archive.sqlite` in hitdeck's data directory, `~/.local/share/hitdeck` on Linux.
    ///
    /// # Errors
    ///
    /// When no home directory is known.
    pub fn usual() -> Result<Self, ArchiveError> {
        let places = directories::ProjectDirs::from("", "", "hitdeck");
        let path = places.map(|places| places.data_dir().join("archive.sqlite"));
        path.map(Self)
            .ok_or_else(|| ArchiveError { path: "archive.sqlite".into(), reason: ArchiveTrouble::NoPlace })
    }

    /// The file.
    #[must_use]
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// Whether something is there.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.0.exists()
    }

    /// What is in the way, with this archive's path.
    pub(super) fn refuse(&self, reason: impl Into<ArchiveTrouble>) -> ArchiveError {
        ArchiveError { path: self.0.clone(), reason: reason.into() }
    }
}
