use super::dialect::Dialect;
use super::row::{RowCell, SheetRow};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};
use std::io::{self, BufRead};

/// How long a row may be. No row of a file that somebody filled is.
pub(super) const LONGEST_ROW: usize = 64 * 1024 * 1024;

/// How many cells a row may have, for each takes memory of its own.
const MOST_CELLS: usize = 100_000;

/// How often reading begins again behind the first line of a row that could not be read: each time costs as much as a row.
const ATTEMPTS: u32 = 16;

/// Reads the rows of a table, one after another, in memory for one row.
///
/// `csv_core` takes cells apart. Beside it this knows what the bytes of a row were: whether a cell was quoted, which
/// alone tells R's missing value from the text "NA", and where to begin again behind a quote that nobody closed.
pub(super) struct RowReader<R> {
    text: PushedBack<R>,
    cells: Reader,
    dialect: Dialect,
    /// The line that comes next.
    line: u64,
    /// The row as it stands in the file.
    raw: Vec<u8>,
    /// The text of its cells, and room behind it.
    bytes: Vec<u8>,
    written: usize,
    ends: Vec<RowCell>,
    attempts: u32,
}

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowRead {
    /// A row.
    Row,
    /// A row that begins on this line and could not be read; what follows it can.
    Lost(LostRow, u64),
    /// There are no more.
    End,
}

/// Why a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LostRow {
    /// A quote is never closed.
    Unclosed,
    /// It is longer than any row may be, or has more cells.
    TooLong,
}

/// What a cell ends with.
enum CellEnd {
    Cell,
    Row,
    Nothing,
    Lost(LostRow),
}

impl<R: BufRead> RowReader<R> {
    /// Reads from `text`.
    pub(super) fn new(text: R, dialect: Dialect) -> Self {
        let mut cells = ReaderBuilder::new();
        cells.delimiter(dialect.separator).terminator(Terminator::Any(dialect.row_end));
        match dialect.quote {
            Some(quote) => cells.quote(quote),
            None => cells.quoting(false),
        };
        Self {
            text: PushedBack { back: Vec::new(), at: 0, text },
            cells: cells.build(),
            dialect,
            line: 1,
            raw: Vec::new(),
            bytes: Vec::new(),
            written: 0,
            ends: Vec::new(),
            attempts: 0,
        }
    }

    /// Reads the next row that is not blank.
    pub(super) fn read(&mut self, row: &mut SheetRow) -> io::Result<RowRead> {
        self.skip_blank_lines()?;
        self.raw.clear();
        self.ends.clear();
        self.written = 0;
        loop {
            match self.cell()? {
                CellEnd::Cell => {}
                CellEnd::Row => break,
                CellEnd::Nothing => return Ok(RowRead::End),
                CellEnd::Lost(why) => return self.lose(why),
            }
        }
        self.leave_out_cr();
        row.fill(self.bytes.get(..self.written).unwrap_or_default(), &self.ends, self.line);
        self.line += self.lines();
        Ok(RowRead::Row)
    }

    fn cell(&mut self) -> io::Result<CellEnd> {
        let begun = self.raw.len();
        let quoted =
            self.dialect.quote.is_some() && self.text.fill_buf()?.first() == self.dialect.quote.as_ref();
        loop {
            if self.bytes.len() < self.written + 64 {
                self.bytes.resize((self.bytes.len() * 2).max(4096), 0);
            }
            let input = self.text.fill_buf()?;
            let at_end = input.is_empty();
            let output = self.bytes.get_mut(self.written..).unwrap_or_default();
            let (result, read, written) = self.cells.read_field(input, output);
            self.raw.extend_from_slice(input.get(..read).unwrap_or_default());
            self.text.consume(read);
            self.written += written;
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull if self.raw.len() > LONGEST_ROW => {
                    // A cell of many lines without an end is no cell.
                    let is_open = quoted && memchr::memchr(self.dialect.row_end, &self.raw).is_some();
                    return Ok(CellEnd::Lost(if is_open { LostRow::Unclosed } else { LostRow::TooLong }));
                }
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(CellEnd::Nothing),
                ReadFieldResult::Field { record_end: false } if self.ends.len() >= MOST_CELLS => {
                    return Ok(CellEnd::Lost(LostRow::TooLong));
                }
                ReadFieldResult::Field { .. } if at_end && quoted && self.is_open(begun) => {
                    return Ok(CellEnd::Lost(LostRow::Unclosed));
                }
                ReadFieldResult::Field { record_end } => {
                    self.ends.push(RowCell { end: self.written, quoted });
                    return Ok(if record_end { CellEnd::Row } else { CellEnd::Cell });
                }
            }
        }
    }

    /// Whether the quote with which a cell begins is not closed, at the end of the text.
    fn is_open(&self, begun: usize) -> bool {
        let Some(quote) = self.dialect.quote else { return false };
        let mut cell = self.raw.get(begun + 1..).unwrap_or_default().iter().peekable();
        while let Some(byte) = cell.next() {
            if *byte == quote && cell.next_if(|next| **next == quote).is_none() {
                return false;
            }
        }
        true
    }

    /// Of CR and LF only the LF ends a row for `csv_core`: a CR alone in a cell is text.
    fn leave_out_cr(&mut self) {
        let ends_with_cr = match self.raw.as_slice() {
            [.., before, b'\n'] => *before == b'\r',
            [.., last] => *last == b'\r' && self.dialect.row_end == b'\n',
            [] => false,
        };
        let cr = self.written.checked_sub(1).filter(|at| ends_with_cr && self.bytes.get(*at) == Some(&b'\r'));
        if let (Some(at), Some(cell)) = (cr, self.ends.last_mut()) {
            self.written = at;
            cell.end = at;
        }
    }

    /// Gives a row up, and begins again on the line behind its first.
    fn lose(&mut self, why: LostRow) -> io::Result<RowRead> {
        let begun = self.line;
        match memchr::memchr(self.dialect.row_end, &self.raw) {
            Some(end) if self.attempts < ATTEMPTS => {
                self.attempts += 1;
                self.line += 1;
                self.text.push_back(self.raw.split_off(end + 1));
            }
            _ => {
                self.line += self.lines();
                self.skip_line()?;
            }
        }
        self.raw = Vec::new();
        self.bytes = Vec::new();
        self.cells.reset();
        Ok(RowRead::Lost(why, begun))
    }

    /// How many lines the row takes.
    fn lines(&self) -> u64 {
        memchr::memchr_iter(self.dialect.row_end, &self.raw).count() as u64
    }

    fn skip_blank_lines(&mut self) -> io::Result<()> {
        loop {
            let text = self.text.fill_buf()?;
            let blank = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let lines = text.iter().take(blank).filter(|byte| **byte == self.dialect.row_end).count();
            let more = blank > 0 && blank == text.len();
            self.line += lines as u64;
            self.text.consume(blank);
            if !more {
                return Ok(());
            }
        }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let text = self.text.fill_buf()?;
            let end = memchr::memchr(self.dialect.row_end, text);
            let skipped = end.map_or(text.len(), |end| end + 1);
            self.text.consume(skipped);
            self.line += u64::from(end.is_some());
            if end.is_some() || skipped == 0 {
                return Ok(());
            }
        }
    }
}

/// A reader with what was read too far in front of it.
struct PushedBack<R> {
    back: Vec<u8>,
    at: usize,
    text: R,
}

impl<R: BufRead> PushedBack<R> {
    fn push_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(self.back.get(self.at..).unwrap_or_default());
        self.back = bytes;
        self.at = 0;
    }

    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.back.get(self.at..) {
            Some(back) if !back.is_empty() => Ok(back),
            _ => self.text.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.back.len() {
            self.at += amount;
        } else {
            self.back = Vec::new();
            self.at = 0;
            self.text.consume(amount);
        }
    }
}

#[cfg(test)]
mod tests;
