//! The columns of the list: those that every assignment has, and short fields of the answers.

use crate::table::{FieldColumn, SortKey};
use crate::text::time;

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
