//! YAML as the AWS CLI and Python write it, entry by entry.
//!
//! A document is never held: what begins on a line that is not indented, or is an entry of the list below such a line, is
//! read by itself. No scalar may go on without being indented, so this finds every entry of block style. The aliases of
//! an entry are its own; they are bounded by the parser's own limits.

use super::error::ImportError;
use super::json::JsonRecords;
use super::long_lines::{LONGEST, LineRead, LongLines, TOO_LONG};
use super::sink::Flow;
use serde_json::Value;
use std::io::BufRead;

/// Reads the documents of a text.
pub(super) fn read_yaml(text: impl BufRead, records: &mut JsonRecords<'_, '_, '_>) -> Flow {
    let mut lines = LongLines::new(text);
    let mut entry = YamlEntry::default();
    loop {
        let read = lines.read().map_err(|error| ImportError::from_io(error, records.file()))?;
        match read {
            LineRead::End => break,
            LineRead::TooLong => entry.overflow(),
            LineRead::Line if is_mark(lines.text().trim_end()) => {
                entry.finish(records)?;
                entry.page(records)?;
            }
            LineRead::Line => {
                if entry.ends_before(lines.text()) {
                    entry.finish(records)?;
                }
                entry.push(lines.text(), lines.number());
            }
        }
    }
    entry.finish(records)?;
    entry.page(records)?;
    records.finish()
}

/// Whether a line begins or ends a document.
fn is_mark(line: &str) -> bool {
    line == "---" || line == "..." || line.starts_with("%YAML") || line.starts_with("--- #")
}

/// An entry while its lines come in, and what is known of the document around it.
#[derive(Debug, Default)]
struct YamlEntry {
    text: String,
    /// The line on which it begins.
    line: u64,
    /// How far the entries of the list are indented that is read; `None` outside of one.
    indent: Option<usize>,
    /// Whether the line before was a name with nothing behind it: a list may follow.
    opens_list: bool,
    is_long: bool,
    /// The members of the document beside its lists.
    beside: serde_json::Map<String, Value>,
    page_line: u64,
}

impl YamlEntry {
    /// Whether the line is none of this entry.
    fn ends_before(&mut self, line: &str) -> bool {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let is_item = text == "-" || text.starts_with("- ");
        if text.is_empty() || text.starts_with('#') && indent == 0 {
            return false;
        }
        if self.opens_list {
            self.opens_list = false;
            if is_item {
                self.indent = Some(indent);
                // The name of the list is no entry.
                self.text.clear();
                return false;
            }
        }
        if indent == 0 && !is_item {
            self.indent = None;
            return true;
        }
        match self.indent {
            Some(entries) => is_item && indent == entries,
            None => indent == 0,
        }
    }

    fn push(&mut self, line: &str, number: u64) {
        if self.text.is_empty() && !self.is_long {
            if line.trim().is_empty() || line.starts_with('#') {
                return;
            }
            self.line = number;
            let name = line.trim_end();
            self.opens_list =
                name.ends_with(':') && !name.starts_with([' ', '-', '"']) && !name.contains(' ');
        }
        if self.text.len() + line.len() > LONGEST {
            self.overflow();
        }
        if !self.is_long {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Gives up an entry that is too long.
    fn overflow(&mut self) {
        self.is_long = true;
        self.text = String::new();
    }

    /// Reads the entry.
    fn finish(&mut self, records: &mut JsonRecords<'_, '_, '_>) -> Flow {
        self.opens_list = false;
        if std::mem::take(&mut self.is_long) {
            return records.lost(self.line, TOO_LONG);
        }
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return Ok(());
        }
        let options = serde_saphyr::options! {
            strict_booleans: true,
            leading_zero_numbers_as_strings: true,
            underscored_numbers_as_strings: true,
            duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
            with_snippet: false,
        };
        let value: Value = match serde_saphyr::from_str_with_options(&text, options) {
            Ok(value) => value,
            Err(error) => {
                return records.lost(self.line, format!("this is no YAML: {}", words(&error.to_string())));
            }
        };
        match value {
            Value::Object(members) if self.indent.is_none() && is_beside(&members) => {
                self.page_line = self.page_line.max(self.line);
                self.beside.extend(members);
                Ok(())
            }
            value => records.value(&value.to_string(), self.line, 0),
        }
    }

    /// Ends a document: what stands beside its lists is one object.
    fn page(&mut self, records: &mut JsonRecords<'_, '_, '_>) -> Flow {
        self.indent = None;
        let beside = Value::Object(std::mem::take(&mut self.beside));
        match &beside {
            Value::Object(members) if members.is_empty() => Ok(()),
            Value::Object(members)
                if members.contains_key("AssignmentId") || members.contains_key("HITId") =>
            {
                records.value(&beside.to_string(), self.page_line, 0)
            }
            _ => records.page(&beside.to_string(), self.page_line),
        }
    }
}

/// Whether members stand in the document itself, and not in an entry: they come one by one.
fn is_beside(members: &serde_json::Map<String, Value>) -> bool {
    let lists = ["Assignments", "HITs", "BonusPayments"];
    members.len() == 1 && !members.keys().any(|name| lists.contains(&name.as_str()))
}

/// The parser's words on one line.
fn words(error: &str) -> String {
    error.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
