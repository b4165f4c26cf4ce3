//! Boxes drawn with `-`, `+` and `|`.

use super::super::OutputError;
use super::super::width::width;
use super::cells::Cells;
use super::section::{TableRows, TableSection};
use std::borrow::Cow;
use std::io::{self, Write};

/// What the reference's colour library writes after everything.
const RESET: &str = "\x1b[0m";
/// Bright blue, for what stands in a cell.
const CELL: &str = "\x1b[1m\x1b[34m";
/// Dim yellow, for the borders of the boxes around.
const BORDER: &str = "\x1b[2m\x1b[33m|\x1b[0m";

/// How wide the widest box wants to be: then all are.
pub(super) fn total_width(sections: &[TableSection<'_>]) -> usize {
    sections.iter().map(TableSection::total_width).max().unwrap_or_default()
}

/// Draws all boxes.
pub(super) fn sections(
    out: &mut impl Write,
    sections: &[TableSection<'_>],
    cells: Cells<'_>,
    width: usize,
    color: bool,
) -> Result<(), OutputError> {
    let mut pen = TableWriter { out, cells, color };
    pen.put(&format!("{}\n", "-".repeat(width)))?;
    for section in sections {
        pen.section(section, width.saturating_sub(2 * section.indent))?;
    }
    Ok(())
}

/// Writes lines between the borders of the boxes around.
struct TableWriter<'o, W> {
    out: &'o mut W,
    cells: Cells<'o>,
    color: bool,
}

impl<W: Write> TableWriter<'_, W> {
    fn section(&mut self, section: &TableSection<'_>, total: usize) -> io::Result<()> {
        let inside = section.indent;
        if let Some(title) = section.title.as_deref().filter(|title| !title.is_empty()) {
            self.line(inside, &centered(title, total, "|"))?;
            if section.headers.is_empty() && section.rows.is_empty() {
                self.line(inside, &format!("+{}+", "-".repeat(total.saturating_sub(2))))?;
            }
        }
        let widths = section.column_widths(total);
        if !section.headers.is_empty() {
            self.line(inside, &rule(&widths))?;
            self.line(inside, &cells(&widths, &section.headers, centered))?;
        }
        if !section.rows.is_empty() && !widths.is_empty() {
            self.line(inside, &rule(&widths))?;
            match &section.rows {
                TableRows::Cells(rows) => rows.iter().try_for_each(|row| self.row(inside, &widths, row))?,
                TableRows::Objects(objects) => {
                    for object in *objects {
                        let object = self.cells.meant(object);
                        self.row(inside, &widths, &self.cells.under(&section.headers, &object))?;
                    }
                }
            }
            self.line(inside, &rule(&widths))?;
        }
        Ok(())
    }

    fn row(&mut self, inside: usize, widths: &[usize], row: &[Cow<'_, str>]) -> io::Result<()> {
        let color = self.color;
        self.line(inside, &cells(widths, row, |cell, width, edge| left(cell, width, edge, color)))
    }

    /// A line between the borders around. Four writes, each of which the reference follows with a reset.
    fn line(&mut self, inside: usize, line: &str) -> io::Result<()> {
        let border = if self.color { BORDER } else { "|" }.repeat(inside);
        self.put(&border)?;
        self.put(line)?;
        self.put(&border)?;
        self.put("\n")
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        if self.color { self.out.write_all(RESET.as_bytes()) } else { Ok(()) }
    }
}

/// `+-------+-----+`
fn rule(widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, width) in widths.iter().enumerate() {
        let (edge, border) = if at == 0 { ("+", 2) } else { ("", 1) };
        line.push_str(edge);
        line.push_str(&"-".repeat(width.saturating_sub(border)));
        line.push('+');
    }
    line
}

/// One line of cells; only the first has a border on its left.
fn cells(widths: &[usize], texts: &[impl AsRef<str>], cell: impl Fn(&str, usize, &str) -> String) -> String {
    let parts = widths.iter().zip(texts).enumerate();
    parts.map(|(at, (width, text))| cell(text.as_ref(), *width, if at == 0 { "|" } else { "" })).collect()
}

/// A text in the middle of a cell; it sticks out where it does not fit.
fn centered(text: &str, total: usize, edge: &str) -> String {
    let [total, own, edges] = [total, width(text), edge.len()].map(usize::cast_signed);
    let before = total / 2 - own / 2 - 1;
    let after = total - 1 - (edges + before + own);
    format!("{edge}{}{text}{}|", spaces(before), spaces(after))
}

/// A text on the left of a cell, moved in by two where there is room.
fn left(text: &str, total: usize, edge: &str, color: bool) -> String {
    let own = width(text);
    let before = if own + 2 + edge.len() < total { 2 } else { 0 };
    let after = total.saturating_sub(edge.len() + before + own + 1);
    let (on, off) = if color { (CELL, RESET) } else { ("", "") };
    format!("{edge}{}{on}{text}{off}{}|", " ".repeat(before), " ".repeat(after))
}

/// So many spaces, none if fewer.
fn spaces(count: isize) -> String {
    " ".repeat(usize::try_from(count).unwrap_or(0))
}
