//! Texts that many rows share, each written once and found again by its hash.

use super::error::ArchiveTrouble;
use super::packed::{Packer, Unpacker};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// So many bytes of a SHA-256 tell texts apart.
const DIGEST: usize = 16;
/// So many texts are remembered; the names of columns and the inputs of the HITs at hand are fewer.
const REMEMBERED: usize = 4096;

/// The texts that were written last.
#[derive(Debug, Default)]
pub(super) struct KnownTexts(HashMap<[u8; DIGEST], i64>);

impl KnownTexts {
    /// Forgets what may not have been written.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The row of a text, written where it is new.
    pub(super) fn row(
        &mut self,
        connection: &Connection,
        packer: &mut Packer,
        text: &str,
    ) -> rusqlite::Result<i64> {
        let digest = digest(text);
        if let Some(seq) = self.0.get(&digest) {
            return Ok(*seq);
        }
        let mut known = connection.prepare_cached("SELECT seq FROM texts WHERE digest = ?1")?;
        let seq = if let Some(seq) = known.query_row([&digest[..]], |row| row.get(0)).optional()? {
            seq
        } else {
            let mut insert = connection.prepare_cached("INSERT INTO texts (digest, body) VALUES (?1, ?2)")?;
            insert.execute(params![&digest[..], packer.pack(text)])?;
            connection.last_insert_rowid()
        };
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(digest, seq);
        Ok(seq)
    }
}

fn digest(text: &str) -> [u8; DIGEST] {
    let mut digest = [0; DIGEST];
    for (byte, hashed) in digest.iter_mut().zip(Sha256::digest(text.as_bytes())) {
        *byte = hashed;
    }
    digest
}

/// The text in a row.
pub(super) fn text(
    connection: &Connection,
    unpacker: &mut Unpacker,
    seq: i64,
) -> Result<String, ArchiveTrouble> {
    let mut statement = connection.prepare_cached("SELECT body FROM texts WHERE seq = ?1")?;
    let mut rows = statement.query([seq])?;
    let body = match rows.next()? {
        Some(row) => unpacker.text(row.get_ref(0)?)?.map(std::borrow::Cow::into_owned),
        None => None,
    };
    body.ok_or_else(|| ArchiveTrouble::Damaged(format!("text {seq} is missing")))
}
