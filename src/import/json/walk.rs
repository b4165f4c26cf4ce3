use super::records::JsonRecords;
use super::scan::{JsonScanner, ScanFault, ValueRead};
use crate::import::error::{ImportError, ImportErrorKind};
use crate::import::long_lines::{LONGEST, LineRead, LongLines, TOO_LONG};
use crate::import::sink::Flow;
use std::io::BufRead;

/// Lists deeper than this no result file has.
const DEEPEST: u8 = 8;

/// The lists of a response.
const LISTS: [&str; 5] = ["Assignments", "HITs", "BonusPayments", "Assignment", "HIT"];

/// Members that belong to the object they stand in, whatever is in them. An assignment waits for its HIT.
const OWN: [&str; 10] = [
    "Assignment",
    "Answers",
    "Values",
    "Inputs",
    "Extra",
    "Trials",
    "Source",
    "data",
    "QualificationRequirements",
    "ResponseMetadata",
];

/// Reads a value a line. A line that is none costs itself.
pub(in crate::import) fn read_lines(text: impl BufRead, records: &mut JsonRecords<'_, '_, '_>) -> Flow {
    let mut lines = LongLines::new(text);
    loop {
        let read = lines.read().map_err(|error| ImportError::from_io(error, records.file()))?;
        match read {
            LineRead::End => return records.finish(),
            LineRead::TooLong => records.lost(lines.number(), TOO_LONG)?,
            LineRead::Line => records.line(lines.text(), lines.number())?,
        }
    }
}

/// Reads documents that stand one after another, or in a list.
pub(in crate::import) fn read_documents(text: impl BufRead, records: &mut JsonRecords<'_, '_, '_>) -> Flow {
    let mut walk = JsonWalk { scanner: JsonScanner::new(text), records };
    while walk.any(0)? {}
    walk.records.finish()
}

/// A document on the way through it.
struct JsonWalk<'w, 's, 't, 'r, R> {
    scanner: JsonScanner<R>,
    records: &'w mut JsonRecords<'s, 't, 'r>,
}

impl<R: BufRead> JsonWalk<'_, '_, '_, '_, R> {
    /// Goes through the value that comes next; `false` at the end.
    fn any(&mut self, depth: u8) -> Flow<bool> {
        let Some(next) = self.scanner.peek().map_err(ScanFault::Io).map_err(|fault| self.broken(fault))?
        else {
            return Ok(false);
        };
        match next {
            // Between documents, as some write them.
            b',' | 0x1e if depth == 0 => self.scanner.pass(),
            b'{' if depth == 0 => self.object()?,
            b'[' if depth < DEEPEST => self.list(depth + 1)?,
            _ => {
                if let Some(line) = self.value()? {
                    self.records.value(self.scanner.text(), line, depth)?;
                }
            }
        }
        Ok(true)
    }

    fn list(&mut self, depth: u8) -> Flow {
        self.scanner.pass();
        loop {
            match self.peek()? {
                b']' => {
                    self.scanner.pass();
                    return Ok(());
                }
                b',' => self.scanner.pass(),
                _ => {
                    self.any(depth)?;
                }
            }
        }
    }

    /// Goes through an object of a document: its lists one by one, of what remains is found out what it is.
    fn object(&mut self) -> Flow {
        self.scanner.pass();
        let line = self.scanner.line();
        let mut rest = String::from("{");
        let mut is_page = false;
        loop {
            match self.peek()? {
                b'}' => break self.scanner.pass(),
                b',' => {
                    self.scanner.pass();
                    continue;
                }
                b'"' => {}
                other => {
                    return Err(self.broken(ScanFault::Odd(self.scanner.line(), char::from(other))).into());
                }
            }
            self.value()?;
            let name: String = serde_json::from_str(self.scanner.text()).unwrap_or_default();
            self.scanner.expect(b':').map_err(|fault| self.broken(fault))?;
            if self.peek()? == b'[' && LISTS.contains(&name.as_str()) {
                is_page = true;
                self.list(1)?;
                continue;
            }
            let Some(at) = self.value()? else { continue };
            let text = self.scanner.text();
            if !OWN.contains(&name.as_str()) && holds_records(text) {
                self.records.value(text, at, 1)?;
                is_page = true;
            } else if rest.len() + text.len() > LONGEST {
                self.records.lost(at, TOO_LONG)?;
            } else {
                add_member(&mut rest, &name, text);
            }
        }
        rest.push('}');
        if is_page { self.records.page(&rest, line) } else { self.records.value(&rest, line, 0) }
    }

    fn peek(&mut self) -> Flow<u8> {
        let next = self.scanner.peek().map_err(|error| self.broken(ScanFault::Io(error)))?;
        let line = self.scanner.line();
        Ok(next.ok_or_else(|| self.broken(ScanFault::Ended(line)))?)
    }

    /// The line of the value that was read; `None` where it is too long to be held, which is told.
    fn value(&mut self) -> Flow<Option<u64>> {
        match self.scanner.value().map_err(|fault| self.broken(fault))? {
            ValueRead::Value(line) => Ok(Some(line)),
            ValueRead::TooLong(line) => {
                self.records.lost(line, TOO_LONG)?;
                Ok(None)
            }
        }
    }

    fn broken(&self, fault: ScanFault) -> ImportError {
        let file = self.records.file();
        let broken = |what: String| ImportError::new(ImportErrorKind::Broken, file, what);
        match fault {
            ScanFault::Io(error) => ImportError::from_io(error, file),
            ScanFault::Ended(line) => {
                broken("the JSON ends in the middle of what begins on this line".to_owned()).at(line)
            }
            ScanFault::Odd(line, found) => {
                broken(format!("the JSON is broken here: {found:?} is not what belongs there")).at(line)
            }
        }
    }
}

/// Whether assignments or HITs may be somewhere in a list or an object.
fn holds_records(json: &str) -> bool {
    let named = |name: &str| {
        let json = json.as_bytes();
        memchr::memmem::find_iter(json, name.as_bytes()).any(|at| {
            json.get(at + name.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
        })
    };
    json.starts_with(['[', '{']) && (named("\"AssignmentId\"") || named("\"HITId\""))
}

/// Adds a member to the text of an object.
fn add_member(object: &mut String, name: &str, json: &str) {
    if object.len() > 1 {
        object.push(',');
    }
    // A text is always written.
    object.push_str(&serde_json::to_string(name).unwrap_or_default());
    object.push(':');
    object.push_str(json);
}
