use crate::table::RowId;
use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};
use std::borrow::Cow;
use std::ops::Range;

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
    /// As it came: blocks still growing, and those that packing would not make smaller.
    Raw(String),
    /// LZ4, without a length in front.
    Packed(Box<[u8]>),
}

impl Default for BlockText {
    fn default() -> Self {
        Self::Raw(String::new())
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

    /// Adds an answer to a block that is not packed. `None` where it does not fit 32-bit places.
    pub(super) fn push(&mut self, row: RowId, answer: &str, hash: u64) -> Option<u32> {
        let BlockText::Raw(text) = &mut self.body else { return None };
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

    /// Packs the text if that makes it smaller.
    pub(super) fn pack(&mut self) {
        self.entries.shrink_to_fit();
        let BlockText::Raw(text) = &mut self.body else { return };
        let mut space = vec![0; get_maximum_output_size(text.len())];
        let packed = compress_into(text.as_bytes(), &mut space).ok().and_then(|len| space.get(..len));
        match packed {
            Some(packed) if packed.len() < text.len() => self.body = BlockText::Packed(packed.into()),
            _ => text.shrink_to_fit(),
        }
    }

    /// One answer, borrowed where the block is not packed.
    pub(super) fn answer(&self, entry: u32) -> Option<Cow<'_, str>> {
        match &self.body {
            BlockText::Raw(text) => text.get(self.entries.get(entry as usize)?.range()).map(Cow::Borrowed),
            BlockText::Packed(_) => Some(self.open(&mut Vec::new()).get(entry)?.to_owned().into()),
        }
    }

    /// Makes the answers readable: unpacks the text into `space` where needed.
    pub(super) fn open<'a>(&'a self, space: &'a mut Vec<u8>) -> Opened<'a> {
        let bytes = match &self.body {
            BlockText::Raw(text) => text.as_bytes(),
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
            BlockText::Raw(text) => text.capacity(),
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
