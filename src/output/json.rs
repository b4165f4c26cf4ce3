//! JSON as the reference writes it: four spaces a level, nothing escaped that need not be.

use super::layout::Layout;
use super::{OutputError, Response, assignments};
use serde_json::Value;
use std::io::Write;

/// Where the assignments stand: in a list in an object.
const DEPTH: usize = 2;

/// Writes a document and a line break; nothing for `{}`.
pub(super) fn document(out: &mut impl Write, value: &Value, safe: bool) -> Result<(), OutputError> {
    if value.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    Layout::pretty(0, safe).write(out, value)?;
    Ok(out.write_all(b"\n")?)
}

/// All pages as one document, each written when it comes. The brackets are closed at the end only, so that what
/// broke off in the middle is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stream {
    /// Nothing is written.
    #[default]
    Empty,
    /// The list is open and nothing is in it.
    Open,
    /// The list has assignments.
    Filled,
}

impl Stream {
    /// Writes the assignments of a page.
    pub(super) fn page(
        &mut self,
        out: &mut impl Write,
        page: Response,
        safe: bool,
    ) -> Result<(), OutputError> {
        let Some(items) = assignments(page) else { return Ok(()) };
        if *self == Self::Empty {
            out.write_all(b"{\n    \"Assignments\": [")?;
            *self = Self::Open;
        }
        let layout = Layout::pretty(DEPTH, safe);
        for item in items {
            if *self == Self::Filled {
                out.write_all(b",")?;
            }
            layout.new_line(out)?;
            layout.write(out, &item)?;
            *self = Self::Filled;
        }
        Ok(())
    }

    /// Closes the document, with the token behind which there is more.
    pub(super) fn end(self, out: &mut impl Write, resume: Option<&str>) -> Result<(), OutputError> {
        match (self, resume) {
            (Self::Empty, None) => return Ok(()),
            (Self::Empty, Some(_)) => out.write_all(b"{")?,
            (Self::Open, _) => out.write_all(b"]")?,
            (Self::Filled, _) => out.write_all(b"\n    ]")?,
        }
        if let Some(token) = resume {
            let comma = if self == Self::Empty { "" } else { "," };
            write!(out, "{comma}\n    \"NextToken\": {}", Layout::line(&token.into())?)?;
        }
        Ok(out.write_all(b"\n}\n")?)
    }
}
