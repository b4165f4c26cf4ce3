//! How JSON is laid out: as Python's `json.dump` does it, or on one line.

use super::{escape, python};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::Value;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Spaces a level of nesting is moved in.
const INDENT: usize = 4;
/// Enough spaces for most lines at once.
const SPACES: [u8; 64] = [b' '; 64];

/// Lays out one value.
#[derive(Debug, Clone, Copy)]
pub(super) struct JsonLayout {
    /// How deep the value stands; `None` keeps all on one line.
    depth: Option<usize>,
    /// Whether the innermost list or object has anything in it.
    filled: bool,
    /// Whether characters that hide or turn text are written as escapes. The value read back is the same.
    safe: bool,
}

impl JsonLayout {
    /// A line for everything, four spaces a level, beginning at a depth.
    pub(super) fn pretty(depth: usize, safe: bool) -> Self {
        Self { depth: Some(depth), filled: false, safe }
    }

    /// One line without spaces.
    pub(super) fn compact(safe: bool) -> Self {
        Self { depth: None, filled: false, safe }
    }

    /// Writes a value.
    pub(super) fn write(self, out: &mut impl Write, value: &impl Serialize) -> serde_json::Result<()> {
        value.serialize(&mut Serializer::with_formatter(out, self))
    }

    /// Whether characters are written as they came.
    pub(super) fn writes_as_sent(self) -> bool {
        !self.safe
    }

    /// A compact value as a string.
    pub(super) fn line(value: &Value) -> serde_json::Result<String> {
        let mut line = Vec::new();
        Self::compact(false).write(&mut line, value)?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Begins a line at the present depth, if there are lines.
    pub(super) fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        let Some(depth) = self.depth else { return Ok(()) };
        out.write_all(b"\n")?;
        let mut spaces = depth * INDENT;
        while spaces > 0 {
            let run = SPACES.get(..spaces).unwrap_or(&SPACES);
            out.write_all(run)?;
            spaces -= run.len();
        }
        Ok(())
    }

    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.map(|depth| depth + 1);
        self.filled = false;
        out.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.map(|depth| depth.saturating_sub(1));
        if self.filled {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }

    fn part<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.new_line(out)
    }
}

impl Formatter for JsonLayout {
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        out.write_all(python::float(value).as_bytes())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        if self.safe { escape::hidden(out, text) } else { out.write_all(text.as_bytes()) }
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.part(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.part(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.depth.is_some() { b": " } else { b":" })
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}
