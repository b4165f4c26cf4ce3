use super::column::SheetColumn;
use super::header::SheetHeader;
use super::row::SheetRow;
use crate::import::row_key::{RowKey, RowKeys};
use crate::model::{AssignmentId, HitId};
use crate::wire::HitMember;

/// Ids for rows that have none, out of what the row says.
#[derive(Debug, Default)]
pub(super) struct InventedIds(RowKeys);

impl InventedIds {
    /// The id for a row without an assignment id. Of equal rows each has its own.
    pub(super) fn assignment(&mut self, header: &SheetHeader, row: &SheetRow) -> AssignmentId {
        let key = key(header, row, |column| *column != SheetColumn::Unnamed);
        AssignmentId::invented(self.0.distinct(key))
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
        told.then(|| HitId::invented(key(header, row, of_task)))
    }
}

/// The key of the cells that are filled, each under its column's name.
fn key(header: &SheetHeader, row: &SheetRow, counts: impl Fn(&SheetColumn) -> bool) -> RowKey {
    let filled = row.from(0).enumerate().filter(|(at, text)| {
        !text.is_empty() && counts(header.columns.get(*at).unwrap_or(&SheetColumn::Extra))
    });
    RowKey::of(filled.map(|(at, text)| (header.names.get(at).map_or("", |name| &**name), text)))
}
