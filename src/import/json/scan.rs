use crate::import::long_lines::LONGEST;
use std::io::{self, BufRead};

/// Finds where JSON values begin and end, so that a document can be read value by value.
///
/// It looks at brackets and quotes alone; whether a value is JSON finds out who reads it.
pub(super) struct JsonScanner<R> {
    source: R,
    /// The line that is read, from 1.
    line: u64,
    value: Vec<u8>,
}

/// Why there is no value.
#[derive(Debug)]
pub(super) enum ScanFault {
    /// It can not be read on.
    Io(io::Error),
    /// The text ends inside of a value that begins on this line.
    Ended(u64),
    /// What stands on this line is not what belongs there.
    Odd(u64, char),
}

impl From<io::Error> for ScanFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A value that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueRead {
    /// It is there, and begins on this line.
    Value(u64),
    /// It begins on this line and is too long to be held.
    TooLong(u64),
}

impl<R: BufRead> JsonScanner<R> {
    /// Reads from `source`.
    pub(super) fn new(source: R) -> Self {
        Self { source, line: 1, value: Vec::new() }
    }

    /// The line that is read.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The value that was read last.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.value).unwrap_or_default()
    }

    /// What comes next but blanks, which are passed; `None` at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let block = self.source.fill_buf()?;
            let blank = block.iter().position(|byte| !byte.is_ascii_whitespace());
            let found = blank.and_then(|at| block.get(at).copied());
            let passed = blank.unwrap_or(block.len());
            let lines = newlines(block.get(..passed).unwrap_or_default());
            let ended = block.is_empty();
            self.source.consume(passed);
            self.line += lines;
            if found.is_some() || ended {
                return Ok(found);
            }
        }
    }

    /// Passes the bracket, comma or colon that comes next.
    pub(super) fn pass(&mut self) {
        self.source.consume(1);
    }

    /// Passes what comes next, which has to be this.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), ScanFault> {
        match self.peek()? {
            Some(next) if next == byte => {
                self.pass();
                Ok(())
            }
            Some(other) => Err(ScanFault::Odd(self.line, char::from(other))),
            None => Err(ScanFault::Ended(self.line)),
        }
    }

    /// Reads the value that comes next, whole.
    pub(super) fn value(&mut self) -> Result<ValueRead, ScanFault> {
        // One long value among short ones is no reason to hold so much for them.
        if self.value.capacity() > 1 << 20 {
            self.value = Vec::new();
        }
        self.value.clear();
        let Some(first) = self.peek()? else { return Err(ScanFault::Ended(self.line)) };
        let begun = self.line;
        let mut extent = JsonExtent::of(first);
        let mut long = false;
        loop {
            let block = self.source.fill_buf()?;
            if block.is_empty() {
                let whole = matches!(extent, JsonExtent::Bare(length) if length > 0);
                return if whole { Ok(ValueRead::Value(begun)) } else { Err(ScanFault::Ended(begun)) };
            }
            let (length, done) = extent.advance(block);
            let part = block.get(..length).unwrap_or(block);
            long |= self.value.len() + part.len() > LONGEST;
            if long {
                self.value = Vec::new();
            } else {
                self.value.extend_from_slice(part);
            }
            self.line += newlines(part);
            let odd = done && length == 0 && matches!(extent, JsonExtent::Bare(0));
            self.source.consume(length);
            if odd {
                return Err(ScanFault::Odd(begun, char::from(first)));
            }
            if done {
                return Ok(if long { ValueRead::TooLong(begun) } else { ValueRead::Value(begun) });
            }
        }
    }
}

fn newlines(part: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', part).count() as u64
}

/// How far a value goes, while it is read.
#[derive(Debug, Clone, Copy)]
enum JsonExtent {
    /// A number or a word, so many bytes of it.
    Bare(usize),
    /// So many brackets are open.
    Open(u64),
    /// Inside of a string, with so many brackets around it; behind a backslash where `true`.
    String(u64, bool),
}

impl JsonExtent {
    /// Of a value that begins with this byte.
    fn of(first: u8) -> Self {
        if matches!(first, b'{' | b'[' | b'"') { Self::Open(0) } else { Self::Bare(0) }
    }

    /// How much of a block belongs to the value, and whether it ends there.
    fn advance(&mut self, block: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(rest) = block.get(at..).filter(|rest| !rest.is_empty()) {
            match *self {
                Self::Bare(length) => {
                    let end = rest.iter().position(|byte| {
                        byte.is_ascii_whitespace()
                            || matches!(byte, b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"')
                    });
                    *self = Self::Bare(length + end.unwrap_or(rest.len()));
                    return (at + end.unwrap_or(rest.len()), end.is_some());
                }
                Self::String(depth, true) => {
                    *self = Self::String(depth, false);
                    at += 1;
                }
                Self::String(depth, false) => match memchr::memchr2(b'"', b'\\', rest) {
                    None => return (block.len(), false),
                    Some(found) => {
                        at += found + 1;
                        *self = match rest.get(found) {
                            Some(b'\\') => Self::String(depth, true),
                            _ if depth == 0 => return (at, true),
                            _ => Self::Open(depth),
                        };
                    }
                },
                Self::Open(depth) => {
                    let bracket = |byte: &u8| matches!(byte, b'{' | b'[' | b']' | b'}' | b'"');
                    let Some(found) = rest.iter().position(bracket) else { return (block.len(), false) };
                    at += found + 1;
                    *self = match rest.get(found) {
                        Some(b'"') => Self::String(depth, false),
                        Some(b'{' | b'[') => Self::Open(depth + 1),
                        _ if depth <= 1 => return (at, true),
                        _ => Self::Open(depth - 1),
                    };
                }
            }
        }
        (block.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{BufReader, Read};

    fn values(text: &str, block: usize) -> Vec<(u64, String)> {
        let mut scanner = JsonScanner::new(BufReader::with_capacity(block, text.as_bytes()));
        let mut values = Vec::new();
        while scanner.peek().unwrap().is_some() {
            match scanner.value() {
                Ok(ValueRead::Value(line)) => values.push((line, scanner.text().to_owned())),
                other => panic!("{other:?}"),
            }
        }
        values
    }

    #[test]
    fn values_end_where_their_brackets_and_quotes_close() {
        for block in [1, 2, 3, 4096] {
            let text = "{\"a\\\"}\": [1,\n{}]} \"x\\\\\"\n-1.5 true[[]]{}";
            let expected = [
                (1, "{\"a\\\"}\": [1,\n{}]}"),
                (2, "\"x\\\\\""),
                (3, "-1.5"),
                (3, "true"),
                (3, "[[]]"),
                (3, "{}"),
            ];
            assert_eq!(values(text, block), expected.map(|(line, text)| (line, text.to_owned())), "{block}");
        }
    }

    #[test]
    fn what_is_cut_or_out_of_place_is_told() {
        for (text, line) in [("\n{\"a\":[", 2), ("\"x", 1), ("{\"a\\", 1), ("", 1)] {
            let mut scanner = JsonScanner::new(text.as_bytes());
            assert!(matches!(scanner.value(), Err(ScanFault::Ended(at)) if at == line), "{text}");
        }
        for text in ["]", ",", ":"] {
            assert!(matches!(JsonScanner::new(text.as_bytes()).value(), Err(ScanFault::Odd(1, _))), "{text}");
        }
    }

    #[test]
    fn a_value_without_end_is_never_held() {
        let long = io::repeat(b'x').take(LONGEST as u64 * 2);
        let text = b"\"".chain(long).chain(&b"\"\n[1]"[..]);
        let mut scanner = JsonScanner::new(BufReader::with_capacity(1 << 20, text));
        assert_eq!(scanner.value().unwrap(), ValueRead::TooLong(1));
        assert!(scanner.value.capacity() < 1 << 20);
        assert_eq!(scanner.value().unwrap(), ValueRead::Value(2));
        assert_eq!(scanner.text(), "[1]");
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert_eq!(values(&deep, 4096).len(), 1);
    }

    proptest! {
        #[test]
        fn any_value_comes_out_as_it_was(texts in proptest::collection::vec(any::<String>(), 0..4), block in 1_usize..9) {
            let json = serde_json::to_string(&texts).unwrap();
            let twice = format!(" {json}\n{json}");
            let expected = [(1, json.clone()), (2, json)];
            prop_assert_eq!(values(&twice, block), expected);
        }
    }
}
