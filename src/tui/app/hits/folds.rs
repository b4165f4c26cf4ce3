//! HITs that belong together stand in one line until it is opened.

use super::HitList;
use crate::table::HitRowId;

impl HitList {
    /// Opens what the selected row folds into, or closes it; then one stands on the line that is left of it.
    pub(super) fn toggle_fold(&mut self) {
        let Some(row) = self.row() else { return };
        let Some((key, open)) = self.table.fold(&row).map(|(key, open)| (key.clone(), open)) else { return };
        self.table.set_open(&key, !open);
        self.place.take(Some(HitRowId::Fold(key)));
    }

    /// Opens all that folds; closes all where all is open.
    pub(super) fn toggle_all_folds(&mut self) {
        let open = self.table.has_closed();
        let row = self.row();
        self.table.set_all_open(open);
        let fold = row.as_ref().and_then(|row| self.table.fold(row)).filter(|_| !open);
        self.place.take(fold.map(|(key, _)| HitRowId::Fold(key.clone())).or(row));
    }

    /// Opens what a row is folded into, if it does not show.
    pub(super) fn open_around(&mut self, row: &HitRowId) {
        let fold = self.table.fold(row).filter(|(_, open)| !open && matches!(row, HitRowId::Hit(_)));
        if let Some(key) = fold.map(|(key, _)| key.clone()) {
            self.table.set_open(&key, true);
        }
    }

    /// The selected HIT shows, whatever arrived that it folds with.
    pub(super) fn reveal(&mut self) {
        if let Some(row) = self.place.row.clone() {
            self.open_around(&row);
        }
    }
}
