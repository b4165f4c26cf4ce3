//! JSON as the reference writes it: four spaces a level, nothing escaped that need not be.

use super::course::Course;
use super::held::{HeldRows, Meant};
use super::layout::JsonLayout;
use super::response::time;
use super::times::TimestampFormat;
use super::{ListRow, OutputError, escape};
use crate::wire::{AssignmentMember, Member, SentAssignment, value_of};
use serde_json::Value;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Where the assignments stand: in a list in an object.
const DEPTH: usize = 2;

/// Writes a document and a line break; nothing for `{}`.
pub(super) fn document(
    out: &mut impl Write,
    value: &Value,
    rows: &HeldRows,
    safe: bool,
) -> Result<(), OutputError> {
    if value.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    JsonLayout::pretty(0, safe).write(out, &Meant { value, rows })?;
    Ok(out.write_all(b"\n")?)
}

/// Writes the assignments of a page. The brackets are closed by [`end`] only, so that what broke off in the middle
/// is no JSON.
pub(super) fn page(
    course: &mut Course,
    out: &mut impl Write,
    rows: &[ListRow],
    times: &TimestampFormat,
    safe: bool,
) -> Result<(), OutputError> {
    if *course == Course::Empty {
        out.write_all(b"{\n    \"Assignments\": [")?;
        *course = Course::Open;
    }
    let layout = JsonLayout::pretty(DEPTH, safe);
    let row_layout = RowLayout::new(layout)?;
    for item in rows {
        next(course, layout, out)?;
        row(&row_layout, out, item, times)?;
    }
    Ok(())
}

/// Writes elements of the list that is the whole result.
pub(super) fn elements(
    course: &mut Course,
    out: &mut impl Write,
    items: &[Value],
    safe: bool,
) -> Result<(), OutputError> {
    if *course == Course::Empty {
        out.write_all(b"[")?;
        *course = Course::Open;
    }
    let layout = JsonLayout::pretty(1, safe);
    for item in items {
        next(course, layout, out)?;
        layout.write(out, item)?;
    }
    Ok(())
}

/// Closes the list that is the whole result.
pub(super) fn end_elements(course: Course, out: &mut impl Write) -> Result<(), OutputError> {
    Ok(out.write_all(if course == Course::Filled { b"\n]\n" } else { b"]\n" })?)
}

/// Begins one more element.
fn next(course: &mut Course, layout: JsonLayout, out: &mut impl Write) -> Result<(), OutputError> {
    if *course == Course::Filled {
        out.write_all(b",")?;
    }
    *course = Course::Filled;
    Ok(layout.new_line(out)?)
}

/// A layout of assignments, and what it makes of the names of their members, each with all that stands before its value.
pub(super) struct RowLayout {
    layout: JsonLayout,
    before_values: [Vec<u8>; AssignmentMember::ALL.len()],
}

impl RowLayout {
    /// Rows of a layout.
    pub(super) fn new(layout: JsonLayout) -> io::Result<Self> {
        let mut before_values = [const { Vec::new() }; AssignmentMember::ALL.len()];
        for (member, before) in AssignmentMember::ALL.iter().zip(&mut before_values) {
            let mut inside = layout;
            inside.begin_object(&mut io::sink())?;
            inside.begin_object_key(before, true)?;
            quoted(before, member.name())?;
            inside.begin_object_value(before)?;
        }
        Ok(Self { layout, before_values })
    }
}

/// Writes a row.
pub(super) fn row(
    laid: &RowLayout,
    out: &mut impl Write,
    row: &ListRow,
    times: &TimestampFormat,
) -> Result<(), OutputError> {
    match row {
        ListRow::Sent(sent) => assignment(laid, out, sent, times),
        ListRow::Value(value) => Ok(laid.layout.write(out, value)?),
    }
}

/// Writes an assignment, its texts from the page to the output without a stop.
fn assignment(
    laid: &RowLayout,
    out: &mut impl Write,
    sent: &SentAssignment,
    times: &TimestampFormat,
) -> Result<(), OutputError> {
    let mut layout = laid.layout;
    layout.begin_object(out)?;
    let mut parted = false;
    for (member, before) in AssignmentMember::ALL.iter().zip(&laid.before_values) {
        let Some(json) = sent.bytes(*member) else { continue };
        if parted {
            out.write_all(b",")?;
        }
        out.write_all(before)?;
        match json {
            [b'"', ..] if layout.writes_as_sent() && !member.is_time() => escape::sent(out, json)?,
            _ => value(layout, out, *member, sent.json(*member).unwrap_or_default(), times)?,
        }
        layout.end_object_value(out)?;
        parted = true;
    }
    Ok(layout.end_object(out)?)
}

/// Writes a member's value, a time anew.
fn value(
    layout: JsonLayout,
    out: &mut impl Write,
    member: AssignmentMember,
    json: &str,
    times: &TimestampFormat,
) -> Result<(), OutputError> {
    match time(member, json, times)? {
        Some(time) => Ok(quoted(out, &time)?),
        None => Ok(layout.write(out, &value_of(json))?),
    }
}

/// Writes a text in which nothing has to be escaped.
fn quoted(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\"")
}

/// Closes the document, with the token behind which there is more.
pub(super) fn end(course: Course, out: &mut impl Write, resume: Option<&str>) -> Result<(), OutputError> {
    match (course, resume) {
        (Course::Empty, None) => return Ok(()),
        (Course::Empty, Some(_)) => out.write_all(b"{")?,
        (Course::Open, _) => out.write_all(b"]")?,
        (Course::Filled, _) => out.write_all(b"\n    ]")?,
    }
    if let Some(token) = resume {
        let comma = if course == Course::Empty { "" } else { "," };
        write!(out, "{comma}\n    \"NextToken\": {}", JsonLayout::line(&token.into())?)?;
    }
    Ok(out.write_all(b"\n}\n")?)
}
