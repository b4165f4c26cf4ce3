use super::column::SheetColumn;
use super::header::SheetHeader;
use super::row::SheetRow;
use crate::model::{AssignmentId, HitId};
use crate::wire::HitMember;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Ids for rows that have none, out of what the row says: the same row has the same id wherever and whenever it is read.
/// A part of a SHA-256, for ids are kept and no two rows may share one.
#[derive(Debug, Default)]
pub(super) struct InventedIds {
    /// How many rows of the same content there were.
    rows: HashMap<u128, u32>,
}

impl InventedIds {
    /// The id for a row without an assignment id. Of equal rows each has its own.
    pub(super) fn assignment(&mut self, header: &SheetHeader, row: &SheetRow) -> AssignmentId {
        let key = key(header, row, |column| *column != SheetColumn::Unnamed);
        let times = self.rows.entry(key).or_default();
        *times += 1;
        match times {
            1 => AssignmentId::invented(format_args!("{key:032x}")),
            times => AssignmentId::invented(format_args!("{key:032x}-{times}")),
        }
    }

    /// The id for the HIT of a row without one: rows of the same task are of the same HIT. `None` where nothing is said of
    /// the task.
    pub(super) fn hit(header: &SheetHeader, row: &SheetRow) -> Option<HitId> {
        let of_task = |column: &SheetColumn| match column {
            SheetColumn::Input(_) => true,
            SheetColumn::Hit(member, _) => {
                matches!(member, HitMember::HitTypeId | HitMember::Title | HitMember::Description)
            }
            _ => false,
        };
        let told =
            header.columns.iter().enumerate().any(|(at, column)| of_task(column) && !row.cell(at).is_empty());
        told.then(|| HitId::invented(format_args!("{:032x}", key(header, row, of_task))))
    }
}

/// A hash of the cells that are filled, each under its column's name.
fn key(header: &SheetHeader, row: &SheetRow, counts: impl Fn(&SheetColumn) -> bool) -> u128 {
    let mut hash = Sha256::new();
    let mut add = |name: &str, text: &str| {
        for part in [name, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    };
    for (at, text) in row.from(0).enumerate().filter(|(_, text)| !text.is_empty()) {
        let column = header.columns.get(at).unwrap_or(&SheetColumn::Extra);
        if counts(column) {
            add(header.names.get(at).map_or("", |name| name), text);
        }
    }
    let hash: [u8; 32] = hash.finalize().into();
    hash.iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}
