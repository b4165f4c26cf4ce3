//! Formats of the archive: each is made from the one before, after a copy of the file.

use super::error::ArchiveTrouble;
use super::file::{self, Found};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// What makes each format of the one before, the first of nothing.
const STEPS: [&str; 1] = [include_str!("schema.sql")];

/// The newest format, which this build writes.
fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The format of a database; 0 of an empty one.
fn format(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Refuses what a newer version wrote, and what can not be read.
pub(super) fn check(connection: &Connection) -> Result<(), ArchiveTrouble> {
    let found = format(connection)?;
    if found > newest() {
        return Err(ArchiveTrouble::NewerVersion { found, known: newest() });
    }
    // A file that was cut off tells so where its tables are looked up.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Whether an older version wrote it.
pub(super) fn is_older(connection: &Connection) -> Result<bool, ArchiveTrouble> {
    Ok(format(connection)? < newest())
}

/// Makes the newest format of whatever is there.
pub(super) fn bring_up_to_date(
    connection: &mut Connection,
    path: &Path,
    found: Found,
) -> Result<(), ArchiveTrouble> {
    check(connection)?;
    take_steps(connection, path, found, &STEPS)
}

fn take_steps(
    connection: &mut Connection,
    path: &Path,
    found: Found,
    steps: &[&str],
) -> Result<(), ArchiveTrouble> {
    let last = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let before = format(connection)?;
    if before >= last {
        return Ok(());
    }
    if found == Found::Archive {
        copy(connection, path, before)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let at = usize::try_from(format(&transaction)?).unwrap_or_default();
    for step in steps.iter().skip(at) {
        transaction.execute_batch(step)?;
    }
    if at < steps.len() {
        transaction.pragma_update(None, "user_version", last)?;
    }
    Ok(transaction.commit()?)
}

/// Copies the file as it is to one beside it, `archive.sqlite.v1`, unless that is there already.
fn copy(connection: &Connection, path: &Path, format: i64) -> Result<(), ArchiveTrouble> {
    let copy = file::beside(path, &format!(".v{format}"));
    if copy.metadata().is_ok_and(|copy| copy.len() > 0) {
        return Ok(());
    }
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&copy)?;
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_format_is_made_of_the_one_before_after_a_private_copy_of_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("archive.sqlite");
        let mut connection = Connection::open(&path).unwrap();
        take_steps(&mut connection, &path, Found::Nothing, &STEPS).unwrap();
        let steps = [STEPS[0], "CREATE TABLE later (x) STRICT;", "ALTER TABLE hits ADD COLUMN y ANY"];
        let broken = take_steps(&mut connection, &path, Found::Archive, &steps);
        assert!(broken.is_err(), "a table without types is none");
        assert_eq!(format(&connection).unwrap(), 1, "what fails changes nothing");
        let steps = [STEPS[0], "CREATE TABLE later (x ANY) STRICT;", "ALTER TABLE hits ADD COLUMN y ANY"];
        take_steps(&mut connection, &path, Found::Archive, &steps).unwrap();
        assert_eq!(format(&connection).unwrap(), 3);
        connection.execute("INSERT INTO later VALUES (1)", []).unwrap();
        let copy = directory.path().join("archive.sqlite.v1");
        assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let before = Connection::open(copy).unwrap();
        assert_eq!(format(&before).unwrap(), 1);
        assert!(before.prepare("SELECT y FROM hits").is_err());
    }
}
