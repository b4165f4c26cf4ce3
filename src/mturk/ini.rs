//! Configuration files as Python's `configparser` reads them, with which the AWS CLI reads its own.
//!
//! Beyond the format that AWS documents that are indented keys, `key: value`, values that go on in lines moved further
//! in, sections of any name, defaults for all sections (`[DEFAULT]`), and comments only at the beginning of a line.

use std::collections::HashSet;

/// What Python calls the section whose keys every other section has too.
const DEFAULTS: &str = "DEFAULT";

/// A section's keys, in lower case, with their values.
pub(super) type Keys = Vec<(String, String)>;

/// A file that is none, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub(super) struct IniError {
    line: usize,
    reason: String,
}

/// Reads a file's sections in their order.
///
/// # Errors
///
/// With the first line that Python refuses.
pub(super) fn sections(text: &str) -> Result<Vec<(String, Keys)>, IniError> {
    let mut reader = IniReader::default();
    // Python takes a carriage return alone for the end of a line too.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (line, number) in text.split('\n').zip(1..) {
        reader.line(line).map_err(|reason| IniError { line: number, reason })?;
    }
    Ok(reader.end())
}

/// Reads lines.
#[derive(Debug, Default)]
struct IniReader {
    sections: Vec<(String, Keys)>,
    seen: HashSet<String>,
    /// How far the last key or section was moved in; a line further in goes on with the key's value.
    indent: usize,
    /// Whether a key was read in the present section.
    in_key: bool,
}

impl IniReader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let text = line.trim();
        if text.starts_with(['#', ';']) {
            return Ok(());
        }
        if text.is_empty() {
            self.go_on("");
            return Ok(());
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        if self.in_key && indent > self.indent {
            self.go_on(text);
            return Ok(());
        }
        self.indent = indent;
        match text
            .strip_prefix('[')
            .and_then(|rest| rest.rsplit_once(']'))
            .filter(|(name, _)| !name.is_empty())
        {
            Some((name, _)) => self.section(name),
            None => self.key(text),
        }
    }

    fn section(&mut self, name: &str) -> Result<(), String> {
        self.in_key = false;
        if !self.seen.insert(name.to_owned()) && name != DEFAULTS {
            return Err(format!("[{name}] is there a second time"));
        }
        self.sections.push((name.to_owned(), Keys::new()));
        Ok(())
    }

    fn key(&mut self, text: &str) -> Result<(), String> {
        let Some((name, keys)) = self.sections.last_mut() else {
            return Err("a [section] has to come first".to_owned());
        };
        let (key, value) = text.split_once(['=', ':']).ok_or("neither [section] nor key = value")?;
        let key = key.trim_end().to_lowercase();
        if key.is_empty() {
            return Err("there is no key before the sign".to_owned());
        }
        if keys.iter().any(|(other, _)| *other == key) {
            return Err(format!("{key} is there a second time in [{name}]"));
        }
        keys.push((key, value.trim_start().to_owned()));
        self.in_key = true;
        Ok(())
    }

    /// Adds a line to the last value.
    fn go_on(&mut self, text: &str) {
        let last = self.sections.last_mut().and_then(|(_, keys)| keys.last_mut());
        if let Some((_, value)) = last.filter(|_| self.in_key) {
            value.push('\n');
            value.push_str(text);
        }
    }

    /// Gives every section the defaults that it does not set itself.
    fn end(self) -> Vec<(String, Keys)> {
        let (defaults, mut sections): (Vec<_>, Vec<_>) =
            self.sections.into_iter().partition(|(name, _)| name == DEFAULTS);
        let defaults: Keys = defaults.into_iter().flat_map(|(_, keys)| keys).collect();
        for (_, keys) in &mut sections {
            for (key, value) in &defaults {
                if !keys.iter().any(|(own, _)| own == key) {
                    keys.push((key.clone(), value.clone()));
                }
            }
            for (_, value) in keys {
                value.truncate(value.trim_end().len());
            }
        }
        sections
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<(String, String)>)> {
        sections(text).unwrap()
    }

    fn one(name: &str, keys: &[(&str, &str)]) -> (String, Keys) {
        let keys = keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        (name.to_owned(), keys.collect())
    }

    #[test]
    fn keys_may_be_moved_in_and_parted_by_a_colon() {
        let keys = [("region", "us-east-1"), ("output", "text"), ("url", "http://x:1")];
        let text = "[default]\n  Region = us-east-1\n  output: text\nurl=http://x:1\n";
        assert_eq!(read(text), [one("default", &keys)]);
    }

    #[test]
    fn a_value_goes_on_in_lines_moved_further_in() {
        let text = "[a]\nk = one\n  two\n# no\n\n  three # yes\n\n[b c]\ns3 =\n  x = 1\n  y = 2\nz = 3\n";
        let nested = [("s3", "\nx = 1\ny = 2"), ("z", "3")];
        assert_eq!(read(text), [one("a", &[("k", "one\ntwo\n\nthree # yes")]), one("b c", &nested)]);
    }

    #[test]
    fn sections_have_names_of_any_kind_and_the_defaults_of_all() {
        let text = "[profile \"my work\"] ; x\r\na=1\r\n[DEFAULT]\r\na=2\r\nb=3\r\n[jürgen]\r\n";
        assert_eq!(
            read(text),
            [one("profile \"my work\"", &[("a", "1"), ("b", "3")]), one("jürgen", &[("a", "2"), ("b", "3")])]
        );
    }

    #[test]
    fn what_python_refuses_is_told_with_its_line() {
        for (text, words) in [
            ("a = 1\n", "line 1: a [section]"),
            ("[a]\nb\n", "line 2: neither"),
            ("[a]\n = b\n", "line 2: there is no key"),
            ("[a]\nb=1\nB=2\n", "line 3: b is there a second time in [a]"),
            ("[a]\n[a]\n", "line 2: [a] is there a second time"),
            ("[]\n", "line 1: a [section]"),
        ] {
            let error = sections(text).unwrap_err().to_string();
            assert!(error.starts_with(words), "{text:?}: {error}");
        }
    }
}
