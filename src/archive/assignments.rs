//! Assignments: the newest that was told of each, and every status each was seen in.

use super::columns::{MemberColumns, kept_of, time_value};
use super::contents;
use super::error::ArchiveTrouble;
use super::memory::{ReaderMemory, WriterMemory};
use super::merge::{self, Precedence, Standing};
use super::rows::{self, IdTable};
use super::sources::SourceRow;
use super::tally::Counted;
use crate::model::{Approver, Assignment, HitId, Provenance, SavedAssignment, SignedDuration, Timestamp};
use crate::wire::{AssignmentMember, Structure, Written};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params};
use std::sync::LazyLock;

/// The members with a column; the HIT's id is its row's, answers are long.
static COLUMNS: LazyLock<MemberColumns<AssignmentMember>> =
    LazyLock::new(|| MemberColumns::but(&[AssignmentMember::HitId, AssignmentMember::Answer]));

/// What [`read`] reads, from [`FROM`]. The first columns are the assignment's row and its place in the HIT's list.
pub(super) static ASSIGNMENT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "a.seq, a.place, h.HITId, a.kept, a.work_time, a.approver, a.source, a.seen, a.line, {}, {}",
        contents::CONTENTS,
        COLUMNS.names("a.", "")
    )
});

/// Where assignments stand.
pub(super) const FROM: &str = "assignments AS a JOIN hits AS h ON h.seq = a.hit \
     LEFT JOIN contents AS c ON c.assignment = a.seq";

/// How many columns [`ASSIGNMENT`] has before the contents.
const BEFORE: usize = 9;

/// Reads one row of [`ASSIGNMENT`].
pub(super) fn read(
    connection: &Connection,
    memory: &mut ReaderMemory,
    row: &rusqlite::Row<'_>,
) -> Result<SavedAssignment, ArchiveTrouble> {
    let mut assignment = Assignment::blank();
    COLUMNS.read(row, BEFORE + contents::COUNT, &mut assignment)?;
    assignment.hit = HitId::from_service(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?);
    assignment.kept = kept_of(row, 3)?;
    let provenance = memory.provenance(connection, row.get(6)?, row.get(7)?, row.get(8)?)?;
    let mut saved = SavedAssignment::new(assignment, provenance);
    saved.work_time = span(row.get_ref(4)?)?;
    saved.approver = approver(row.get_ref(5)?)?;
    contents::read(connection, memory, row, BEFORE, &mut saved)?;
    Ok(saved)
}

fn span(value: ValueRef<'_>) -> Result<Option<SignedDuration>, ArchiveTrouble> {
    match value {
        ValueRef::Null => Ok(None),
        ValueRef::Integer(seconds) => Ok(Some(SignedDuration::from_secs(seconds))),
        text => {
            let text = text.as_str().map_err(rusqlite::Error::from)?;
            text.parse().map(Some).map_err(|_| ArchiveTrouble::Damaged("a work time is none".to_owned()))
        }
    }
}

fn span_value(span: SignedDuration) -> Value {
    if span.subsec_nanos() == 0 { Value::Integer(span.as_secs()) } else { Value::Text(span.to_string()) }
}

fn approver(value: ValueRef<'_>) -> Result<Option<Approver>, ArchiveTrouble> {
    match value.as_str_or_null().map_err(rusqlite::Error::from)? {
        None => Ok(None),
        Some("service") => Ok(Some(Approver::Service)),
        Some(_) => Ok(Some(Approver::Requester)),
    }
}

fn approver_word(approver: Approver) -> &'static str {
    match approver {
        Approver::Service => "service",
        Approver::Requester => "requester",
    }
}

/// What came of keeping an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptAssignment {
    /// What became of its row.
    pub(super) counted: Counted,
    /// The member in which it contradicts what is kept, and who told that.
    pub(super) contradiction: Option<(&'static str, Provenance)>,
}

/// Keeps an assignment.
pub(super) fn keep(
    connection: &Connection,
    memory: &mut WriterMemory,
    source: SourceRow,
    news: &SavedAssignment,
) -> Result<KeptAssignment, ArchiveTrouble> {
    let id = news.assignment.id.as_str();
    let Some((seq, account)) = rows::find(connection, IdTable::Assignments, id, source.account)? else {
        let (hit, account) = rows::hit(connection, &news.assignment.hit, source.account)?;
        let seq = insert(connection, hit, account, source, news)?;
        contents::write(connection, memory, seq, news)?;
        see(connection, seq, source, news, None)?;
        return Ok(KeptAssignment { counted: Counted::New, contradiction: None });
    };
    let kept = kept(connection, memory, seq)?;
    let precedence = standing(news).of_news(standing(&kept));
    let contradiction = merge::difference(&kept, news, precedence == Precedence::Equal);
    let merged = match precedence {
        Precedence::Newer => merge::assignments(news.clone(), &kept),
        Precedence::Equal | Precedence::Older => merge::assignments(kept.clone(), news),
    };
    let counts = precedence == Precedence::Newer;
    let counted =
        bring_up_to_date(connection, memory, (seq, account), counts.then_some(source), &kept, &merged)?;
    see(connection, seq, source, news, contradiction)?;
    Ok(KeptAssignment { counted, contradiction: contradiction.map(|member| (member, kept.provenance)) })
}

/// How a record stands to others of its assignment.
fn standing(saved: &SavedAssignment) -> Standing {
    let seen = match &saved.provenance {
        Provenance::Service { seen, .. } => Some(seen.as_microsecond()),
        Provenance::File { .. } => None,
    };
    Standing::of(&saved.assignment, seen)
}

/// Writes what changed. `teller` is who told what counts now, where it is not who did before.
fn bring_up_to_date(
    connection: &Connection,
    memory: &mut WriterMemory,
    (seq, account): (i64, i64),
    teller: Option<SourceRow>,
    kept: &SavedAssignment,
    merged: &SavedAssignment,
) -> Result<Counted, ArchiveTrouble> {
    let same = SavedAssignment { provenance: kept.provenance.clone(), ..merged.clone() } == *kept;
    if same {
        if let Some(teller) = teller.filter(|teller| teller.is_service()) {
            let sql = "UPDATE assignments SET source = ?2, seen = ?3, line = NULL WHERE seq = ?1";
            connection.prepare_cached(sql)?.execute([seq, teller.seq, teller.seen])?;
        }
        return Ok(Counted::Same);
    }
    let (hit, _) = rows::hit(connection, &merged.assignment.hit, account)?;
    update(connection, seq, hit, teller, merged)?;
    contents::write(connection, memory, seq, merged)?;
    Ok(Counted::Changed)
}

fn kept(
    connection: &Connection,
    memory: &mut WriterMemory,
    seq: i64,
) -> Result<SavedAssignment, ArchiveTrouble> {
    static SELECT: LazyLock<String> =
        LazyLock::new(|| format!("SELECT {} FROM {FROM} WHERE a.seq = ?1", *ASSIGNMENT));
    let mut statement = connection.prepare_cached(&SELECT)?;
    let mut found = statement.query([seq])?;
    let row = found.next()?.ok_or_else(|| ArchiveTrouble::Damaged(format!("assignment {seq} is missing")))?;
    read(connection, &mut memory.reader, row)
}

/// Its place in the HIT's list, which the service orders by submission. What was submitted nobody knows when comes first,
/// in the order in which it came: each has a place of its own, so that a page is found by it.
fn place(assignment: &Assignment, seq: i64) -> i64 {
    assignment.submitted.map_or_else(|| i64::MIN.saturating_add(seq), Timestamp::as_microsecond)
}

fn insert(
    connection: &Connection,
    hit: i64,
    account: i64,
    source: SourceRow,
    saved: &SavedAssignment,
) -> Result<i64, ArchiveTrouble> {
    static INSERT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "INSERT INTO assignments (account, hit, place, kept, work_time, approver, source, seen, line, {}) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, {})",
            COLUMNS.names("", ""),
            vec!["?"; COLUMNS.len()].join(", ")
        )
    });
    let mut statement = connection.prepare_cached(&INSERT)?;
    statement.raw_bind_parameter(1, account)?;
    bind(&mut statement, hit, 0, saved)?;
    statement.raw_bind_parameter(7, source.seq)?;
    statement.raw_bind_parameter(8, source.seen)?;
    statement.raw_bind_parameter(9, source.line)?;
    COLUMNS.bind(&mut statement, BEFORE + 1, &saved.assignment)?;
    statement.raw_execute()?;
    let seq = connection.last_insert_rowid();
    if saved.assignment.submitted.is_none() {
        let sql = "UPDATE assignments SET place = ?2 WHERE seq = ?1";
        connection.prepare_cached(sql)?.execute([seq, place(&saved.assignment, seq)])?;
    }
    Ok(seq)
}

fn update(
    connection: &Connection,
    seq: i64,
    hit: i64,
    teller: Option<SourceRow>,
    saved: &SavedAssignment,
) -> Result<(), ArchiveTrouble> {
    static UPDATE: LazyLock<String> = LazyLock::new(|| {
        format!(
            "UPDATE assignments SET hit = ?2, place = ?3, kept = ?4, work_time = ?5, approver = ?6, \
             (source, seen, line) = (ifnull(?7, source), ifnull(?8, seen), iif(?7 IS NULL, line, ?9)), ({}) = ({}) \
             WHERE seq = ?1",
            COLUMNS.names("", ""),
            vec!["?"; COLUMNS.len()].join(", ")
        )
    });
    let mut statement = connection.prepare_cached(&UPDATE)?;
    statement.raw_bind_parameter(1, seq)?;
    bind(&mut statement, hit, seq, saved)?;
    statement.raw_bind_parameter(7, teller.map(|teller| teller.seq))?;
    statement.raw_bind_parameter(8, teller.map(|teller| teller.seen))?;
    statement.raw_bind_parameter(9, teller.and_then(|teller| teller.line))?;
    COLUMNS.bind(&mut statement, BEFORE + 1, &saved.assignment)?;
    statement.raw_execute()?;
    Ok(())
}

/// Binds what both statements have from the second to the sixth place.
fn bind(
    statement: &mut rusqlite::Statement<'_>,
    hit: i64,
    seq: i64,
    saved: &SavedAssignment,
) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(2, hit)?;
    statement.raw_bind_parameter(3, place(&saved.assignment, seq))?;
    statement.raw_bind_parameter(4, saved.assignment.kept.json())?;
    statement.raw_bind_parameter(5, saved.work_time.map(span_value))?;
    statement.raw_bind_parameter(6, saved.approver.map(approver_word))
}

/// Takes note of the status an assignment was seen in. A record that contradicts what is kept is noted whole.
fn see(
    connection: &Connection,
    seq: i64,
    source: SourceRow,
    saved: &SavedAssignment,
    contradiction: Option<&'static str>,
) -> Result<(), ArchiveTrouble> {
    let assignment = &saved.assignment;
    let record = contradiction.and_then(|_| serde_json::to_string(&Written(assignment)).ok());
    let status = assignment.get(AssignmentMember::AssignmentStatus);
    let status = match &status {
        Some(crate::wire::Told::Text(word)) => (*word).to_owned(),
        _ => assignment.kept.get("AssignmentStatus").unwrap_or_default().into_owned(),
    };
    let seen = "INSERT INTO sightings (assignment, source, status, decided, first, last, line, record) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET ";
    // A file says the same whenever it is opened.
    let again = if source.is_service() {
        "first = min(first, excluded.first), last = max(last, excluded.last), record = ifnull(record, excluded.record)"
    } else {
        "record = ifnull(record, excluded.record)"
    };
    connection.prepare_cached(&format!("{seen}{again}"))?.execute(params![
        seq,
        source.seq,
        status,
        merge::decided(assignment).map(time_value),
        source.seen,
        source.line,
        record,
    ])?;
    Ok(())
}
