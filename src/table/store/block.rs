use super::packing::FullBlock;
use crate::table::RowId;
use lz4_flex::block::decompress_into;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Answers end to end, with whose they are.
#[derive(Debug, Clone, Default)]
pub(super) struct AnswerBlock {
    entries: Vec<BlockEntry>,
    /// The length of the answers, uncompressed.
    len: usize,
    body: BlockText,
}

/// One answer in a block.
#[derive(Debug, Clone)]
struct BlockEntry {
    /// `None` once the row holds a newer answer.
    row: Option<RowId>,
    start: u32,
    end: u32,
    /// Tells a changed answer from the same one without unpacking the block.
    hash: u64,
}

/// The text of a block.
#[derive(Debug, Clone)]
enum BlockText {
    /// As it came, and still growing.
    Growing(String),
    /// As it came: blocks that are to be packed, and those that packing would not make smaller.
    Full(Arc<String>),
    /// LZ4, without a length in front.
    Packed(Box<[u8]>),
}

impl Default for BlockText {
    fn default() -> Self {
        Self::Growing(String::new())
    }
}

impl AnswerBlock {
    /// The length of the answers in it, uncompressed, in bytes.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// How many answers were ever put in.
    pub(super) fn entries(&self) -> usize {
        self.entries.len()
    }

    /// Adds an answer to a block that is not full. `None` where it does not fit 32-bit places.
    pub(super) fn push(&mut self, row: RowId, answer: &str, hash: u64) -> Option<u32> {
        let BlockText::Growing(text) = &mut self.body else { return None };
        let entry = u32::try_from(self.entries.len()).ok()?;
        let start = u32::try_from(text.len()).ok()?;
        let end = u32::try_from(text.len() + answer.len()).ok()?;
        text.push_str(answer);
        self.len = text.len();
        self.entries.push(BlockEntry { row: Some(row), start, end, hash });
        Some(entry)
    }

    /// The answer's length in bytes and its hash.
    pub(super) fn mark(&self, entry: u32) -> Option<(usize, u64)> {
        let entry = self.entries.get(entry as usize)?;
        Some((entry.range().len(), entry.hash))
    }

    /// Marks an answer as replaced. Its bytes stay.
    pub(super) fn forget(&mut self, entry: u32) {
        if let Some(entry) = self.entries.get_mut(entry as usize) {
            entry.row = None;
        }
    }

    /// Nothing is added any more. Gives out the text to be packed.
    pub(super) fn fill(&mut self, number: usize) -> Option<FullBlock> {
        self.entries.shrink_to_fit();
        let BlockText::Growing(text) = &mut self.body else { return None };
        text.shrink_to_fit();
        let text = Arc::new(std::mem::take(text));
        self.body = BlockText::Full(Arc::clone(&text));
        Some(FullBlock { number, text })
    }

    /// Whether this very text is in it.
    pub(super) fn holds(&self, text: &Arc<String>) -> bool {
        matches!(&self.body, BlockText::Full(full) if Arc::ptr_eq(full, text))
    }

    /// Has its text packed from now on.
    pub(super) fn pack(&mut self, packed: Box<[u8]>) {
        self.body = BlockText::Packed(packed);
    }

    /// One answer, borrowed where the block is not packed.
    pub(super) fn answer(&self, entry: u32) -> Option<Cow<'_, str>> {
        match &self.body {
            BlockText::Packed(_) => Some(self.open(&mut Vec::new()).get(entry)?.to_owned().into()),
            BlockText::Growing(text) => self.cut(text, entry),
            BlockText::Full(text) => self.cut(text, entry),
        }
    }

    /// One answer of its text.
    fn cut<'a>(&self, text: &'a str, entry: u32) -> Option<Cow<'a, str>> {
        text.get(self.entries.get(entry as usize)?.range()).map(Cow::Borrowed)
    }

    /// Makes the answers readable: unpacks the text into `space` where needed.
    pub(super) fn open<'a>(&'a self, space: &'a mut Vec<u8>) -> Opened<'a> {
        let bytes = match &self.body {
            BlockText::Growing(text) => text.as_bytes(),
            BlockText::Full(text) => text.as_bytes(),
            BlockText::Packed(packed) => {
                space.resize(self.len, 0);
                let len = decompress_into(packed, space).unwrap_or(0);
                space.get(..len).unwrap_or_default()
            }
        };
        Opened { entries: &self.entries, bytes }
    }

    /// The bytes it takes in memory.
    pub(super) fn footprint(&self) -> usize {
        let body = match &self.body {
            BlockText::Growing(text) => text.capacity(),
            BlockText::Full(text) => text.capacity(),
            BlockText::Packed(packed) => packed.len(),
        };
        body + self.entries.capacity() * size_of::<BlockEntry>()
    }
}

/// A block whose answers can be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened<'a> {
    entries: &'a [BlockEntry],
    bytes: &'a [u8],
}

impl<'a> Opened<'a> {
    /// One answer.
    pub(super) fn get(self, entry: u32) -> Option<&'a str> {
        self.read(self.entries.get(entry as usize)?)
    }

    /// Every answer that was not replaced, with its row.
    pub(super) fn answers(self) -> impl Iterator<Item = (RowId, &'a str)> {
        self.entries.iter().filter_map(move |entry| Some((entry.row?, self.read(entry)?)))
    }

    fn read(self, entry: &BlockEntry) -> Option<&'a str> {
        std::str::from_utf8(self.bytes.get(entry.range())?).ok()
    }
}

impl BlockEntry {
    const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
