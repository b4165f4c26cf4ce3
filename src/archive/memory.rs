//! What a connection remembers between rows.

use super::error::ArchiveTrouble;
use super::packed::{Packer, Unpacker};
use super::sources::KnownSources;
use super::texts::{self, KnownTexts};
use crate::model::{Provenance, Timestamp};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::sync::Arc;

/// Names of columns, shared by all rows that have them.
pub(super) type Names = Arc<[Arc<str>]>;

/// So many lists of names are remembered: few files have the same columns, and few have many kinds of them.
const REMEMBERED: usize = 1024;

/// What one who reads remembers.
pub(super) struct ReaderMemory {
    /// Reads compressed texts.
    pub(super) unpacker: Unpacker,
    names: HashMap<i64, Names>,
    sources: HashMap<i64, SourcePlace>,
    /// The list that was read last: all assignments of a HIT have the same inputs.
    list: Option<(i64, Arc<[Box<str>]>)>,
}

/// A source as a provenance has it.
#[derive(Debug, Clone)]
struct SourcePlace {
    is_file: bool,
    place: Arc<str>,
}

impl ReaderMemory {
    /// # Errors
    ///
    /// When memory is short.
    pub(super) fn new() -> Result<Self, ArchiveTrouble> {
        let unpacker = Unpacker::new()?;
        Ok(Self { unpacker, names: HashMap::new(), sources: HashMap::new(), list: None })
    }

    /// A list of names.
    pub(super) fn names(&mut self, connection: &Connection, seq: i64) -> Result<Names, ArchiveTrouble> {
        if let Some(names) = self.names.get(&seq) {
            return Ok(Arc::clone(names));
        }
        let json = texts::text(connection, &mut self.unpacker, seq)?;
        let names: Vec<Arc<str>> = list(&json)?.into_iter().map(Arc::from).collect();
        if self.names.len() >= REMEMBERED {
            self.names.clear();
        }
        let names: Names = names.into();
        self.names.insert(seq, Arc::clone(&names));
        Ok(names)
    }

    /// A list of texts that rows share.
    pub(super) fn shared(
        &mut self,
        connection: &Connection,
        seq: i64,
    ) -> Result<Arc<[Box<str>]>, ArchiveTrouble> {
        if let Some((_, list)) = self.list.as_ref().filter(|(last, _)| *last == seq) {
            return Ok(Arc::clone(list));
        }
        let read: Arc<[Box<str>]> = list(&texts::text(connection, &mut self.unpacker, seq)?)?.into();
        self.list = Some((seq, Arc::clone(&read)));
        Ok(read)
    }

    /// Where a record was read.
    pub(super) fn provenance(
        &mut self,
        connection: &Connection,
        source: i64,
        seen: i64,
        line: Option<i64>,
    ) -> Result<Provenance, ArchiveTrouble> {
        let known = if let Some(known) = self.sources.get(&source) {
            known.clone()
        } else {
            let place = place(connection, source)?;
            self.sources.insert(source, place.clone());
            place
        };
        let SourcePlace { is_file, place } = known;
        Ok(if is_file {
            Provenance::File {
                file: place,
                line: line.and_then(|line| u64::try_from(line).ok()).unwrap_or(1),
            }
        } else {
            let seen = Timestamp::from_microsecond(seen).unwrap_or(Timestamp::UNIX_EPOCH);
            Provenance::Service { endpoint: place, seen }
        })
    }
}

fn place(connection: &Connection, source: i64) -> Result<SourcePlace, ArchiveTrouble> {
    let mut statement =
        connection.prepare_cached("SELECT kind, place, inside FROM sources WHERE seq = ?1")?;
    let place = statement.query_row([source], |row| {
        let (place, inside): (String, String) = (row.get(1)?, row.get(2)?);
        let place = if inside.is_empty() { place } else { format!("{place}/{inside}") };
        Ok(SourcePlace { is_file: row.get_ref(0)?.as_str()? == "file", place: place.into() })
    });
    place.optional()?.ok_or_else(|| ArchiveTrouble::Damaged(format!("source {source} is missing")))
}

/// A JSON list of texts.
pub(super) fn list(json: &str) -> Result<Vec<Box<str>>, ArchiveTrouble> {
    serde_json::from_str(json).map_err(|error| ArchiveTrouble::Damaged(error.to_string()))
}

/// What one who writes remembers.
pub(super) struct WriterMemory {
    /// What it remembers as a reader of what is there.
    pub(super) reader: ReaderMemory,
    /// Compresses texts.
    pub(super) packer: Packer,
    /// The texts that were written last.
    pub(super) texts: KnownTexts,
    /// The sources that were met.
    pub(super) sources: KnownSources,
}

impl WriterMemory {
    /// # Errors
    ///
    /// When memory is short.
    pub(super) fn new() -> Result<Self, ArchiveTrouble> {
        Ok(Self {
            reader: ReaderMemory::new()?,
            packer: Packer::new()?,
            texts: KnownTexts::default(),
            sources: KnownSources::default(),
        })
    }

    /// Forgets rows that were not written after all.
    pub(super) fn clear(&mut self) {
        self.texts.clear();
        self.sources.clear();
        // What was read in a transaction that was undone may get another number.
        self.reader.names.clear();
        self.reader.sources.clear();
        self.reader.list = None;
    }
}
