//! The row that an id stands for: of the account that told of it, or of files alone until a service tells of it too.

use super::sources::NO_ACCOUNT;
use crate::model::HitId;
use rusqlite::{Connection, params};

/// A table whose rows belong to accounts.
#[derive(Debug, Clone, Copy)]
pub(super) enum IdTable {
    /// HITs.
    Hits,
    /// Assignments.
    Assignments,
}

impl IdTable {
    fn name(self) -> &'static str {
        match self {
            Self::Hits => "hits",
            Self::Assignments => "assignments",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Hits => "HITId",
            Self::Assignments => "AssignmentId",
        }
    }
}

/// The row that an account's id has. What files told alone becomes the account's own.
///
/// A file does not say whose its records are: one finds the account that has the id.
pub(super) fn find(
    connection: &Connection,
    table: IdTable,
    id: &str,
    account: i64,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let (name, column) = (table.name(), table.id());
    let sql = format!("SELECT seq, account FROM {name} WHERE {column} = ?1 ORDER BY account DESC");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id])?;
    let mut free = None;
    while let Some(row) = rows.next()? {
        let (seq, owner): (i64, i64) = (row.get(0)?, row.get(1)?);
        if owner == account || account == NO_ACCOUNT {
            return Ok(Some((seq, owner)));
        }
        if owner == NO_ACCOUNT {
            free = Some(seq);
        }
    }
    drop(rows);
    let Some(seq) = free else { return Ok(None) };
    let sql = format!("UPDATE {name} SET account = ?2 WHERE seq = ?1");
    connection.prepare_cached(&sql)?.execute([seq, account])?;
    Ok(Some((seq, account)))
}

/// The row of a HIT, and its account; made where nothing was told of it yet.
pub(super) fn hit(connection: &Connection, id: &HitId, account: i64) -> rusqlite::Result<(i64, i64)> {
    if let Some(found) = find(connection, IdTable::Hits, id.as_str(), account)? {
        return Ok(found);
    }
    connection
        .prepare_cached("INSERT INTO hits (HITId, account, seen) VALUES (?1, ?2, 0)")?
        .execute(params![id.as_str(), account])?;
    Ok((connection.last_insert_rowid(), account))
}
