//! Pages in, output out.

use super::course::Course;
use super::{ASSIGNMENTS, Format, ListResponse, OutputError, OutputTarget, Query, assignments};
use super::{csv, json, lines, table, text, yaml};
use crate::text::safe;
use serde_json::{Map, Value};
use std::io::Write;

/// The title of tables, the operation's name.
const TITLE: &str = "ListAssignmentsForHIT";

/// The member that holds the token behind which there is more.
const NEXT_TOKEN: &str = "NextToken";

/// Prints a response in one of the formats.
///
/// A paginated run goes through [`page`](Self::page) and ends with [`end`](Self::end); a single response goes
/// through [`whole`](Self::whole).
#[derive(Debug)]
pub struct Printer<W> {
    format: Format,
    query: Option<Query>,
    target: OutputTarget,
    /// What stands over a table.
    title: &'static str,
    out: W,
    progress: PrinterState,
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
    /// The columns.
    Csv(csv::Stream),
    /// All assignments; `None` as long as no page had a list of them.
    Held(Option<Vec<Value>>),
}

impl<W: Write> Printer<W> {
    /// Prints to `out`, which should be buffered; it is flushed after every page.
    pub fn new(format: Format, query: Option<Query>, target: OutputTarget, out: W) -> Self {
        let progress = match format {
            Format::Json if query.is_none() => PrinterState::Json(Course::default()),
            Format::Yaml if query.is_none() => PrinterState::Yaml(Course::default()),
            Format::Json | Format::Yaml | Format::Table => PrinterState::Held(None),
            Format::Csv => PrinterState::Csv(csv::Stream::default()),
            Format::Text | Format::YamlStream | Format::Jsonl | Format::Off => PrinterState::None,
        };
        Self { format, query, target, title: TITLE, out, progress }
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
    /// When the query fails on it, the format can not show the result, or nothing can be written.
    pub fn page(&mut self, page: ListResponse) -> Result<(), OutputError> {
        self.add(page)?;
        Ok(self.out.flush()?)
    }

    fn add(&mut self, page: ListResponse) -> Result<(), OutputError> {
        let (out, safe) = (&mut self.out, self.target.safe);
        match &mut self.progress {
            PrinterState::Json(course) => json::page(course, out, page, safe)?,
            PrinterState::Yaml(course) => yaml::page(course, out, page, safe)?,
            PrinterState::Held(held) => {
                if let Some(items) = assignments(page) {
                    held.get_or_insert_default().extend(items);
                }
            }
            PrinterState::None if self.format == Format::Text => {
                let list = assignments(page).map_or(Value::Null, Value::Array);
                self.print(member(ASSIGNMENTS, list))?;
            }
            PrinterState::None | PrinterState::Csv(_) => self.print(page)?,
        }
        Ok(())
    }

    /// Prints a page as several, of which each has one of these lists of assignments.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn lists(&mut self, lists: impl IntoIterator<Item = Vec<Value>>) -> Result<(), OutputError> {
        lists.into_iter().try_for_each(|list| self.add(member(ASSIGNMENTS, Value::Array(list))))?;
        Ok(self.out.flush()?)
    }

    /// Ends a paginated run. `resume` is the token with which the user can go on where the run was cut; CSV and
    /// JSON Lines have no place for it.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub fn end(mut self, resume: Option<&str>) -> Result<W, OutputError> {
        match &mut self.progress {
            PrinterState::Json(course) => json::end(*course, &mut self.out, resume)?,
            PrinterState::Yaml(course) => yaml::end(*course, &mut self.out, resume)?,
            PrinterState::Held(held) => {
                let held = held.take();
                self.print(merged(held, resume))?;
            }
            PrinterState::Csv(stream) if self.query.is_none() => stream.page(&mut self.out, Map::new())?,
            PrinterState::None if self.format == Format::Text => {
                if let Some(token) = resume {
                    self.print(member(NEXT_TOKEN, Value::Object(member(NEXT_TOKEN, token.into()))))?;
                }
            }
            PrinterState::None | PrinterState::Csv(_) => {}
        }
        self.out.flush()?;
        Ok(self.out)
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
        self.out.flush()?;
        Ok(self.out)
    }

    /// Prints a document of its own, or what the query finds in it.
    fn print(&mut self, document: ListResponse) -> Result<(), OutputError> {
        if self.format == Format::Off {
            return Ok(());
        }
        let result = self.find(document)?;
        self.write(result)
    }

    /// What is to be printed of a document.
    fn find(&self, document: ListResponse) -> Result<Value, OutputError> {
        match (&self.query, self.format) {
            (Some(query), _) => query.search(&Value::Object(document)),
            (None, Format::Jsonl) => Ok(assignments(document).map_or(Value::Null, Value::Array)),
            (None, _) => Ok(Value::Object(document)),
        }
    }

    fn write(&mut self, mut result: Value) -> Result<(), OutputError> {
        if self.target.safe && matches!(self.format, Format::Text | Format::Table | Format::Csv) {
            make_visible(&mut result);
        }
        let (out, safe) = (&mut self.out, self.target.safe);
        match self.format {
            Format::Json => json::document(out, &result, safe),
            Format::Yaml => yaml::document(out, &result, safe),
            Format::YamlStream => yaml::element(out, result, safe),
            Format::Text => text::document(out, &result),
            Format::Table => table::document(out, &result, self.target, self.title),
            Format::Jsonl => lines::lines(out, &result, safe),
            Format::Csv => self.print_csv(result),
            Format::Off => Ok(()),
        }
    }

    /// Prints under the columns that are there already.
    fn print_csv(&mut self, result: Value) -> Result<(), OutputError> {
        let PrinterState::Csv(stream) = &mut self.progress else { return Ok(()) };
        match (&self.query, result) {
            (None, Value::Object(page)) => stream.page(&mut self.out, page),
            (_, result) => stream.result(&mut self.out, result),
        }
    }
}

/// An object with one member.
fn member(name: &str, value: Value) -> ListResponse {
    Map::from_iter([(name.to_owned(), value)])
}

/// All pages as one document.
fn merged(assignments: Option<Vec<Value>>, resume: Option<&str>) -> ListResponse {
    let assignments = assignments.map(|items| (ASSIGNMENTS.to_owned(), Value::Array(items)));
    let token = resume.map(|token| (NEXT_TOKEN.to_owned(), Value::from(token)));
    assignments.into_iter().chain(token).collect()
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
