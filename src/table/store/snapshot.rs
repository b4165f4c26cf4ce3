use super::block::AnswerBlock;
use super::texts::Texts;
use crate::table::{RowId, RowSet};
use crate::text::Needle;
use std::ops::ControlFlow;
use std::sync::Arc;

/// After so many ids and workers a scan tells its progress and may be stopped.
const IDS_PER_STEP: usize = 16_384;

/// And after so many blocks of answers: a mebibyte.
const BLOCKS_PER_STEP: usize = 16;

/// The ids, workers and answers of a store as they were at one moment, for a search in the background.
///
/// Shares almost all of its memory with the store, which goes on taking pages meanwhile.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) ids: Texts,
    pub(super) workers: Texts,
    /// The number of each row's worker.
    pub(super) worker_of: Vec<u32>,
    pub(super) blocks: Vec<Arc<AnswerBlock>>,
    /// How many rows have no answer.
    pub(super) unanswered: usize,
}

/// How far a [`Snapshot::scan`] is, and what it found since it last told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanProgress<'a> {
    /// Rows looked through to the end of their answers.
    pub done: usize,
    /// Rows in all.
    pub total: usize,
    /// Rows found since last time, each told once in a scan.
    pub hits: &'a [RowId],
}

impl Snapshot {
    /// Looks for `needle` in ids and workers first, then in the answers, and tells every few milliseconds.
    ///
    /// Ends early when `found` breaks. A whole scan ends with `done` equal to `total`.
    pub fn scan(&self, needle: &Needle, mut found: impl FnMut(ScanProgress<'_>) -> ControlFlow<()>) {
        // Whether the scan was stopped is known to whoever stopped it.
        let _ = self.steps(needle, &mut found);
    }

    fn steps(
        &self,
        needle: &Needle,
        found: &mut impl FnMut(ScanProgress<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let total = self.worker_of.len();
        let mut seen = RowSet::default();
        let mut hits = Vec::new();
        let mut done = self.unanswered;
        self.scan_ids(needle, &mut |rows| {
            seen.extend(rows.iter().copied());
            found(ScanProgress { done, total, hits: rows })
        })?;
        let mut space = Vec::new();
        for blocks in self.blocks.chunks(BLOCKS_PER_STEP) {
            hits.clear();
            for block in blocks {
                for (row, answer) in block.open(&mut space).answers() {
                    done += 1;
                    if !seen.contains(row) && needle.is_in_answer(answer) {
                        hits.push(row);
                    }
                }
            }
            found(ScanProgress { done, total, hits: &hits })?;
        }
        ControlFlow::Continue(())
    }

    /// Looks in ids and workers, each worker once.
    fn scan_ids(
        &self,
        needle: &Needle,
        found: &mut impl FnMut(&[RowId]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let workers: Vec<bool> = (0..self.workers.len())
            .map(|number| self.workers.get(number).is_some_and(|worker| needle.is_in(worker)))
            .collect();
        let mut rows = (0..).map(RowId::at).zip(&self.worker_of);
        loop {
            let step = rows.by_ref().take(IDS_PER_STEP);
            let mut looked_at = 0;
            let hits: Vec<RowId> = step
                .inspect(|_| looked_at += 1)
                .filter(|(row, worker)| {
                    workers.get(**worker as usize) == Some(&true)
                        || self.ids.get(row.index()).is_some_and(|id| needle.is_in(id))
                })
                .map(|(row, _)| row)
                .collect();
            if looked_at == 0 {
                return ControlFlow::Continue(());
            }
            found(&hits)?;
        }
    }
}
