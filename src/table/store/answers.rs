use super::block::AnswerBlock;
use super::packing::FullBlock;
use crate::table::RowId;
use hashbrown::DefaultHashBuilder;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::Arc;

/// A block is full when it holds this many bytes.
///
/// LZ4 looks back 64 KiB, so that larger blocks would hardly get smaller, but slower to read one answer from.
const BLOCK_BYTES: usize = 64 * 1024;

/// Where an answer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    block: u32,
    entry: u32,
}

/// The answers of a store: full blocks, packed or soon to be and shared with snapshots, the last one as it came.
#[derive(Debug, Default)]
pub(super) struct Answers {
    full: Vec<Arc<AnswerBlock>>,
    /// Those of them that nobody has asked for yet to pack them.
    to_pack: Vec<FullBlock>,
    last: AnswerBlock,
    /// Bytes of the answers held, uncompressed, less those replaced.
    bytes: u64,
    hasher: DefaultHashBuilder,
}

impl Answers {
    /// Keeps an answer. A slot that holds the same answer already is given back as it is.
    ///
    /// `None` beyond 4 GiB in one answer or 2³² blocks, which nothing ever reaches.
    pub(super) fn put(&mut self, row: RowId, before: Option<Slot>, answer: &str) -> Option<Slot> {
        let hash = self.hasher.hash_one(answer);
        if before.is_some() && before.and_then(|slot| self.mark(slot)) == Some((answer.len(), hash)) {
            return before;
        }
        if self.last.len() > 0 && self.last.len() + answer.len() > BLOCK_BYTES {
            self.seal();
        }
        let block = u32::try_from(self.full.len()).ok()?;
        let entry = self.last.push(row, answer, hash)?;
        self.bytes += answer.len() as u64;
        if let Some(before) = before {
            self.forget(before);
        }
        if self.last.len() >= BLOCK_BYTES {
            self.seal();
        }
        Some(Slot { block, entry })
    }

    /// One answer. Unpacks its block, a fraction of a millisecond.
    pub(super) fn get(&self, slot: Slot) -> Option<Cow<'_, str>> {
        self.block(slot).answer(slot.entry)
    }

    /// Reads many answers, each block unpacked once, and gives back the rows whose answers `wanted` picks.
    pub(super) fn pick(&self, mut slots: Vec<(Slot, RowId)>, wanted: impl Fn(&str) -> bool) -> Vec<RowId> {
        slots.sort_unstable();
        let mut space = Vec::new();
        let mut picked = Vec::new();
        for group in slots.chunk_by(|(a, _), (b, _)| a.block == b.block) {
            let Some((first, _)) = group.first() else { continue };
            let block = self.block(*first).open(&mut space);
            let fits = |slot: &Slot| block.get(slot.entry).is_some_and(&wanted);
            picked.extend(group.iter().filter(|(slot, _)| fits(slot)).map(|(_, row)| *row));
        }
        picked
    }

    /// The length of an answer in bytes.
    pub(super) fn len(&self, slot: Slot) -> usize {
        self.mark(slot).map_or(0, |(len, _)| len)
    }

    /// Bytes of the answers held, uncompressed.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The blocks as they are now; only the last one is copied.
    pub(super) fn blocks(&self) -> Vec<Arc<AnswerBlock>> {
        let last = (self.last.entries() > 0).then(|| Arc::new(self.last.clone()));
        self.full.iter().cloned().chain(last).collect()
    }

    /// The bytes it takes in memory.
    pub(super) fn footprint(&self) -> usize {
        let full: usize = self.full.iter().map(|block| block.footprint()).sum();
        full + self.last.footprint()
    }

    /// Starts a new block.
    fn seal(&mut self) {
        let mut block = std::mem::take(&mut self.last);
        self.to_pack.extend(block.fill(self.full.len()));
        self.full.push(Arc::new(block));
    }

    /// The blocks that became full since this was last asked.
    pub(super) fn take_full(&mut self) -> Vec<FullBlock> {
        std::mem::take(&mut self.to_pack)
    }

    /// Whether a block holds this very text.
    pub(super) fn holds(&self, number: usize, text: &Arc<String>) -> bool {
        self.full.get(number).is_some_and(|block| block.holds(text))
    }

    /// Has a block's text packed from now on. Snapshots keep it as it was.
    pub(super) fn pack(&mut self, number: usize, packed: Box<[u8]>) {
        if let Some(block) = self.full.get_mut(number) {
            Arc::make_mut(block).pack(packed);
        }
    }

    /// Marks an answer as replaced. Snapshots keep it.
    fn forget(&mut self, slot: Slot) {
        self.bytes -= self.len(slot) as u64;
        match self.full.get_mut(slot.block as usize) {
            Some(full) => Arc::make_mut(full).forget(slot.entry),
            None => self.last.forget(slot.entry),
        }
    }

    fn mark(&self, slot: Slot) -> Option<(usize, u64)> {
        self.block(slot).mark(slot.entry)
    }

    fn block(&self, slot: Slot) -> &AnswerBlock {
        self.full.get(slot.block as usize).map_or(&self.last, |full| full)
    }
}
