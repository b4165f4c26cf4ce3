//! The batch results of the requester site, to the letter.
//!
//! Columns: the 27 that every download has, `Input.*` in the order in which they first come, `Answer.*` sorted as plain
//! text, `Approve` and `Reject`. Rows end two cells before the header. What a source has beside all that follows in
//! columns behind, and only then rows reach as far as the header.

mod columns;
mod fixed;
mod known;
mod loose;
mod quoted;

use super::known_hits::KnownHits;
use super::replay::each;
use super::work_time::work_seconds;
use super::{ExportError, Exported, Replay};
use crate::model::{Remark, SavedAssignment, SavedRecord};
use crate::wire::RawMembers;
use columns::LooseColumns;
use fixed::{FixedColumn, SiteColumn};
use known::{HitCells, SiteCells};
use loose::{ColumnPlace, LooseCell, LooseCells};
pub use quoted::Formulas;
use quoted::QuotedRows;
use std::io::Write;

/// Writes assignments as the requester site's download. `tell` gets the source's remarks, each once.
///
/// # Errors
///
/// When the source can not be read twice, or nothing can be written.
pub fn write_csv(
    source: &dyn Replay,
    out: &mut dyn Write,
    formulas: Formulas,
    tell: &mut dyn FnMut(&Remark),
) -> Result<Exported, ExportError> {
    let (mut columns, mut exported) = (LooseColumns::default(), Exported::default());
    each(source, |record| {
        exported.count(&record, tell);
        match &record {
            SavedRecord::Hit(hit) => columns.learn_hit(hit),
            SavedRecord::Assignment(saved) => columns.learn(saved),
            SavedRecord::Bonus(_) | SavedRecord::Remark(_) => {}
        }
        Ok(())
    })?;
    columns.settle();
    let rows = QuotedRows::new(out, formulas);
    let mut writer = CsvWriter { rows, columns, cells: SiteCells::new(), hits: KnownHits::new(), hit: None };
    writer.header()?;
    each(source, |record| match record {
        SavedRecord::Hit(hit) => {
            writer.hit = None;
            writer.hits.insert(*hit)
        }
        SavedRecord::Assignment(saved) => writer.assignment(&saved),
        SavedRecord::Bonus(_) | SavedRecord::Remark(_) => Ok(()),
    })?;
    Ok(exported)
}

/// The second pass.
struct CsvWriter<W> {
    rows: QuotedRows<W>,
    columns: LooseColumns,
    cells: SiteCells,
    hits: KnownHits,
    /// The cells of the HIT whose assignment was written last.
    hit: Option<HitCells>,
}

impl<W: Write> CsvWriter<W> {
    fn header(&mut self) -> Result<(), ExportError> {
        for column in FixedColumn::ALL {
            self.rows.cell(column.name());
        }
        for place in [ColumnPlace::Input, ColumnPlace::Answer] {
            self.columns.headers(place).for_each(|name| self.rows.cell(&name));
        }
        self.rows.cell(SiteColumn::Approve.name());
        self.rows.cell(SiteColumn::Reject.name());
        self.columns.headers(ColumnPlace::Behind).for_each(|name| self.rows.cell(&name));
        Ok(self.rows.end()?)
    }

    /// Writes the row of an assignment, or a row for each of its trials.
    fn assignment(&mut self, saved: &SavedAssignment) -> Result<(), ExportError> {
        let id = &saved.assignment.hit;
        if self.hit.as_ref().is_none_or(|hit| !hit.are_of(id)) {
            self.hit = Some(self.cells.of_hit(id, self.hits.get(id)?));
        }
        let loose = LooseCells::of(saved);
        match saved.trials.as_ref().filter(|trials| !trials.rows.is_empty()) {
            None => self.row(saved, &loose, &[]),
            Some(trials) => {
                let mut rows = trials.rows.iter().map(|row| LooseCells::of_trial(&trials.columns, row));
                rows.try_for_each(|cells| self.row(saved, &loose, &cells))
            }
        }
    }

    fn row(
        &mut self,
        saved: &SavedAssignment,
        loose: &LooseCells<'_>,
        trial: &[LooseCell<'_>],
    ) -> Result<(), ExportError> {
        let Some(hit) = self.hit.as_ref() else { return Ok(()) };
        let sent = RawMembers::kept(&saved.assignment.kept);
        for column in FixedColumn::ALL {
            match column {
                FixedColumn::Hit(member) => self.rows.cell(hit.get(member)),
                FixedColumn::Assignment(member) => {
                    self.rows.cell(&self.cells.of_assignment(saved, &sent, member));
                }
                FixedColumn::WorkTime => {
                    let seconds = work_seconds(saved).map(|seconds| seconds.to_string());
                    self.rows.cell(&seconds.unwrap_or_default());
                }
                FixedColumn::Site(column) => self.rows.cell(loose.site(column).unwrap_or_default()),
            }
        }
        let columns = &self.columns;
        let lay = |place: ColumnPlace| {
            let cells = loose.cells.iter().chain(trial).filter(|cell| cell.place == place);
            columns.lay(place, cells).ok_or(ExportError::Changed)
        };
        self.rows.cells(lay(ColumnPlace::Input)?);
        self.rows.cells(lay(ColumnPlace::Answer)?);
        if columns.are_full() || !saved.surplus.is_empty() {
            self.rows.cells([SiteColumn::Approve, SiteColumn::Reject].map(|column| loose.site(column)));
            self.rows.cells(lay(ColumnPlace::Behind)?);
            self.rows.cells(columns.lay_hit(&hit.loose).ok_or(ExportError::Changed)?);
            self.rows.cells(saved.surplus.iter().map(|text| Some(&**text)));
        }
        Ok(self.rows.end()?)
    }
}

#[cfg(test)]
mod tests;
