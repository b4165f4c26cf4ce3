//! The table format: boxes of ASCII, one below and inside the other, under the operation's name.
//!
//! All widths hang on all cells, so this format has to hold everything before it can write the first line. Of rows of
//! objects it holds no cells: they are read once for the widths and once more to be written.

mod cells;
mod render;
mod section;

use super::held::HeldRows;
use super::python::{is_scalar, is_true};
use super::width::width;
use super::{OutputError, OutputTarget};
use cells::Cells;
use section::TableSection;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// How wide a terminal is when there is none.
const WIDTH: u16 = 80;

/// Writes a document under a title; nothing for null, false, zero and what is empty.
///
/// # Errors
///
/// When rows do not fit under each other, on which the reference fails too, or nothing can be written.
pub(super) fn document(
    out: &mut impl Write,
    value: &Value,
    rows: &HeldRows,
    target: OutputTarget,
    title: &str,
) -> Result<(), OutputError> {
    let (whole, none) = (rows.has_inner().then(|| rows.all_meant(value)), HeldRows::none());
    let (value, rows) = whole.as_ref().map_or((value, rows), |whole| (whole, &none));
    let cells = Cells { rows, safe: target.safe };
    let mut sections = Sections { sections: Vec::new(), cells };
    sections.add(Some(title), value, 0)?;
    let mut sections = sections.sections;
    if sections.is_empty() {
        return Ok(());
    }
    let mut width = render::total_width(&sections);
    if width > usize::from(target.width.unwrap_or(WIDTH)) {
        sections.iter_mut().for_each(TableSection::turn);
        width = render::total_width(&sections);
    }
    render::sections(out, &sections, cells, width, target.color)
}

/// The boxes from top to bottom.
struct Sections<'v> {
    sections: Vec<TableSection<'v>>,
    cells: Cells<'v>,
}

impl<'v> Sections<'v> {
    /// Adds a value: in a box of its own if it has a title, else in the last one.
    fn add(&mut self, title: Option<&str>, value: &'v Value, indent: usize) -> Result<(), OutputError> {
        if !is_true(value) {
            return Ok(());
        }
        if title.is_some() {
            self.sections.push(TableSection::new(title, indent));
        }
        match value {
            Value::Object(map) => match self.cells.meant(value) {
                Cow::Borrowed(_) => self.add_object(map, indent),
                // It is flat.
                Cow::Owned(row) => self.add_pairs(
                    row.as_object()
                        .into_iter()
                        .flatten()
                        .map(|(key, value)| (key.clone(), Cow::Owned(self.cells.cell(value).into_owned())))
                        .collect(),
                ),
            },
            Value::Array(items) if items.first().is_some_and(Value::is_object) => {
                self.add_objects(items, title, indent)
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.add_element(item)),
            _ => Ok(()),
        }
    }

    /// Adds an element of a list that does not begin with an object.
    fn add_element(&mut self, item: &'v Value) -> Result<(), OutputError> {
        match item {
            Value::Array(cells) if cells.iter().all(is_scalar) => {
                let row = cells.iter().map(|value| self.cells.cell(value)).collect();
                self.row(row)
            }
            Value::Array(_) => self.add(None, item, 0),
            // The reference takes an object among other things for the list of its keys.
            Value::Object(_) => {
                let meant = self.cells.meant(item);
                let keys = meant.as_object().into_iter().flat_map(Map::keys);
                self.row(keys.map(|key| Cow::Owned(key.clone())).collect())
            }
            scalar => self.row(vec![self.cells.cell(scalar)]),
        }
    }

    /// Adds an object: its scalars as a row under their keys, the rest in boxes inside.
    fn add_object(&mut self, map: &'v Map<String, Value>, indent: usize) -> Result<(), OutputError> {
        let cells = self.cells;
        let scalars = map.iter().filter(|(_, value)| is_scalar(value));
        self.add_pairs(scalars.map(|(key, value)| (key.clone(), cells.cell(value))).collect())?;
        let inner: BTreeMap<&String, &Value> = map.iter().filter(|(_, value)| !is_scalar(value)).collect();
        inner.into_iter().try_for_each(|(key, value)| self.add(Some(key), value, indent + 1))
    }

    /// Adds the scalars of an object.
    fn add_pairs(&mut self, pairs: BTreeMap<String, Cow<'v, str>>) -> Result<(), OutputError> {
        if pairs.len() < 2 {
            // A single pair stands side by side.
            return pairs.into_iter().try_for_each(|(key, cell)| self.row(vec![Cow::Owned(key), cell]));
        }
        let (keys, cells): (Vec<String>, _) = pairs.into_iter().unzip();
        self.last()?.header(keys)?;
        self.row(cells)
    }

    /// Adds a list of objects: rows of one box, or a box each if there are boxes inside.
    fn add_objects(
        &mut self,
        items: &'v [Value],
        title: Option<&str>,
        indent: usize,
    ) -> Result<(), OutputError> {
        let Columns { widths, inner } = Columns::of(items, self.cells)?;
        if title.is_some() && inner.is_empty() && items.len() > 1 {
            self.last()?.objects(widths, items);
            return Ok(());
        }
        let keys: Vec<String> = widths.into_keys().collect();
        self.last()?.header(keys.clone())?;
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !inner.is_empty() {
                self.sections.push(TableSection::new(title, indent));
                self.last()?.header(keys.clone())?;
            }
            let row = match self.cells.meant(item) {
                Cow::Borrowed(item) => self.cells.under(&keys, item),
                Cow::Owned(row) => {
                    let cells = self.cells.under(&keys, &row).into_iter();
                    cells.map(|cell| Cow::Owned(cell.into_owned())).collect()
                }
            };
            self.row(row)?;
            for key in &inner {
                if let Some(value) = item.get(key) {
                    self.add(Some(key), value, indent + 1)?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, cells: Vec<Cow<'v, str>>) -> Result<(), OutputError> {
        self.last()?.row(cells)
    }

    /// The box being filled.
    fn last(&mut self) -> Result<&mut TableSection<'v>, OutputError> {
        self.sections.last_mut().ok_or_else(|| OutputError::Table("it has no title".to_owned()))
    }
}

/// The columns of a list of objects.
#[derive(Default)]
struct Columns {
    /// The keys that are a scalar in at least one of them, with the widest cell of each.
    widths: BTreeMap<String, usize>,
    /// The keys that are a list or an object in at least one of them.
    inner: BTreeSet<String>,
}

impl Columns {
    /// Reads all objects. A list that begins with an object has to go on with objects.
    fn of(items: &[Value], cells: Cells<'_>) -> Result<Self, OutputError> {
        let mut columns = Self::default();
        for item in items {
            let meant = cells.meant(item);
            let Some(map) = meant.as_object() else {
                return Err(OutputError::Table("a list mixes objects with other values".to_owned()));
            };
            for (key, value) in map {
                if is_scalar(value) {
                    let width = width(&cells.cell(value));
                    match columns.widths.get_mut(key) {
                        Some(widest) => *widest = width.max(*widest),
                        None => drop(columns.widths.insert(key.clone(), width)),
                    }
                } else {
                    columns.inner.insert(key.clone());
                }
            }
        }
        Ok(columns)
    }
}
