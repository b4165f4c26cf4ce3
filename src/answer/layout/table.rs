use super::NameColumn;
use crate::answer::JsonValue;
use crate::text::{Glyphs, Line, Role, wrap};
use std::borrow::Cow;

/// Blanks between two columns.
const GAP: usize = 2;

/// Most columns a table has; more are a tree.
const MOST: usize = 8;

/// Order of the columns that crowd elements write; what else they hold follows.
const ORDER: &[&str] = &["label", "points", "left", "top", "width", "height", "x", "y", "range"];

/// Widest cell of a list that is a table only by its shape, in bytes.
const SHORT: usize = 24;

/// Rows of equal shape.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table<'v> {
    columns: Vec<Column<'v>>,
    rows: Vec<Vec<Cow<'v, str>>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Column<'v> {
    title: &'v str,
    /// Numbers stand on the right of their column.
    numeric: bool,
}

impl<'v> Table<'v> {
    /// Marks that a crowd element made: boxes, key points, entities, or shapes of many points. They may differ in
    /// what they have.
    pub(super) fn of_marks(items: &'v [JsonValue], glyphs: Glyphs) -> Option<Self> {
        let rows = items.iter().map(|item| mark(item, glyphs)).collect::<Option<Vec<_>>>()?;
        let mut titles = titles(&rows)?;
        titles.sort_by_key(|title| ORDER.iter().position(|known| known == title).unwrap_or(ORDER.len()));
        Some(Self::new(&titles, rows))
    }

    /// Any list of at least two small objects of the same members.
    pub(super) fn of_equals(items: &'v [JsonValue], glyphs: Glyphs) -> Option<Self> {
        let rows = items.iter().map(|item| flat(item, glyphs)).collect::<Option<Vec<_>>>()?;
        let (first, others) = rows.split_first()?;
        let equal = |row: &Vec<TableCell<'_>>| {
            row.len() == first.len() && row.iter().zip(first).all(|(cell, first)| cell.title == first.title)
        };
        let short = rows.iter().flatten().all(|cell| cell.text.len() <= SHORT && !cell.text.contains('\n'));
        if others.is_empty() || !short || !others.iter().all(equal) {
            return None;
        }
        Some(Self::new(&titles(&rows)?, rows))
    }

    fn new(titles: &[&'v str], mut rows: Vec<Vec<TableCell<'v>>>) -> Self {
        let column = |title: &&'v str| Column {
            title,
            numeric: rows.iter().flatten().all(|cell| cell.title != *title || cell.numeric),
        };
        let columns = titles.iter().map(column).collect();
        let texts = |row: &mut Vec<TableCell<'v>>| {
            let mut text = |title: &&str| {
                row.iter_mut().find(|cell| cell.title == *title).map(|cell| std::mem::take(&mut cell.text))
            };
            titles.iter().map(|title| text(title).unwrap_or_default()).collect()
        };
        Self { columns, rows: rows.iter_mut().map(texts).collect() }
    }

    /// The table under its titles, or row by row where the screen is too narrow for it.
    pub(super) fn lines(&self, width: usize, glyphs: Glyphs) -> Vec<Line> {
        let titles: Vec<Line> =
            self.columns.iter().map(|column| wrap::inline(column.title, Role::Dim, glyphs)).collect();
        let rows: Vec<Vec<Line>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| wrap::inline(cell, Role::Text, glyphs)).collect())
            .collect();
        let mut widths: Vec<usize> = titles.iter().map(Line::width).collect();
        for row in &rows {
            widths.iter_mut().zip(row).for_each(|(width, cell)| *width = cell.width().max(*width));
        }
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        if total > width {
            return self.records(width, glyphs);
        }
        std::iter::once(titles).chain(rows).map(|cells| self.line(cells, &widths)).collect()
    }

    fn line(&self, cells: Vec<Line>, widths: &[usize]) -> Line {
        let mut line = Line::default();
        let mut gap = 0;
        for ((mut cell, column), width) in cells.into_iter().zip(&self.columns).zip(widths) {
            let rest = width - cell.width();
            line.pad(if column.numeric { gap + rest } else { gap });
            line.append(&mut cell);
            // Blanks behind a cell wait until another one follows.
            gap = GAP + if column.numeric { 0 } else { rest };
        }
        line
    }

    /// One entry per row, each cell with its title.
    fn records(&self, width: usize, glyphs: Glyphs) -> Vec<Line> {
        let mut lines = Vec::new();
        let numbers: Vec<String> = (1..=self.rows.len()).map(|number| number.to_string()).collect();
        let outer = NameColumn::of(numbers.iter().map(String::as_str), width);
        for (number, row) in numbers.iter().zip(&self.rows) {
            outer.entry(number, glyphs, &mut lines, |width| self.record(row, width, glyphs));
        }
        lines
    }

    fn record(&self, row: &[Cow<'v, str>], width: usize, glyphs: Glyphs) -> Vec<Line> {
        let filled = self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let cells = filled.map(|(column, cell)| {
            let mut line = wrap::inline(column.title, Role::Dim, glyphs);
            line.pad(1);
            line.append(&mut wrap::inline(cell, Role::Text, glyphs));
            line
        });
        wrap::flow(cells, width, glyphs)
    }
}

/// One member of one object.
struct TableCell<'v> {
    title: &'v str,
    text: Cow<'v, str>,
    numeric: bool,
}

impl<'v> TableCell<'v> {
    fn number(title: &'v str, text: String) -> Self {
        Self { title, text: text.into(), numeric: true }
    }
}

/// All titles in the order in which they first come; `None` if they are too many.
fn titles<'v>(rows: &[Vec<TableCell<'v>>]) -> Option<Vec<&'v str>> {
    let mut titles = Vec::new();
    for cell in rows.iter().flatten() {
        if !titles.contains(&cell.title) {
            titles.push(cell.title);
        }
        if titles.len() > MOST {
            return None;
        }
    }
    (!titles.is_empty()).then_some(titles)
}

/// The members of an object that holds nothing nested and no member twice.
fn flat(item: &JsonValue, glyphs: Glyphs) -> Option<Vec<TableCell<'_>>> {
    let JsonValue::Object(entries) = item else { return None };
    if entries.len() > MOST {
        return None;
    }
    let mut cells: Vec<TableCell<'_>> = Vec::with_capacity(entries.len());
    for (title, value) in entries {
        if cells.iter().any(|cell| cell.title == title) {
            return None;
        }
        cells.push(cell(title, value, glyphs)?);
    }
    Some(cells)
}

fn cell<'v>(title: &'v str, value: &'v JsonValue, glyphs: Glyphs) -> Option<TableCell<'v>> {
    let text = match value {
        JsonValue::Number(number) => return Some(TableCell::number(title, number.to_string())),
        JsonValue::Null => "".into(),
        JsonValue::Bool(on) => if *on { glyphs.yes() } else { glyphs.no() }.into(),
        JsonValue::Text(text) => text.into(),
        JsonValue::Embedded(_) | JsonValue::List(_) | JsonValue::Object(_) => return None,
    };
    Some(TableCell { title, text, numeric: false })
}

/// The cells of one mark: offsets as a range, many points as their number and the box around them.
fn mark(item: &JsonValue, glyphs: Glyphs) -> Option<Vec<TableCell<'_>>> {
    let JsonValue::Object(entries) = item else { return None };
    if let Some(JsonValue::List(points)) = item.get("vertices") {
        let mut cells = Vec::new();
        for (title, value) in entries.iter().filter(|(title, _)| title != "vertices") {
            cells.push(cell(title, value, glyphs)?);
        }
        cells.extend(extent(points)?);
        return Some(cells);
    }
    let mut cells = flat(item, glyphs)?;
    if let (Some(JsonValue::Number(start)), Some(JsonValue::Number(end))) =
        (item.get("startOffset"), item.get("endOffset"))
    {
        let range = format!("{start}{}{end}", glyphs.to());
        cells.retain(|cell| cell.title != "endOffset");
        let first = cells.iter_mut().find(|cell| cell.title == "startOffset")?;
        *first = TableCell::number("range", range);
    }
    Some(cells)
}

/// How many points a shape has and where it lies.
fn extent(points: &[JsonValue]) -> Option<[TableCell<'static>; 5]> {
    let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
    let (mut top, mut bottom) = (left, right);
    for point in points {
        let (x, y) = (point.get("x")?.as_f64()?, point.get("y")?.as_f64()?);
        (left, right) = (left.min(x), right.max(x));
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    let pixels = |length: f64| {
        if points.is_empty() { String::new() } else { format!("{}", (length * 100.0).round() / 100.0) }
    };
    Some([
        TableCell::number("points", points.len().to_string()),
        TableCell::number("left", pixels(left)),
        TableCell::number("top", pixels(top)),
        TableCell::number("width", pixels(right - left)),
        TableCell::number("height", pixels(bottom - top)),
    ])
}
