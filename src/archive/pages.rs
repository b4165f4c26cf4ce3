//! Pages of lists, each found by an index from the row before it, however long the list is.

use super::assignments::{self, ASSIGNMENT, FROM};
use super::error::ArchiveTrouble;
use super::hits::{self, HIT};
use super::memory::ReaderMemory;
use super::selection::on_status;
use super::sources::NO_ACCOUNT;
use crate::model::{Hit, HitId, SavedAssignment, StatusSet};
use rusqlite::{Connection, OptionalExtension, params};

/// Where a list of assignments goes on: behind a place and a row. Lists of HITs have rows alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behind {
    pub(super) place: i64,
    pub(super) seq: i64,
}

impl Behind {
    /// The beginning of a list.
    pub(super) const NOTHING: Self = Self { place: i64::MIN, seq: 0 };

    /// What leads there: opaque to who is handed it, and good as long as the archive is.
    pub(super) fn token(self) -> String {
        format!("{PREFIX}{:016x}{:016x}", self.place.cast_unsigned(), self.seq.cast_unsigned())
    }

    /// Where a token leads; `None` of one that is not ours.
    pub(super) fn of_token(token: &str) -> Option<Self> {
        let digits = token.strip_prefix(PREFIX)?;
        let number = |digits: &str| u64::from_str_radix(digits, 16).ok().map(u64::cast_signed);
        let behind = Self { place: number(digits.get(..16)?)?, seq: number(digits.get(16..)?)? };
        // Writing it again refuses every other spelling of the same numbers.
        (behind.token() == token).then_some(behind)
    }
}

/// What tokens begin with.
const PREFIX: &str = "archive1:";

/// A piece of a list; it is followed by others where it is as long as was asked.
pub(super) struct ListPiece<T> {
    pub(super) items: Vec<T>,
    pub(super) last: Option<Behind>,
}

impl<T> ListPiece<T> {
    fn of(items: Vec<T>, last: Option<Behind>, limit: u8) -> Self {
        let full = items.len() >= usize::from(limit);
        Self { items, last: last.filter(|_| full) }
    }
}

/// Whose records are meant: an account's and those of no known one, or everybody's.
pub(super) type Account = Option<i64>;

/// The row of the service at an endpoint.
pub(super) fn account(connection: &Connection, place: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT seq FROM sources WHERE place = ?1 AND kind <> 'file'")?
        .query_row([place], |row| row.get(0))
        .optional()
}

/// One HIT, with its question.
pub(super) fn hit(
    connection: &Connection,
    memory: &mut ReaderMemory,
    account: Account,
    id: &HitId,
) -> Result<Option<Hit>, ArchiveTrouble> {
    let Some(seq) = hit_row(connection, account, id)? else { return Ok(None) };
    let sql = format!("SELECT {} FROM hits AS h WHERE h.seq = ?1", *HIT);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([seq])?;
    match rows.next()? {
        Some(row) => hits::read(connection, &mut memory.unpacker, row, true).map(Some),
        None => Ok(None),
    }
}

/// The row of a HIT. Where several accounts have its id, it is that of the one that was met last.
fn hit_row(connection: &Connection, account: Account, id: &HitId) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT seq FROM hits WHERE HITId = ?1 AND (?2 IS NULL OR account IN (?2, ?3)) \
             ORDER BY account DESC LIMIT 1",
        )?
        .query_row(params![id.as_str(), account, NO_ACCOUNT], |row| row.get(0))
        .optional()
}

/// A piece of the list of HITs, in the order in which they came, without their questions.
pub(super) fn hits(
    connection: &Connection,
    memory: &mut ReaderMemory,
    account: Account,
    behind: Behind,
    limit: u8,
) -> Result<ListPiece<Hit>, ArchiveTrouble> {
    // A HIT of two accounts is told once; one that its sources do not know is none.
    let sql = format!(
        "SELECT {} FROM hits AS h WHERE h.seq > ?1 AND h.HITId <> '' AND (?2 IS NULL OR h.account IN (?2, ?3)) \
         AND NOT EXISTS (SELECT 1 FROM hits AS o WHERE o.HITId = h.HITId AND o.account > h.account AND ?2 IS NULL) \
         ORDER BY h.seq LIMIT ?4",
        *HIT
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![behind.seq, account, NO_ACCOUNT, limit])?;
    let (mut items, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        items.push(hits::read(connection, &mut memory.unpacker, row, false)?);
        last = Some(Behind { seq: row.get(0)?, ..Behind::NOTHING });
    }
    Ok(ListPiece::of(items, last, limit))
}

/// A piece of the list of a HIT's assignments with one of `statuses`, in the order of submission; `None` where there is
/// no such HIT.
pub(super) fn assignments(
    connection: &Connection,
    memory: &mut ReaderMemory,
    account: Account,
    (hit, statuses): (&HitId, StatusSet),
    behind: Behind,
    limit: u8,
) -> Result<Option<ListPiece<SavedAssignment>>, ArchiveTrouble> {
    let Some(hit) = hit_row(connection, account, hit)? else { return Ok(None) };
    let mut statement = connection.prepare_cached(&page_query(statuses))?;
    let mut rows = statement.query(params![hit, behind.place, behind.seq, limit])?;
    let (mut items, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        items.push(assignments::read(connection, memory, row)?);
        last = Some(Behind { seq: row.get(0)?, place: row.get(1)? });
    }
    Ok(Some(ListPiece::of(items, last, limit)))
}

/// The query for a page of assignments: `?1` the HIT's row, `?2` and `?3` what it goes on behind, `?4` how many.
fn page_query(statuses: StatusSet) -> String {
    let filter = if statuses == StatusSet::ALL { "TRUE".to_owned() } else { on_status(statuses) };
    format!(
        "SELECT {} FROM {FROM} WHERE a.hit = ?1 AND (a.place, a.seq) > (?2, ?3) AND {filter} \
         ORDER BY a.place, a.seq LIMIT ?4",
        *ASSIGNMENT
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    #[test]
    fn a_page_is_found_by_an_index_and_nothing_is_sorted() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("schema.sql")).unwrap();
        for (statuses, index) in [
            (StatusSet::ALL, "assignments_by_hit (hit=? AND place>?)"),
            (
                StatusSet::only(Status::Submitted),
                "assignments_by_status (hit=? AND AssignmentStatus=? AND place>?)",
            ),
        ] {
            let sql = format!("EXPLAIN QUERY PLAN {}", page_query(statuses));
            let mut statement = connection.prepare(&sql).unwrap();
            let rows = statement.query_map([1, 0, 0, 100], |row| row.get::<_, String>(3)).unwrap();
            let plan = rows.map(Result::unwrap).collect::<Vec<_>>().join("\n");
            assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
        }
    }

    #[test]
    fn a_token_leads_where_it_was_made_and_no_other_text_is_one() {
        for behind in
            [Behind::NOTHING, Behind { place: -1, seq: i64::MAX }, Behind { place: 1_700_000_000, seq: 7 }]
        {
            assert_eq!(Behind::of_token(&behind.token()), Some(behind));
        }
        for bad in ["", "p1:00", "archive1:", "archive1:zz", "archive1:00000000000000010000000000000001x"] {
            assert_eq!(Behind::of_token(bad), None, "{bad}");
        }
    }
}
