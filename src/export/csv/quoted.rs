//! CSV as the requester site writes it: every cell quoted, CRLF between rows and none at the end.

use crate::text::no_formula;
use std::borrow::Cow;
use std::io::{self, Write};

/// What happens to a text that a spreadsheet would calculate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// It is written as it is.
    #[default]
    AsTheyAre,
    /// It gets an apostrophe. Numbers are left alone.
    Neutralised,
}

/// Writes rows.
pub(super) struct QuotedRows<W> {
    out: W,
    formulas: Formulas,
    /// The row that is being written.
    row: Vec<u8>,
    /// Whether a row stands before it.
    begun: bool,
}

impl<W: Write> QuotedRows<W> {
    /// Nothing was written yet.
    pub(super) fn new(out: W, formulas: Formulas) -> Self {
        Self { out, formulas, row: Vec::new(), begun: false }
    }

    /// Writes a cell.
    pub(super) fn cell(&mut self, text: &str) {
        let text = match self.formulas {
            Formulas::AsTheyAre => Cow::Borrowed(text),
            Formulas::Neutralised => no_formula(Cow::Borrowed(text)),
        };
        let comma: &[u8] = if self.row.is_empty() { b"\"" } else { b",\"" };
        self.row.extend_from_slice(comma);
        for (at, part) in text.split('"').enumerate() {
            if at > 0 {
                self.row.extend_from_slice(b"\"\"");
            }
            self.row.extend_from_slice(part.as_bytes());
        }
        self.row.push(b'"');
    }

    /// Writes cells; what is not known is empty.
    pub(super) fn cells<'t>(&mut self, texts: impl IntoIterator<Item = Option<&'t str>>) {
        for text in texts {
            self.cell(text.unwrap_or_default());
        }
    }

    /// Ends the row.
    ///
    /// # Errors
    ///
    /// When it can not be written.
    pub(super) fn end(&mut self) -> io::Result<()> {
        if self.begun {
            self.out.write_all(b"\r\n")?;
        }
        self.begun = true;
        self.out.write_all(&self.row)?;
        self.row.clear();
        Ok(())
    }
}
