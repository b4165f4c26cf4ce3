//! One box of a table: a title, a header, rows under it.

use super::super::OutputError;
use super::super::width::width;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The rows of a box, all equally long.
#[derive(Debug)]
pub(super) enum TableRows<'v> {
    /// Cells.
    Cells(Vec<Vec<Cow<'v, str>>>),
    /// Objects without anything inside, whose cells stand under their keys.
    Objects(&'v [Value]),
}

impl Default for TableRows<'_> {
    fn default() -> Self {
        Self::Cells(Vec::new())
    }
}

impl TableRows<'_> {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Cells(rows) => rows.is_empty(),
            Self::Objects(rows) => rows.is_empty(),
        }
    }
}

/// A box.
#[derive(Debug, Default)]
pub(super) struct TableSection<'v> {
    /// What stands over it; `None` counts as four columns, as in the reference, and is not shown.
    pub title: Option<String>,
    /// The names of the columns; empty if they have none.
    pub headers: Vec<String>,
    /// The rows.
    pub rows: TableRows<'v>,
    /// How many boxes it stands in.
    pub indent: usize,
    /// How many cells a row has; the first header or row decides.
    columns: Option<usize>,
    /// The widest cell of each column.
    widest: Vec<usize>,
}

impl<'v> TableSection<'v> {
    /// An empty box.
    pub(super) fn new(title: Option<&str>, indent: usize) -> Self {
        Self { title: title.map(str::to_owned), indent, ..Self::default() }
    }

    /// Names the columns.
    pub(super) fn header(&mut self, headers: Vec<String>) -> Result<(), OutputError> {
        self.widen(&headers)?;
        self.columns.get_or_insert(headers.len());
        self.headers = headers;
        Ok(())
    }

    /// Has these objects for rows, under headers with the widths of their widest cells.
    pub(super) fn objects(&mut self, columns: BTreeMap<String, usize>, objects: &'v [Value]) {
        self.columns = Some(columns.len());
        self.widest = columns.iter().map(|(header, widest)| width(header).max(*widest)).collect();
        self.headers = columns.into_keys().collect();
        self.rows = TableRows::Objects(objects);
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Cow<'v, str>>) -> Result<(), OutputError> {
        let columns = *self.columns.get_or_insert(cells.len());
        if cells.len() != columns {
            let words = format!("a row has {} cells where others have {columns}", cells.len());
            return Err(OutputError::Table(words));
        }
        self.widen(&cells)?;
        if let TableRows::Cells(rows) = &mut self.rows {
            rows.push(cells);
        }
        Ok(())
    }

    /// Turns a single row on its side: each cell beside its name.
    pub(super) fn turn(&mut self) {
        let TableRows::Cells(rows) = &mut self.rows else { return };
        let [row] = rows.as_mut_slice() else { return };
        if self.headers.is_empty() {
            return;
        }
        let (headers, row) = (std::mem::take(&mut self.headers), std::mem::take(row));
        *rows = headers.into_iter().zip(row).map(|(header, cell)| vec![Cow::Owned(header), cell]).collect();
        self.widest = [0, 1]
            .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max())
            .map(Option::unwrap_or_default)
            .to_vec();
        self.columns = Some(2);
    }

    /// How wide the box would like to be, with its borders and those around it.
    pub(super) fn total_width(&self) -> usize {
        let borders = 2 + 2 * self.indent;
        let title = self.title.as_deref().map_or(4, width);
        let cells: usize = self.widest.iter().map(|widest| widest + 4).sum();
        // Cells bring their borders with them, a title does not.
        (title + borders).max(cells + borders)
    }

    /// The widths of the columns, stretched or shrunk in proportion so that they make `total`.
    pub(super) fn column_widths(&self, total: usize) -> Vec<usize> {
        let wanted: Vec<usize> = self.widest.iter().map(|widest| widest + 4).collect();
        let sum: usize = wanted.iter().sum();
        let mut widths: Vec<usize> = wanted.into_iter().map(|width| scaled(width, total, sum)).collect();
        while !widths.is_empty() {
            let now: usize = widths.iter().sum();
            match total.cmp(&now) {
                std::cmp::Ordering::Equal => break,
                std::cmp::Ordering::Less => {
                    widths.iter_mut().take(now - total).for_each(|width| *width = width.saturating_sub(1));
                }
                std::cmp::Ordering::Greater => {
                    widths.iter_mut().rev().take(total - now).for_each(|width| *width += 1);
                }
            }
        }
        widths
    }

    /// Makes the columns as wide as these cells need.
    fn widen(&mut self, cells: &[impl AsRef<str>]) -> Result<(), OutputError> {
        if self.widest.is_empty() {
            self.widest = cells.iter().map(|cell| width(cell.as_ref())).collect();
            return Ok(());
        }
        if cells.len() > self.widest.len() {
            let words = format!("{} columns stand under {}", cells.len(), self.widest.len());
            return Err(OutputError::Table(words));
        }
        for (widest, cell) in self.widest.iter_mut().zip(cells) {
            *widest = (*widest).max(width(cell.as_ref()));
        }
        Ok(())
    }
}

/// A part of the whole, rounded as Python rounds: halves to the even side.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn scaled(width: usize, total: usize, sum: usize) -> usize {
    let factor = total as f64 / sum as f64;
    (factor * width as f64).round_ties_even() as usize
}
