//! The columns that not every file has, found out in a first pass.

use super::fixed::SiteColumn;
use super::loose::{ColumnPlace, LooseCell, LooseCells, kept};
use crate::model::{Hit, SavedAssignment};
use std::borrow::Cow;
use std::collections::HashMap;

/// The columns behind the fixed ones, and how far rows reach.
#[derive(Debug, Default)]
pub(super) struct LooseColumns {
    inputs: NamedColumns,
    answers: NamedColumns,
    behind: NamedColumns,
    of_hits: NamedColumns,
    /// Whether any row reaches as far as `Approve` or `Reject`.
    marked: bool,
}

impl LooseColumns {
    /// Learns the columns that a HIT needs.
    pub(super) fn learn_hit(&mut self, hit: &Hit) {
        self.of_hits.learn(kept(&hit.kept).iter().map(|cell| &*cell.name));
    }

    /// Learns the columns that an assignment needs.
    pub(super) fn learn(&mut self, saved: &SavedAssignment) {
        let loose = LooseCells::of(saved);
        let mark = |column| loose.site(column).is_some_and(|mark| !mark.is_empty());
        self.marked |= mark(SiteColumn::Approve) || mark(SiteColumn::Reject);
        let trials = saved.trials.as_ref();
        let columns = trials.map_or_else(Vec::new, |trials| LooseCells::of_trial(&trials.columns, &[]));
        for place in [ColumnPlace::Input, ColumnPlace::Answer, ColumnPlace::Behind] {
            let cells = loose.cells.iter().chain(&columns).filter(|cell| cell.place == place);
            self.at_mut(place).learn(cells.map(|cell| &*cell.name));
        }
    }

    /// Puts the columns in the order of the file.
    pub(super) fn settle(&mut self) {
        self.answers.columns.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        for columns in [&mut self.inputs, &mut self.answers, &mut self.behind, &mut self.of_hits] {
            columns.settle();
        }
    }

    /// Whether rows reach behind the answers. The site's own end two cells before the header.
    pub(super) fn are_full(&self) -> bool {
        self.marked || self.behind.width + self.of_hits.width > 0
    }

    /// The headers of a place.
    pub(super) fn headers(&self, place: ColumnPlace) -> impl Iterator<Item = String> {
        let of_hits = (place == ColumnPlace::Behind).then_some(&self.of_hits);
        let all = [Some(self.at(place)), of_hits].into_iter().flatten();
        let names = all.flat_map(|columns| &columns.columns);
        names.flat_map(move |column| {
            std::iter::repeat_with(move || format!("{}{}", place.prefix(), column.name)).take(column.times)
        })
    }

    /// Lays the cells of a row under the columns of a place. `None` where a column is missing.
    pub(super) fn lay<'s>(
        &self,
        place: ColumnPlace,
        cells: impl Iterator<Item = &'s LooseCell<'s>>,
    ) -> Option<Vec<Option<&'s str>>> {
        self.at(place).lay(cells)
    }

    /// Lays the cells of a HIT under its columns. `None` where a column is missing.
    pub(super) fn lay_hit<'s>(&self, cells: &'s [LooseCell<'s>]) -> Option<Vec<Option<&'s str>>> {
        self.of_hits.lay(cells.iter())
    }

    fn at(&self, place: ColumnPlace) -> &NamedColumns {
        match place {
            ColumnPlace::Input => &self.inputs,
            ColumnPlace::Answer => &self.answers,
            ColumnPlace::Behind => &self.behind,
        }
    }

    fn at_mut(&mut self, place: ColumnPlace) -> &mut NamedColumns {
        match place {
            ColumnPlace::Input => &mut self.inputs,
            ColumnPlace::Answer => &mut self.answers,
            ColumnPlace::Behind => &mut self.behind,
        }
    }
}

/// Columns by name. One that a row has twice is there twice.
#[derive(Debug, Default)]
struct NamedColumns {
    columns: Vec<NamedColumn>,
    /// Where the columns of a name stand in the list.
    places: HashMap<Box<str>, usize>,
    /// How many columns there are.
    width: usize,
    /// How many rows were learnt from.
    rows: u64,
}

/// The columns of one name.
#[derive(Debug)]
struct NamedColumn {
    name: Box<str>,
    /// How many there are: how often a row has the name at most.
    times: usize,
    /// The last row that has the name, and how often.
    last: (u64, usize),
    /// How many columns stand before the first.
    first: usize,
}

impl NamedColumns {
    fn learn<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.rows += 1;
        for name in names {
            let next = self.columns.len();
            let place = match self.places.get(name) {
                Some(place) => *place,
                None => *self.places.entry(name.into()).or_insert(next),
            };
            if place == next {
                self.columns.push(NamedColumn { name: name.into(), times: 0, last: (0, 0), first: 0 });
            }
            if let Some(column) = self.columns.get_mut(place) {
                let before = if column.last.0 == self.rows { column.last.1 } else { 0 };
                column.last = (self.rows, before + 1);
                column.times = column.times.max(before + 1);
            }
        }
    }

    fn settle(&mut self) {
        self.width = 0;
        for (place, column) in self.columns.iter_mut().enumerate() {
            self.places.insert(column.name.clone(), place);
            column.first = self.width;
            self.width += column.times;
        }
    }

    fn lay<'s>(&self, cells: impl Iterator<Item = &'s LooseCell<'s>>) -> Option<Vec<Option<&'s str>>> {
        let mut row = vec![None; self.width];
        for LooseCell { name, text, .. } in cells {
            let column = self.columns.get(*self.places.get(&**name)?)?;
            let free = row.get_mut(column.first..column.first + column.times)?;
            *free.iter_mut().find(|cell| cell.is_none())? = Some(Cow::as_ref(text));
        }
        Some(row)
    }
}
