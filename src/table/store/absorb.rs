//! Taking pages in: what is new is added, what is known is brought up to date and counted anew.

use super::answers::Slot;
use super::record::{Record, TextNumber};
use super::{Contradiction, Store};
use crate::model::Assignment;
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
