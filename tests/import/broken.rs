//! Broken tables: each costs what is broken, in bounded memory, and says so.

use crate::expected::path;
use crate::sheets::{opened, read};
use hitdeck::import::{ImportErrorKind, SheetSummary};
use std::io::{self, Read};

const SMALL: &str = "\u{feff}HITId,AssignmentId,WorkerId,AssignmentStatus,SubmitTime,Input.a,Answer.q\r\n\
    H1,A1,W1,Submitted,Thu Jul 04 11:01:15 PDT 2019,\"in, \"\"put\"\"\",\"two\nlines é\"\r\n\
    H1,A2,W2,Approved,2019-04-27 03:26:07 UTC,,\"😀\"\r\n";

#[test]
fn a_table_cut_anywhere_is_a_part_or_an_error() {
    for cut in 0..SMALL.len() {
        let (summary, records) = read(&SMALL.as_bytes()[..cut]);
        match summary {
            Ok(summary) => {
                assert_eq!(summary.assignments, records.assignments.len() as u64, "cut at {cut}");
                assert!(records.assignments.iter().all(|saved| !saved.assignment.id.as_str().is_empty()));
            }
            Err(error) => assert_eq!(error.kind, ImportErrorKind::NoResults, "cut at {cut}: {error}"),
        }
    }
}

#[test]
fn a_real_file_cut_anywhere_never_loses_a_whole_row() {
    let whole = std::fs::read(path("12-batch-2016-no-approve-reject-columns-lf-in-cells.csv")).unwrap();
    let rows = |cut: usize| whole[..cut].windows(2).filter(|end| *end == b"\r\n").count().saturating_sub(1);
    for cut in (0..whole.len()).step_by(7) {
        let (_, records) = read(&whole[..cut]);
        assert!(records.assignments.len() >= rows(cut), "cut at {cut}");
    }
}

#[test]
fn a_row_cut_in_a_quoted_cell_is_told_and_its_lines_are_no_rows() {
    let records = opened("HITId,AssignmentId,Answer.q\nH,A,x\nH,B,\"one\ntwo\nthree\nfour, five");
    assert_eq!(records.assignments.len(), 1);
    assert_eq!(
        records.told(),
        [
            "results.csv:3: rows that could not be read, for a quote is never closed: 1",
            "results.csv:4: lines behind it that are no whole row: 3",
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row() {
    let records = opened("HITId,AssignmentId,Answer.q\nH,A,x\nH,B,\"y\nH,C,z\nH,D,z\n");
    let ids: Vec<&str> = records.assignments.iter().map(|saved| saved.assignment.id.as_str()).collect();
    assert_eq!(ids, ["A", "C", "D"]);
    assert_eq!(
        records.told(),
        ["results.csv:3: rows that could not be read, for a quote is never closed: 1"]
    );
}

#[test]
fn nul_bytes_end_the_reading_and_are_told() {
    let (summary, records) = read(&b"HITId,AssignmentId,Answer.q\nH,A,x\n\0\0\0"[..]);
    assert_eq!(summary.unwrap_err().kind, ImportErrorKind::NoText);
    assert!(records.assignments.is_empty());
    let rows = "H,A,x\n".repeat(40_000);
    let text = format!("HITId,AssignmentId,Answer.q\nH,A,x\n{}\0\0", rows.replace('A', "B"));
    let (summary, records) = read(text.as_bytes());
    assert_eq!(summary.unwrap().assignments, 2, "equal rows are one");
    assert!(
        records.told().last().unwrap().contains("can not be read to its end: byte 240035 is NUL"),
        "{:?}",
        records.told()
    );
}

#[test]
fn what_is_no_table_is_refused() {
    for text in [
        &b""[..],
        b"\n\n\n",
        b"\"",
        b"{\"Assignments\": []}",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        b"name,age\nx,1\n",
        b"question,answer\nwhat,this\n",
        b"\xff\xfe",
        b",,,,\n,,,,\n",
        b"HITId\tTitle\nH\tT\n",
        b"sep=;",
    ] {
        let error = read(text).0.unwrap_err();
        assert_eq!(error.kind, ImportErrorKind::NoResults, "{error}");
        assert!(error.to_string().contains("no result file"), "{error}");
    }
}

#[test]
fn a_reader_that_fails_is_told() {
    struct Failing(&'static [u8]);
    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            match self.0.read(into) {
                Ok(0) => Err(io::Error::other("the disk is gone")),
                read => read,
            }
        }
    }
    let error = read(Failing(b"HITId,AssignmentId,Answer.q\n")).0.unwrap_err();
    assert_eq!(error.to_string(), "results.csv: it could not be read: the disk is gone");
}

#[test]
fn a_huge_line_costs_itself() {
    let head = &b"HITId,AssignmentId,Answer.q\nH,A,x\nH,B,"[..];
    let huge = head.chain(io::repeat(b'y').take(200 << 20)).chain(&b"\nH,C,z\n"[..]);
    let (summary, records) = read(huge);
    assert_eq!(summary.unwrap().assignments, 2);
    assert_eq!(
        records.told(),
        ["results.csv:3: rows that could not be read, for they are too long (64 MB or 100,000 cells): 1"]
    );
    assert_eq!(records.assignments[1].provenance_line(), 4);
}

#[test]
fn hostile_names_and_numbers_do_no_harm() {
    let wide = (0..5000).map(|at| format!("Answer.{at}")).collect::<Vec<_>>().join(",");
    let cells = vec!["1"; 5000].join(",");
    let records = opened(format!("AssignmentId,{wide}\nA,{cells}\n"));
    assert_eq!(records.assignments[0].answers.len(), 5000);
    let far = opened("AssignmentId,SubmitTime,Answer 18446744073709551615\nA,1,x,y,z\n");
    assert_eq!(far.assignments[0].surplus.len(), 2);
    let hits = opened(
        "HITId,AssignmentId,MaxAssignments,Reward,Answer.q\nH,A,99999999999999999999,$99999999999999999999.00,x\n",
    );
    assert_eq!(hits.hits[0].max, None);
    let SheetSummary { hits, .. } = read(&b"AssignmentId,Answer.q\nA,x\n"[..]).0.unwrap();
    assert_eq!(hits, 0, "nothing is said of the task");
}

/// The line on which an assignment stands.
trait ProvenanceLine {
    fn provenance_line(&self) -> u64;
}

impl ProvenanceLine for hitdeck::model::SavedAssignment {
    fn provenance_line(&self) -> u64 {
        match &self.provenance {
            hitdeck::model::Provenance::File { line, .. } => *line,
            hitdeck::model::Provenance::Service { .. } => 0,
        }
    }
}

proptest::proptest! {
    #[test]
    fn rows_of_any_kind_come_out_or_are_told(rows in "[AB1\",;\n\r\t `NA]{0,60}", end in 0_usize..3) {
        let end = ["\n", "\r\n", "\r"][end];
        for separator in [",", "\t", ";"] {
            let header = ["AssignmentId", "WorkerId", "SubmitTime", "Answer.q"].join(separator);
            let (summary, records) = read(format!("{header}{end}{rows}").as_bytes());
            let told: std::collections::BTreeSet<&str> =
                records.assignments.iter().map(|saved| saved.assignment.id.as_str()).collect();
            proptest::prop_assert_eq!(summary.unwrap().assignments, told.len() as u64);
        }
    }

    #[test]
    fn any_file_is_a_table_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80)) {
        for head in [&b""[..], b"AssignmentId,Answer.q\n", b"\xff\xfe", b"\xef\xbb\xbfAnswer.q\n"] {
            let _ = read(&[head, &bytes].concat()[..]);
        }
    }
}
