use super::*;
use proptest::prelude::*;

const COMMAS: Dialect = Dialect { separator: b',', quote: Some(b'"'), row_end: b'\n' };

/// A row with its line, or the line of one that was lost.
type ReadRow = Result<(u64, Vec<String>), (u64, LostRow)>;

fn read(text: &str, dialect: Dialect) -> Vec<ReadRow> {
    // Three bytes at a time: cells, quotes and line ends are cut anywhere.
    let text = io::BufReader::with_capacity(3, text.as_bytes());
    let (mut reader, mut row, mut rows) = (RowReader::new(text, dialect), SheetRow::default(), Vec::new());
    loop {
        rows.push(match reader.read(&mut row).unwrap() {
            RowRead::Row => Ok((row.line, row.from(0).map(str::to_owned).collect())),
            RowRead::Lost(why, line) => Err((line, why)),
            RowRead::End => return rows,
        });
    }
}

#[allow(clippy::unnecessary_wraps, reason = "rows are compared with what was read")]
fn row(line: u64, cells: &[&str]) -> ReadRow {
    Ok((line, cells.iter().map(|&cell| cell.to_owned()).collect()))
}

#[test]
fn rows_end_with_lf_with_crlf_and_with_cr() {
    for end in ["\n", "\r\n"] {
        let text = format!("a,b{end}{end}\"c\",\"d\r\ne\"{end}\"f\"\"\",g");
        let rows = [row(1, &["a", "b"]), row(3, &["c", "d\r\ne"]), row(5, &["f\"", "g"])];
        assert_eq!(read(&text, COMMAS), rows, "{end:?}");
    }
    let mac = Dialect { row_end: b'\r', ..COMMAS };
    assert_eq!(read("a,b\r\"c\rd\",e\nf\r", mac), [row(1, &["a", "b"]), row(2, &["c\rd", "e\nf"])]);
    assert_eq!(read("a\rb,c\n", COMMAS), [row(1, &["a\rb", "c"])], "a CR of a worker's is text");
    assert_eq!(read("a,\"b\r\"\nc,\"d\"\r\n", COMMAS), [row(1, &["a", "b\r"]), row(2, &["c", "d"])]);
    assert_eq!(read("a,b\r", COMMAS), [row(1, &["a", "b"])], "cut before its LF");
}

#[test]
fn without_quotes_a_quote_is_text() {
    let tabs = Dialect { separator: b'\t', quote: None, row_end: b'\n' };
    assert_eq!(read("\"a\"\t{\"b\"\n\t\n", tabs), [row(1, &["\"a\"", "{\"b\""]), row(2, &["", ""])]);
}

#[test]
fn a_quote_that_nobody_closes_costs_its_line() {
    assert_eq!(
        read("a,b\nc,\"d\ne,f\ng,\"h\"\n", COMMAS),
        [row(1, &["a", "b"]), row(2, &["c", "d\ne,f\ng,h\""])],
        "closed by another"
    );
    assert_eq!(
        read("a,b\nc,\"d\ne,f\n", COMMAS),
        [row(1, &["a", "b"]), Err((2, LostRow::Unclosed)), row(3, &["e", "f"])]
    );
    assert_eq!(read("a,\"b\"c\"", COMMAS), [row(1, &["a", "bc\""])], "this one is closed");
    assert_eq!(read("a,\"b\"\"", COMMAS), [Err((1, LostRow::Unclosed))]);
    let many = read(&"x,\"y\n".repeat(41), COMMAS);
    assert!(many.len() < 60 && many.last() == Some(&Err((41, LostRow::Unclosed))), "{many:?}");
}

#[test]
fn a_row_without_end_costs_itself_and_a_bounded_memory() {
    let long = std::io::Read::take(io::repeat(b'x'), 3 * LONGEST_ROW as u64);
    let text = io::BufReader::with_capacity(1 << 20, io::Read::chain(long, &b"\na,b\n"[..]));
    let (mut reader, mut row) = (RowReader::new(text, COMMAS), SheetRow::default());
    assert_eq!(reader.read(&mut row).unwrap(), RowRead::Lost(LostRow::TooLong, 1));
    assert!(reader.raw.capacity() + reader.bytes.capacity() < 4096);
    assert_eq!(reader.read(&mut row).unwrap(), RowRead::Row);
    assert_eq!((row.line, row.cell(1)), (2, "b"));
}

#[test]
fn a_row_of_too_many_cells_costs_itself() {
    let rows = read(&format!("a,b\n{}\nc,d\n", ",".repeat(2 * MOST_CELLS)), COMMAS);
    assert_eq!(rows, [row(1, &["a", "b"]), Err((2, LostRow::TooLong)), row(3, &["c", "d"])]);
}

#[test]
fn a_quote_that_is_open_for_too_long_costs_its_line() {
    let lines = std::io::Read::take(io::repeat(b'\n'), 2 * LONGEST_ROW as u64);
    let text = io::Read::chain(&b"a,\"b\nc,d\n"[..], lines);
    let mut reader = RowReader::new(io::BufReader::with_capacity(1 << 20, text), COMMAS);
    let mut row = SheetRow::default();
    assert_eq!(reader.read(&mut row).unwrap(), RowRead::Lost(LostRow::Unclosed, 1));
    assert_eq!(reader.read(&mut row).unwrap(), RowRead::Row);
    assert_eq!((row.line, row.cell(1)), (2, "d"));
    assert_eq!(reader.read(&mut row).unwrap(), RowRead::End);
}

proptest! {
    #[test]
    fn cells_are_those_of_the_csv_crate(text in "[ab,\"\n]{0,40}") {
        let mut csv = csv::ReaderBuilder::new();
        let csv = csv.has_headers(false).flexible(true).terminator(csv::Terminator::Any(b'\n')).from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> =
            csv.into_records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let rows = read(&text, COMMAS);
        if rows.iter().all(Result::is_ok) {
            let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.unwrap().1).collect();
            prop_assert_eq!(rows, expected);
        }
    }
}
