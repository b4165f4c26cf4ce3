//! The flags that say which archive is meant, and whether one is kept; declared here once.

use crate::archive::{Archive, ArchiveError, ArchivePath, Keeper};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

const ARCHIVE: &str = "Archive";

/// Which archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub(super) struct ArchivePlace {
    /// The archive, in place of the one in hitdeck's data directory.
    #[arg(long, value_name = "PATH", help_heading = ARCHIVE)]
    pub(super) archive: Option<PathBuf>,
}

impl ArchivePlace {
    /// Where it is.
    ///
    /// # Errors
    ///
    /// When none is named and no home directory is known.
    pub(super) fn path(&self) -> Result<ArchivePath, ArchiveError> {
        self.archive.clone().map_or_else(ArchivePath::usual, |path| Ok(ArchivePath::at(path)))
    }

    /// Opens it to read.
    ///
    /// # Errors
    ///
    /// When there is none, or it can not be read.
    pub(super) fn open(&self) -> Result<Archive, ArchiveError> {
        Archive::open(&self.path()?)
    }
}

/// Which archive, and what to do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub(super) struct ArchiveArgs {
    #[command(flatten)]
    pub(super) place: ArchivePlace,

    /// Keep nothing of what is fetched.
    #[arg(long, conflicts_with = "offline", help_heading = ARCHIVE)]
    pub(super) no_archive: bool,

    /// Show what was kept, and ask no service.
    #[arg(long, help_heading = ARCHIVE)]
    pub(super) offline: bool,
}

impl ArchiveArgs {
    /// Starts to keep what is fetched, unless it is not wanted. Where there is no place for it nothing is kept either.
    pub(super) fn keep(&self) -> Option<ArchiveKeeping> {
        if self.no_archive || self.offline {
            return None;
        }
        match self.place.path() {
            Ok(path) => {
                let is_new = !path.exists();
                Some(ArchiveKeeping { keeper: Arc::new(Keeper::start(path)), is_new })
            }
            Err(error) => {
                tracing::warn!("nothing is kept: {error}");
                None
            }
        }
    }
}

/// Where what is fetched is kept.
#[derive(Debug)]
pub(super) struct ArchiveKeeping {
    /// Who keeps it.
    pub(super) keeper: Arc<Keeper>,
    /// Whether there was no archive yet.
    is_new: bool,
}

impl ArchiveKeeping {
    /// Waits until all is kept. Returns what the user has to know: where the archive is when it is new, and what was in
    /// its way. Where the archive is, is told only to those who want to know.
    pub(super) fn end(&self, tells_where: bool) -> Vec<String> {
        let path = self.keeper.path();
        let report = match self.keeper.close() {
            Ok(report) => report,
            Err(error) => return vec![format!("not all that was fetched is kept: {error}")],
        };
        let mut told = Vec::new();
        if report.left_out > 0 {
            told.push(format!("{} pages are not kept: the disk was too slow", report.left_out));
        }
        if tells_where && self.is_new && path.exists() {
            let path = path.as_path().display();
            told.push(format!(
                "what is fetched is kept in {path}, for you alone; --no-archive keeps nothing"
            ));
        }
        told
    }
}
