//! Short fields of the answers as columns of the list. Each HIT type has its own; a review of several types shows those
//! of all, wherever the cursor stands.

use super::type_fields::{TypeFields, TypeRank};
use crate::model::HitId;
use crate::table::{FieldColumn, RowId, cells};
use std::collections::HashMap;

/// Rows whose cells are kept; more than any window shows.
const KEPT: usize = 1024;

/// Whose answers are alike.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum FieldOwner {
    /// HITs of this type.
    HitType(String),
    /// A HIT of which no type is known, or none yet.
    Hit(HitId),
}

/// The answer fields that the list shows, and what stands in them.
#[derive(Debug, Default)]
pub struct FieldColumns {
    types: HashMap<FieldOwner, TypeFields>,
    /// How many types there ever were.
    arrived: usize,
    /// Those that show where there is room, in order.
    shown: Vec<FieldColumn>,
    cells: HashMap<RowId, Vec<String>>,
}

impl FieldColumns {
    /// Those that show where there is room, in order.
    #[must_use]
    pub fn shown(&self) -> &[FieldColumn] {
        &self.shown
    }

    /// Every answer field, and where it stands among those that show.
    #[must_use]
    pub fn all(&self) -> Vec<(FieldColumn, Option<usize>)> {
        let mut all: Vec<(FieldColumn, Option<usize>)> = Vec::new();
        for field in self.types().into_iter().flat_map(TypeFields::all) {
            if all.iter().all(|(known, _)| known.name != field.name) {
                let shown = self.shown.iter().position(|shown| shown.name == field.name);
                all.push((field, shown));
            }
        }
        all
    }

    /// What stands in the columns of a row that shows.
    #[must_use]
    pub fn cells(&self, row: RowId) -> &[String] {
        self.cells.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Learns from answers which fields are worth a column; `place` is that of their HIT among those asked for.
    pub(super) fn learn<'a>(
        &mut self,
        owner: FieldOwner,
        place: impl FnOnce() -> usize,
        answers: impl Iterator<Item = &'a str>,
    ) {
        let arrival = self.arrived;
        let fields = self.types.entry(owner).or_insert_with(|| {
            self.arrived += 1;
            TypeFields::new(TypeRank { place: place(), arrival })
        });
        fields.learn(answers);
        self.show();
    }

    /// A HIT's type came to be known.
    pub(super) fn learn_type(&mut self, hit: &HitId, hit_type: &str) {
        let Some(fields) = self.types.remove(&FieldOwner::Hit(hit.clone())) else { return };
        let of_type = FieldOwner::HitType(hit_type.to_owned());
        self.types.entry(of_type).or_insert_with(|| TypeFields::new(fields.rank())).join(fields);
        self.show();
    }

    /// No more answers come for now.
    pub(super) fn loaded(&mut self) {
        self.types.values_mut().for_each(TypeFields::loaded);
    }

    /// Shows or hides a field in all types that have it; tells what is chosen then, type by type.
    pub(super) fn toggle(&mut self, number: usize) -> Vec<(String, Vec<String>)> {
        let Some((field, shown)) = self.all().into_iter().nth(number) else { return Vec::new() };
        let mut chosen = Vec::new();
        for (owner, fields) in &mut self.types {
            if let (Some(names), FieldOwner::HitType(of)) = (fields.set(&field.name, shown.is_none()), owner)
            {
                chosen.push((of.clone(), names));
            }
        }
        self.show();
        chosen
    }

    /// Shows what the user chose before, by HIT type.
    pub(super) fn recall(&mut self, chosen: &HashMap<String, Vec<String>>) {
        let mut changed = false;
        for (owner, fields) in &mut self.types {
            if let FieldOwner::HitType(of) = owner
                && let Some(names) = chosen.get(of)
            {
                changed |= fields.show(names);
            }
        }
        if changed {
            self.show();
        }
    }

    /// The types in the order of their HITs.
    fn types(&self) -> Vec<&TypeFields> {
        let mut types: Vec<&TypeFields> = self.types.values().collect();
        types.sort_by_key(|fields| fields.rank());
        types
    }

    /// Shows the columns of all types: the first of each, then the second, so that each has some where room is short.
    fn show(&mut self) {
        let types = self.types();
        let most = types.iter().map(|fields| fields.shown().len()).max().unwrap_or(0);
        let mut union: Vec<FieldColumn> = Vec::new();
        for field in (0..most).flat_map(|at| types.iter().filter_map(move |fields| fields.shown().get(at))) {
            match union.iter_mut().find(|known| known.name == field.name) {
                Some(known) => known.width = known.width.max(field.width),
                None => union.push(field.clone()),
            }
        }
        // What was read of the answers holds as long as the columns are the same.
        let names = union.iter().map(|field| &field.name);
        if !names.eq(self.shown.iter().map(|field| &field.name)) {
            self.cells.clear();
        }
        self.shown = union;
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
    fn types_that_nobody_asked_for_by_name_stand_in_the_order_in_which_they_came() {
        let answer = |name: &str, n: usize| {
            format!(
                "<QuestionFormAnswers><Answer><QuestionIdentifier>{name}</QuestionIdentifier>\
                 <FreeText>{n}</FreeText></Answer></QuestionFormAnswers>"
            )
        };
        let names: Vec<String> = (0..20).map(|n| format!("field {n:02}")).collect();
        let mut columns = FieldColumns::default();
        for name in &names {
            let answers: Vec<String> = (0..3).map(|n| answer(name, n)).collect();
            let owner = FieldOwner::HitType(name.clone());
            columns.learn(owner, || usize::MAX, answers.iter().map(String::as_str));
        }
        let shown: Vec<&String> = columns.shown().iter().map(|field| &field.name).collect();
        assert_eq!(shown, names.iter().collect::<Vec<_>>());
    }
}
