//! JSON as the reference writes it: four spaces a level, nothing escaped that need not be.

use super::course::Course;
use super::layout::JsonLayout;
use super::{ListResponse, OutputError, assignments};
use serde_json::Value;
use std::io::Write;

/// Where the assignments stand: in a list in an object.
const DEPTH: usize = 2;

/// Writes a document and a line break; nothing for `{}`.
pub(super) fn document(out: &mut impl Write, value: &Value, safe: bool) -> Result<(), OutputError> {
    if value.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    JsonLayout::pretty(0, safe).write(out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes the assignments of a page. The brackets are closed by [`end`] only, so that what broke off in the middle
/// is no JSON.
pub(super) fn page(
    course: &mut Course,
    out: &mut impl Write,
    page: ListResponse,
    safe: bool,
) -> Result<(), OutputError> {
    let Some(items) = assignments(page) else { return Ok(()) };
    if *course == Course::Empty {
        out.write_all(b"{\n    \"Assignments\": [")?;
        *course = Course::Open;
    }
    let layout = JsonLayout::pretty(DEPTH, safe);
    for item in items {
        if *course == Course::Filled {
            out.write_all(b",")?;
        }
        layout.new_line(out)?;
        layout.write(out, &item)?;
        *course = Course::Filled;
    }
    Ok(())
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
