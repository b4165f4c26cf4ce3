//! HITs: the newest that was told of each.

use super::columns::{MemberColumns, kept_of};
use super::error::ArchiveTrouble;
use super::memory::WriterMemory;
use super::merge;
use super::packed::Unpacker;
use super::rows;
use super::sources::SourceRow;
use super::tally::Counted;
use super::texts;
use crate::model::Hit;
use crate::table::batch;
use crate::wire::{HitMember, Structure};
use rusqlite::Connection;
use std::sync::LazyLock;

/// The members with a column; questions are texts that HITs share.
static COLUMNS: LazyLock<MemberColumns<HitMember>> =
    LazyLock::new(|| MemberColumns::but(&[HitMember::Question]));

/// What [`read`] reads, from `hits AS h`.
pub(super) static HIT: LazyLock<String> =
    LazyLock::new(|| format!("h.seq, h.question, h.kept, {}", COLUMNS.names("h.", "")));

/// Reads one row of [`HIT`]. With its question, where it is wanted.
pub(super) fn read(
    connection: &Connection,
    unpacker: &mut Unpacker,
    row: &rusqlite::Row<'_>,
    with_question: bool,
) -> Result<Hit, ArchiveTrouble> {
    let mut hit = Hit::blank();
    COLUMNS.read(row, 3, &mut hit)?;
    hit.kept = kept_of(row, 2)?;
    if let Some(question) = row.get(1)?
        && with_question
    {
        hit.question = Some(texts::text(connection, unpacker, question)?.into());
    }
    Ok(hit)
}

/// A HIT that is there, with who told it last.
struct HitBefore {
    hit: Hit,
    /// Whether anything was told of it but its id.
    is_told: bool,
    is_service: bool,
    seen: i64,
}

/// Keeps a HIT.
pub(super) fn keep(
    connection: &Connection,
    memory: &mut WriterMemory,
    source: SourceRow,
    news: &Hit,
) -> Result<Counted, ArchiveTrouble> {
    let (seq, _) = rows::hit(connection, &news.id, source.account)?;
    let kept = kept(connection, memory, seq)?;
    if !kept.is_told {
        write(connection, memory, seq, Some(source), news)?;
        return Ok(Counted::New);
    }
    let news_counts = counts(&kept, source, news);
    let merged =
        if news_counts { merge::hits(news.clone(), &kept.hit) } else { merge::hits(kept.hit.clone(), news) };
    if merged != kept.hit {
        // What was only filled up is still told by who told it.
        let teller = if news_counts { Some(source) } else { None };
        write(connection, memory, seq, teller, &merged)?;
        return Ok(Counted::Changed);
    }
    if source.is_service() && news_counts {
        let sql = "UPDATE hits SET source = ?2, seen = ?3, line = NULL WHERE seq = ?1";
        connection.prepare_cached(sql)?.execute([seq, source.seq, source.seen])?;
    }
    Ok(Counted::Same)
}

/// Whether news goes before what is kept. Of two files the one with more work done is the newer one.
fn counts(kept: &HitBefore, source: SourceRow, news: &Hit) -> bool {
    match (source.is_service(), kept.is_service) {
        (true, true) => source.seen >= kept.seen,
        (true, false) => true,
        (false, true) => false,
        (false, false) => news.completed > kept.hit.completed,
    }
}

fn kept(connection: &Connection, memory: &mut WriterMemory, seq: i64) -> Result<HitBefore, ArchiveTrouble> {
    static SELECT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "SELECT {}, h.source, h.seen, s.kind <> 'file' FROM hits AS h LEFT JOIN sources AS s ON s.seq = h.source \
             WHERE h.seq = ?1",
            *HIT
        )
    });
    let mut statement = connection.prepare_cached(&SELECT)?;
    let mut found = statement.query([seq])?;
    let row = found.next()?.ok_or_else(|| ArchiveTrouble::Damaged(format!("HIT {seq} is missing")))?;
    let after = COLUMNS.len() + 3;
    Ok(HitBefore {
        hit: read(connection, &mut memory.reader.unpacker, row, true)?,
        is_told: row.get::<_, Option<i64>>(after)?.is_some(),
        is_service: row.get::<_, Option<bool>>(after + 2)?.unwrap_or(false),
        seen: row.get(after + 1)?,
    })
}

/// Writes a HIT in the place of what was there; without a source who told it stays.
fn write(
    connection: &Connection,
    memory: &mut WriterMemory,
    seq: i64,
    source: Option<SourceRow>,
    hit: &Hit,
) -> Result<(), ArchiveTrouble> {
    static UPDATE: LazyLock<String> = LazyLock::new(|| {
        let values = vec!["?"; COLUMNS.len()].join(", ");
        format!(
            "UPDATE hits SET (source, seen, line) = (ifnull(?2, source), ifnull(?3, seen), iif(?2 IS NULL, line, ?4)), \
             question = ?5, kept = ?6, batch = ?7, ({}) = ({values}) WHERE seq = ?1",
            COLUMNS.names("", "")
        )
    });
    let question = match hit.question.as_deref() {
        Some(question) => Some(memory.texts.row(connection, &mut memory.packer, question)?),
        None => None,
    };
    let mut statement = connection.prepare_cached(&UPDATE)?;
    statement.raw_bind_parameter(1, seq)?;
    statement.raw_bind_parameter(2, source.map(|source| source.seq))?;
    statement.raw_bind_parameter(3, source.map(|source| source.seen))?;
    statement.raw_bind_parameter(4, source.and_then(|source| source.line))?;
    statement.raw_bind_parameter(5, question)?;
    statement.raw_bind_parameter(6, hit.kept.json())?;
    statement.raw_bind_parameter(7, hit.annotation.as_deref().and_then(batch))?;
    COLUMNS.bind(&mut statement, 8, hit)?;
    statement.raw_execute()?;
    Ok(())
}
