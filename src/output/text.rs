//! The text format: a line for what an object holds, fields parted by tabs, lists and objects inside on lines of
//! their own that begin with their name.

use super::python::{is_scalar, text};
use super::response::time;
use super::times::TimestampFormat;
use super::{ListRow, OutputError};
use crate::text::safe;
use crate::wire::{ASSIGNMENTS, AssignmentMember, Member, SentAssignment, text_of, value_of};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;

/// Writes a document, its scalars in the order of their keys.
///
/// # Errors
///
/// When a list mixes objects with other things, on which the reference fails too, or nothing can be written.
pub(super) fn document(out: &mut impl Write, value: &Value) -> Result<(), OutputError> {
    item(out, value, None, None)
}

/// Writes the assignments of a page, if their columns can be told without looking at their values: if all are sent
/// assignments of scalars.
pub(super) fn rows(
    out: &mut impl Write,
    rows: &[ListRow],
    times: &TimestampFormat,
    safe: bool,
) -> Result<bool, OutputError> {
    let sent = rows.iter().map(|row| match row {
        ListRow::Sent(sent) => Some(sent),
        ListRow::Value(_) => None,
    });
    let Some(sent) = sent.collect::<Option<Vec<&SentAssignment>>>() else { return Ok(false) };
    let inner = |sent: &SentAssignment| {
        sent.names().any(|member| matches!(sent.bytes(member), Some([b'[' | b'{', ..])))
    };
    if sent.iter().any(|sent| inner(sent)) {
        return Ok(false);
    }
    let mut columns: Vec<AssignmentMember> = AssignmentMember::ALL.to_vec();
    columns.retain(|column| sent.iter().any(|sent| sent.has(*column)));
    columns.sort_by_key(|column| column.name());
    if columns.is_empty() {
        return Ok(true);
    }
    let name = ASSIGNMENTS.to_uppercase();
    for sent in sent {
        out.write_all(name.as_bytes())?;
        for column in &columns {
            out.write_all(b"\t")?;
            let Some(json) = sent.json(*column) else { continue };
            let cell = match time(*column, json, times)? {
                Some(time) => Cow::Owned(time),
                None => text_of(json).unwrap_or_else(|| Cow::Owned(text(&value_of(json)).into_owned())),
            };
            let cell = if safe { Cow::Owned(safe::visible(&cell).into_owned()) } else { cell };
            out.write_all(cell.as_bytes())?;
        }
        out.write_all(b"\n")?;
    }
    Ok(true)
}

/// Writes what stands under a name; `columns` are the keys that all objects of a list have between them.
fn item(
    out: &mut impl Write,
    value: &Value,
    name: Option<&str>,
    columns: Option<&BTreeSet<&str>>,
) -> Result<(), OutputError> {
    match value {
        Value::Object(map) => object(out, map, name, columns),
        Value::Array(items) => list(out, items, name),
        scalar => Ok(writeln!(out, "{}", text(scalar))?),
    }
}

fn list(out: &mut impl Write, items: &[Value], name: Option<&str>) -> Result<(), OutputError> {
    if items.iter().any(Value::is_object) {
        let columns = scalar_keys(items)?;
        return items.iter().try_for_each(|element| item(out, element, name, Some(&columns)));
    }
    let (scalars, lists): (Vec<&Value>, Vec<&Value>) = items.iter().partition(|element| is_scalar(element));
    if !scalars.is_empty() {
        scalar_list(out, &scalars, name)?;
    }
    lists.into_iter().try_for_each(|inner| item(out, inner, name, None))
}

/// A named list has a line for each element, a bare one is a line.
fn scalar_list(out: &mut impl Write, items: &[&Value], name: Option<&str>) -> Result<(), OutputError> {
    match name {
        Some(name) => {
            let name = name.to_uppercase();
            items.iter().try_for_each(|element| writeln!(out, "{name}\t{}", text(element)))?;
        }
        None => line(out, items.iter().map(|element| text(element)))?,
    }
    Ok(())
}

fn object(
    out: &mut impl Write,
    map: &Map<String, Value>,
    name: Option<&str>,
    columns: Option<&BTreeSet<&str>>,
) -> Result<(), OutputError> {
    let own: BTreeSet<&str>;
    let columns = if let Some(columns) = columns {
        columns
    } else {
        own = map.iter().filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str()).collect();
        &own
    };
    if !columns.is_empty() {
        let fields = columns.iter().map(|key| map.get(*key).map_or(Cow::Borrowed(""), text));
        line(out, name.map(|name| Cow::Owned(name.to_uppercase())).into_iter().chain(fields))?;
    }
    let inner: BTreeSet<&String> = map.keys().filter(|key| !columns.contains(key.as_str())).collect();
    for key in inner {
        if let Some(value) = map.get(key) {
            item(out, value, Some(key), None)?;
        }
    }
    Ok(())
}

/// Every key that is a scalar in at least one of the objects.
fn scalar_keys(items: &[Value]) -> Result<BTreeSet<&str>, OutputError> {
    let mut keys = BTreeSet::new();
    for element in items {
        let Value::Object(map) = element else {
            return Err(OutputError::Text("a list mixes objects with other values".to_owned()));
        };
        keys.extend(map.iter().filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str()));
    }
    Ok(keys)
}

fn line<'v>(out: &mut impl Write, fields: impl Iterator<Item = Cow<'v, str>>) -> Result<(), OutputError> {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(field.as_bytes())?;
    }
    Ok(out.write_all(b"\n")?)
}
