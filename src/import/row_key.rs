use crate::wire::RawMembers;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Keys for rows without an id, made of what the row says: the same row has the same key whenever it is read, and of equal
/// rows each has its own. A part of a SHA-256, for ids are kept and no two rows may share one.
#[derive(Debug, Default)]
pub(super) struct RowKeys {
    /// How many rows of the same content there were.
    rows: HashMap<u128, u32>,
}

impl RowKeys {
    /// The key of an object.
    pub(super) fn of(&mut self, members: &RawMembers<'_>) -> String {
        let key = key(members);
        let times = self.rows.entry(key).or_default();
        *times += 1;
        if *times == 1 { format!("{key:032x}") } else { format!("{key:032x}-{times}") }
    }
}

/// The key of an object that may stand there several times and is one.
pub(super) fn shared_key(members: &RawMembers<'_>) -> String {
    format!("{:032x}", key(members))
}

fn key(members: &RawMembers<'_>) -> u128 {
    let mut hash = Sha256::new();
    // Where a row was read before it was exported says nothing about it.
    for (name, value) in members.iter().filter(|(name, value)| value.get() != "null" && *name != "Source") {
        for part in [name, value.get()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    let hash: [u8; 32] = hash.finalize().into();
    hash.iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}
