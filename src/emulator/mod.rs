//! A pretend MTurk account in SQLite: HITs, their assignments, money, and what was decided. The demo lives on it.
//!
//! The verbs are those of the service: list, get, approve, reject, pay a bonus, block. So are the rules: a
//! decision happens once, an approval costs the reward and the fee, what nobody decides is approved when its
//! time has come ([`Emulator::settle`]), and the counters of a HIT always add up. Nothing here reads a clock:
//! whoever calls says what time it is. Lists go on after a row, so that pages neither repeat nor lose an
//! assignment while others arrive.
//!
//! It is a [`Service`](crate::wire::Service): an endpoint can serve it. It checks requests as the service model says,
//! with its limits, error shapes and codes, and hands out opaque page tokens; where the model is silent it follows
//! what was seen of the real service.

mod assignments;
mod blocks;
mod bonuses;
mod columns;
mod decisions;
pub mod demo;
mod error;
mod file;
mod given;
mod hits;
mod money;
mod page_request;
mod random;
mod refusals;
mod rows;
mod service;
#[cfg(test)]
mod tests;
mod verbs;

pub use assignments::Acquaintance;
pub use bonuses::{Bonus, BonusScope};
pub use error::EmulatorError;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The tables, and the rules that SQL can keep by itself.
const SCHEMA: &str = include_str!("schema.sql");
/// The schema version this build reads and writes.
const VERSION: i64 = 1;
/// How long one process waits until another has written.
const PATIENCE: Duration = Duration::from_secs(5);
/// Prepared statements that stay ready; there are fewer than this.
const STATEMENTS: usize = 64;

/// An account of the pretend service. Clones share one connection; a call holds it for the microseconds it needs.
#[derive(Debug, Clone)]
pub struct Emulator {
    connection: Arc<Mutex<Connection>>,
}

impl Emulator {
    /// An empty account that lives as long as its last clone.
    ///
    /// # Errors
    ///
    /// When SQLite can not set it up, which means that memory is short.
    pub fn in_memory() -> Result<Self, EmulatorError> {
        Self::set_up(Connection::open_in_memory()?)
    }

    /// Opens the account in a file, or starts one.
    ///
    /// # Errors
    ///
    /// When the file can not be opened, is another program's, or was written by a newer version. Such a file is not
    /// touched.
    pub fn open(path: &Path) -> Result<Self, EmulatorError> {
        file::check(path)?;
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        let emulator = Self::set_up(connection)?;
        // Only now: what makes the file ours must not stand in the log beside it alone.
        log_ahead(&emulator.lock())?;
        Ok(emulator)
    }

    fn set_up(mut connection: Connection) -> Result<Self, EmulatorError> {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.pragma_update(None, "foreign_keys", true)?;
        if version(&connection)? == 0 {
            change(&mut connection, |connection| {
                // Another process may have been faster.
                if version(connection)? == 0 {
                    connection.execute_batch(SCHEMA)?;
                }
                Ok(())
            })?;
        }
        match version(&connection)? {
            VERSION => {}
            found => return Err(EmulatorError::OtherVersion { found }),
        }
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Does something to the account: all of it, or where it fails nothing.
    fn change<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, EmulatorError>,
    ) -> Result<T, EmulatorError> {
        change(&mut self.lock(), work)
    }

    /// The connection. A panic elsewhere leaves it usable: its transaction was rolled back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something in a transaction that no other process writes beside: what `work` finds still stands when it writes.
/// One that only locks when it first writes is refused where another process wrote since it first read.
fn change<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, EmulatorError>,
) -> Result<T, EmulatorError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// Lets readers and a writer work beside each other, unless another process uses the new file already: then it does so,
/// or whoever opens the file next. Until then they wait for each other.
fn log_ahead(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    let switched = connection.pragma_update(None, "journal_mode", "WAL");
    connection.busy_timeout(PATIENCE)?;
    match switched {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        switched => switched,
    }
}

/// The schema version of a database; 0 of an empty one.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Where a list goes on, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seek {
    /// The row after which it goes on; 0 starts at the beginning.
    pub after: i64,
    /// How many rows at most.
    pub limit: u8,
}

/// A piece of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// What is in it, in order of arrival.
    pub items: Vec<T>,
    /// The row to go on after when the piece is as long as was asked; more may follow or not.
    pub last: Option<i64>,
}

impl<T> Slice<T> {
    /// Reads the rows of a list query whose first column is the row's number.
    fn read(
        mut rows: rusqlite::Rows<'_>,
        limit: u8,
        item: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Self, EmulatorError> {
        let mut slice = Self { items: Vec::with_capacity(limit.into()), last: None };
        while let Some(row) = rows.next()? {
            slice.items.push(item(row)?);
            slice.last = Some(row.get(0)?);
        }
        if slice.items.len() < usize::from(limit) {
            slice.last = None;
        }
        Ok(slice)
    }
}
