//! Where records come from, each source once: services by their endpoints, files by their content.

use super::error::ArchiveTrouble;
use crate::model::{Environment, Provenance, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The account of what files alone told; also in `schema.sql`.
pub(super) const NO_ACCOUNT: i64 = 0;

/// A row of a source, and what of a record's provenance goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SourceRow {
    /// The source.
    pub(super) seq: i64,
    /// Whose records these are: a service's own row, or [`NO_ACCOUNT`].
    pub(super) account: i64,
    /// When the record was seen, in microseconds.
    pub(super) seen: i64,
    /// On which line of a file.
    pub(super) line: Option<i64>,
}

impl SourceRow {
    /// Whether it is a service.
    pub(super) fn is_service(self) -> bool {
        self.account != NO_ACCOUNT
    }
}

/// The sources that were met since the archive was opened.
#[derive(Debug, Default)]
pub(super) struct KnownSources(HashMap<(bool, Arc<str>), i64>);

impl KnownSources {
    /// Forgets what may not have been written.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The row of a record's source, made where it is missing.
    pub(super) fn row(
        &mut self,
        connection: &Connection,
        provenance: &Provenance,
        now: Timestamp,
    ) -> Result<SourceRow, ArchiveTrouble> {
        match provenance {
            Provenance::Service { endpoint, seen } => {
                let seq = self.find(connection, true, endpoint, *seen)?;
                Ok(SourceRow { seq, account: seq, seen: seen.as_microsecond(), line: None })
            }
            Provenance::File { file, line } => {
                let seq = self.find(connection, false, file, now)?;
                let line = i64::try_from(*line).ok();
                Ok(SourceRow { seq, account: NO_ACCOUNT, seen: now.as_microsecond(), line })
            }
        }
    }

    fn find(
        &mut self,
        connection: &Connection,
        is_service: bool,
        place: &Arc<str>,
        at: Timestamp,
    ) -> Result<i64, ArchiveTrouble> {
        let key = (is_service, Arc::clone(place));
        if let Some(seq) = self.0.get(&key) {
            return Ok(*seq);
        }
        let source = if is_service { NewSource::service(place) } else { NewSource::file(place) };
        let seq = source.row(connection, at.as_microsecond())?;
        self.0.insert(key, seq);
        Ok(seq)
    }
}

/// Takes note of when a source told something last.
pub(super) fn touch(connection: &Connection, row: SourceRow) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("UPDATE sources SET last = max(last, ?2) WHERE seq = ?1")?;
    statement.execute([row.seq, row.seen]).map(drop)
}

/// A source as it stands in its table.
struct NewSource {
    kind: &'static str,
    place: String,
    inside: String,
    size: Option<i64>,
    digest: Option<Vec<u8>>,
}

impl NewSource {
    fn service(endpoint: &str) -> Self {
        let kind = match Environment::at(endpoint) {
            Ok(Environment::Production) => "production",
            Ok(Environment::Sandbox) => "sandbox",
            _ => "endpoint",
        };
        let place = without_secrets(endpoint);
        Self { kind, place, inside: String::new(), size: None, digest: None }
    }

    /// A file on the disk is known by its content, what stands inside one by its path there too; a stream by its name.
    fn file(path: &str) -> Self {
        let on_disk = Path::new(path).ancestors().find_map(|outer| Some((outer, content(outer).ok()??)));
        match on_disk {
            Some((outer, (size, digest))) => {
                let inside = Path::new(path).strip_prefix(outer).unwrap_or(Path::new(""));
                let inside = inside.to_string_lossy().into_owned();
                let place = outer.to_string_lossy().into_owned();
                Self { kind: "file", place, inside, size: Some(size), digest: Some(digest) }
            }
            None => {
                Self { kind: "file", place: path.to_owned(), inside: String::new(), size: None, digest: None }
            }
        }
    }

    fn row(&self, connection: &Connection, at: i64) -> rusqlite::Result<i64> {
        let found = match &self.digest {
            Some(digest) => connection
                .prepare_cached("SELECT seq FROM sources WHERE digest = ?1 AND inside = ?2")?
                .query_row(params![digest, self.inside], |row| row.get(0)),
            None => connection
                .prepare_cached("SELECT seq FROM sources WHERE place = ?1 AND kind = ?2 AND digest IS NULL")?
                .query_row(params![self.place, self.kind], |row| row.get(0)),
        };
        if let Some(seq) = found.optional()? {
            return Ok(seq);
        }
        connection.execute(
            "INSERT INTO sources (kind, place, inside, size, digest, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
            params![self.kind, self.place, self.inside, self.size, self.digest, at],
        )?;
        Ok(connection.last_insert_rowid())
    }
}

/// The size and the SHA-256 of a file; `None` of what is no file, a pipe for one, which can be read only once.
fn content(path: &Path) -> io::Result<Option<(i64, Vec<u8>)>> {
    if !path.metadata()?.is_file() {
        return Ok(None);
    }
    let (mut file, mut hasher) = (File::open(path)?, Hashing(Sha256::new()));
    let size = io::copy(&mut file, &mut hasher)?;
    Ok(Some((i64::try_from(size).unwrap_or(i64::MAX), hasher.0.finalize().to_vec())))
}

/// Hashes what is written to it.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An endpoint's URL without a name, a password or a query in it: some carry keys there.
pub(super) fn without_secrets(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or_default();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{}{host}{}", if scheme.is_empty() { "" } else { "://" }, path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_secret_in_a_url_is_left_out() {
        for (url, place) in [
            (
                "https://mturk-requester.us-east-1.amazonaws.com",
                "https://mturk-requester.us-east-1.amazonaws.com",
            ),
            ("http://me:secret@127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://host/path?key=secret", "http://host/path"),
            ("http://host?key=a/b@c", "http://host"),
            ("http://a@b@host#secret", "http://host"),
        ] {
            assert_eq!(without_secrets(url), place);
        }
    }
}
