use super::connection;
use super::error::{ArchiveError, ArchiveTrouble};
use super::memory::ReaderMemory;
use super::path::ArchivePath;
use super::replay;
use super::selection::Selection;
use crate::model::TakeRecord;
use rusqlite::Connection;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// An archive that is open for reading, beside whoever writes to it.
pub struct Archive {
    path: ArchivePath,
    reader: Mutex<ArchiveReader>,
}

/// A connection that reads, with what it remembers.
pub(super) struct ArchiveReader {
    pub(super) connection: Connection,
    pub(super) memory: ReaderMemory,
}

impl ArchiveReader {
    pub(super) fn open(path: &ArchivePath) -> Result<Self, ArchiveError> {
        let connection = connection::to_read(path.as_path()).map_err(|trouble| path.refuse(trouble))?;
        let memory = ReaderMemory::new().map_err(|trouble| path.refuse(trouble))?;
        Ok(Self { connection, memory })
    }
}

impl Archive {
    /// Opens an archive. One of an older version is brought up to date, after a copy of the file.
    ///
    /// # Errors
    ///
    /// When there is none, or the file is another program's, a newer version's or damaged. Such a file is not touched.
    pub fn open(path: &ArchivePath) -> Result<Self, ArchiveError> {
        Ok(Self { path: path.clone(), reader: Mutex::new(ArchiveReader::open(path)?) })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &ArchivePath {
        &self.path
    }

    /// Hands a selection's records to `take`, until it breaks: each HIT, in the order in which they came, with its
    /// assignments, in the order of submission, and their bonuses. Memory stays flat; what is kept meanwhile is not in it.
    ///
    /// # Errors
    ///
    /// When the archive can not be read.
    pub fn replay(&self, selection: &Selection, take: &mut TakeRecord<'_>) -> Result<(), ArchiveError> {
        // A long replay keeps nobody from a page.
        let mut reader = ArchiveReader::open(&self.path)?;
        replay::replay(&reader.connection, &mut reader.memory, selection, take)
            .map_err(|trouble| self.path.refuse(trouble))
    }

    /// Reads something.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection, &mut ReaderMemory) -> Result<T, ArchiveTrouble>,
    ) -> Result<T, ArchiveError> {
        // A panic elsewhere leaves the connection usable.
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let ArchiveReader { connection, memory } = &mut *reader;
        read(connection, memory).map_err(|trouble| self.path.refuse(trouble))
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}
