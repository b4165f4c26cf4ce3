//! Writes records, a batch in one transaction: all of it, or where it fails nothing.

use super::assignments::{self, KeptAssignment};
use super::bonuses;
use super::connection;
use super::error::{ArchiveError, ArchiveTrouble};
use super::hits;
use super::memory::WriterMemory;
use super::path::ArchivePath;
use super::sources::{self, SourceRow};
use super::tally::KeptTally;
use crate::model::{
    Assignment, AssignmentId, HitId, Provenance, Remark, RemarkWeight, SavedAssignment, SavedRecord,
    Timestamp, WorkerBlock,
};
use crate::wire::{self, Operation};
use bytes::Bytes;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::Arc;

/// So many contradictions of a batch are told; what more there are is counted.
const TOLD: usize = 20;

/// An archive that is open for writing.
pub(super) struct ArchiveWriter {
    path: ArchivePath,
    connection: Connection,
    memory: WriterMemory,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub(super) struct KeptBatch {
    pub(super) tally: KeptTally,
    /// What to tell about it.
    pub(super) remarks: Vec<Remark>,
}

/// Records that go in together.
#[derive(Debug)]
pub(super) enum Batch {
    /// Records of one source; assignments tell their own.
    Records(Provenance, Vec<SavedRecord>),
    /// A page of a HIT's assignments as the service sent it.
    Page(Provenance, HitId, Bytes),
    /// Worker blocks that stand.
    Blocks(Provenance, Vec<WorkerBlock>),
}

impl ArchiveWriter {
    /// Opens an archive, or starts one.
    pub(super) fn open(path: &ArchivePath) -> Result<Self, ArchiveError> {
        let opened = connection::to_write(path.as_path()).map_err(|trouble| path.refuse(trouble))?;
        let memory = WriterMemory::new().map_err(|trouble| path.refuse(trouble))?;
        Ok(Self { path: path.clone(), connection: opened, memory })
    }

    /// Keeps a batch.
    pub(super) fn keep(&mut self, batch: &Batch, now: Timestamp) -> Result<KeptBatch, ArchiveError> {
        let kept = self.try_keep(batch, now);
        if kept.is_err() {
            self.memory.clear();
        }
        kept.map_err(|trouble| self.path.refuse(trouble))
    }

    fn try_keep(&mut self, batch: &Batch, now: Timestamp) -> Result<KeptBatch, ArchiveTrouble> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let mut keeping = BatchWriter {
            connection: &transaction,
            memory: &mut self.memory,
            now,
            kept: KeptBatch::default(),
        };
        match batch {
            Batch::Records(provenance, records) => keeping.records(provenance, records)?,
            Batch::Page(provenance, hit, body) => keeping.page(provenance, hit, body)?,
            Batch::Blocks(provenance, blocks) => keeping.blocks(provenance, blocks)?,
        }
        let kept = keeping.kept;
        transaction.commit()?;
        Ok(kept)
    }

    /// Writes the log back into the file, so that all of the archive stands in it.
    pub(super) fn finish(self) -> Result<(), ArchiveError> {
        let written = self.connection.pragma(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()));
        written.map_err(|error| self.path.refuse(error))
    }

    /// The connection, for tests that make it fail.
    #[cfg(test)]
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// A batch while it is kept.
struct BatchWriter<'w> {
    connection: &'w Connection,
    memory: &'w mut WriterMemory,
    now: Timestamp,
    kept: KeptBatch,
}

impl BatchWriter<'_> {
    fn records(&mut self, provenance: &Provenance, records: &[SavedRecord]) -> Result<(), ArchiveTrouble> {
        let source = self.source(provenance)?;
        sources::touch(self.connection, source)?;
        for record in records {
            match record {
                SavedRecord::Hit(hit) => {
                    let counted = hits::keep(self.connection, self.memory, source, hit)?;
                    self.kept.tally.hits.count(counted);
                }
                SavedRecord::Assignment(saved) => self.assignment(saved)?,
                SavedRecord::Bonus(bonus) => {
                    self.kept.tally.bonuses.count(bonuses::keep(self.connection, source, bonus)?);
                }
                // It is about the file, and told to who opened it.
                SavedRecord::Remark(_) => {}
            }
        }
        Ok(())
    }

    fn page(&mut self, provenance: &Provenance, hit: &HitId, body: &[u8]) -> Result<(), ArchiveTrouble> {
        // What is no page was told to who asked for it.
        let Ok(page) = wire::page::<Assignment>(Operation::ListAssignmentsForHit, body) else {
            return Ok(());
        };
        let source = self.source(provenance)?;
        sources::touch(self.connection, source)?;
        for mut assignment in page.items {
            // A page need not repeat the HIT's id.
            if assignment.hit.as_str().is_empty() {
                assignment.hit.clone_from(hit);
            }
            self.assignment(&SavedAssignment::new(assignment, provenance.clone()))?;
        }
        Ok(())
    }

    fn assignment(&mut self, saved: &SavedAssignment) -> Result<(), ArchiveTrouble> {
        let source = self.source(&saved.provenance)?;
        let KeptAssignment { counted, contradiction } =
            assignments::keep(self.connection, self.memory, source, saved)?;
        self.kept.tally.assignments.count(counted);
        if let Some((member, before)) = contradiction {
            self.kept.tally.contradictions += 1;
            if self.kept.remarks.len() < TOLD {
                self.kept.remarks.push(doubt(&saved.assignment.id, member, &before, &saved.provenance));
            }
        }
        Ok(())
    }

    fn blocks(&mut self, provenance: &Provenance, blocks: &[WorkerBlock]) -> Result<(), ArchiveTrouble> {
        let source = self.source(provenance)?;
        let seen = Timestamp::from_microsecond(source.seen).unwrap_or(self.now);
        blocks.iter().try_for_each(|block| bonuses::keep_block(self.connection, source.account, block, seen))
    }

    fn source(&mut self, provenance: &Provenance) -> Result<SourceRow, ArchiveTrouble> {
        self.memory.sources.row(self.connection, provenance, self.now)
    }
}

/// What to say of an assignment that two sources tell differently.
fn doubt(id: &AssignmentId, member: &str, before: &Provenance, news: &Provenance) -> Remark {
    let (file, line) = match news {
        Provenance::Service { endpoint, .. } => (Arc::clone(endpoint), None),
        Provenance::File { file, line } => (Arc::clone(file), Some(*line)),
    };
    let (before, at) = match before {
        Provenance::Service { endpoint, .. } => (endpoint, String::new()),
        Provenance::File { file, line } => (file, format!(":{line}")),
    };
    let whose =
        id.real().map_or_else(|| "an assignment without an id".to_owned(), |id| format!("assignment {id}"));
    let text =
        format!("{whose} has another {member} than {before}{at} tells; both are kept, that one counts");
    Remark { weight: RemarkWeight::Doubt, file, line, text }
}
