use super::money::{self, Charge};
use super::{Emulator, EmulatorError, Seek, Slice, columns, rows};
use crate::model::{AssignmentId, BonusPayment, Cents, HitId, SignedDuration, Timestamp, WorkerId};
use rusqlite::{Connection, named_params, params};

/// How long the service remembers a bonus's request token.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A bonus to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// Who gets it.
    pub worker: WorkerId,
    /// The assignment it is for.
    pub assignment: AssignmentId,
    /// How much the worker gets; the fee comes on top.
    pub amount: Cents,
    /// What the worker is told.
    pub reason: String,
    /// Keeps a repeated request from paying twice.
    pub token: Option<String>,
}

/// Whose bonuses are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BonusScope {
    /// Those for any assignment of a HIT.
    Hit(HitId),
    /// Those for one assignment.
    Assignment(AssignmentId),
}

impl Emulator {
    /// What the account has.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn balance(&self) -> Result<Cents, EmulatorError> {
        Ok(money::balance(&self.lock())?)
    }

    /// Pays a bonus and its fee.
    ///
    /// # Errors
    ///
    /// When the assignment is not here or another worker's, the token was used in the last 24 hours, or the
    /// account can not pay.
    pub fn send_bonus(&self, bonus: &Bonus, now: Timestamp) -> Result<(), EmulatorError> {
        self.change(|connection| {
            let assignment = assignment_of(connection, bonus)?;
            check_token(connection, bonus, now)?;
            money::pay(connection, Charge::Bonus(bonus.amount))?;
            connection.execute(
                "INSERT INTO bonuses (assignment, worker, amount, reason, token, granted) \
                 VALUES (:assignment, :worker, :amount, :reason, :token, :granted)",
                named_params! {
                    ":assignment": assignment,
                    ":worker": bonus.worker.as_str(),
                    ":amount": bonus.amount.0,
                    ":reason": bonus.reason,
                    ":token": bonus.token,
                    ":granted": now.as_millisecond(),
                },
            )?;
            Ok(())
        })
    }

    /// A piece of the list of bonuses that were paid.
    ///
    /// # Errors
    ///
    /// When the HIT or the assignment is not here.
    pub fn bonuses(&self, scope: &BonusScope, seek: Seek) -> Result<Slice<BonusPayment>, EmulatorError> {
        let connection = self.lock();
        let (column, of) = match scope {
            BonusScope::Hit(id) => ("a.hit", rows::of_hit(&connection, id)?),
            BonusScope::Assignment(id) => ("a.seq", rows::of_assignment(&connection, id)?),
        };
        let sql = format!(
            "SELECT b.seq, b.worker, a.id, b.amount, b.reason, b.granted \
             FROM bonuses AS b JOIN assignments AS a ON a.seq = b.assignment \
             WHERE {column} = ?1 AND b.seq > ?2 ORDER BY b.seq LIMIT ?3"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query(params![of, seek.after, seek.limit])?;
        Slice::read(rows, seek.limit, |row| {
            Ok(BonusPayment {
                worker: WorkerId::from_service(row.get::<_, String>(1)?),
                assignment: AssignmentId::from_service(row.get::<_, String>(2)?),
                amount: Some(Cents(row.get(3)?)),
                reason: row.get(4)?,
                granted: columns::time(row, 5)?,
            })
        })
    }
}

/// The row of the bonus's assignment, if it is this worker's.
fn assignment_of(connection: &Connection, bonus: &Bonus) -> Result<i64, EmulatorError> {
    let seq = rows::of_assignment(connection, &bonus.assignment)?;
    let theirs = connection.query_row(
        "SELECT worker = ?2 FROM assignments WHERE seq = ?1",
        params![seq, bonus.worker.as_str()],
        |row| row.get(0),
    )?;
    let (worker, assignment) = (bonus.worker.clone(), bonus.assignment.clone());
    if theirs { Ok(seq) } else { Err(EmulatorError::OtherWorker { worker, assignment }) }
}

/// Refuses a request token that was used lately.
fn check_token(connection: &Connection, bonus: &Bonus, now: Timestamp) -> Result<(), EmulatorError> {
    let Some(token) = &bonus.token else { return Ok(()) };
    let since = now.as_millisecond() - i64::try_from(TOKEN_LIFE.as_millis()).unwrap_or(i64::MAX);
    let used = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM bonuses WHERE token = ?1 AND granted > ?2)",
        params![token, since],
        |row| row.get(0),
    )?;
    if used { Err(EmulatorError::TokenUsed(token.clone())) } else { Ok(()) }
}
