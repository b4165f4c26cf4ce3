//! The rows that ids stand for.

use super::EmulatorError;
use crate::model::{AssignmentId, HitId};
use rusqlite::{Connection, OptionalExtension};

/// The row of a HIT.
pub(super) fn of_hit(connection: &Connection, id: &HitId) -> Result<i64, EmulatorError> {
    connection
        .prepare_cached("SELECT seq FROM hits WHERE id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| EmulatorError::NoSuchHit(id.clone()))
}

/// The row of an assignment.
pub(super) fn of_assignment(connection: &Connection, id: &AssignmentId) -> Result<i64, EmulatorError> {
    connection
        .prepare_cached("SELECT seq FROM assignments WHERE id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| EmulatorError::NoSuchAssignment(id.clone()))
}
