use crate::model::RowId;
use lz4_flex::block::{compress_into, decompress_into, get_maximum_output_size};
use std::ops::Range;

/// Answers end to end, with whose they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    entries: Vec<Entry>,
    /// The length of the answers, uncompressed.
    len: usize,
    body: Body,
}

/// One answer in a block.
#[derive(Debug, Clone)]
struct Entry {
    /// `None` once the row holds a newer answer.
    row: Option<RowId>,
    start: u32,
    end: u32,
    /// Tells a changed answer from the same one without unpacking the block.
    hash: u64,
}

/// The text of a block.
#[derive(Debug, Clone)]
enum Body {
    /// As it came: blocks still growing, and those that packing would not make smaller.
    Raw(String),
    /// LZ4, without a length in front.
    Packed(Box<[u8]>),
}

impl Default for Body {
    fn default() -> Self {
        Self::Raw(String::new())
    }
}

impl Block {
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
        let Body::Raw(text) = &mut self.body else { return None };
        let entry = u32::try_from(self.entries.len()).ok()?;
        let start = u32::try_from(text.len()).ok()?;
        let end = u32::try_from(text.len() + answer.len()).ok()?;
        text.push_str(answer);
        self.len = text.len();
        self.entries.push(Entry { row: Some(row), start, end, hash });
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

    /// Packs the text if that makes it smaller. `scratch` is working space to use again.
    pub(super) fn pack(&mut self, scratch: &mut Vec<u8>) {
        self.entries.shrink_to_fit();
        let Body::Raw(text) = &mut self.body else { return };
        scratch.resize(get_maximum_output_size(text.len()), 0);
        let packed = compress_into(text.as_bytes(), scratch).ok().and_then(|len| scratch.get(..len));
        match packed {
            Some(packed) if packed.len() < text.len() => self.body = Body::Packed(packed.into()),
            _ => text.shrink_to_fit(),
        }
    }

    /// One answer, borrowed where the block is not packed.
    pub(super) fn answer(&self, entry: u32) -> Option<std::borrow::Cow<'_, str>> {
        let range = self.entries.get(entry as usize)?.range();
        match &self.body {
            Body::Raw(text) => text.get(range).map(Into::into),
            Body::Packed(_) => {
                let mut space = Vec::new();
                let answer = self.bytes(&mut space)?.get(range)?;
                Some(std::str::from_utf8(answer).ok()?.to_owned().into())
            }
        }
    }

    /// Every answer that was not replaced, with its row. `space` is working space to use again.
    pub(super) fn answers<'a>(&'a self, space: &'a mut Vec<u8>) -> impl Iterator<Item = (RowId, &'a str)> {
        let bytes = self.bytes(space).unwrap_or_default();
        self.entries.iter().filter_map(|entry| {
            let answer = bytes.get(entry.range())?;
            Some((entry.row?, std::str::from_utf8(answer).ok()?))
        })
    }

    /// The whole text, unpacked into `space` where needed.
    fn bytes<'a>(&'a self, space: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        match &self.body {
            Body::Raw(text) => Some(text.as_bytes()),
            Body::Packed(packed) => {
                space.resize(self.len, 0);
                let len = decompress_into(packed, space).ok()?;
                space.get(..len)
            }
        }
    }

    /// The bytes it takes in memory.
    pub(super) fn footprint(&self) -> usize {
        let body = match &self.body {
            Body::Raw(text) => text.capacity(),
            Body::Packed(packed) => packed.len(),
        };
        body + self.entries.capacity() * size_of::<Entry>()
    }
}

impl Entry {
    const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
