//! `hitdeck archive`: what is kept is listed, verified and deleted by the built program.

use hitdeck::archive::{ArchivePath, Keeper};
use hitdeck::emulator::{Emulator, Seek, demo};
use hitdeck::model::{Hit, Provenance, SavedAssignment, SavedRecord, StatusSet, Timestamp};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// An archive with the demo's HITs.
struct Kept {
    folder: TempDir,
    hits: Vec<Hit>,
}

impl Kept {
    fn new() -> Self {
        let (emulator, now): (_, Timestamp) =
            (Emulator::in_memory().unwrap(), "2026-01-01T00:00:00Z".parse().unwrap());
        demo::fill(&emulator, 1, now).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let keeper = Keeper::start(ArchivePath::at(folder.path().join("archive.sqlite")));
        let source = Provenance::Service { endpoint: "http://127.0.0.1:1".into(), seen: now };
        let hits = emulator.hits(Seek { after: 0, limit: 100 }, now).unwrap().items;
        for hit in &hits {
            let mut records = vec![SavedRecord::Hit(Box::new(hit.clone()))];
            let seek = Seek { after: 0, limit: 100 };
            let listed = emulator.assignments(&hit.id, StatusSet::ALL, seek).unwrap().items;
            let saved = listed.into_iter().map(|assignment| SavedAssignment::new(assignment, source.clone()));
            records.extend(saved.map(|saved| SavedRecord::Assignment(Box::new(saved))));
            keeper.keep(source.clone(), records).unwrap();
        }
        keeper.close().unwrap();
        Self { folder, hits }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
        let archive = self.folder.path().join("archive.sqlite");
        command.arg("archive").args(args).arg("--archive").arg(archive).stdin(Stdio::null());
        command.env("HOME", self.folder.path()).output().unwrap()
    }

    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn every_hit_is_listed_and_the_archive_is_whole() {
    let kept = Kept::new();
    let listed = kept.says(&["ls"]);
    assert_eq!(listed.lines().count(), kept.hits.len() + 1);
    assert!(kept.hits.iter().all(|hit| listed.contains(hit.id.as_str()) && listed.contains(&hit.title)));
    let one = kept.says(&["ls", "--hit", kept.hits[0].id.as_str()]);
    assert_eq!(one.lines().count(), 2);
    assert!(kept.says(&["verify"]).contains("the archive is whole"));
    let told = kept.says(&["info"]);
    assert!(
        told.contains(&format!("HITs         {}", kept.hits.len())) && told.contains("http://127.0.0.1:1"),
        "{told}"
    );
    assert!(kept.says(&["path"]).ends_with("/archive.sqlite\n"));
}

#[test]
fn nothing_is_deleted_without_a_selection_a_word_or_in_a_dry_run() {
    let kept = Kept::new();
    let before = kept.says(&["ls"]);
    let hit = kept.hits[0].id.as_str();
    for (args, says) in [
        (&["purge", "--yes"][..], "say what to delete"),
        (&["purge", "--all", "--hit", hit, "--yes"], "say what to delete"),
        (&["purge", "--hit", hit], "say --yes"),
    ] {
        let refused = kept.run(args);
        let error = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && error.contains(says), "{error}");
    }
    let would = kept.says(&["purge", "--hit", hit, "--dry-run"]);
    assert!(would.starts_with("1 HITs, ") && would.contains("would be deleted"), "{would}");
    assert_eq!(kept.says(&["ls"]), before);
    assert!(kept.says(&["purge", "--hit", hit, "--yes"]).contains("are deleted"));
    assert!(!kept.says(&["ls"]).contains(hit));
    assert!(kept.says(&["purge", "--hit", hit, "--yes"]).contains("nothing is deleted"));
    assert!(kept.says(&["verify"]).contains("whole"));
}

#[test]
fn without_an_archive_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let empty = Kept { folder, hits: Vec::new() };
    for args in [&["ls"][..], &["info"], &["verify"], &["purge", "--all", "--yes"]] {
        let refused = empty.run(args);
        let error = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && error.contains("there is none here yet"), "{error}");
    }
    assert!(!empty.folder.path().join("archive.sqlite").exists());
}
