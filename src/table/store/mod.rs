//! The assignments of a review in memory.
//!
//! Rows are added and updated, never removed, so that a [`RowId`] stays good. Ids, workers and feedback are
//! kept once each, times as integers, answers end to end in blocks that are packed once full, beside the store, and
//! unpacked when looked at. A [`Snapshot`] shares those blocks, so that a search can run in the background while
//! pages arrive.

mod absorb;
mod answers;
mod beside;
mod block;
mod contradiction;
mod interner;
mod median;
mod packing;
mod record;
mod row;
mod search;
mod snapshot;
#[cfg(test)]
mod tests;
mod texts;
mod times;

pub use absorb::Absorbed;
pub use beside::Beside;
pub use contradiction::Contradiction;
pub use packing::{FullBlock, PackedBlock};
pub use row::Row;
pub use snapshot::{ScanProgress, Snapshot};
pub use times::HitTimes;

use super::{RowId, SortKey};
use crate::model::{HitId, SignedDuration, Status};
use answers::{Answers, Slot};
use interner::Interner;
use median::Median;
use record::Record;
use std::borrow::Cow;
use std::collections::HashMap;

/// The assignments of a review, kept in little memory: answers are packed until they are looked at.
#[derive(Debug, Default)]
pub struct Store {
    /// Assignment ids; their numbers are the row numbers.
    ids: Interner,
    records: Vec<Record>,
    /// The number of each row's worker.
    worker_of: Vec<u32>,
    /// The number of each row's HIT.
    hit_of: Vec<u32>,
    workers: Interner,
    /// How many rows each worker has.
    per_worker: Vec<u32>,
    hit_ids: Interner,
    /// The HITs as ids, in the order of `hit_ids`.
    hits: Vec<HitId>,
    feedback: Interner,
    /// Members that have no place here: many rows share them, or there are none.
    kept: Interner,
    answers: Answers,
    /// What files hold beside the service's members.
    besides: Answers,
    /// Where that is for each row, as far as any row has some.
    beside_of: Vec<Option<Slot>>,
    /// Rows of which an earlier record said otherwise; there should be none.
    contradictions: HashMap<RowId, Contradiction>,
    unanswered: usize,
    per_status: [usize; Status::ALL.len()],
    /// Whole seconds from accepting to submitting.
    work_times: Median,
}

impl Store {
    /// How many assignments there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no assignment.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Every row, in order of arrival.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + use<> {
        (0..).map(RowId::at).take(self.records.len())
    }

    /// One assignment, less its answer.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<Row<'_>> {
        let record = self.record(id)?;
        Some(Row {
            id: self.ids.get(id.number())?,
            worker: self.worker(id)?,
            hit: self.hits.get(*self.hit_of.get(id.index())? as usize)?,
            status: record.status,
            accepted: record.accepted.timestamp(),
            submitted: record.submitted.timestamp(),
            auto_approval: record.auto_approval.timestamp(),
            approved: record.approved.timestamp(),
            rejected: record.rejected.timestamp(),
            deadline: record.deadline.timestamp(),
            feedback: record.feedback.get().and_then(|number| self.feedback.get(number)),
            kept: record.kept.get().and_then(|number| self.kept.get(number)).into(),
            answer_len: record.answer.map_or(0, |slot| self.answers.len(slot)),
        })
    }

    /// The answer of an assignment, byte for byte as it came. Untrusted text.
    ///
    /// Unpacks a block of answers, a fraction of a millisecond: for what is looked at, not for loops over
    /// all rows.
    #[must_use]
    pub fn answer(&self, id: RowId) -> Option<Cow<'_, str>> {
        self.answers.get(self.record(id)?.answer?)
    }

    /// What a file holds of an assignment beside the service's members; `None` where none told of it.
    ///
    /// Unpacks a block, as [`answer`](Self::answer) does.
    #[must_use]
    pub fn beside(&self, id: RowId) -> Option<Beside> {
        let slot = (*self.beside_of.get(id.index())?)?;
        Some(Beside::read(&self.besides.get(slot)?))
    }

    /// The blocks that became full since this was last asked. Until they are [given back](Self::put_packed) packed,
    /// their answers take as much memory as they came in.
    pub fn take_full(&mut self) -> Vec<FullBlock> {
        let mut full = self.answers.take_full();
        full.extend(self.besides.take_full());
        full
    }

    /// Whether a packed block came from this store.
    #[must_use]
    pub fn owns(&self, block: &PackedBlock) -> bool {
        self.answers.holds(block.number, &block.text) || self.besides.holds(block.number, &block.text)
    }

    /// Puts a packed block in the place of the same block unpacked; nothing where it is another store's.
    pub fn put_packed(&mut self, block: PackedBlock) {
        for texts in [&mut self.answers, &mut self.besides] {
            if texts.holds(block.number, &block.text) {
                return texts.pack(block.number, block.packed);
            }
        }
    }

    /// What an earlier record of an assignment said otherwise, if one did.
    #[must_use]
    pub fn contradiction(&self, row: RowId) -> Option<&Contradiction> {
        self.contradictions.get(&row)
    }

    /// How many assignments there are of which an earlier record said otherwise.
    #[must_use]
    pub fn contradictions(&self) -> usize {
        self.contradictions.len()
    }

    /// The row of an assignment id.
    #[must_use]
    pub fn find(&self, assignment: &str) -> Option<RowId> {
        self.ids.find(assignment).map(RowId::at)
    }

    /// How many assignments have this status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.per_status.get(status as usize).copied().unwrap_or(0)
    }

    /// How many assignments of this worker are here.
    #[must_use]
    pub fn by_worker(&self, worker: &str) -> usize {
        let count = self.workers.find(worker).and_then(|number| self.per_worker.get(number as usize));
        count.map_or(0, |count| *count as usize)
    }

    /// The median time from accepting to submitting, in whole seconds; the lower one of two in the middle.
    #[must_use]
    pub fn median_work_time(&self) -> Option<SignedDuration> {
        self.work_times.get().map(SignedDuration::from_secs)
    }

    /// The bytes of the answers held, as they came.
    #[must_use]
    pub fn answer_bytes(&self) -> u64 {
        self.answers.bytes()
    }

    /// The bytes of memory that the store takes for its rows and answers.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let names =
            [&self.ids, &self.workers, &self.hit_ids, &self.feedback, &self.kept].map(Interner::footprint);
        let numbers = self.worker_of.capacity() + self.hit_of.capacity() + self.per_worker.capacity();
        self.answers.footprint()
            + self.besides.footprint()
            + self.beside_of.capacity() * size_of::<Option<Slot>>()
            + names.iter().sum::<usize>()
            + self.records.capacity() * size_of::<Record>()
            + self.contradictions.capacity() * size_of::<(RowId, Contradiction)>()
            + numbers * size_of::<u32>()
    }

    /// A row's status.
    pub(super) fn status(&self, row: RowId) -> Option<Status> {
        self.record(row).map(|record| record.status)
    }

    /// A row's worker.
    pub(super) fn worker(&self, row: RowId) -> Option<&str> {
        self.workers.get(self.worker_number(row)?)
    }

    /// What a row is sorted by, as a number. `None` where it is absent, and for workers.
    pub(super) fn measure(&self, row: RowId, key: SortKey) -> Option<i64> {
        let record = self.record(row)?;
        match key {
            SortKey::Submitted => record.submitted.micros(),
            SortKey::Accepted => record.accepted.micros(),
            SortKey::WorkTime => record.work_micros(),
            SortKey::AutoApproval => record.auto_approval.micros(),
            SortKey::Status => Some(record.status as i64),
            SortKey::Hit => self.hit_of.get(row.index()).map(|number| i64::from(*number)),
            SortKey::Worker => None,
        }
    }

    /// The place of each worker among all workers by id.
    pub(super) fn worker_ranks(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..).take(self.workers.len()).collect();
        numbers.sort_unstable_by_key(|number| self.workers.get(*number));
        let mut ranks = vec![0; numbers.len()];
        for (rank, number) in (0..).zip(numbers) {
            if let Some(place) = ranks.get_mut(number as usize) {
                *place = rank;
            }
        }
        ranks
    }

    /// By worker number, whether a worker's id passes.
    pub(super) fn workers_that(&self, passes: impl Fn(&str) -> bool) -> Vec<bool> {
        (0..).take(self.workers.len()).map(|number| self.workers.get(number).is_some_and(&passes)).collect()
    }

    /// The number of a row's worker.
    pub(super) fn worker_number(&self, row: RowId) -> Option<u32> {
        self.worker_of.get(row.index()).copied()
    }

    fn record(&self, row: RowId) -> Option<&Record> {
        self.records.get(row.index())
    }
}
