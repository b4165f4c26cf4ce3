//! Broken files of every kind: each a clear message, no panic, and no more memory than a bounded one.

use crate::containers::{gzip, zip};
use crate::documents::{from, opened};
use crate::expected::{Records, path};
use hitdeck::import::{FileSummary, ImportError, ImportErrorKind, read};
use std::fmt::Write as _;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Reads what comes, without keeping it.
fn streamed(mut source: impl Read) -> (Result<FileSummary, ImportError>, Vec<String>) {
    let mut told = Vec::new();
    let summary = read(&mut source, &"results".into(), &mut |record| {
        if let hitdeck::model::SavedRecord::Remark(remark) = record {
            told.push(remark.to_string());
        }
        ControlFlow::Continue(())
    });
    (summary, told)
}

fn repeated(text: &'static str, times: u64) -> impl Read {
    struct Again(&'static [u8], usize);
    impl Read for Again {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            for byte in into.iter_mut() {
                *byte = self.0[self.1];
                self.1 = (self.1 + 1) % self.0.len();
            }
            Ok(into.len())
        }
    }
    Again(text.as_bytes(), 0).take(times * text.len() as u64)
}

/// A name, bytes, how they are refused, and what is said of them.
type BrokenFile = (&'static str, Vec<u8>, ImportErrorKind, &'static str);

/// Each is refused with the right words and something to do, and nothing of it is handed on.
fn are_refused(files: Vec<BrokenFile>) {
    for (name, bytes, kind, what) in files {
        let (summary, records) = from(&bytes);
        let error = summary.expect_err(name);
        let said = error.to_string();
        assert!(said.contains(what), "{name}: {said}");
        // What stands in an archive is told of the archive.
        assert!(error.kind == kind || said.contains("the only file in the zip archive"), "{name}: {error:?}");
        assert!(!error.advice.is_empty(), "{name}");
        assert!(records.assignments.is_empty() && records.hits.is_empty(), "{name}: nothing was handed on");
        assert!(said.len() < 500, "{name}: {said}");
    }
}

#[test]
fn what_is_no_text_of_results_says_what_it_is() {
    use ImportErrorKind::{Broken, NoResults, NoText};
    let sqlite = [&b"SQLite format 3\0"[..], &[0; 100]].concat();
    let workbook = zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
    let document = zip(&[("content.xml", b"<x/>"), ("META-INF/manifest.xml", b"<x/>")]);
    let letter = zip(&[("word/document.xml", b"<x/>")]);
    let deep_zip = zip(&[("a.zip", &zip(&[("b.csv", b"AssignmentId\nA\n")]))]);
    let mut tar = vec![b'a'; 257];
    tar.extend_from_slice(b"ustar\x0000");
    are_refused(vec![
        ("nothing", vec![], NoResults, "it is empty"),
        ("blanks", b" \r\n\t\n ".to_vec(), NoResults, "it is empty but for blanks"),
        ("a mark alone", "\u{feff}".into(), NoResults, "it is empty"),
        ("NUL bytes", vec![0; 4096], NoText, ""),
        ("a NUL in JSON", b"{\"Assignments\": [\0]}".to_vec(), NoText, "NUL"),
        (
            "noise",
            (0..4096_u32).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect(),
            NoText,
            "",
        ),
        ("UTF-32", b"\xff\xfe\0\0{\0\0\0".to_vec(), NoText, "UTF-32"),
        ("a database", sqlite, NoText, "it is an SQLite database"),
        ("Parquet", b"PAR1\x15\x04".to_vec(), NoText, "it is a Parquet file"),
        ("PDF", b"%PDF-1.7\n".to_vec(), NoText, "it is a PDF"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), NoText, "it is a picture (PNG)"),
        ("a photo", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), NoText, "it is a picture (JPEG)"),
        (
            "old Excel",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0".to_vec(),
            NoText,
            "it is an old Office file (.xls)",
        ),
        ("Excel", workbook, NoText, "it is an Excel workbook"),
        ("LibreOffice", document, NoText, "it is an OpenDocument file"),
        ("Word", letter, NoText, "it is a Word document"),
        ("bzip2", b"BZh91AY&SY".to_vec(), NoText, "it is packed with bzip2"),
        ("xz", b"\xfd7zXZ\0\0".to_vec(), NoText, "it is packed with xz"),
        ("7-Zip", b"7z\xbc\xaf\x27\x1c\0".to_vec(), NoText, "it is packed with 7-Zip"),
        ("tar", tar, NoText, "it is a tar archive"),
        ("tar.gz", gzip(&[&[b'a'; 257][..], b"ustar\x0000"].concat()), NoText, "it is a tar archive"),
        ("R", b"RDX3\nX\n".to_vec(), NoText, "it is an R workspace"),
        ("pickle", b"\x80\x04\x95".to_vec(), NoText, "it is a Python pickle"),
        ("a program", b"\x7fELF\x02".to_vec(), NoText, "it is a program"),
        ("RTF", b"{\\rtf1 Results}".to_vec(), NoText, "it is a text document (RTF)"),
        ("a web page", b"<!DOCTYPE html><title>Sign in</title>".to_vec(), NoResults, "it is a web page"),
        ("XML", b"<?xml version=\"1.0\"?><a/>".to_vec(), NoResults, "it is XML"),
        ("packed twice", gzip(&gzip(b"AssignmentId\nA\n")), NoText, "it is packed more than once"),
        ("a zip in a zip", deep_zip, NoText, "it is packed more than once"),
        (
            "gzip cut",
            gzip(&[b'x'; 90])[..20].to_vec(),
            Broken,
            "it is packed with gzip and ends in the middle",
        ),
        (
            "gzip that is none",
            b"\x1f\x8b\x07\0\0\0\0\0\0\0abc".to_vec(),
            Broken,
            "it is packed with gzip and damaged",
        ),
        ("zstd that is none", b"\x28\xb5\x2f\xfdxyz".to_vec(), Broken, "it is packed with Zstandard and "),
        ("zip cut", zip(&[("a", b"b")])[..30].to_vec(), Broken, "its zip can not be read"),
    ]);
}

#[test]
fn text_that_holds_no_results_or_is_broken_says_so() {
    use ImportErrorKind::{Broken, NoResults};
    are_refused(vec![
        (
            "an empty list",
            b"{\"Assignments\": [], \"NumResults\": 0}".to_vec(),
            NoResults,
            "there are no assignments",
        ),
        (
            "other JSON",
            b"{\"name\": \"x\", \"list\": [1, 2, {\"a\": null}]}".to_vec(),
            NoResults,
            "there are no assignments",
        ),
        (
            "a drawn table",
            b"-----------\n|  ListAssignmentsForHIT  |\n+---+\n".to_vec(),
            NoResults,
            "it is a table that the AWS CLI drew for people",
        ),
        ("other JSON lines", b"{\"a\": 1}\n{\"a\": 2}\n".to_vec(), NoResults, "there are no assignments"),
        ("a bracket", b"{".to_vec(), Broken, "the JSON ends in the middle"),
        ("brackets", b"[[[[{{{{".to_vec(), Broken, ""),
        ("closing brackets first", b"[}]".to_vec(), Broken, "the JSON is broken here: '}'"),
        ("no colon", b"{\"a\" 1}".to_vec(), Broken, "the JSON is broken here: '1'"),
        ("a name that is none", b"{a: 1}".to_vec(), NoResults, ""),
        (
            "JSON lines that are none",
            b"{\"a\":1]}\n{\"AssignmentId\" \"A\"}\n".to_vec(),
            Broken,
            "nothing in it could be read",
        ),
        (
            "deep JSON",
            ("[".repeat(300_000) + &"]".repeat(300_000)).into(),
            NoResults,
            "there are no assignments",
        ),
        ("deep JSON that is cut", "{\"a\":[".repeat(100_000).into(), Broken, "the JSON ends in the middle"),
        ("deep YAML", format!("a: {}\n", "[".repeat(100_000)).into(), Broken, "nothing in it could be read"),
        (
            "deep YAML in blocks",
            format!("{}a: 1\n", "- ".repeat(50_000)).into(),
            Broken,
            "nothing in it could be read",
        ),
        (
            "YAML that is none",
            b"Assignments:\n- a: [\n  b: }\n".to_vec(),
            Broken,
            "nothing in it could be read",
        ),
        ("other YAML", b"name: x\nlist:\n- a\n- b\n".to_vec(), NoResults, "there are no assignments"),
        ("aliases of nothing", b"Assignments:\n- *a\n".to_vec(), Broken, "nothing in it could be read"),
        ("Python that runs", b"{'a': __import__('os').system('x')}".to_vec(), Broken, "is no literal"),
        ("Python cut", b"{'Assignments': [{'AssignmentId': '3A".to_vec(), Broken, "a text is never closed"),
        (
            "Python cut behind a text",
            b"{'Assignments': [{'AssignmentId': '3A'".to_vec(),
            Broken,
            "the JSON ends in the middle",
        ),
        (
            "text of the AWS CLI that is cut",
            b"ASSIGNMENTS\t2020-04-18T10:22:55-05:00\t<?xml".to_vec(),
            Broken,
            "no row of it could be read",
        ),
        ("HITs as text", b"HITS\t30\t259200\n".to_vec(), NoResults, "save them with --output json"),
        ("prose", b"Dear all,\nthese are the results.\n".to_vec(), NoResults, "no result file"),
        ("a table of other things", b"name,age\nx,1\n".to_vec(), NoResults, "no result file"),
    ]);
}

#[test]
fn a_file_cut_anywhere_is_a_part_or_an_error() {
    for name in [
        "26-amti-assignments.jsonl",
        "27-aws-cli-v2-json-iso-local-offset.json",
        "30-aws-cli-v2.yaml",
        "31-aws-cli-v2-text.txt",
        "34-boto3-json-default-str.json",
        "37-boto3-printed-python-literal.txt",
        "38-legacy-api-as-json.json",
        "39-mephisto-units.jsonl",
    ] {
        let whole = std::fs::read(path(name)).unwrap();
        let mut most = 0;
        for cut in (0..whole.len()).step_by(11) {
            let (summary, records) = from(&whole[..cut]);
            match summary {
                Ok(summary) => {
                    assert_eq!(summary.assignments, records.assignments.len() as u64, "{name} cut at {cut}");
                    // The last one may be cut so that it is none, where its beginning was one.
                    assert!(
                        records.assignments.len() + 1 >= most,
                        "{name} cut at {cut}: more of it holds less"
                    );
                    most = most.max(records.assignments.len());
                }
                Err(_) => assert!(most <= 1, "{name} cut at {cut}"),
            }
        }
        assert!(most >= 1 || name.starts_with("38"), "{name}");
    }
}

#[test]
fn what_stands_before_a_break_is_read_and_the_break_is_told() {
    let page = r#"{"Assignments": [{"AssignmentId": "A", "HITId": "H"}, {"AssignmentId": "B", "#;
    let (summary, records) = from(page);
    assert_eq!(summary.unwrap().assignments, 1);
    assert_eq!(
        records.told(),
        ["results:1: the JSON ends in the middle of what begins on this line: what stands before it is read"]
    );
    let (summary, records) = from("{\"AssignmentId\":\"A\"}\n\0\0\0\0");
    assert!(summary.is_ok() || summary.unwrap_err().kind == ImportErrorKind::NoText);
    assert!(records.assignments.len() <= 1);
    let lines = "{\"AssignmentId\":\"A\"}\n".repeat(20_000);
    let packed = gzip(lines.as_bytes());
    let (summary, records) = from(&packed[..packed.len() - 30]);
    assert_eq!(summary.unwrap().assignments, 1);
    assert!(
        records.told().last().unwrap().contains("ends in the middle: what stands before it is read"),
        "{:?}",
        records.told()
    );
}

#[test]
fn a_line_of_a_gigabyte_costs_itself() {
    let head = &b"{\"AssignmentId\":\"A\"}\n{\"AssignmentId\":\"B\",\"Answer\":\""[..];
    let tail = &b"\"}\n{\"AssignmentId\":\"C\"}\n"[..];
    let (summary, told) = streamed(head.chain(repeated("answers ", 1 << 27)).chain(tail));
    assert_eq!(summary.unwrap().assignments, 2);
    assert_eq!(told, ["results:2: it is longer than 64 MiB, and left out"]);
}

#[test]
fn a_document_of_any_size_is_read_assignment_by_assignment() {
    let element = "{\"AssignmentId\": \"A\", \"Answer\": \"<QuestionFormAnswers/>\"},\n";
    let list = (&b"{\"NumResults\": 1, \"Assignments\": [\n"[..]).chain(repeated(element, 200_000));
    let (summary, told) = streamed(list.chain(&b"{\"AssignmentId\": \"B\"}]}"[..]));
    assert_eq!((summary.unwrap().assignments, told.len()), (2, 0));
    let python =
        (&b"{'Assignments': [\n"[..]).chain(repeated("{'AssignmentId': 'A', 'Answer': '<x/>'},\n", 100_000));
    let (summary, told) = streamed(python.chain(&b"]}"[..]));
    assert_eq!((summary.unwrap().assignments, told.len()), (1, 0));
    let yaml = (&b"Assignments:\n"[..]).chain(repeated("- AssignmentId: A\n  Answer: <x/>\n", 20_000));
    let (summary, told) = streamed(yaml);
    assert_eq!((summary.unwrap().assignments, told.len()), (1, 0));
}

#[test]
fn aliases_and_anchors_of_yaml_have_an_end() {
    let mut bomb = String::from("Assignments:\n- a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        writeln!(bomb, "  a{level}: &a{level} [{}]", vec![before; 10].join(", ")).unwrap();
    }
    bomb.push_str("  AssignmentId: A\n- AssignmentId: B\n");
    let (summary, records) = from(&bomb);
    assert_eq!(summary.unwrap().assignments, 1);
    assert!(records.told()[0].starts_with("results:2: this is no YAML: "), "{:?}", records.told());
    let (_, plain) = from("Assignments:\n- AssignmentId: &id A\n  Answer: *id\n");
    assert_eq!(plain.assignments[0].assignment.answer.as_deref(), Some("A"));
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let bomb = {
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        for _ in 0..300 {
            let text = repeated("answers ", 1 << 17);
            let line = (&b"{\"AssignmentId\":\"A\",\"Answer\":\""[..]).chain(text).chain(&b"\"}\n"[..]);
            io::copy(&mut { line }, &mut encoder).unwrap();
        }
        encoder.finish().unwrap()
    };
    assert!(bomb.len() < 1 << 20);
    let (summary, told) = streamed(&*bomb);
    assert_eq!(summary.unwrap().assignments, 1);
    assert!(told.last().unwrap().contains("no results are packed so tightly"), "{told:?}");
    let inside = zip(&[("a.jsonl", &bomb), ("b.jsonl", b"{\"AssignmentId\":\"B\"}\n")]);
    let (summary, told) = streamed(&*inside);
    assert_eq!(summary.unwrap().assignments, 2, "{told:?}");
}

#[test]
fn mixed_formats_are_read_as_what_they_begin_with() {
    let json = std::fs::read(path("33-hitdeck-list.jsonl")).unwrap();
    let table = std::fs::read(path("32-hitdeck-list.csv")).unwrap();
    let (summary, records) = from([&*json, &*table].concat());
    assert_eq!(summary.unwrap().assignments, 3);
    assert!(records.told().iter().any(|told| told.contains("this is no JSON")), "{:?}", records.told());
    let (summary, _) = from([&*table, &*json].concat());
    assert!(summary.unwrap().assignments >= 3);
    let lines = "{\"Assignments\":[]}\nAssignments:\n- AssignmentId: A\n";
    let (_, records) = from(lines);
    assert!(records.assignments.is_empty());
}

#[test]
fn so_many_broken_lines_are_told_and_then_counted() {
    let lines = "{\"AssignmentId\":\"A\"}\n".to_owned() + &"{\"a\":\n".repeat(1000);
    let (summary, records) = from(lines);
    assert_eq!(summary.unwrap().assignments, 1);
    let told = records.told();
    assert_eq!(
        (told.len(), told.last().map(String::as_str)),
        (51, Some("results: 950 more that could not be read"))
    );
}

#[test]
fn what_can_not_be_opened_says_why() {
    let (summary, records): (_, Records) = opened("/no/such/file");
    assert_eq!(
        summary.unwrap_err().to_string(),
        "/no/such/file: it could not be read: No such file or directory"
    );
    assert!(records.remarks.is_empty());
}
