use super::dialect::Dialect;
use super::header::SheetHeader;
use super::row::SheetRow;
use super::rows::{RowRead, RowReader};
use std::io::{self, BufRead, Chain, Cursor, Read};

/// How much of a table is looked at before it is read.
const HEAD: usize = 64 * 1024;

/// The beginning of a table, out of which its dialect is found.
pub(super) struct SheetHead {
    text: Vec<u8>,
    /// Whether the table is longer.
    is_cut: bool,
    /// The separator that a spreadsheet's first line names.
    named: Option<u8>,
}

/// How all rows of a table differ from its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowHabit {
    /// Not at all, or each in its own way.
    None,
    /// They end with a separator, as in the site's old downloads of single HITs.
    SeparatorBehind,
    /// They begin with a number that has no column, as in what `write.table` of R writes.
    NumberInFront,
}

impl SheetHead {
    /// Reads the beginning.
    pub(super) fn read(text: &mut impl BufRead) -> io::Result<Self> {
        let mut head = Vec::new();
        while head.len() < HEAD {
            let more = text.fill_buf()?;
            if more.is_empty() {
                break;
            }
            let taken = more.len().min(HEAD - head.len());
            head.extend_from_slice(more.get(..taken).unwrap_or_default());
            text.consume(taken);
        }
        let is_cut = head.len() == HEAD;
        let mut head = Self { text: head, is_cut, named: None };
        head.take_separator_line();
        Ok(head)
    }

    /// `sep=;` in a line of its own is how spreadsheets name the separator.
    fn take_separator_line(&mut self) {
        if let Some([separator, b'\r' | b'\n', ..]) = self.text.strip_prefix(b"sep=") {
            self.named = Some(*separator);
            // Its line end is a blank line then.
            self.text.drain(..5);
        }
    }

    /// The dialect in which most columns of the header are known.
    pub(super) fn dialect(&self) -> Dialect {
        let known = |dialect: &Dialect| {
            let header = self.rows(*dialect).next();
            header.map_or((0, 0), |header| (SheetHeader::read(&header).known(), header.len()))
        };
        let candidates = Dialect::candidates(&self.text)
            .filter(|dialect| self.named.is_none_or(|named| named == dialect.separator));
        // Of equals the first is taken.
        let best = candidates
            .map(|dialect| (known(&dialect), dialect))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let row_end = best.map(|(_, dialect)| dialect.settled(&self.text));
        row_end.unwrap_or(Dialect { separator: b',', quote: Some(b'"'), row_end: b'\n' })
    }

    /// How the rows differ from the header.
    pub(super) fn habit(&self, dialect: Dialect) -> RowHabit {
        let mut rows: Vec<SheetRow> = self.rows(dialect).collect();
        if self.is_cut {
            rows.pop();
        }
        let Some((header, rows)) = rows.split_first() else { return RowHabit::None };
        let longer = rows.iter().any(|row| row.len() > header.len());
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !longer {
            RowHabit::None
        } else if !header.ends_with_separator() && rows.iter().all(SheetRow::ends_with_separator) {
            RowHabit::SeparatorBehind
        } else if rows.iter().all(|row| row.len() == header.len() + 1 && is_number(row.cell(0))) {
            RowHabit::NumberInFront
        } else {
            RowHabit::None
        }
    }

    /// The whole rows in it.
    fn rows(&self, dialect: Dialect) -> impl Iterator<Item = SheetRow> {
        let mut reader = RowReader::new(self.text.as_slice(), dialect);
        std::iter::from_fn(move || {
            let mut row = SheetRow::default();
            matches!(reader.read(&mut row), Ok(RowRead::Row)).then_some(row)
        })
    }

    /// The table from its beginning.
    pub(super) fn before<R: BufRead>(self, text: R) -> Chain<Cursor<Vec<u8>>, R> {
        Cursor::new(self.text).chain(text)
    }
}
