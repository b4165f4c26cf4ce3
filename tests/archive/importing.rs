//! `hitdeck import`: files come into the archive as they are read.

use hitdeck::archive::{Archive, ArchivePath, Selection};
use hitdeck::import::{ResultsPlace, open};
use hitdeck::model::{SavedAssignment, SavedRecord};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn import(home: &Path, files: &[PathBuf]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    command.arg("import").args(files).env("HOME", home).env("XDG_DATA_HOME", home).output().unwrap()
}

/// Assignments by their ids, from whatever hands out records.
fn by_id<E>(
    read: impl FnOnce(&mut dyn FnMut(SavedRecord) -> ControlFlow<()>) -> Result<(), E>,
) -> Result<BTreeMap<String, SavedAssignment>, E> {
    let mut saved = BTreeMap::new();
    read(&mut |record| {
        if let SavedRecord::Assignment(assignment) = record {
            saved.insert(assignment.assignment.id.to_string(), *assignment);
        }
        ControlFlow::Continue(())
    })?;
    Ok(saved)
}

/// The files of the tests, each alone.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| {
            !path.to_string_lossy().ends_with(".expected.json") && path.extension() != Some("md".as_ref())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_a_file_holds_comes_out_of_the_archive_as_it_was_read() {
    let files = files();
    assert!(files.len() > 20);
    for file in files {
        let home = tempfile::tempdir().unwrap();
        let place = ResultsPlace::named(&file);
        let output = import(home.path(), std::slice::from_ref(&file));
        let Ok(read) = by_id(|take| open(&place, take).map(drop)) else {
            assert!(!output.status.success() && !home.path().join("hitdeck").exists(), "{}", file.display());
            continue;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let archive = Archive::open(&ArchivePath::at(home.path().join("hitdeck/archive.sqlite"))).unwrap();
        let kept = by_id(|take| archive.replay(&Selection::default(), take)).unwrap();
        assert_eq!(kept, read, "{}", file.display());
        let again = import(home.path(), std::slice::from_ref(&file));
        let told = String::from_utf8(again.stdout).unwrap();
        assert!(told.contains("0 new, 0 changed"), "{}: {told}", file.display());
    }
}

#[test]
fn a_file_that_can_not_be_read_is_told_and_the_others_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let missing = home.path().join("missing.csv");
    let good = files().remove(0);
    let output = import(home.path(), &[missing, good]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("missing.csv"));
    assert!(String::from_utf8(output.stdout).unwrap().contains(" new, 0 changed"));
}
