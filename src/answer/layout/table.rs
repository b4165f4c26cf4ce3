use super::NameColumn;
use super::picture::Picture;
use super::words::quoted;
use crate::answer::JsonValue;
use crate::text::{Glyphs, Line, Role, wrap};
use std::borrow::Cow;

/// Blanks between two columns.
const GAP: usize = 2;

/// Most columns of a table of marks.
const MOST: usize = 8;

/// Most columns of any other table; more are a tree.
const MOST_OF_EQUALS: usize = 32;

/// Order of the columns that crowd elements write; what else they hold follows.
const ORDER: &[&str] = &["label", "points", "left", "top", "width", "height", "x", "y", "range"];

/// Widest cell of a list that is shown row by row, cells side by side, where the table does not fit, in bytes.
const SHORT: usize = 24;

/// Rows of equal shape.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table<'v> {
    columns: Vec<Column<'v>>,
    rows: Vec<Vec<TableCell<'v>>>,
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

    /// Any list of at least two objects of the same members, in whatever order.
    pub(super) fn of_equals(items: &'v [JsonValue], glyphs: Glyphs) -> Option<Self> {
        let rows = items.iter().map(|item| flat(item, MOST_OF_EQUALS, glyphs)).collect::<Option<Vec<_>>>()?;
        let (first, others) = rows.split_first()?;
        let titles: Vec<&str> = first.iter().map(|cell| cell.title).collect();
        let equal = |row: &Vec<TableCell<'_>>| {
            row.len() == titles.len() && row.iter().all(|cell| titles.contains(&cell.title))
        };
        let one_line = rows.iter().flatten().all(TableCell::is_one_line);
        if others.is_empty() || titles.is_empty() || !one_line || !others.iter().all(equal) {
            return None;
        }
        Some(Self::new(&titles, rows))
    }

    fn new(titles: &[&'v str], mut rows: Vec<Vec<TableCell<'v>>>) -> Self {
        let column = |title: &&'v str| Column {
            title,
            numeric: rows.iter().flatten().all(|cell| cell.title != *title || cell.kind == CellKind::Number),
        };
        let columns = titles.iter().map(column).collect();
        let cells = |row: &mut Vec<TableCell<'v>>| {
            let mut cell =
                |title: &&str| row.iter_mut().find(|cell| cell.title == *title).map(std::mem::take);
            titles.iter().map(|title| cell(title).unwrap_or_default()).collect()
        };
        Self { columns, rows: rows.iter_mut().map(cells).collect() }
    }

    /// The table under its titles, or row by row where the screen is too narrow for it.
    pub(super) fn lines(&self, width: usize, glyphs: Glyphs) -> Vec<Line> {
        self.whole(width, glyphs).unwrap_or_else(|| self.records(width, glyphs))
    }

    /// The same, but `None` where neither shows it well: long texts need lines of their own.
    pub(super) fn lines_of_equals(&self, width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
        let short =
            || self.columns.len() <= MOST && self.rows.iter().flatten().all(|cell| cell.text.len() <= SHORT);
        self.whole(width, glyphs).or_else(|| short().then(|| self.records(width, glyphs)))
    }

    /// The table under its titles, where it fits.
    fn whole(&self, width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
        let titles: Vec<Line> =
            self.columns.iter().map(|column| wrap::inline(column.title, Role::Dim, glyphs)).collect();
        let rows: Vec<Vec<Line>> =
            self.rows.iter().map(|row| row.iter().map(|cell| cell.line(glyphs)).collect()).collect();
        let mut widths: Vec<usize> = titles.iter().map(Line::width).collect();
        for row in &rows {
            widths.iter_mut().zip(row).for_each(|(width, cell)| *width = cell.width().max(*width));
        }
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        (total <= width)
            .then(|| std::iter::once(titles).chain(rows).map(|cells| self.line(cells, &widths)).collect())
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
            outer.entry(number, 0, glyphs, &mut lines, |width| self.record(row, width, glyphs));
        }
        lines
    }

    fn record(&self, row: &[TableCell<'v>], width: usize, glyphs: Glyphs) -> Vec<Line> {
        let filled = self.columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
        let cells = filled.map(|(column, cell)| {
            let mut line = wrap::inline(column.title, Role::Dim, glyphs);
            line.pad(1);
            line.append(&mut cell.line(glyphs));
            line
        });
        wrap::flow(cells, width, glyphs)
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum CellKind {
    /// A number.
    Number,
    /// A text, in quotes where it reads like another kind of value.
    Text,
    /// Anything else, and labels, which are texts always.
    #[default]
    Word,
}

/// One member of one object.
#[derive(Debug, Default, PartialEq, Eq)]
struct TableCell<'v> {
    title: &'v str,
    text: Cow<'v, str>,
    kind: CellKind,
}

impl<'v> TableCell<'v> {
    fn number(title: &'v str, text: String) -> Self {
        Self { title, text: text.into(), kind: CellKind::Number }
    }

    /// Whether it is a text that can stand on one line; pictures are not shown as they are.
    fn is_one_line(&self) -> bool {
        !self.text.contains('\n') && Picture::in_text(&self.text).is_none()
    }

    fn line(&self, glyphs: Glyphs) -> Line {
        match self.kind {
            CellKind::Text => quoted(&self.text, glyphs),
            CellKind::Number | CellKind::Word => wrap::inline(&self.text, Role::Text, glyphs),
        }
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
fn flat(item: &JsonValue, most: usize, glyphs: Glyphs) -> Option<Vec<TableCell<'_>>> {
    let JsonValue::Object(entries) = item else { return None };
    if entries.len() > most {
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
    let text_of_its_own = matches!(value, JsonValue::Text(_)) && title != "label";
    let kind = if text_of_its_own { CellKind::Text } else { CellKind::Word };
    Some(TableCell { title, text, kind })
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
    let mut cells = flat(item, MOST, glyphs)?;
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
