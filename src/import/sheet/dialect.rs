/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells.
    pub(super) separator: u8,
    /// What stands around cells, doubled inside of them; `None` where a quote is a character like any other.
    pub(super) quote: Option<u8>,
    /// What ends a row: LF, with or without a CR before it, or CR alone.
    pub(super) row_end: u8,
}

/// What may stand between cells; where two fit equally, the first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

impl Dialect {
    /// The dialects that a table which begins with `head` may be written in.
    pub(super) fn candidates(head: &[u8]) -> impl Iterator<Item = Self> {
        let row_end = row_end(head);
        SEPARATORS.into_iter().map(move |separator| Self { separator, quote: Some(b'"'), row_end })
    }

    /// The same without quotes, where that is how a table with tabs is written: the command line tools quote nothing,
    /// and a cell of theirs that begins with `"` is JSON text.
    pub(super) fn settled(self, head: &[u8]) -> Self {
        let quoted = self.separator != b'\t' || head.starts_with(b"\"") || quotes_belong_to_tabs(head);
        Self { quote: self.quote.filter(|_| quoted), ..self }
    }
}

/// The first line end outside of quotes is that of all rows.
fn row_end(head: &[u8]) -> u8 {
    let mut inside = false;
    for (at, byte) in head.iter().enumerate() {
        match byte {
            b'"' => inside = !inside,
            b'\n' if !inside => return b'\n',
            b'\r' if !inside => return if head.get(at + 1) == Some(&b'\n') { b'\n' } else { b'\r' },
            _ => {}
        }
    }
    b'\n'
}

/// Whether quotes stand around cells of a table with tabs whose header has none: a spreadsheet writes them where a cell
/// holds a line end, a tab or a quote, which it doubles. JSON text has quotes alone or behind a backslash.
fn quotes_belong_to_tabs(head: &[u8]) -> bool {
    let (mut spreadsheet, mut json) = (0, 0);
    for cell in head.split(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        let Some(rest) = cell.strip_prefix(b"\"") else { continue };
        match rest.strip_suffix(b"\"") {
            None => spreadsheet += 1,
            Some(inside) if memchr::memmem::find(inside, b"\"\"").is_some() => spreadsheet += 1,
            Some(_) => json += 1,
        }
    }
    spreadsheet > json
}
