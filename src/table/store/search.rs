use super::{Snapshot, Store};
use crate::table::RowId;
use crate::text::Needle;

impl Store {
    /// The ids, workers and answers as they are now, for a search in the background.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            ids: self.ids.texts(),
            workers: self.workers.texts(),
            worker_of: self.worker_of.clone(),
            blocks: self.answers.blocks(),
            unanswered: self.unanswered,
        }
    }

    /// Whether `needle` is in a row's id, worker or answer.
    ///
    /// May unpack a block of answers; for more than a few rows ask [`matching`](Self::matching).
    #[must_use]
    pub fn matches(&self, row: RowId, needle: &Needle) -> bool {
        self.named(row, needle) || self.answer(row).is_some_and(|answer| needle.is_in_answer(&answer))
    }

    /// Those of `rows` that `needle` is in, in no promised order: for pages that came after a [`Snapshot`].
    ///
    /// Unpacks each block of answers once.
    #[must_use]
    pub fn matching(&self, rows: &[RowId], needle: &Needle) -> Vec<RowId> {
        let (mut found, rest): (Vec<RowId>, Vec<RowId>) =
            rows.iter().partition(|row| self.named(**row, needle));
        let slot = |row: RowId| Some((self.record(row)?.answer?, row));
        let slots = rest.into_iter().filter_map(slot).collect();
        found.extend(self.answers.pick(slots, |answer| needle.is_in_answer(answer)));
        found
    }

    /// Whether `needle` is in a row's id or worker.
    fn named(&self, row: RowId, needle: &Needle) -> bool {
        self.ids.get(row.number()).is_some_and(|id| needle.is_in(id))
            || self.worker(row).is_some_and(|worker| needle.is_in(worker))
    }
}
