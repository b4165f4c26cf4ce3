//! Escapes for characters that a terminal would obey or a reader would not see, in the notation of JSON and YAML.
//! Unlike a visible name in their place they lose nothing: what reads the output gets the worker's text.

use crate::text::safe::{Piece, pieces};
use std::io::{self, Write};

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
