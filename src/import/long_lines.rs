use std::io::{self, BufRead};

/// How long a value or a line may be that is held whole. Longer ones are left out, and told.
pub(super) const LONGEST: usize = 64 * 1024 * 1024;

/// What an overlong line is told as.
pub(super) const TOO_LONG: &str = "it is longer than 64 MiB, and left out";

/// Reads lines of which none is held beyond a limit.
pub(super) struct LongLines<R> {
    source: R,
    /// The number of the line that was read, from 1.
    number: u64,
    text: Vec<u8>,
}

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineRead {
    /// A line.
    Line,
    /// A line that is too long to be held.
    TooLong,
    /// There are no more.
    End,
}

impl<R: BufRead> LongLines<R> {
    /// Reads from `source`.
    pub(super) fn new(source: R) -> Self {
        Self { source, number: 0, text: Vec::new() }
    }

    /// The number of the line that was read.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The line that was read, without the LF that ends it.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or_default()
    }

    /// Reads the next line.
    pub(super) fn read(&mut self) -> io::Result<LineRead> {
        // One long line among short ones is no reason to hold so much for them.
        if self.text.capacity() > 1 << 20 {
            self.text = Vec::new();
        }
        self.text.clear();
        let mut long = false;
        loop {
            let block = self.source.fill_buf()?;
            if block.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', block);
            let part = block.get(..end.unwrap_or(block.len())).unwrap_or(block);
            long |= self.text.len() + part.len() > LONGEST;
            if long {
                self.text = Vec::new();
            } else {
                self.text.extend_from_slice(part);
            }
            // A line without a character has a number too.
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() {
                self.number += 1;
                return Ok(if long { LineRead::TooLong } else { LineRead::Line });
            }
        }
        if self.text.is_empty() && !long {
            return Ok(LineRead::End);
        }
        self.number += 1;
        Ok(if long { LineRead::TooLong } else { LineRead::Line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    #[test]
    fn lines_have_numbers_and_the_last_needs_no_end() {
        let mut lines = LongLines::new(BufReader::with_capacity(2, &b"one\n\nthree"[..]));
        for text in ["one", "", "three"] {
            assert_eq!(lines.read().unwrap(), LineRead::Line);
            assert_eq!(lines.text(), text);
        }
        assert_eq!((lines.read().unwrap(), lines.number()), (LineRead::End, 3));
    }

    #[test]
    fn a_line_without_end_is_never_held() {
        let long = io::repeat(b'x').take(LONGEST as u64 * 3);
        let mut lines = LongLines::new(BufReader::with_capacity(1 << 20, long.chain(&b"\nnext"[..])));
        assert_eq!(lines.read().unwrap(), LineRead::TooLong);
        assert!(lines.text.capacity() < 1 << 20);
        assert_eq!(lines.read().unwrap(), LineRead::Line);
        assert_eq!((lines.text(), lines.number()), ("next", 2));
    }
}
