//! CSV for spreadsheets: RFC 4180 with `\n` at the end of a line, and no cell that a spreadsheet would calculate.

use super::layout::JsonLayout;
use super::response::time;
use super::times::TimestampFormat;
use super::{ListRow, OutputError};
use crate::text::{no_formula, safe};
use crate::wire::{AssignmentMember, Member, SentAssignment, text_of, value_of};
use csv::{Terminator, Writer, WriterBuilder};
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;

/// Writes pages as one table. What its first lines are like, the rest has to be like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stream {
    /// The columns; `None` before the first line, empty for rows without a header.
    columns: Option<Vec<String>>,
}

impl Stream {
    /// Writes the assignments of a page, under a header with all members even if there are none.
    pub(super) fn page(
        &mut self,
        out: &mut impl Write,
        rows: &[ListRow],
        times: &TimestampFormat,
        safe: bool,
    ) -> Result<(), OutputError> {
        let mut out = writer(out);
        self.header(&mut out, || members().map(str::to_owned).collect())?;
        for row in rows {
            for member in AssignmentMember::ALL {
                let cell = match row {
                    ListRow::Sent(sent) => sent_cell(sent, *member, times)?,
                    ListRow::Value(item) => item.get(member.name()).map(cell).unwrap_or_default(),
                };
                let cell = if safe { Cow::Owned(safe::visible(&cell).into_owned()) } else { cell };
                out.write_field(cell.as_bytes())?;
            }
            out.write_record(None::<&[u8]>)?;
        }
        Ok(out.flush()?)
    }

    /// Writes what a query found: objects under their keys, lists as rows, anything else as one cell a row.
    pub(super) fn result(&mut self, out: &mut impl Write, result: Value) -> Result<(), OutputError> {
        let items = match result {
            Value::Null => return Ok(()),
            Value::Array(items) => items,
            one => vec![one],
        };
        let Some(first) = items.first() else { return Ok(()) };
        let mut out = writer(out);
        if first.is_object() {
            self.header(&mut out, || keys(&items))?;
        } else {
            self.columns.get_or_insert_default();
        }
        items.iter().try_for_each(|item| self.row(&mut out, item))?;
        Ok(out.flush()?)
    }

    fn header(
        &mut self,
        out: &mut Writer<impl Write>,
        columns: impl FnOnce() -> Vec<String>,
    ) -> Result<(), OutputError> {
        if self.columns.is_none() {
            out.write_record(self.columns.insert(columns()).iter())?;
        }
        Ok(())
    }

    fn row(&self, out: &mut Writer<impl Write>, item: &Value) -> Result<(), OutputError> {
        let columns = self.columns.as_deref().unwrap_or_default();
        let cells: Vec<Cow<'_, str>> = match (columns, item) {
            ([], Value::Array(cells)) => cells.iter().map(cell).collect(),
            ([], Value::Object(_)) => {
                return Err(OutputError::Csv("objects come after what has no column names".to_owned()));
            }
            ([], one) => vec![cell(one)],
            (_, Value::Object(map)) => {
                if let Some(key) = map.keys().find(|key| !columns.contains(key)) {
                    return Err(OutputError::Csv(format!("{key:?} is a key that the header does not have")));
                }
                columns.iter().map(|key| map.get(key).map(cell).unwrap_or_default()).collect()
            }
            _ => return Err(OutputError::Csv("other values come after objects".to_owned())),
        };
        Ok(out.write_record(cells.iter().map(|cell| cell.as_bytes()))?)
    }
}

/// Writes rows as they come, of whatever length.
fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().terminator(Terminator::Any(b'\n')).flexible(true).from_writer(out)
}

/// All keys of the objects, in the order in which they first come.
fn keys(items: &[Value]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in items.iter().filter_map(Value::as_object).flat_map(serde_json::Map::keys) {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

/// The columns: an assignment's members.
fn members() -> impl Iterator<Item = &'static str> {
    AssignmentMember::ALL.iter().map(|member| member.name())
}

/// What stands in a cell of an assignment.
fn sent_cell<'s>(
    sent: &'s SentAssignment,
    member: AssignmentMember,
    times: &TimestampFormat,
) -> Result<Cow<'s, str>, OutputError> {
    let Some(json) = sent.json(member) else { return Ok(Cow::Borrowed("")) };
    Ok(match time(member, json, times)? {
        Some(time) => no_formula(Cow::Owned(time)),
        None => match text_of(json) {
            Some(text) => no_formula(text),
            None => Cow::Owned(cell(&value_of(json)).into_owned()),
        },
    })
}

/// What stands in a cell.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => no_formula(Cow::Borrowed(text)),
        other => Cow::Owned(JsonLayout::line(other).unwrap_or_default()),
    }
}
