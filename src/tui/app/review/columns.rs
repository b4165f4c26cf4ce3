//! The columns of the list: those that every assignment has, and short fields of the answers.

use super::Review;
use crate::table::{FieldColumn, FieldSample, RowId, cells};
use crate::text::time;
use crate::tui::app::session::Session;
use std::collections::HashMap;

/// Columns are chosen when so many answers were seen, and stay from then on.
const ENOUGH: usize = 20;
/// Rows whose cells are kept; more than any window shows.
const KEPT: usize = 1024;
/// Fewest columns that answer and timeline are left with beside the list.
const DETAIL: u16 = 44;

/// The answer fields that the list shows, and what stands in them.
#[derive(Debug, Default)]
pub struct FieldColumns {
    sample: FieldSample,
    /// Those that show where there is room, in order.
    shown: Vec<FieldColumn>,
    /// Whether that is what the user chose, or was chosen from enough answers: then it stays.
    settled: bool,
    cells: HashMap<RowId, Vec<String>>,
}

/// How wide each column of the list is; 0 where there is no room for it. Gaps are in front of columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListColumns {
    /// The HIT's id, where there are several.
    pub hit: usize,
    /// The worker's id.
    pub worker: usize,
    /// When it was submitted.
    pub submitted: usize,
    /// How long the work took, with a mark behind.
    pub took: usize,
    /// When it approves itself, or what was decided.
    pub fate: usize,
    /// How many of the answer's fields show.
    pub fields: usize,
    /// All of them with the signs in front.
    pub total: usize,
}

impl ListColumns {
    /// Marker, new, status, and the blanks between.
    pub const SIGNS: usize = 5;
    /// Between two columns of answers.
    pub const GAP: usize = 2;

    /// As many columns as fit into `room`, the most telling first.
    fn fit(room: usize, several: bool, fields: &[FieldColumn]) -> Self {
        let mut columns = Self { total: Self::SIGNS, ..Self::default() };
        columns.worker = room.saturating_sub(Self::SIGNS + 1).min(15);
        columns.total += columns.worker;
        let mut left = room.saturating_sub(columns.total + 1);
        let mut take = |width: usize, wanted: bool| {
            let taken = if wanted && width <= left { width } else { 0 };
            left -= taken;
            taken
        };
        columns.hit = take(11, several);
        columns.fate = take(time::SPAN + 1, true);
        columns.took = take(time::SPAN + 2, true);
        columns.submitted = take(time::MOMENT + 1, true);
        let widths = fields.iter().map(|field| take(field.width + Self::GAP, true));
        let widths: Vec<usize> = widths.take_while(|taken| *taken > 0).collect();
        columns.fields = widths.len();
        let known = columns.hit + columns.fate + columns.took + columns.submitted;
        columns.total += known + widths.iter().sum::<usize>() + 1;
        columns
    }
}

impl Review {
    /// The list's columns on a screen of this width.
    #[must_use]
    pub fn columns(&self, width: u16) -> ListColumns {
        let room = match width {
            80.. => width - DETAIL.max(width * 36 / 100),
            _ => width,
        };
        ListColumns::fit(room.into(), self.plan.hits.len() > 1, &self.fields.shown)
    }

    /// The answer fields that show where there is room.
    #[must_use]
    pub fn field_columns(&self) -> &[FieldColumn] {
        &self.fields.shown
    }

    /// Every answer field, and whether it is a column.
    pub(super) fn all_fields(&self) -> Vec<(FieldColumn, bool)> {
        let is_shown = |field: &FieldColumn| self.fields.shown.iter().any(|shown| shown.name == field.name);
        self.fields
            .sample
            .all()
            .into_iter()
            .map(|field| {
                let shown = is_shown(&field);
                (field, shown)
            })
            .collect()
    }

    /// What stands in the answer columns of a row that shows.
    #[must_use]
    pub fn cells(&self, row: RowId) -> &[String] {
        self.fields.cells.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Learns from the answers of a page which fields are worth a column.
    pub(super) fn sample_fields<'a>(&mut self, answers: impl Iterator<Item = &'a str>) {
        if self.fields.settled {
            return;
        }
        answers.for_each(|xml| self.fields.sample.note(xml));
        self.fields.shown = self.fields.sample.chosen();
        self.fields.settled = self.fields.sample.answers() >= ENOUGH;
        self.fields.cells.clear();
    }

    /// Shows or hides a field's column, for all HITs of the type while the program runs.
    pub(super) fn toggle_field(&mut self, number: usize, session: &mut Session) {
        let Some((field, shown)) = self.all_fields().into_iter().nth(number) else { return };
        let named = self.fields.shown.iter().map(|field| field.name.clone());
        let mut pinned: Vec<String> = named.filter(|name| *name != field.name).collect();
        if !shown {
            pinned.push(field.name);
        }
        self.show_fields(&pinned);
        if let Some(hit) = self.hit() {
            session.columns.insert(hit.hit_type.clone(), pinned);
        }
    }

    /// Shows the columns that the user chose before for HITs of this type.
    pub(super) fn recall_fields(&mut self, session: &Session) {
        let names = self.hit().and_then(|hit| session.columns.get(&hit.hit_type));
        let same = |names: &&Vec<String>| names.iter().ne(self.fields.shown.iter().map(|field| &field.name));
        if let Some(names) = names.filter(same).cloned() {
            self.show_fields(&names);
        }
    }

    fn show_fields(&mut self, names: &[String]) {
        let known = self.fields.sample.all();
        let shown = known.into_iter().filter(|field| names.contains(&field.name));
        self.fields.shown = shown.collect();
        self.fields.settled = true;
        self.fields.cells.clear();
    }

    /// Reads the cells of the rows that show; others are forgotten when there are many.
    pub(super) fn settle_cells(&mut self, session: &Session) {
        if self.fields.shown.is_empty() {
            return;
        }
        if self.fields.cells.len() > KEPT {
            self.fields.cells.clear();
        }
        let window = self.window(self.areas(session).list_rows());
        for row in self.view.window(window) {
            if !self.fields.cells.contains_key(row) {
                let xml = self.store.answer(*row);
                let read = xml.map(|xml| cells(&xml, &self.fields.shown)).unwrap_or_default();
                self.fields.cells.insert(*row, read);
            }
        }
    }

    /// A row's answer may be another one now.
    pub(super) fn forget_cells(&mut self, rows: &[RowId]) {
        for row in rows {
            self.fields.cells.remove(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_telling_columns_go_last_and_the_width_is_used() {
        let fields: Vec<FieldColumn> =
            (0..4).map(|n| FieldColumn { name: format!("field {n}"), width: 10 }).collect();
        let at = |room| ListColumns::fit(room, false, &fields);
        assert_eq!((at(20).worker, at(20).fate), (14, 0));
        assert_eq!((at(36).worker, at(36).fate, at(36).took), (15, time::SPAN + 1, 0));
        assert_eq!((at(56).submitted, at(56).fields), (time::MOMENT + 1, 0));
        assert_eq!(at(74).fields, 1);
        assert_eq!(at(200).fields, 4);
        for room in 8..200 {
            assert!(at(room).total <= room, "{room}");
        }
    }
}
