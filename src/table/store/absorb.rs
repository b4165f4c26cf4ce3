//! Taking pages in: what is new is added, what is known is brought up to date and counted anew.

use super::answers::Slot;
use super::record::{Record, TextNumber};
use super::{Beside, Contradiction, Row, Store};
use crate::answer::columns_document;
use crate::model::{Assignment, AssignmentId, SavedAssignment, Status};
use crate::table::RowId;

/// What a page brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// Rows that are new, in order of arrival.
    pub added: Vec<RowId>,
    /// Rows known before that the page changed, in order of arrival, each once.
    pub changed: Vec<RowId>,
}

impl Store {
    /// Takes in a page: adds what is new and updates what is known, by assignment id.
    ///
    /// The later copy counts, except that one without an answer does not erase an answer held. An
    /// assignment's HIT, worker and answer never change at the service: the first HIT is kept, and a copy with another
    /// worker or answer is told as a [`Contradiction`].
    pub fn absorb(&mut self, page: Vec<Assignment>) -> Absorbed {
        let known = self.records.len();
        let mut changed = Vec::new();
        for assignment in page {
            if let Some(row) = self.find(assignment.id.as_str()) {
                if self.update(row, &assignment) && row.index() < known {
                    changed.push(row);
                }
            } else {
                // `None` beyond 2³² rows: memory ended long before.
                let _ = self.add(&assignment);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        Absorbed { added: self.rows().skip(known).collect(), changed }
    }

    /// Takes in what somebody saved: like a page, with what stands beside the service's members.
    ///
    /// A record that tells less of an assignment's life than what is known never takes it back: one that still waits
    /// there stays decided, and of two verdicts the later one counts.
    pub fn absorb_saved(&mut self, batch: Vec<SavedAssignment>) -> Absorbed {
        let mut page = Vec::with_capacity(batch.len());
        let mut besides = Vec::with_capacity(batch.len());
        for saved in batch {
            besides.push(Beside::of(&saved));
            page.push(self.as_page(saved));
        }
        let ids: Vec<AssignmentId> = page.iter().map(|assignment| assignment.id.clone()).collect();
        let mut absorbed = self.absorb(page);
        for (id, beside) in ids.iter().zip(besides) {
            if let (Some(row), Some(beside)) = (self.find(id.as_str()), beside) {
                self.put_beside(row, &beside, &mut absorbed);
            }
        }
        absorbed
    }

    /// A saved assignment as a page would bring it, brought up to what is known already.
    fn as_page(&self, saved: SavedAssignment) -> Assignment {
        let SavedAssignment { mut assignment, answers, .. } = saved;
        if assignment.answer.is_none() && !answers.is_empty() {
            let texts = answers.iter().map(|answer| (&*answer.name, &*answer.text));
            assignment.answer = Some(columns_document(texts).into());
        }
        let Some(known) = self.find(assignment.id.as_str()).and_then(|row| self.row(row)) else {
            return assignment;
        };
        if is_older(&assignment, &known) {
            let Assignment { answer, .. } = assignment;
            return Assignment { answer, ..known.to_assignment(None) };
        }
        assignment
    }

    /// Keeps what stands beside a row's members, the first record that tells of it.
    fn put_beside(&mut self, row: RowId, beside: &str, absorbed: &mut Absorbed) {
        if self.beside_of.len() <= row.index() {
            self.beside_of.resize(row.index() + 1, None);
        }
        let Some(place) = self.beside_of.get_mut(row.index()) else { return };
        if place.is_none() {
            *place = self.besides.put(row, None, beside);
            if absorbed.added.binary_search(&row).is_err() && !absorbed.changed.contains(&row) {
                absorbed.changed.push(row);
                absorbed.changed.sort_unstable();
            }
        }
    }

    /// Adds a row for an assignment that is not here.
    fn add(&mut self, page: &Assignment) -> Option<RowId> {
        let worker = self.count_worker(page.worker.as_str())?;
        let hit = self.hit_ids.intern(page.hit.as_str())?;
        let row = RowId::at(self.ids.intern(page.id.as_str())?);
        if self.hits.len() < self.hit_ids.len() {
            self.hits.push(page.hit.clone());
        }
        self.worker_of.push(worker);
        self.hit_of.push(hit);
        let record = self.record_of(row, page, None);
        self.count_in(&record);
        self.records.push(record);
        Some(row)
    }

    /// Brings a row up to date. `false` if it was.
    fn update(&mut self, row: RowId, page: &Assignment) -> bool {
        let Some(&before) = self.record(row) else { return false };
        let record = self.record_of(row, page, before.answer);
        let another_answer = before.answer.is_some() && record.answer != before.answer;
        let another_worker = self.change_worker(row, page.worker.as_str());
        if record == before && another_worker.is_none() {
            return false;
        }
        if let Some(contradiction) = Contradiction::between(another_worker, another_answer) {
            self.contradictions.entry(row).or_default().join(contradiction);
        }
        self.count_out(&before);
        self.count_in(&record);
        if let Some(place) = self.records.get_mut(row.index()) {
            *place = record;
        }
        true
    }

    /// The number of a worker who has one row more.
    fn count_worker(&mut self, worker: &str) -> Option<u32> {
        let number = self.workers.intern(worker)?;
        self.per_worker.resize(self.workers.len(), 0);
        if let Some(count) = self.per_worker.get_mut(number as usize) {
            *count += 1;
        }
        Some(number)
    }

    /// Gives a row to another worker and returns the one it had. `None` if that is the same.
    fn change_worker(&mut self, row: RowId, worker: &str) -> Option<String> {
        let before = self.worker(row).filter(|before| *before != worker)?.to_owned();
        let to = self.count_worker(worker)?;
        let number = std::mem::replace(self.worker_of.get_mut(row.index())?, to);
        if let Some(count) = self.per_worker.get_mut(number as usize) {
            *count -= 1;
        }
        Some(before)
    }

    /// Makes the record of a row that held the answer `held` so far.
    fn record_of(&mut self, row: RowId, page: &Assignment, held: Option<Slot>) -> Record {
        let feedback: TextNumber =
            page.feedback.as_deref().and_then(|text| self.feedback.intern(text)).into();
        let kept: TextNumber = page.kept.json().and_then(|text| self.kept.intern(text)).into();
        let answer = page.answer.as_deref().and_then(|text| self.answers.put(row, held, text));
        Record::new(page, feedback, kept, answer.or(held))
    }

    fn count_in(&mut self, record: &Record) {
        self.unanswered += usize::from(record.answer.is_none());
        if let Some(count) = self.per_status.get_mut(record.status as usize) {
            *count += 1;
        }
        if let Some(seconds) = record.work_seconds() {
            self.work_times.insert(seconds);
        }
    }

    fn count_out(&mut self, record: &Record) {
        self.unanswered -= usize::from(record.answer.is_none());
        if let Some(count) = self.per_status.get_mut(record.status as usize) {
            *count -= 1;
        }
        if let Some(seconds) = record.work_seconds() {
            self.work_times.remove(seconds);
        }
    }
}

/// Whether a record tells of an earlier state than what is known: undecided before decided, an earlier verdict before a
/// later one. Files do not tell when they were written.
fn is_older(record: &Assignment, known: &Row<'_>) -> bool {
    let decided = |status| matches!(status, Status::Approved | Status::Rejected);
    match (decided(record.status), decided(known.status)) {
        (true, false) => false,
        (false, true) => true,
        (false, false) => known.status != Status::Other && record.status == Status::Other,
        (true, true) => record.approved.max(record.rejected) < known.approved.max(known.rejected),
    }
}
