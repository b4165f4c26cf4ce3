//! Packing full blocks of answers, which can be done beside the store: it takes longer than all else of taking a page in.

use lz4_flex::block::{compress_into, get_maximum_output_size};
use std::sync::Arc;

/// A block of answers that is full and not packed. It shares its text with the store.
#[derive(Debug)]
pub struct FullBlock {
    /// Which of the store's blocks, from 0.
    pub(super) number: usize,
    pub(super) text: Arc<String>,
}

/// A block of answers in less memory.
#[derive(Debug)]
pub struct PackedBlock {
    pub(super) number: usize,
    /// What was packed: tells whose block it is.
    pub(super) text: Arc<String>,
    pub(super) packed: Box<[u8]>,
}

impl FullBlock {
    /// Packs the text; `None` where that does not make it smaller.
    #[must_use]
    pub fn pack(self) -> Option<PackedBlock> {
        let Self { number, text } = self;
        let mut space = vec![0; get_maximum_output_size(text.len())];
        let len = compress_into(text.as_bytes(), &mut space).ok()?;
        let packed = space.get(..len).filter(|packed| packed.len() < text.len())?.into();
        Some(PackedBlock { number, text, packed })
    }
}
