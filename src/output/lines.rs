//! JSON Lines: a value a line. The form that survives a run broken off: every whole line is a whole value.

use super::json::{self, RowLayout};
use super::layout::JsonLayout;
use super::times::TimestampFormat;
use super::{ListRow, OutputError};
use serde_json::Value;
use std::io::Write;

/// Writes a list as a line an element, nothing for null, anything else as one line.
pub(super) fn lines(out: &mut impl Write, result: &Value, safe: bool) -> Result<(), OutputError> {
    match result {
        Value::Null => Ok(()),
        Value::Array(items) => items.iter().try_for_each(|item| line(out, item, safe)),
        one => line(out, one, safe),
    }
}

/// Writes a line a row.
pub(super) fn rows(
    out: &mut impl Write,
    rows: &[ListRow],
    times: &TimestampFormat,
    safe: bool,
) -> Result<(), OutputError> {
    let layout = RowLayout::new(JsonLayout::compact(safe))?;
    rows.iter().try_for_each(|row| {
        json::row(&layout, out, row, times)?;
        Ok(out.write_all(b"\n")?)
    })
}

fn line(out: &mut impl Write, value: &Value, safe: bool) -> Result<(), OutputError> {
    JsonLayout::compact(safe).write(out, value)?;
    Ok(out.write_all(b"\n")?)
}
