//! YAML in blocks. A string stands plain only where no reader of any YAML version could take it for something else;
//! every other one is double-quoted on one line, the one notation in which nothing is folded, trimmed or guessed.

use super::course::Course;
use super::held::HeldRows;
use super::json;
use super::layout::JsonLayout;
use super::times::TimestampFormat;
use super::{ListRow, OutputError, escape, python};
use serde_json::Value;
use std::io::{self, Write};

/// Words that YAML 1.1 or 1.2 takes for something else than text.
const WORDS: [&str; 9] = ["y", "yes", "n", "no", "on", "off", "true", "false", "null"];

/// Writes a document; nothing for `{}`, and a scalar alone as JSON, as the reference does.
pub(super) fn document(
    out: &mut impl Write,
    value: &Value,
    rows: &HeldRows,
    safe: bool,
) -> Result<(), OutputError> {
    if python::is_scalar(value) {
        return json::document(out, value, rows, safe);
    }
    match value.as_object() {
        Some(map) if map.is_empty() => Ok(()),
        _ => Ok(Emitter { out, rows, safe }.block(value, 0, Start::Line)?),
    }
}

/// A page as a list of one: documents one after the other are one list again.
pub(super) fn element(out: &mut impl Write, value: Value, safe: bool) -> Result<(), OutputError> {
    document(out, &Value::Array(vec![value]), &HeldRows::none(), safe)
}

/// Writes the assignments of a page.
pub(super) fn page(
    course: &mut Course,
    out: &mut impl Write,
    rows: &[ListRow],
    times: &TimestampFormat,
    safe: bool,
) -> Result<(), OutputError> {
    if *course == Course::Empty {
        out.write_all(b"Assignments:")?;
        *course = Course::Open;
    }
    if rows.is_empty() {
        return Ok(());
    }
    if *course == Course::Open {
        out.write_all(b"\n")?;
    }
    let items = rows.iter().map(|row| row.value(times)).collect::<Result<_, _>>()?;
    elements(course, out, items, safe)
}

/// Writes elements of the list that is the whole result.
pub(super) fn elements(
    course: &mut Course,
    out: &mut impl Write,
    items: Vec<Value>,
    safe: bool,
) -> Result<(), OutputError> {
    if items.is_empty() {
        *course = (*course).max(Course::Open);
        return Ok(());
    }
    *course = Course::Filled;
    document(out, &Value::Array(items), &HeldRows::none(), safe)
}

/// Ends the list that is the whole result.
pub(super) fn end_elements(course: Course, out: &mut impl Write) -> Result<(), OutputError> {
    if course != Course::Filled {
        out.write_all(b"[]\n")?;
    }
    Ok(())
}

/// Ends the document, with the token behind which there is more.
pub(super) fn end(course: Course, out: &mut impl Write, resume: Option<&str>) -> Result<(), OutputError> {
    if course == Course::Open {
        out.write_all(b" []\n")?;
    }
    if let Some(token) = resume {
        writeln!(out, "NextToken: {}", JsonLayout::line(&token.into())?)?;
    }
    Ok(())
}

/// Where a block begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// On a line of its own.
    Line,
    /// Behind the dash of a list.
    Dash,
}

/// Writes blocks.
struct Emitter<'o, W> {
    out: &'o mut W,
    rows: &'o HeldRows,
    safe: bool,
}

impl<W: Write> Emitter<'_, W> {
    /// A list or object with something in it line by line, anything else on what is left of the line.
    fn block(&mut self, value: &Value, indent: usize, start: Start) -> io::Result<()> {
        match &*self.rows.meant(value) {
            Value::Object(map) if !map.is_empty() => {
                for (at, (key, value)) in map.iter().enumerate() {
                    self.indent(at, indent, start)?;
                    self.string(key)?;
                    self.out.write_all(b":")?;
                    self.member(value, indent)?;
                }
                Ok(())
            }
            Value::Array(items) if !items.is_empty() => {
                for (at, item) in items.iter().enumerate() {
                    self.indent(at, indent, start)?;
                    self.out.write_all(b"- ")?;
                    self.block(item, indent + 2, Start::Dash)?;
                }
                Ok(())
            }
            leaf => {
                self.leaf(leaf)?;
                self.out.write_all(b"\n")
            }
        }
    }

    /// What stands behind the colon: a list below at the same depth, an object deeper, anything else beside.
    fn member(&mut self, value: &Value, indent: usize) -> io::Result<()> {
        let deeper = match value {
            Value::Array(items) if !items.is_empty() => indent,
            Value::Object(map) if !map.is_empty() => indent + 2,
            leaf => {
                self.out.write_all(b" ")?;
                return self.block(leaf, indent, Start::Dash);
            }
        };
        self.out.write_all(b"\n")?;
        self.block(value, deeper, Start::Line)
    }

    /// Spaces before an entry; the first one behind a dash has its place already.
    fn indent(&mut self, at: usize, indent: usize, start: Start) -> io::Result<()> {
        if at == 0 && start == Start::Dash { Ok(()) } else { write!(self.out, "{:indent$}", "") }
    }

    fn leaf(&mut self, value: &Value) -> io::Result<()> {
        match value {
            Value::String(text) => self.string(text),
            Value::Array(_) => self.out.write_all(b"[]"),
            Value::Object(_) => self.out.write_all(b"{}"),
            Value::Number(number) => match number.as_f64() {
                Some(value) if number.is_f64() => self.out.write_all(float(value).as_bytes()),
                _ => write!(self.out, "{number}"),
            },
            other => write!(self.out, "{other}"),
        }
    }

    fn string(&mut self, text: &str) -> io::Result<()> {
        if is_plain(text) {
            return self.out.write_all(text.as_bytes());
        }
        escape::yaml(self.out, text, self.safe)
    }
}

/// A float; without a point in it YAML 1.1 would take `1e+16` for text.
fn float(number: f64) -> String {
    let text = python::float(number);
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        _ => text,
    }
}

/// Letters first, then letters, digits, `_`, `-`, and no word with a meaning: ids, statuses, names of members.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}
