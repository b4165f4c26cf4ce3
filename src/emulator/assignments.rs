use super::columns::{self, millis};
use super::money::{self, Charge};
use super::{Emulator, EmulatorError, Seek, Slice, rows};
use crate::model::{Assignment, AssignmentId, Cents, HitId, StatusSet, Timestamp, WorkerId};
use rusqlite::{Connection, OptionalExtension, named_params, params};
use std::borrow::Borrow;

impl Emulator {
    /// Puts in assignments as they are, in one transaction: all or, when one is refused, none.
    ///
    /// # Errors
    ///
    /// When an assignment's HIT is not here, or an assignment already is.
    pub fn insert_assignments<I>(&self, assignments: I) -> Result<(), EmulatorError>
    where
        I: IntoIterator<Item: Borrow<Assignment>>,
    {
        self.change(|connection| {
            let mut last: Option<(HitId, i64)> = None;
            for assignment in assignments {
                let assignment = assignment.borrow();
                let hit = match last.take() {
                    Some((id, seq)) if id == assignment.hit => (id, seq),
                    _ => (assignment.hit.clone(), rows::of_hit(connection, &assignment.hit)?),
                };
                insert(connection, hit.1, assignment)?;
                last = Some(hit);
            }
            Ok(())
        })
    }

    /// A worker who had accepted the HIT submits: one assignment less is pending, one more is listed.
    ///
    /// # Errors
    ///
    /// When the HIT is not here, or the assignment already is.
    pub fn submit(&self, assignment: &Assignment) -> Result<(), EmulatorError> {
        self.change(|connection| {
            let hit = rows::of_hit(connection, &assignment.hit)?;
            connection.execute("UPDATE hits SET pending = max(pending - 1, 0) WHERE seq = ?1", [hit])?;
            Ok(insert(connection, hit, assignment)?)
        })
    }

    /// One assignment.
    ///
    /// # Errors
    ///
    /// When the assignment is not here.
    pub fn assignment(&self, id: &AssignmentId) -> Result<Assignment, EmulatorError> {
        let sql = format!(
            "SELECT {} FROM assignments AS a JOIN hits AS h ON h.seq = a.hit WHERE a.id = ?1",
            columns::ASSIGNMENT
        );
        self.lock()
            .prepare_cached(&sql)?
            .query_row([id.as_str()], columns::assignment)
            .optional()?
            .ok_or_else(|| EmulatorError::NoSuchAssignment(id.clone()))
    }

    /// A piece of the list of a HIT's assignments, those with one of `statuses`.
    ///
    /// # Errors
    ///
    /// When the HIT is not here.
    pub fn assignments(
        &self,
        hit: &HitId,
        statuses: StatusSet,
        seek: Seek,
    ) -> Result<Slice<Assignment>, EmulatorError> {
        let connection = self.lock();
        let hit = rows::of_hit(&connection, hit)?;
        let mut statement = connection.prepare_cached(&page_query(statuses))?;
        let rows = statement.query(params![hit, seek.after, seek.limit])?;
        Slice::read(rows, seek.limit, columns::assignment)
    }

    /// Whether this worker has submitted work here, and whether any of it was decided.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn worker(&self, id: &WorkerId) -> Result<Option<Acquaintance>, EmulatorError> {
        let decided = self
            .lock()
            .prepare_cached("SELECT max(status BETWEEN 1 AND 2) FROM assignments WHERE worker = ?1")?
            .query_row([id.as_str()], |row| row.get::<_, Option<bool>>(0))?;
        Ok(decided.map(|decided| if decided { Acquaintance::Reviewed } else { Acquaintance::Submitted }))
    }

    /// Approves what nobody decided until its time had come, and pays for it.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn settle(&self, now: Timestamp) -> Result<(), EmulatorError> {
        // Every request asks this: it must lock nobody out where nothing is due.
        if due(&self.lock(), now)?.is_empty() {
            return Ok(());
        }
        self.change(|connection| {
            // Another process may have been faster.
            for (charge, count) in due(connection, now)? {
                money::settle(connection, charge, count)?;
            }
            connection.execute(APPROVE, [now.as_millisecond()])?;
            Ok(())
        })
    }
}

/// What is due: what is paid for, and how often.
fn due(connection: &Connection, now: Timestamp) -> rusqlite::Result<Vec<(Charge, i64)>> {
    let mut statement = connection.prepare_cached(DUE)?;
    let charge = |row: &rusqlite::Row<'_>| {
        let reward = Cents(row.get::<_, Option<i64>>(0)?.unwrap_or_default());
        Ok((Charge::Reward { reward, assignments: row.get(1)? }, row.get(2)?))
    };
    statement.query_map([now.as_millisecond()], charge)?.collect()
}

/// What is due at `?1`, by HIT. Every request asks this, so it must not look at what is not due: left alone,
/// SQLite walks all assignments in the order of the groups.
pub(super) const DUE: &str = "SELECT h.reward, h.max, count(*) \
     FROM assignments AS a INDEXED BY assignments_to_auto_approve JOIN hits AS h ON h.seq = a.hit \
     WHERE a.status = 0 AND a.auto_approval <= ?1 GROUP BY a.hit";
/// Approves what is due at `?1`.
const APPROVE: &str = "UPDATE assignments INDEXED BY assignments_to_auto_approve \
     SET status = 1, approved = auto_approval WHERE status = 0 AND auto_approval <= ?1";

/// How well the account knows a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acquaintance {
    /// Work of theirs waits for review.
    Submitted,
    /// Work of theirs was approved or rejected; only now the service lets one write to them.
    Reviewed,
}

/// The query for a page: `?1` the HIT's row, `?2` the row it goes on after, `?3` how many.
pub(super) fn page_query(statuses: StatusSet) -> String {
    format!(
        "SELECT {} FROM assignments AS a JOIN hits AS h ON h.seq = a.hit \
         WHERE a.hit = ?1 AND a.seq > ?2 {} ORDER BY a.seq LIMIT ?3",
        columns::ASSIGNMENT,
        condition(statuses)
    )
}

/// The filter on statuses, in the form that lets SQLite walk an index in order of arrival: one status by its
/// own index, all of them by the HIT's; only mixtures skip rows.
fn condition(statuses: StatusSet) -> String {
    let codes: Vec<String> = statuses.iter().map(|status| columns::code(status).to_string()).collect();
    match codes.as_slice() {
        [one] => format!("AND a.status = {one}"),
        all if all.len() == StatusSet::ALL.iter().count() => String::new(),
        some => format!("AND +a.status IN ({})", some.join(", ")),
    }
}

/// Writes one assignment of the HIT in row `hit`.
fn insert(connection: &Connection, hit: i64, assignment: &Assignment) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO assignments (id, hit, worker, status, accepted, submitted, auto_approval, approved, \
             rejected, deadline, answer, feedback) VALUES (:id, :hit, :worker, :status, :accepted, :submitted, \
             :auto_approval, :approved, :rejected, :deadline, :answer, :feedback)",
        )?
        .execute(named_params! {
            ":id": assignment.id.as_str(),
            ":hit": hit,
            ":worker": assignment.worker.as_str(),
            ":status": columns::code(assignment.status),
            ":accepted": millis(assignment.accepted),
            ":submitted": millis(assignment.submitted),
            ":auto_approval": millis(assignment.auto_approval),
            ":approved": millis(assignment.approved),
            ":rejected": millis(assignment.rejected),
            ":deadline": millis(assignment.deadline),
            ":answer": assignment.answer,
            ":feedback": assignment.feedback,
        })?;
    Ok(())
}
