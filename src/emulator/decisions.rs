use super::money::{self, Charge};
use super::{Emulator, EmulatorError, columns};
use crate::model::{AssignmentId, Cents, SignedDuration, Status, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

/// How long after the submission a rejection can still be overridden (the service model's words).
const OVERRIDE: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Emulator {
    /// Approves an assignment and pays its reward and fee.
    ///
    /// A rejected one is approved only with `override_rejection`, and only within 30 days of its submission.
    ///
    /// # Errors
    ///
    /// When the assignment is not here, was decided, or the account can not pay.
    pub fn approve(
        &self,
        id: &AssignmentId,
        feedback: Option<&str>,
        override_rejection: bool,
        now: Timestamp,
    ) -> Result<(), EmulatorError> {
        self.change(|connection| {
            let work = Work::read(connection, id)?;
            match work.status {
                Status::Submitted => {}
                Status::Rejected if override_rejection => work.check_override(id, now)?,
                _ => return Err(work.decided(id, if override_rejection { "Rejected" } else { "Submitted" })),
            }
            money::pay(connection, work.charge)?;
            connection.execute(
                "UPDATE assignments SET status = 1, approved = ?2, feedback = ifnull(?3, feedback) WHERE seq = ?1",
                params![work.seq, now.as_millisecond(), feedback],
            )?;
            Ok(())
        })
    }

    /// Rejects a submitted assignment, which pays nothing and tells the worker why.
    ///
    /// # Errors
    ///
    /// When the assignment is not here or was decided.
    pub fn reject(&self, id: &AssignmentId, feedback: &str, now: Timestamp) -> Result<(), EmulatorError> {
        self.change(|connection| {
            let work = Work::read(connection, id)?;
            if work.status != Status::Submitted {
                return Err(work.decided(id, "Submitted"));
            }
            connection.execute(
                "UPDATE assignments SET status = 2, rejected = ?2, feedback = ?3 WHERE seq = ?1",
                params![work.seq, now.as_millisecond(), feedback],
            )?;
            Ok(())
        })
    }
}

/// What a decision has to know of an assignment.
struct Work {
    seq: i64,
    status: Status,
    submitted: Option<Timestamp>,
    charge: Charge,
}

impl Work {
    fn read(connection: &Connection, id: &AssignmentId) -> Result<Self, EmulatorError> {
        connection
            .prepare_cached(
                "SELECT a.seq, a.status, a.submitted, ifnull(h.reward, 0), h.max \
                 FROM assignments AS a JOIN hits AS h ON h.seq = a.hit WHERE a.id = ?1",
            )?
            .query_row([id.as_str()], |row| {
                Ok(Self {
                    seq: row.get(0)?,
                    status: columns::status(row.get(1)?),
                    submitted: columns::time(row, 2)?,
                    charge: Charge::Reward { reward: Cents(row.get(3)?), assignments: row.get(4)? },
                })
            })
            .optional()?
            .ok_or_else(|| EmulatorError::NoSuchAssignment(id.clone()))
    }

    fn check_override(&self, id: &AssignmentId, now: Timestamp) -> Result<(), EmulatorError> {
        match self.submitted {
            Some(submitted) if now.duration_since(submitted) > OVERRIDE => {
                Err(EmulatorError::RejectionIsFinal(id.clone()))
            }
            _ => Ok(()),
        }
    }

    fn decided(&self, id: &AssignmentId, allowed: &'static str) -> EmulatorError {
        EmulatorError::Decided { id: id.clone(), status: self.status.word(), allowed }
    }
}
