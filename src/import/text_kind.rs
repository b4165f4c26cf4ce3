//! What a text is, by how it begins.

use memchr::memchr;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// Nothing but blanks.
    Blank,
    /// A JSON value a line.
    JsonLines,
    /// JSON values, each over as many lines as it likes.
    Json,
    /// What Python prints.
    Python,
    /// YAML.
    Yaml,
    /// Text of the AWS CLI.
    CliText,
    /// A table of the AWS CLI, drawn for people.
    CliTable,
    /// A page for browsers.
    Html,
    /// Another document in angle brackets.
    Xml,
    /// A table, or nothing that is known.
    Sheet,
}

/// What lines of the AWS CLI's text begin with.
pub(super) const SECTIONS: [&str; 5] = ["ASSIGNMENTS", "ASSIGNMENT", "BONUSPAYMENTS", "HITS", "HIT"];

impl TextKind {
    /// Looks at the first block of a text.
    pub(super) fn of(block: &[u8]) -> Self {
        let text = block.trim_ascii_start();
        match text.first() {
            None => Self::Blank,
            Some(b'{' | b'[' | b'(') => braces(text),
            Some(b'<') => markup(text),
            _ if is_cli_text(text) => Self::CliText,
            _ if is_drawn(text) => Self::CliTable,
            _ if is_yaml(text) => Self::Yaml,
            _ => Self::Sheet,
        }
    }
}

/// JSON and Python begin alike: what stands behind the brackets tells them apart.
fn braces(text: &[u8]) -> TextKind {
    let opening = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[' | b'(');
    let inside =
        text.iter().position(|byte| !opening(byte)).and_then(|at| text.get(at..)).unwrap_or_default();
    match inside {
        [b'\'', ..] | [b'u' | b'b', b'\'' | b'"', ..] => TextKind::Python,
        _ if [&b"datetime."[..], b"None", b"True", b"False", b"OrderedDict("]
            .iter()
            .any(|word| inside.starts_with(word)) =>
        {
            TextKind::Python
        }
        [] | [b'"' | b'}' | b']' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n', ..]
            if !text.starts_with(b"(") =>
        {
            if is_lines(text) {
                TextKind::JsonLines
            } else {
                TextKind::Json
            }
        }
        _ => TextKind::Sheet,
    }
}

/// Whether one of the first two lines is a JSON value by itself, with something on a line behind or before it.
fn is_lines(text: &[u8]) -> bool {
    let Some(end) = memchr(b'\n', text) else { return false };
    let (first, rest) = text.split_at(end);
    let rest = rest.trim_ascii_start();
    if rest.is_empty() {
        return false;
    }
    let second = rest.get(..memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or(rest);
    is_value(first) || (first.starts_with(b"{") && first.trim_ascii_end().len() > 1 && is_value(second))
}

/// Whether a line is one object or array; of what it holds only brackets are looked at.
fn is_value(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
    for (at, byte) in line.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => match depth.checked_sub(1) {
                Some(0) => return at + 1 == line.len(),
                Some(less) => depth = less,
                None => return false,
            },
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

fn markup(text: &[u8]) -> TextKind {
    let head = text.get(..text.len().min(2048)).unwrap_or(text).to_ascii_lowercase();
    let html = [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<script"];
    let begins = html.iter().any(|tag| head.starts_with(tag));
    if begins || memchr::memmem::find(&head, b"<html").is_some() { TextKind::Html } else { TextKind::Xml }
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty())
}

/// A line of a section first, or behind the line with a page's own members.
fn is_cli_text(text: &[u8]) -> bool {
    lines(text).take(2).any(|line| {
        let name = line.split(|byte| *byte == b'\t').next().unwrap_or_default();
        name.len() < line.len() && SECTIONS.iter().any(|section| section.as_bytes() == name)
    })
}

/// A rule, and a line between bars below it.
fn is_drawn(text: &[u8]) -> bool {
    let mut lines = lines(text);
    let rule = |line: &[u8]| line.len() > 4 && line.iter().all(|byte| *byte == b'-');
    lines.next().is_some_and(rule) && lines.next().is_some_and(|line| line.starts_with(b"|"))
}

/// A document's mark, an entry of a list, or a name with a colon.
fn is_yaml(text: &[u8]) -> bool {
    let Some(line) = lines(text).find(|line| !line.starts_with(b"#")) else { return false };
    let named = |line: &[u8]| {
        let name = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let quotes = usize::from(line.starts_with(b"\""));
        let name = if quotes == 1 {
            memchr(b'"', line.get(1..).unwrap_or_default()).map_or(0, |at| at + 2)
        } else {
            name
        };
        name > 0 && matches!(line.get(name..), Some([b':'] | [b':', b' ', ..]))
    };
    line.starts_with(b"---") && !line.starts_with(b"----")
        || line.starts_with(b"%YAML")
        || line == b"-"
        || named(line)
        || line.starts_with(b"- ") && named(behind_dashes(line))
}

/// What stands behind the dashes of lists in lists.
fn behind_dashes(mut line: &[u8]) -> &[u8] {
    while let Some(entry) = line.strip_prefix(b"- ") {
        line = entry.trim_ascii_start();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_by_how_they_begin() {
        for (text, kind) in [
            ("", TextKind::Blank),
            (" \r\n\t", TextKind::Blank),
            (" {\"a\": 1}", TextKind::Json),
            ("{\"a\":1}\n{\"b\":2}\n", TextKind::JsonLines),
            ("{\"a\":1}\n", TextKind::Json),
            ("{\"a\":\"}\n{\"b\":2}\n", TextKind::JsonLines),
            ("{\"a\":\"}{\\\"\"}\r\n\r\n[2]", TextKind::JsonLines),
            ("{\n\"a\": {}\n}\n", TextKind::Json),
            ("{\n{\"a\": 1}\n", TextKind::Json),
            ("[\n{\"a\":1},\n{\"b\":2}\n]", TextKind::Json),
            ("[{\"a\":1},\n{\"b\":2}]", TextKind::Json),
            ("[]", TextKind::Json),
            ("{", TextKind::Json),
            ("{'a': 1}", TextKind::Python),
            ("[{u'a': None}]", TextKind::Python),
            ("[None]", TextKind::Python),
            ("[laughs],HITId\n", TextKind::Sheet),
            ("(a),b\n", TextKind::Sheet),
            ("<!DOCTYPE html><p>", TextKind::Html),
            ("<?xml version='1.0'?>\n<html>", TextKind::Html),
            ("<?xml version='1.0'?><GetAssignments/>", TextKind::Xml),
            ("ASSIGNMENTS\t2020\n", TextKind::CliText),
            ("p1:abc\t100\nASSIGNMENTS\t2020\n", TextKind::CliText),
            ("ASSIGNMENTS\n", TextKind::Sheet),
            ("Assignments:\n- AcceptTime: x\n", TextKind::Yaml),
            ("# saved\n---\nAssignments: []\n", TextKind::Yaml),
            ("- Assignments:\n", TextKind::Yaml),
            ("\"Assignments\":\n", TextKind::Yaml),
            ("HITId,Answer: x,b\n", TextKind::Sheet),
            ("HITId\tWorkerId\n", TextKind::Sheet),
            ("http://x/a,b\n", TextKind::Sheet),
            ("----\n", TextKind::Sheet),
            ("-----------\n|  ListAssignmentsForHIT  |\n", TextKind::CliTable),
            ("-,a\n", TextKind::Sheet),
        ] {
            assert_eq!(TextKind::of(text.as_bytes()), kind, "{text:?}");
        }
    }
}
