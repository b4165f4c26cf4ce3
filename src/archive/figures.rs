//! What an archive holds, counted over indices.

use super::error::{ArchiveError, ArchiveTrouble};
use super::hits::{self, HIT};
use super::memory::ReaderMemory;
use super::reader::Archive;
use super::selection::Selection;
use crate::model::{Hit, Provenance, Status, Timestamp};
use rusqlite::Connection;
use std::ops::ControlFlow;

/// How many assignments stand in which status, as they were seen last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeptStatuses {
    /// Seen waiting for review.
    pub submitted: u64,
    /// Seen approved.
    pub approved: u64,
    /// Seen rejected.
    pub rejected: u64,
    /// Of which no status is known, or one that this version does not know.
    pub other: u64,
}

impl KeptStatuses {
    fn add(&mut self, word: Option<&str>, count: u64) {
        *match word.map_or(Status::Other, Status::from_service) {
            Status::Submitted => &mut self.submitted,
            Status::Approved => &mut self.approved,
            Status::Rejected => &mut self.rejected,
            Status::Other => &mut self.other,
        } += count;
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> u64 {
        self.submitted + self.approved + self.rejected + self.other
    }
}

/// What an archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFigures {
    /// Bytes of the file.
    pub size: u64,
    /// The format it is written in.
    pub format: i64,
    /// How many HITs.
    pub hits: u64,
    /// How many assignments.
    pub assignments: KeptStatuses,
    /// How many bonuses.
    pub bonuses: u64,
    /// Where all of it comes from, in the order in which it came.
    pub sources: Vec<SourceFigures>,
}

/// What came from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFigures {
    /// `production`, `sandbox`, `endpoint` or `file`.
    pub kind: String,
    /// The endpoint's URL, or the file's path.
    pub place: String,
    /// Bytes of a file.
    pub size: Option<u64>,
    /// The SHA-256 of a file, in hexadecimal digits.
    pub digest: Option<String>,
    /// When it told something for the first time.
    pub first: Timestamp,
    /// And for the last time.
    pub last: Timestamp,
}

/// A HIT with what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHit {
    /// As it was told last, without its question.
    pub hit: Hit,
    /// Its assignments in the archive. Not its counters: nobody knows whether these are all.
    pub assignments: KeptStatuses,
    /// The latest submission in the archive.
    pub submitted: Option<Timestamp>,
    /// Who told it last, and when; `None` where only assignments name it.
    pub provenance: Option<Provenance>,
}

impl Archive {
    /// What it holds.
    ///
    /// # Errors
    ///
    /// When it can not be read.
    pub fn figures(&self) -> Result<ArchiveFigures, ArchiveError> {
        let size = self.path().as_path().metadata().map_err(|error| self.path().refuse(error))?.len();
        self.read(|connection, _| {
            Ok(ArchiveFigures {
                size,
                format: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
                hits: count(connection, "SELECT count(*) FROM hits")?,
                assignments: statuses(connection)?,
                bonuses: count(connection, "SELECT count(*) FROM bonuses")?,
                sources: sources(connection)?,
            })
        })
    }

    /// Hands a selection's HITs to `take`, until it breaks, in the order in which they came.
    ///
    /// # Errors
    ///
    /// When it can not be read.
    pub fn list(
        &self,
        selection: &Selection,
        take: &mut dyn FnMut(KeptHit) -> ControlFlow<()>,
    ) -> Result<(), ArchiveError> {
        self.read(|connection, memory| list(connection, memory, selection, take))
    }
}

fn count(connection: &Connection, sql: &str) -> rusqlite::Result<u64> {
    connection.query_row(sql, [], |row| number(row, 0))
}

/// A column of numbers that are never below zero.
fn number(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

fn statuses(connection: &Connection) -> Result<KeptStatuses, ArchiveTrouble> {
    let mut statuses = KeptStatuses::default();
    let mut statement =
        connection.prepare("SELECT AssignmentStatus, count(*) FROM assignments GROUP BY AssignmentStatus")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        statuses.add(row.get_ref(0)?.as_str_or_null().map_err(rusqlite::Error::from)?, number(row, 1)?);
    }
    Ok(statuses)
}

fn sources(connection: &Connection) -> Result<Vec<SourceFigures>, ArchiveTrouble> {
    let mut statement = connection.prepare(
        "SELECT kind, iif(inside = '', place, place || '/' || inside), size, lower(hex(digest)), first, last \
         FROM sources WHERE seq > 0 ORDER BY seq",
    )?;
    let time = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH);
    let rows = statement.query_map([], |row| {
        Ok(SourceFigures {
            kind: row.get(0)?,
            place: row.get(1)?,
            size: row.get::<_, Option<i64>>(2)?.map(i64::unsigned_abs),
            digest: row.get::<_, Option<String>>(3)?.filter(|digest| !digest.is_empty()),
            first: time(row.get(4)?),
            last: time(row.get(5)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn list(
    connection: &Connection,
    memory: &mut ReaderMemory,
    selection: &Selection,
    take: &mut dyn FnMut(KeptHit) -> ControlFlow<()>,
) -> Result<(), ArchiveTrouble> {
    let sources = selection.source_rows(connection)?;
    let (on_hits, on_assignments) = (selection.on_hits(), selection.on_assignments(&sources));
    let sql = format!(
        "SELECT {}, h.source, h.seen, h.line FROM hits AS h WHERE {} ORDER BY h.seq",
        *HIT,
        on_hits.sql()
    );
    let counts = format!(
        "SELECT a.AssignmentStatus, count(*), max(a.place) FROM assignments AS a WHERE {} AND a.hit = ? GROUP BY 1",
        on_assignments.sql()
    );
    let mut statement = connection.prepare(&sql)?;
    let mut counted = connection.prepare(&counts)?;
    let last = statement.column_count().saturating_sub(3);
    let mut rows = statement.query(on_hits.params())?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (mut assignments, mut latest) = (KeptStatuses::default(), i64::MIN);
        let values = on_assignments.values.iter().cloned().chain([seq.into()]);
        let mut found = counted.query(rusqlite::params_from_iter(values))?;
        while let Some(row) = found.next()? {
            assignments
                .add(row.get_ref(0)?.as_str_or_null().map_err(rusqlite::Error::from)?, number(row, 1)?);
            latest = latest.max(row.get(2)?);
        }
        let source: Option<i64> = row.get(last)?;
        let by_itself =
            selection.takes_whole_hits() || source.is_some_and(|source| sources.contains(&source));
        if assignments.all() == 0 && !by_itself {
            continue;
        }
        let provenance = match source {
            Some(source) => {
                Some(memory.provenance(connection, source, row.get(last + 1)?, row.get(last + 2)?)?)
            }
            None => None,
        };
        let hit = hits::read(connection, &mut memory.unpacker, row, false)?;
        let submitted = Some(latest);
        let submitted = submitted.and_then(|latest| Timestamp::from_microsecond(latest).ok());
        if take(KeptHit { hit, assignments, submitted, provenance }).is_break() {
            break;
        }
    }
    Ok(())
}
