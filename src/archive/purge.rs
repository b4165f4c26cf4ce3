//! Deleting for good: what is deleted is overwritten, and the file is written anew without it.

use super::connection;
use super::error::{ArchiveError, ArchiveTrouble};
use super::path::ArchivePath;
use super::selection::Selection;
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter};

/// How much is deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PurgedCounts {
    /// HITs.
    pub hits: u64,
    /// Assignments.
    pub assignments: u64,
    /// Bonuses for these assignments.
    pub bonuses: u64,
    /// Sources of which nothing else is left.
    pub sources: u64,
}

/// Whether to delete, or only to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurgeMode {
    /// Nothing is changed.
    Count,
    /// What is deleted can not be had back.
    Delete,
}

/// Deletes a selection: its assignments, with all that was ever told of them, and the HITs that have none left.
///
/// Of a source only that is deleted which it alone told; what others told of too stays, without that source.
///
/// # Errors
///
/// When there is no archive, or it can not be written to. Then nothing is deleted.
pub fn purge(
    path: &ArchivePath,
    selection: &Selection,
    mode: PurgeMode,
) -> Result<PurgedCounts, ArchiveError> {
    let purge = || {
        if !path.exists() {
            return Err(ArchiveTrouble::Missing);
        }
        let connection = connection::to_write(path.as_path())?;
        // Rows go with those that refer to them; looking for others at each text would take for ever.
        connection.pragma_update(None, "foreign_keys", false)?;
        // What is deleted is overwritten with zeros, in the log too once that is written back.
        connection.pragma_update(None, "secure_delete", true)?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let counts = delete(&transaction, selection)?;
        match mode {
            PurgeMode::Count => transaction.rollback()?,
            PurgeMode::Delete => {
                transaction.commit()?;
                connection.execute_batch("VACUUM")?;
                connection.pragma(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
            }
        }
        Ok(counts)
    };
    purge().map_err(|trouble| path.refuse(trouble))
}

fn delete(connection: &Connection, selection: &Selection) -> Result<PurgedCounts, ArchiveTrouble> {
    let sources = selection.source_rows(connection)?;
    let (on_hits, on_assignments) = (selection.on_hits(), selection.on_assignments(&sources));
    let rows = serde_json::to_string(&sources).unwrap_or_default();
    let alone = if sources.is_empty() {
        "TRUE".to_owned()
    } else {
        format!(
            "NOT EXISTS (SELECT 1 FROM sightings AS o WHERE o.assignment = a.seq \
             AND o.source NOT IN (SELECT value FROM json_each('{rows}')))"
        )
    };
    connection.execute_batch("CREATE TEMP TABLE doomed (seq INTEGER PRIMARY KEY, hit INTEGER, id TEXT)")?;
    let values = on_hits.values.iter().chain(&on_assignments.values);
    connection.execute(
        &format!(
            "INSERT INTO temp.doomed SELECT a.seq, a.hit, a.AssignmentId FROM assignments AS a \
             JOIN hits AS h ON h.seq = a.hit WHERE {} AND {} AND {alone}",
            on_hits.sql(),
            on_assignments.sql()
        ),
        params_from_iter(values),
    )?;
    let delete = |sql: &str| connection.execute(sql, []).map(|count| count as u64);
    let bonuses = delete("DELETE FROM bonuses WHERE AssignmentId IN (SELECT id FROM temp.doomed)")?;
    for table in ["contents", "sightings"] {
        delete(&format!("DELETE FROM {table} WHERE assignment IN (SELECT seq FROM temp.doomed)"))?;
    }
    let assignments = delete("DELETE FROM assignments WHERE seq IN (SELECT seq FROM temp.doomed)")?;
    if !sources.is_empty() {
        delete(&format!("DELETE FROM sightings WHERE source IN (SELECT value FROM json_each('{rows}'))"))?;
    }
    let hits = empty_hits(connection, selection, &rows)?;
    connection.execute_batch("DROP TABLE temp.doomed")?;
    sweep(connection)?;
    let sources = if sources.is_empty() { 0 } else { delete(&unused_sources(&rows))? };
    Ok(PurgedCounts { hits, assignments, bonuses, sources })
}

/// Deletes the HITs of a selection that have no assignments left.
fn empty_hits(connection: &Connection, selection: &Selection, sources: &str) -> Result<u64, ArchiveTrouble> {
    let condition = selection.on_hits();
    // A HIT that had none before goes only where HITs are meant, or what this source told.
    let also = match () {
        () if selection.takes_whole_hits() => "TRUE".to_owned(),
        () => format!("h.source IN (SELECT value FROM json_each('{sources}'))"),
    };
    let sql = format!(
        "DELETE FROM hits WHERE seq IN (SELECT h.seq FROM hits AS h WHERE {} \
         AND NOT EXISTS (SELECT 1 FROM assignments AS a WHERE a.hit = h.seq) \
         AND (h.seq IN (SELECT hit FROM temp.doomed) OR {also}))",
        condition.sql()
    );
    Ok(connection.execute(&sql, condition.params())? as u64)
}

/// Deletes the texts that no row has any more.
fn sweep(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM texts WHERE seq NOT IN (SELECT question FROM hits WHERE question IS NOT NULL \
         UNION SELECT answer_names FROM contents WHERE answer_names IS NOT NULL \
         UNION SELECT inputs FROM contents WHERE inputs IS NOT NULL \
         UNION SELECT input_names FROM contents WHERE input_names IS NOT NULL \
         UNION SELECT extra_names FROM contents WHERE extra_names IS NOT NULL \
         UNION SELECT trial_names FROM contents WHERE trial_names IS NOT NULL)",
    )
}

/// What deletes the sources that nothing refers to any more.
fn unused_sources(rows: &str) -> String {
    format!(
        "DELETE FROM sources WHERE seq IN (SELECT value FROM json_each('{rows}')) \
         AND seq NOT IN (SELECT source FROM assignments UNION SELECT account FROM assignments \
         UNION SELECT source FROM hits WHERE source IS NOT NULL UNION SELECT account FROM hits \
         UNION SELECT source FROM sightings UNION SELECT source FROM bonuses \
         UNION SELECT account FROM worker_blocks UNION SELECT account FROM qualifications)"
    )
}
