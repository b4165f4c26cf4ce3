//! Escapes for characters that a terminal would obey or a reader would not see, in the notation of JSON and YAML.
//! Unlike a visible name in their place they lose nothing: what reads the output gets the worker's text.

use crate::text::safe::{Piece, pieces};
use crate::wire::unescape;
use std::io::{self, Write};

/// Writes a JSON string as it was sent, with the escapes of Python's `json.dump` alone.
pub(super) fn sent(out: &mut impl Write, json: &[u8]) -> io::Result<()> {
    let Some(mut at) = other_escape(json) else { return out.write_all(json) };
    // It is a part of a text; what is not yet written of it.
    let mut rest = std::str::from_utf8(json).unwrap_or_default();
    loop {
        let (run, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.write_all(run.as_bytes())?;
        let (c, after) = escape.strip_prefix('\\').and_then(unescape).unwrap_or((None, ""));
        character(out, c.unwrap_or(char::REPLACEMENT_CHARACTER))?;
        rest = after;
        match other_escape(rest.as_bytes()) {
            Some(next) => at = next,
            None => return out.write_all(rest.as_bytes()),
        }
    }
}

/// Where the first escape is that Python writes in another way; most stay as they are.
fn other_escape(json: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(b'\\', json.get(from..)?)?;
        match json.get(at + 1) {
            Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') => from = at + 2,
            _ => return Some(at),
        }
    }
}

/// Writes a character of a JSON string.
fn character(out: &mut impl Write, c: char) -> io::Result<()> {
    match c {
        '"' | '\\' => write!(out, "\\{c}"),
        '\n' => out.write_all(b"\\n"),
        '\r' => out.write_all(b"\\r"),
        '\t' => out.write_all(b"\\t"),
        '\u{8}' => out.write_all(b"\\b"),
        '\u{c}' => out.write_all(b"\\f"),
        '\0'..' ' => write!(out, "\\u{:04x}", u32::from(c)),
        _ => out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

/// Writes a run of a JSON string that needs no escapes of JSON's own.
pub(super) fn hidden(out: &mut (impl Write + ?Sized), text: &str) -> io::Result<()> {
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => out.write_all(text.as_bytes())?,
            // JSON's own escapes, written before the run.
            Piece::Tab | Piece::Break => {}
            Piece::Hidden(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
    }
    Ok(())
}

/// Writes a string in YAML's double quotes.
///
/// YAML's escapes differ from JSON's beyond U+FFFF, where it knows no pairs of surrogates; and it does not allow
/// DEL, the C1 controls, the other line separators and byte order marks to stand as they are.
pub(super) fn yaml(out: &mut impl Write, text: &str, safe: bool) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (run, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        yaml_run(out, run, safe)?;
        let mut chars = special.chars();
        match chars.next() {
            Some(c @ ('"' | '\\')) => write!(out, "\\{c}")?,
            Some('\n') => out.write_all(b"\\n")?,
            Some('\t') => out.write_all(b"\\t")?,
            Some('\r') => out.write_all(b"\\r")?,
            Some(c) => code_point(out, c)?,
            None => {}
        }
        rest = chars.as_str();
    }
    yaml_run(out, rest, safe)?;
    out.write_all(b"\"")
}

/// A run without anything that YAML wants escaped.
fn yaml_run(out: &mut impl Write, text: &str, safe: bool) -> io::Result<()> {
    if !safe {
        return out.write_all(text.as_bytes());
    }
    pieces(text).try_for_each(|piece| match piece {
        Piece::Text(text) => out.write_all(text.as_bytes()),
        Piece::Hidden(c) => code_point(out, c),
        // Escaped before the run.
        Piece::Tab | Piece::Break => Ok(()),
    })
}

/// Whether a character can not stand as it is in YAML's double quotes.
fn is_special(c: char) -> bool {
    match c {
        '"' | '\\' => true,
        ' '..='~' => false,
        _ => c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'),
    }
}

fn code_point(out: &mut impl Write, c: char) -> io::Result<()> {
    match u32::from(c) {
        code @ ..=0xFF => write!(out, "\\x{code:02x}"),
        code @ ..=0xFFFF => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::sent;
    use crate::output::layout::JsonLayout;
    use crate::wire::value_of;
    use proptest::prelude::*;

    /// The two ways to write a string: from what was sent, and by what it says.
    fn both(json: &str) -> (String, String) {
        let mut out = Vec::new();
        sent(&mut out, json.as_bytes()).unwrap();
        (String::from_utf8(out).unwrap(), JsonLayout::line(&value_of(json)).unwrap())
    }

    #[test]
    fn escapes_that_need_not_be_are_written_as_what_they_say() {
        for (json, written) in [
            (r#""""#, r#""""#),
            (r#""a\/b\u003cb\u003E \u00e9\ud83d\ude42""#, r#""a/b<b> é🙂""#),
            (r#""\"\\\n\u000a\u0022\u005c\u001F\u0008""#, r#""\"\\\n\n\"\\\u001f\b""#),
            (r#""\ud83d\\""#, "\"\u{FFFD}\\\\\""),
            (r#""\\u0041\u0041""#, r#""\\u0041A""#),
        ] {
            assert_eq!(both(json), (written.to_owned(), written.to_owned()), "{json}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sent_is_written_as_what_it_says(text in any::<String>(), escaped in any::<u32>()) {
            let json = serde_json::to_string(&text).unwrap();
            let units = text.encode_utf16().enumerate();
            let some: String = units.map(|(at, unit)| match escaped >> (at % 32) & 1 {
                1 => format!("\\u{unit:04x}"),
                _ => char::from_u32(unit.into()).filter(|c| !c.is_control() && !matches!(c, '"' | '\\'))
                    .map_or_else(|| format!("\\u{unit:04X}"), String::from),
            }).collect();
            for json in [json, format!("\"{some}\"")] {
                let (from_sent, from_value) = both(&json);
                prop_assert_eq!(from_sent, from_value);
            }
        }
    }
}
