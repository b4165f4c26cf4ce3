//! Results in archives and folders.

use crate::documents::{from, opened};
use crate::expected::path;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const LINES: &str = "26-amti-assignments.jsonl";
const TABLE: &str = "32-hitdeck-list.csv";

fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap()
}

#[test]
fn packed_files_are_read_through() {
    let zstd = zstd::encode_all(&*bytes(LINES), 3).unwrap();
    let in_zip = zip(&[("a/results.txt", &gzip(&bytes(LINES)))]);
    for packed in [gzip(&bytes(LINES)), zstd, [gzip(&bytes(LINES)), gzip(b"")].concat()] {
        let (summary, records) = from(&packed);
        assert_eq!(summary.unwrap().to_string(), "JSON lines, 3 assignments of 1 HIT");
        records.compare(LINES);
    }
    let (summary, records) = from(&in_zip);
    assert_eq!(summary.unwrap().to_string(), "1 result file, 3 assignments of 1 HIT");
    records.compare(LINES);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x"), &in_zip).unwrap();
    let (_, records) = opened(folder.path().join("x"));
    records.compare(LINES);
}

#[test]
fn an_archive_is_read_file_by_file_and_what_is_none_is_told() {
    let archive = zip(&[
        ("b/lines.jsonl", &bytes(LINES)),
        ("__MACOSX/._lines.jsonl", b"\0\x05\x16\x07"),
        ("a/.DS_Store", b"\0\0\0\x01Bud1"),
        ("a/readme.md", b"These are our results."),
        ("a/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("c/cut.json", br#"{"Assignments": [{"AssignmentId": "#),
        ("table.csv", &bytes(TABLE)),
    ]);
    let (summary, records) = from(&archive);
    assert_eq!(summary.unwrap().to_string(), "2 result files, 3 assignments of 1 HIT");
    assert_eq!(records.assignments.len(), 6, "the same three in both");
    assert_eq!(
        records.told(),
        [
            "results/c/cut.json:1: the JSON ends in the middle of what begins on this line",
            "results: files without results are left out: results/a/picture.png, results/a/readme.md",
        ]
    );
}

#[test]
fn a_batch_of_amti_is_read_with_its_hits_first() {
    let batch = tempfile::tempdir().unwrap();
    let hit = |id: &str| {
        format!(r#"{{"HIT": {{"HITId": "{id}", "Title": "T"}}, "ResponseMetadata": {{"RetryAttempts": 0}}}}"#)
    };
    for id in ["3B", "3A"] {
        let folder = batch.path().join("results").join(format!("hit-{id}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("hit.jsonl"), hit(id) + "\n").unwrap();
        let line = format!(
            r#"{{"AssignmentId": "{id}1", "HITId": "{id}", "WorkerId": "W", "AssignmentStatus": "Approved", "Answer": "<x/>"}}"#
        );
        fs::write(folder.join("assignments.jsonl"), line + "\n").unwrap();
    }
    fs::create_dir(batch.path().join("definition")).unwrap();
    fs::write(batch.path().join("definition/hitproperties.json"), r#"{"lifetime": 86400}"#).unwrap();
    fs::write(batch.path().join("README"), "A batch.\n").unwrap();
    let (summary, records) = opened(batch.path());
    assert_eq!(summary.unwrap().to_string(), "4 result files, 2 assignments of 2 HITs");
    let ids: Vec<&str> = records.assignments.iter().map(|saved| saved.assignment.id.as_str()).collect();
    assert_eq!(ids, ["3A1", "3B1"]);
    assert_eq!(records.hits.len(), 2);
    let told = records.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("files without results are left out: ") && told[0].contains("README, "),
        "{told:?}"
    );
}

#[test]
fn folders_with_circles_pipes_and_dead_links_end() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("lines"), bytes(LINES)).unwrap();
    std::os::unix::fs::symlink(folder.path(), inner.join("circle")).unwrap();
    std::os::unix::fs::symlink("nowhere", inner.join("dead")).unwrap();
    std::os::unix::fs::symlink("self", inner.join("self")).unwrap();
    let pipe = inner.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (summary, records) = opened(folder.path());
    assert_eq!(summary.unwrap().assignments, 3);
    assert_eq!(records.assignments.len(), 3, "each file once");
    assert_eq!(records.told().len(), 1, "{:?}", records.told());
}

#[test]
fn a_place_without_anything_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let told = |path: &Path| opened(path).0.unwrap_err().what;
    assert_eq!(told(folder.path()), "the folder is empty");
    fs::write(folder.path().join("a.txt"), "").unwrap();
    assert!(told(folder.path()).starts_with("the only file in the folder can not be read: "));
    fs::write(folder.path().join("b.txt"), "hello").unwrap();
    assert!(told(folder.path()).starts_with("none of the 2 files in the folder holds results; the first: "));
    assert_eq!(told(&folder.path().join("none")), "it could not be read: No such file or directory");
    assert_eq!(from(zip(&[])).0.unwrap_err().what, "the zip archive is empty");
}
