//! The table format: boxes of ASCII, one below and inside the other, under the operation's name.
//!
//! All widths hang on all cells, so this format has to hold everything before it can write the first line.

mod render;
mod section;

use super::python::{is_scalar, is_true, text};
use super::{OutputError, OutputTarget};
use section::TableSection;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
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
    target: OutputTarget,
    title: &str,
) -> Result<(), OutputError> {
    let mut sections = Sections(Vec::new());
    sections.add(Some(title), value, 0)?;
    let Sections(mut sections) = sections;
    if sections.is_empty() {
        return Ok(());
    }
    let mut width = render::total_width(&sections);
    if width > usize::from(target.width.unwrap_or(WIDTH)) {
        sections.iter_mut().for_each(TableSection::turn);
        width = render::total_width(&sections);
    }
    render::sections(out, &sections, width, target.color)
}

/// The boxes from top to bottom.
struct Sections(Vec<TableSection>);

impl Sections {
    /// Adds a value: in a box of its own if it has a title, else in the last one.
    fn add(&mut self, title: Option<&str>, value: &Value, indent: usize) -> Result<(), OutputError> {
        if !is_true(value) {
            return Ok(());
        }
        if title.is_some() {
            self.0.push(TableSection::new(title, indent));
        }
        match value {
            Value::Object(map) => self.add_object(map, indent),
            Value::Array(items) if items.first().is_some_and(Value::is_object) => {
                self.add_objects(&objects(items)?, title, indent)
            }
            Value::Array(items) => items.iter().try_for_each(|item| self.add_element(item)),
            _ => Ok(()),
        }
    }

    /// Adds an element of a list that does not begin with an object.
    fn add_element(&mut self, item: &Value) -> Result<(), OutputError> {
        match item {
            Value::Array(cells) if cells.iter().all(is_scalar) => self.row(cells.iter().map(cell).collect()),
            Value::Array(_) => self.add(None, item, 0),
            // The reference takes an object among other things for the list of its keys.
            Value::Object(map) => self.row(map.keys().cloned().collect()),
            scalar => self.row(vec![cell(scalar)]),
        }
    }

    /// Adds an object: its scalars as a row under their keys, the rest in boxes inside.
    fn add_object(&mut self, map: &Map<String, Value>, indent: usize) -> Result<(), OutputError> {
        let keys: BTreeSet<&str> = scalar_keys(map).collect();
        let values = keys.iter().filter_map(|key| map.get(*key)).map(cell);
        match keys.first() {
            None => {}
            // A single pair stands side by side.
            Some(key) if keys.len() == 1 => {
                self.row(std::iter::once((*key).to_owned()).chain(values).collect())?;
            }
            Some(_) => {
                self.header(&keys)?;
                self.row(values.collect())?;
            }
        }
        let inner: BTreeSet<&String> = map.keys().filter(|key| !keys.contains(key.as_str())).collect();
        inner.into_iter().try_for_each(|key| self.add_member(map, key, indent))
    }

    /// Adds a list of objects: rows of one box, or a box each if there are boxes inside.
    fn add_objects(
        &mut self,
        objects: &[&Map<String, Value>],
        title: Option<&str>,
        indent: usize,
    ) -> Result<(), OutputError> {
        let keys: BTreeSet<&str> = objects.iter().flat_map(|map| scalar_keys(map)).collect();
        let inner: BTreeSet<&str> = objects.iter().flat_map(|map| inner_keys(map)).collect();
        self.header(&keys)?;
        for (at, map) in objects.iter().enumerate() {
            if at > 0 && !inner.is_empty() {
                self.0.push(TableSection::new(title, indent));
                self.header(&keys)?;
            }
            self.row(keys.iter().map(|key| map.get(*key).map(cell).unwrap_or_default()).collect())?;
            inner.iter().try_for_each(|key| self.add_member(map, key, indent))?;
        }
        Ok(())
    }

    /// Adds a member in a box one level further in.
    fn add_member(&mut self, map: &Map<String, Value>, key: &str, indent: usize) -> Result<(), OutputError> {
        map.get(key).map_or(Ok(()), |value| self.add(Some(key), value, indent + 1))
    }

    fn header(&mut self, keys: &BTreeSet<&str>) -> Result<(), OutputError> {
        self.last()?.header(keys.iter().map(|key| (*key).to_owned()).collect())
    }

    fn row(&mut self, cells: Vec<String>) -> Result<(), OutputError> {
        self.last()?.row(cells)
    }

    /// The box being filled.
    fn last(&mut self) -> Result<&mut TableSection, OutputError> {
        self.0.last_mut().ok_or_else(|| OutputError::Table("it has no title".to_owned()))
    }
}

/// A list that begins with an object has to go on with objects.
fn objects(items: &[Value]) -> Result<Vec<&Map<String, Value>>, OutputError> {
    let mixed = || OutputError::Table("a list mixes objects with other values".to_owned());
    items.iter().map(|item| item.as_object().ok_or_else(mixed)).collect()
}

fn scalar_keys(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    map.iter().filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str())
}

fn inner_keys(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    map.iter().filter(|(_, value)| !is_scalar(value)).map(|(key, _)| key.as_str())
}

fn cell(value: &Value) -> String {
    text(value).into_owned()
}
