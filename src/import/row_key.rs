use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;

/// A key made of what a row says: the same wherever and whenever it is read. A part of a SHA-256, for ids made of keys are
/// kept and no two rows may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RowKey(u128);

impl RowKey {
    /// The key of a row that says these texts, each under its name.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut hash = Sha256::new();
        for part in texts.into_iter().flat_map(|(name, text)| [name, text]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let hash: [u8; 32] = hash.finalize().into();
        Self(hash.iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte)))
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Keys for rows without an id: of equal rows each has its own.
#[derive(Debug, Default)]
pub(super) struct RowKeys {
    /// How many rows of the same content there were.
    rows: HashMap<RowKey, u32>,
}

impl RowKeys {
    /// The key's text, with a number behind it from the second row on.
    pub(super) fn distinct(&mut self, key: RowKey) -> String {
        let times = self.rows.entry(key).or_default();
        *times += 1;
        if *times == 1 { key.to_string() } else { format!("{key}-{times}") }
    }
}
