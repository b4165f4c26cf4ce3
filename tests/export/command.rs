//! `hitdeck export` as a program.

use crate::read::example;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const BATCH: &str = "02-batch-approvaltime-two-forms-in-one-column.csv";
const OTHER: &str = "04-batch-dotted-booleans-sorted-as-text.csv";

fn export(args: &[&str], files: &[&Path]) -> Output {
    command(args, files).output().unwrap()
}

fn command(args: &[&str], files: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    command.arg("export").args(args).args(files).stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_file_of_the_site_goes_to_standard_output_byte_for_byte() {
    let output = export(&["--format", "csv"], &[&example(BATCH)]);
    assert_eq!(text(&output.stderr), "");
    assert!(output.status.success());
    assert_eq!(text(&output.stdout), text(&fs::read(example(BATCH)).unwrap()));
}

#[test]
fn standard_input_is_read_as_a_file() {
    let mut child =
        command(&["--format", "csv", "-"], &[]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(example(BATCH)).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(text(&output.stdout), text(&fs::read(example(BATCH)).unwrap()));
}

#[test]
fn an_existing_file_is_replaced_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.jsonl");
    let to = path.to_str().unwrap();
    assert!(export(&["--format", "jsonl", "-o", to], &[&example(BATCH)]).status.success());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let whole = fs::read(&path).unwrap();
    assert_eq!(text(&whole).lines().filter(|line| line.contains("\"Source\":")).count(), 3);
    let refused = export(&["--format", "json", "-o", to], &[&example(BATCH)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("--force"), "{}", text(&refused.stderr));
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert!(export(&["--format", "json", "--force", "-o", to], &[&example(BATCH)]).status.success());
    assert!(text(&fs::read(&path).unwrap()).contains("\"Assignments\": ["));
}

#[test]
fn a_part_of_what_is_there_can_be_chosen() {
    let files = [example(BATCH), example(OTHER)];
    let files: Vec<&Path> = files.iter().map(AsRef::as_ref).collect();
    let rows = |args: &[&str]| {
        let output = export(&[&["--format", "csv"], args].concat(), &files);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).split("\r\n").count() - 1
    };
    assert_eq!(rows(&[]), 6);
    assert_eq!(rows(&["--status", "submitted"]), 1);
    assert_eq!(rows(&["--hit", "3FLDHIT00000000000000000000003"]), 3);
    assert_eq!(rows(&["--hit", "3FLDHIT00000000000000000000003", "--status", "Rejected"]), 0);
    assert_eq!(rows(&["--batch", "4000001"]), 6);
    assert_eq!(rows(&["--batch", "4000002"]), 0);
}

#[test]
fn pseudonyms_are_the_same_in_every_export() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let args = ["--format", "csv", "--pseudonyms", key.to_str().unwrap()];
    let first = export(&args, &[&example(BATCH)]);
    assert!(text(&first.stderr).contains("made a key"), "{}", text(&first.stderr));
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let second = export(&args, &[&example(BATCH)]);
    assert_eq!((text(&second.stderr), &second.stdout), (String::new(), &first.stdout));
    assert!(!text(&first.stdout).contains("AFLDWORKER0"));
    fs::write(&key, "short").unwrap();
    let refused = export(&args, &[&example(BATCH)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("16"), "{}", text(&refused.stderr));
}

#[test]
fn a_file_that_can_not_be_read_is_told_and_the_others_are_exported() {
    let missing = example("missing.csv");
    let output = export(&["--format", "csv"], &[&missing, &example(BATCH)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("missing.csv"), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr).lines().count(), 1, "told once: {}", text(&output.stderr));
    assert_eq!(text(&output.stdout), text(&fs::read(example(BATCH)).unwrap()));
}

#[test]
fn the_archive_is_exported_where_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive.sqlite");
    let place = ["--archive", archive.to_str().unwrap()];
    let hitdeck = || Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    let files = [example(OTHER), example("09-batch-taskanswers-raw-json.csv")];
    for _ in 0..2 {
        assert!(hitdeck().arg("import").args(place).args(&files).output().unwrap().status.success());
    }
    let csv = |args: &[&str]| {
        let output = export(&[&["--format", "csv"], &place[..], args].concat(), &[]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert_eq!(csv(&[]).split("\r\n").count(), 7);
    assert_eq!(csv(&["--status", "Approved"]).split("\r\n").count(), 3);
    // Of one file the archive makes that file again.
    let one = csv(&["--hit", "3FLDHIT00000000000000000000005"]);
    let cells = |csv: &str| csv.split("\r\n").skip(1).flat_map(|row| row.split("\",\"")).count();
    assert_eq!(cells(&one), cells(&text(&fs::read(example(OTHER)).unwrap())));
    let missing = export(&["--format", "csv", "--archive", "/nowhere/archive.sqlite"], &[]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn what_was_exported_as_json_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["jsonl", "json"] {
        let path = folder.path().join(format);
        let to = path.to_str().unwrap();
        assert!(export(&["--format", format, "-o", to], &[&example(BATCH)]).status.success());
        let output = export(&["--format", "csv"], &[&path]);
        let rows = text(&output.stdout).split("\r\n").count();
        assert_eq!(rows, 4, "{format}: {}", text(&output.stderr));
    }
}

#[test]
fn a_mistake_on_the_command_line_ends_with_2() {
    for args in [
        vec!["--format", "xlsx"],
        vec!["--format", "csv", "--status", "Returned"],
        vec![],
        vec!["--format", "json", "--spreadsheet-safe"],
        vec!["--format", "csv", "--by-hit-type", "-o", "x"],
    ] {
        assert_eq!(export(&args, &[&example(BATCH)]).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_reader_who_had_enough_ends_it_quietly() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output =
        command(&["--format", "csv"], &[&example(BATCH)]).stdout(writer).stderr(Stdio::piped()).spawn();
    let output = output.unwrap().wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(141), String::new()));
}
