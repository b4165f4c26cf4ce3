//! Pages in, output out.

use super::course::Course;
use super::held::{Held, HeldRows, only_list};
use super::times::TimestampFormat;
use super::{Format, ListPage, ListResponse, ListRow, OutputError, OutputTarget, Query};
use super::{csv, json, lines, table, text, yaml};
use crate::text::safe;
use crate::wire::{ASSIGNMENTS, NEXT_TOKEN};
use serde_json::{Map, Value};
use std::io::Write;

/// The title of tables, the operation's name.
const TITLE: &str = "ListAssignmentsForHIT";

/// Prints a response in one of the formats.
///
/// A paginated run goes through [`page`](Self::page) and ends with [`end`](Self::end); a single response goes
/// through [`whole`](Self::whole).
#[derive(Debug)]
pub struct Printer<W> {
    format: Format,
    query: Option<Query>,
    target: OutputTarget,
    times: TimestampFormat,
    /// What stands over a table.
    title: &'static str,
    out: W,
    state: PrinterState,
    /// What is written at once: a page, or, where a later page may prove that nothing is to be printed, all of them.
    ready: Vec<u8>,
}

/// What is remembered from page to page.
#[derive(Debug)]
enum PrinterState {
    /// Nothing: a page stands for itself.
    None,
    /// How far the JSON document is.
    Json(Course),
    /// How far the YAML document is.
    Yaml(Course),
    /// How far the list is that the query makes row by row.
    Elements(Course),
    /// The columns.
    Csv(csv::Stream),
    /// What has to wait for the last page.
    Held(Box<Held>),
}

impl PrinterState {
    fn new(format: Format, query: Option<&Query>, times: &TimestampFormat) -> Self {
        match (format, query) {
            (Format::Json, None) => Self::Json(Course::default()),
            (Format::Yaml, None) => Self::Yaml(Course::default()),
            (Format::Json | Format::Yaml, Some(query)) if query.makes_rows() => {
                Self::Elements(Course::default())
            }
            (Format::Json | Format::Yaml | Format::Table, _) => {
                Self::Held(Box::new(Held::new(query, times.clone())))
            }
            (Format::Csv, _) => Self::Csv(csv::Stream::default()),
            (Format::Text | Format::YamlStream | Format::Jsonl | Format::Off, _) => Self::None,
        }
    }
}

impl<W: Write> Printer<W> {
    /// Prints to `out`, which is flushed after every page; times as the service sends them.
    pub fn new(format: Format, query: Option<Query>, target: OutputTarget, out: W) -> Self {
        let times = TimestampFormat::Wire;
        let state = PrinterState::new(format, query.as_ref(), &times);
        Self { format, query, target, times, title: TITLE, out, state, ready: Vec::new() }
    }

    /// Writes times in this form.
    #[must_use]
    pub fn timed(self, times: TimestampFormat) -> Self {
        let state = PrinterState::new(self.format, self.query.as_ref(), &times);
        Self { times, state, ..self }
    }

    /// Gives tables another title than the operation's name.
    #[must_use]
    pub fn titled(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    /// Prints a page, or keeps it where the format needs all of them.
    ///
    /// # Errors
    ///
    /// When the query fails on it, a time in it is none, the format can not show the result, or nothing can be
    /// written.
    pub fn page(&mut self, page: impl Into<ListPage>) -> Result<(), OutputError> {
        self.add(page.into())?;
        self.write_ready()
    }

    /// Prints a page as several, of which each has one of these lists of assignments.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn lists(&mut self, lists: impl IntoIterator<Item = Vec<ListRow>>) -> Result<(), OutputError> {
        for rows in lists {
            self.add(rows.into())?;
        }
        self.write_ready()
    }

    fn add(&mut self, page: ListPage) -> Result<(), OutputError> {
        let (out, times, safe) = (&mut self.ready, &self.times, self.target.safe);
        match (&mut self.state, &page.rows, &self.query) {
            (PrinterState::Json(course), Some(rows), _) => json::page(course, out, rows, times, safe),
            (PrinterState::Yaml(course), Some(rows), _) => yaml::page(course, out, rows, times, safe),
            (PrinterState::Elements(course), Some(rows), Some(query)) => {
                let values = rows.iter().map(|row| row.value(times)).collect::<Result<_, _>>()?;
                let Value::Array(made) = query.search(&only_list(values))? else { return Ok(()) };
                match self.format {
                    Format::Yaml => yaml::elements(course, out, made, safe),
                    _ => json::elements(course, out, &made, safe),
                }
            }
            (PrinterState::Held(held), Some(rows), _) => held.add(rows),
            // A page without a list has nothing for a document of lists.
            (
                PrinterState::Json(_)
                | PrinterState::Yaml(_)
                | PrinterState::Elements(_)
                | PrinterState::Held(_),
                ..,
            ) => Ok(()),
            (PrinterState::Csv(stream), rows, None) => {
                stream.page(out, rows.as_deref().unwrap_or_default(), times, safe)
            }
            (PrinterState::None, Some(rows), None) if self.format == Format::Jsonl => {
                lines::rows(out, rows, times, safe)
            }
            (PrinterState::None, Some(rows), None)
                if self.format == Format::Text && text::rows(out, rows, times, safe)? =>
            {
                Ok(())
            }
            (PrinterState::None, ..) if self.format == Format::Off => Ok(()),
            (PrinterState::None | PrinterState::Csv(_), ..) => {
                let document = page.document(times)?;
                self.print(if self.format == Format::Text { list_alone(document) } else { document })
            }
        }
    }

    /// Ends a paginated run. `resume` is the token with which the user can go on where the run was cut; CSV and
    /// JSON Lines have no place for it.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn end(mut self, resume: Option<&str>) -> Result<W, OutputError> {
        let (out, safe) = (&mut self.ready, self.target.safe);
        match std::mem::replace(&mut self.state, PrinterState::None) {
            PrinterState::Json(course) => json::end(course, out, resume)?,
            PrinterState::Yaml(course) => yaml::end(course, out, resume)?,
            PrinterState::Elements(Course::Empty) => self.print(token_alone(resume))?,
            PrinterState::Elements(course) if self.format == Format::Yaml => yaml::end_elements(course, out)?,
            PrinterState::Elements(course) => json::end_elements(course, out)?,
            PrinterState::Held(held) => {
                let (result, rows) = held.end(resume)?;
                self.write_straight(&result, &rows)?;
            }
            PrinterState::Csv(mut stream) if self.query.is_none() => {
                stream.page(out, &[], &self.times, safe)?;
            }
            PrinterState::None if self.format == Format::Text => {
                if let Some(token) = resume {
                    self.print(member(NEXT_TOKEN, Value::Object(member(NEXT_TOKEN, token.into()))))?;
                }
            }
            PrinterState::None | PrinterState::Csv(_) => {}
        }
        self.finish()
    }

    /// Prints a single response as it came.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn whole(mut self, response: ListResponse) -> Result<W, OutputError> {
        if self.format == Format::Off {
            return Ok(self.out);
        }
        let result = self.find(response)?;
        // A stream of no documents; a page of a stream is printed whatever it has.
        if self.format != Format::YamlStream || result != Value::Object(Map::new()) {
            self.write(result)?;
        }
        self.finish()
    }

    /// Prints a document of its own, or what the query finds in it.
    fn print(&mut self, document: ListResponse) -> Result<(), OutputError> {
        let result = self.find(document)?;
        self.write(result)
    }

    /// What is to be printed of a document.
    fn find(&self, mut document: ListResponse) -> Result<Value, OutputError> {
        match (&self.query, self.format) {
            (Some(query), _) => query.search(&Value::Object(document)),
            (None, Format::Jsonl) => Ok(document.remove(ASSIGNMENTS).unwrap_or_default()),
            (None, _) => Ok(Value::Object(document)),
        }
    }

    fn write(&mut self, mut result: Value) -> Result<(), OutputError> {
        if self.target.safe && matches!(self.format, Format::Text | Format::Csv) {
            make_visible(&mut result);
        }
        let (out, safe, rows) = (&mut self.ready, self.target.safe, HeldRows::none());
        match self.format {
            Format::Json => json::document(out, &result, &rows, safe),
            Format::Yaml => yaml::document(out, &result, &rows, safe),
            Format::YamlStream => yaml::element(out, result, safe),
            Format::Text => text::document(out, &result),
            Format::Table => table::document(out, &result, &rows, self.target, self.title),
            Format::Jsonl => lines::lines(out, &result, safe),
            Format::Csv => self.print_csv(result),
            Format::Off => Ok(()),
        }
    }

    /// Prints what had to wait, which may be much, without making it ready first.
    fn write_straight(&mut self, result: &Value, rows: &HeldRows) -> Result<(), OutputError> {
        let (out, safe) = (&mut self.out, self.target.safe);
        match self.format {
            Format::Yaml => yaml::document(out, result, rows, safe),
            Format::Table => table::document(out, result, rows, self.target, self.title),
            _ => json::document(out, result, rows, safe),
        }
    }

    /// Prints under the columns that are there already.
    fn print_csv(&mut self, result: Value) -> Result<(), OutputError> {
        let mut alone = csv::Stream::default();
        let stream = if let PrinterState::Csv(stream) = &mut self.state { stream } else { &mut alone };
        match (&self.query, result) {
            (None, Value::Object(page)) => {
                let rows = ListPage::from(page).rows.unwrap_or_default();
                stream.page(&mut self.ready, &rows, &self.times, self.target.safe)
            }
            (_, result) => stream.result(&mut self.ready, result),
        }
    }

    /// Hands on what is ready, unless a later page may prove that nothing is to be printed.
    fn write_ready(&mut self) -> Result<(), OutputError> {
        let waits = matches!(self.state, PrinterState::Elements(_))
            && self.query.as_ref().is_some_and(Query::may_fail);
        if waits || self.ready.is_empty() {
            return Ok(());
        }
        self.out.write_all(&self.ready)?;
        self.ready.clear();
        Ok(self.out.flush()?)
    }

    fn finish(mut self) -> Result<W, OutputError> {
        self.state = PrinterState::None;
        self.write_ready()?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// An object with one member.
fn member(name: &str, value: Value) -> ListResponse {
    Map::from_iter([(name.to_owned(), value)])
}

/// A whole result of a token and nothing else.
fn token_alone(resume: Option<&str>) -> ListResponse {
    resume.map(|token| member(NEXT_TOKEN, token.into())).unwrap_or_default()
}

/// The list of a page under its name, for it alone is shown page by page in text.
fn list_alone(mut page: ListResponse) -> ListResponse {
    member(ASSIGNMENTS, page.remove(ASSIGNMENTS).unwrap_or_default())
}

/// Makes what a terminal would obey visible, in every string.
fn make_visible(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let std::borrow::Cow::Owned(visible) = safe::visible(text) {
                *text = visible;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_visible),
        Value::Object(map) => map.values_mut().for_each(make_visible),
        _ => {}
    }
}
