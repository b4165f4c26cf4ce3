use rusqlite::ErrorCode;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// Why the archive did not do what it was asked. Nothing that was in it is lost.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the archive {}: {reason}", path.display())]
pub struct ArchiveError {
    /// The archive's file.
    pub path: PathBuf,
    /// What is in the way.
    pub reason: ArchiveTrouble,
}

/// What is in the way of an archive.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ArchiveTrouble {
    /// There is none.
    #[error("there is none here yet; what hitdeck fetches or imports starts one")]
    Missing,
    /// No home directory is known.
    #[error("there is no home directory to keep it in; name a file with --archive PATH")]
    NoPlace,
    /// The file is another program's.
    #[error("the file holds something else, and was left as it is; name another with --archive PATH")]
    OtherProgram,
    /// A newer version wrote it.
    #[error(
        "it has format {found}, this version reads up to {known}; use the newest hitdeck. It was left as it is"
    )]
    NewerVersion {
        /// The format in the file.
        found: i64,
        /// The newest format that is known here.
        known: i64,
    },
    /// Its bytes are not what they were.
    #[error(
        "it is damaged ({0}). Move it aside, with the files of the same name that end in -wal and -shm, and put a copy in its place; `sqlite3 FILE .recover` reads what is left"
    )]
    Damaged(String),
    /// There is no room left.
    #[error("the disk is full; what is in it is safe, nothing is added")]
    Full,
    /// It can not be written to.
    #[error("it can not be written to; what is in it can be read")]
    ReadOnly,
    /// Another process holds it.
    #[error("another program keeps it locked")]
    Busy,
    /// Its thread ended before it could say why.
    #[error("nothing is kept any more")]
    Gone,
    /// The system refuses.
    #[error("{0}")]
    File(Arc<io::Error>),
    /// SQLite refuses.
    #[error("{0}")]
    Database(Arc<rusqlite::Error>),
}

impl From<rusqlite::Error> for ArchiveTrouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged(error.to_string()),
                other => Self::Database(Arc::new(other)),
            },
        }
    }
}

impl From<io::Error> for ArchiveTrouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::File(Arc::new(error)),
        }
    }
}
