//! Everything of a selection again, record by record.

use super::error::ArchiveTrouble;
use super::memory::ReaderMemory;
use super::selection::Selection;
use super::{assignments, bonuses, hits};
use crate::model::{Hit, SavedRecord, TakeRecord};
use rusqlite::{Connection, ToSql, Transaction, TransactionBehavior};
use std::ops::ControlFlow;

/// Whether somebody wants more.
type Wanted = Result<ControlFlow<()>, ArchiveTrouble>;

/// Hands a selection's HITs, in the order in which they came, each with its assignments, in the order of submission,
/// and their bonuses to `take`. What another process keeps meanwhile is not in it.
pub(super) fn replay(
    connection: &Connection,
    memory: &mut ReaderMemory,
    selection: &Selection,
    take: &mut TakeRecord<'_>,
) -> Result<(), ArchiveTrouble> {
    // All of it as it stood at one moment.
    let _moment = Transaction::new_unchecked(connection, TransactionBehavior::Deferred)?;
    let sources = selection.source_rows(connection)?;
    let has_bonuses =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM bonuses)", [], |row| row.get::<_, bool>(0))?;
    let mut replay = SelectionReplay { connection, memory, selection, sources, has_bonuses, take };
    if replay.hits()?.is_continue() && selection.is_everything() && has_bonuses {
        let _ = replay.other_bonuses()?;
    }
    Ok(())
}

/// A replay under way.
struct SelectionReplay<'r, 't> {
    connection: &'r Connection,
    memory: &'r mut ReaderMemory,
    selection: &'r Selection,
    sources: Vec<i64>,
    has_bonuses: bool,
    take: &'r mut TakeRecord<'t>,
}

impl SelectionReplay<'_, '_> {
    fn hits(&mut self) -> Wanted {
        let condition = self.selection.on_hits();
        let sql = format!(
            "SELECT {}, h.source FROM hits AS h WHERE {} ORDER BY h.seq",
            *hits::HIT,
            condition.sql()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let source = statement.column_count().saturating_sub(1);
        let mut rows = statement.query(condition.params())?;
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            let hit = hits::read(self.connection, &mut self.memory.unpacker, row, true)?;
            let told_by: Option<i64> = row.get(source)?;
            let by_itself = self.selection.takes_whole_hits()
                || told_by.is_some_and(|source| self.sources.contains(&source));
            if self.hit(seq, hit, by_itself)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// One HIT with its assignments and their bonuses; without any of them only where it is wanted `by_itself`.
    fn hit(&mut self, seq: i64, hit: Hit, by_itself: bool) -> Wanted {
        // An assignment whose HIT its source does not know is of none.
        let hit = Some(hit).filter(|hit| !hit.id.as_str().is_empty());
        let mut hit = hit.map(|hit| SavedRecord::Hit(Box::new(hit)));
        if by_itself
            && let Some(hit) = hit.take()
            && (self.take)(hit).is_break()
        {
            return Ok(ControlFlow::Break(()));
        }
        let condition = self.selection.on_assignments(&self.sources);
        let sql = format!(
            "SELECT {} FROM {} WHERE a.hit = ? AND {} ORDER BY a.place, a.seq",
            *assignments::ASSIGNMENT,
            assignments::FROM,
            condition.sql()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut values: Vec<&dyn ToSql> = vec![&seq];
        values.extend(condition.values.iter().map(|value| value as &dyn ToSql));
        let mut rows = statement.query(values.as_slice())?;
        while let Some(row) = rows.next()? {
            if let Some(hit) = hit.take()
                && (self.take)(hit).is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
            let saved = assignments::read(self.connection, self.memory, row)?;
            if (self.take)(SavedRecord::Assignment(Box::new(saved))).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        if self.has_bonuses { self.bonuses(seq) } else { Ok(ControlFlow::Continue(())) }
    }

    /// The bonuses of a HIT's assignments.
    fn bonuses(&mut self, hit: i64) -> Wanted {
        let condition = self.selection.on_assignments(&self.sources);
        let sql = format!(
            "SELECT {} FROM bonuses AS b JOIN assignments AS a ON a.AssignmentId = b.AssignmentId \
             WHERE a.hit = ? AND {} ORDER BY b.seq",
            *bonuses::BONUS,
            condition.sql()
        );
        let mut values: Vec<&dyn ToSql> = vec![&hit];
        values.extend(condition.values.iter().map(|value| value as &dyn ToSql));
        self.hand_bonuses(&sql, &values)
    }

    /// The bonuses for assignments that are not here.
    fn other_bonuses(&mut self) -> Wanted {
        let sql = format!(
            "SELECT {} FROM bonuses AS b WHERE NOT EXISTS \
             (SELECT 1 FROM assignments AS a WHERE a.AssignmentId = b.AssignmentId) ORDER BY b.seq",
            *bonuses::BONUS
        );
        self.hand_bonuses(&sql, &[])
    }

    fn hand_bonuses(&mut self, sql: &str, values: &[&dyn ToSql]) -> Wanted {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let bonus = bonuses::read(row)?;
            if (self.take)(SavedRecord::Bonus(Box::new(bonus))).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
