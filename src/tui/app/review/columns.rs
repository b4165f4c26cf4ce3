//! The columns of the list: those that every assignment has, and short fields of the answers.

use crate::table::{FieldColumn, FieldSample, RowId, SortKey, cells};
use crate::text::time;
use std::collections::HashMap;

/// Columns are chosen when so many answers were seen, and stay from then on.
const ENOUGH: usize = 20;
/// Rows whose cells are kept; more than any window shows.
const KEPT: usize = 1024;

/// The answer fields that the list shows, and what stands in them.
#[derive(Debug, Default)]
pub struct FieldColumns {
    sample: FieldSample,
    /// Those that show where there is room, in order.
    shown: Vec<FieldColumn>,
    choice: FieldChoice,
    cells: HashMap<RowId, Vec<String>>,
}

/// Who chose the columns.
#[derive(Debug, Default)]
enum FieldChoice {
    /// The answers seen so far suggest them.
    #[default]
    Suggested,
    /// Enough answers suggested them: they stay.
    Settled,
    /// The user, by name; those that no answer has had yet will join.
    User(Vec<String>),
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
    /// `approves↑` and the gap before it; a span of time is narrower.
    const FATE: usize = 10;
    /// Between two columns of answers.
    pub const GAP: usize = 2;

    /// As many columns as fit into `room`, the most telling first.
    pub(super) fn fit(room: usize, several: bool, fields: &[FieldColumn]) -> Self {
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
        columns.fate = take(Self::FATE, true);
        columns.took = take(time::SPAN + 2, true);
        columns.submitted = take(time::MOMENT + 1, true);
        let widths = fields.iter().map(|field| take(field.width + Self::GAP, true));
        let widths: Vec<usize> = widths.take_while(|taken| *taken > 0).collect();
        columns.fields = widths.len();
        let known = columns.hit + columns.fate + columns.took + columns.submitted;
        columns.total += known + widths.iter().sum::<usize>() + 1;
        columns
    }

    /// Whether the head of a column tells of an order by this key.
    #[must_use]
    pub fn shows(&self, key: SortKey) -> bool {
        match key {
            SortKey::Worker => true,
            SortKey::Hit => self.hit > 0,
            SortKey::Submitted => self.submitted > 0,
            SortKey::WorkTime => self.took > 0,
            SortKey::AutoApproval | SortKey::Status => self.fate > 0,
            SortKey::Accepted => false,
        }
    }
}

impl FieldColumns {
    /// Those that show where there is room, in order.
    #[must_use]
    pub fn shown(&self) -> &[FieldColumn] {
        &self.shown
    }

    /// Every answer field, and whether it is a column.
    pub(super) fn all(&self) -> Vec<(FieldColumn, bool)> {
        let is_shown = |field: &FieldColumn| self.shown.iter().any(|shown| shown.name == field.name);
        let with = |field| (is_shown(&field), field);
        self.sample.all().into_iter().map(with).map(|(shown, field)| (field, shown)).collect()
    }

    /// What stands in the columns of a row that shows.
    #[must_use]
    pub fn cells(&self, row: RowId) -> &[String] {
        self.cells.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Learns from the answers of a page which fields are worth a column.
    pub(super) fn learn<'a>(&mut self, answers: impl Iterator<Item = &'a str>) {
        answers.for_each(|xml| self.sample.note(xml));
        match &self.choice {
            FieldChoice::Suggested => {
                self.set(self.sample.chosen());
                if self.sample.answers() >= ENOUGH {
                    self.choice = FieldChoice::Settled;
                }
            }
            FieldChoice::Settled => {}
            FieldChoice::User(names) => self.set(self.named(names)),
        }
    }

    /// Shows these fields, as the user chose.
    pub(super) fn show(&mut self, names: &[String]) {
        if matches!(&self.choice, FieldChoice::User(chosen) if chosen == names) {
            return;
        }
        self.set(self.named(names));
        self.choice = FieldChoice::User(names.to_vec());
    }

    /// The fields with these names, in the order of the answers. What shows already keeps its width.
    fn named(&self, names: &[String]) -> Vec<FieldColumn> {
        let as_shown = |field: FieldColumn| {
            let shown = self.shown.iter().find(|shown| shown.name == field.name);
            shown.cloned().unwrap_or(field)
        };
        self.sample.all().into_iter().filter(|field| names.contains(&field.name)).map(as_shown).collect()
    }

    /// Shows these columns; what was read of the answers holds as long as they are the same.
    fn set(&mut self, columns: Vec<FieldColumn>) {
        let names = columns.iter().map(|field| &field.name);
        if !names.eq(self.shown.iter().map(|field| &field.name)) {
            self.cells.clear();
        }
        self.shown = columns;
    }

    /// Reads the cells of a row's answer, if that was not done yet; others are forgotten when there are many.
    pub(super) fn read<T: AsRef<str>>(&mut self, row: RowId, answer: impl FnOnce() -> Option<T>) {
        if self.shown.is_empty() || self.cells.contains_key(&row) {
            return;
        }
        if self.cells.len() > KEPT {
            self.cells.clear();
        }
        let cells = answer().map(|xml| cells(xml.as_ref(), &self.shown)).unwrap_or_default();
        self.cells.insert(row, cells);
    }

    /// A row's answer may be another one now.
    pub(super) fn forget(&mut self, rows: &[RowId]) {
        for row in rows {
            self.cells.remove(row);
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
        assert_eq!((at(36).worker, at(36).fate, at(36).took), (15, ListColumns::FATE, 0));
        assert_eq!((at(56).submitted, at(56).fields), (time::MOMENT + 1, 0));
        assert_eq!(at(74).fields, 1);
        assert_eq!(at(200).fields, 4);
        for room in 8..200 {
            assert!(at(room).total <= room, "{room}");
        }
    }
}
