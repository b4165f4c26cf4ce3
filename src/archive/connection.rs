//! Connections: one that writes, and those that only read.

use super::error::ArchiveTrouble;
use super::file::{self, Found};
use super::migrations;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a writer waits until another has written. It has a thread of its own.
const WRITER_PATIENCE: Duration = Duration::from_secs(30);
/// How long a reader waits; in a write-ahead log it only does where another process recovers it.
const READER_PATIENCE: Duration = Duration::from_secs(5);
/// Prepared statements that stay ready; there are fewer than this.
const STATEMENTS: usize = 128;
/// What the write-ahead log may keep on the disk once it is written back, in bytes.
const LOG_SIZE: i64 = 64 << 20;

/// Opens an archive to write to it, starts one where there is none, and brings an older one up to date.
pub(super) fn to_write(path: &Path) -> Result<Connection, ArchiveTrouble> {
    let found = file::look(path)?;
    file::prepare(path)?;
    // A file without rights is opened to read, where SQLite may, and would be refused at the first page only.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly("main")? {
        return Err(ArchiveTrouble::ReadOnly);
    }
    connection.busy_timeout(WRITER_PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    migrations::bring_up_to_date(&mut connection, path, found)?;
    // Only now: what makes the file ours must not stand in the log beside it alone.
    log_ahead(&connection)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "journal_size_limit", LOG_SIZE)?;
    Ok(connection)
}

/// Opens an archive to read it, beside whoever writes to it.
pub(super) fn to_read(path: &Path) -> Result<Connection, ArchiveTrouble> {
    if file::look(path)? == Found::Nothing {
        return Err(ArchiveTrouble::Missing);
    }
    let connection = match read_shared(path) {
        Err(ArchiveTrouble::Database(error)) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            read_alone(path)?
        }
        opened => opened?,
    };
    if migrations::is_older(&connection)? {
        drop(to_write(path)?);
        return read_shared(path);
    }
    Ok(connection)
}

/// Reads beside a writer, which takes files beside the archive.
fn read_shared(path: &Path) -> Result<Connection, ArchiveTrouble> {
    let writable = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let readable = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, writable)
        .or_else(|_| Connection::open_with_flags(path, readable))?;
    prepare(connection)
}

/// Reads an archive that nobody writes to, where no file can be put beside it.
fn read_alone(path: &Path) -> Result<Connection, ArchiveTrouble> {
    let log = file::beside(path, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(ArchiveTrouble::ReadOnly);
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    prepare(Connection::open_with_flags(format!("file:{}?immutable=1", as_uri(path)), flags)?)
}

fn prepare(connection: Connection) -> Result<Connection, ArchiveTrouble> {
    connection.busy_timeout(READER_PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "query_only", true)?;
    migrations::check(&connection)?;
    Ok(connection)
}

/// A path as a URI has it.
fn as_uri(path: &Path) -> String {
    let path = path.to_string_lossy();
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// Lets readers and a writer work beside each other, unless another process uses the new file already: then it does so,
/// or whoever opens the file next. Until then they wait for each other.
fn log_ahead(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let switched = connection.pragma_update(None, "journal_mode", "WAL");
    connection.busy_timeout(WRITER_PATIENCE)?;
    match switched {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        switched => switched,
    }
}
