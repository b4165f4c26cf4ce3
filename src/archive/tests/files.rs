//! The file: whose it is, who may read it, what is in the way of it.

use super::scene::{Scene, assignment, saved, service, submitted};
use crate::archive::writer::ArchiveWriter;
use crate::archive::{Archive, ArchivePath, ArchiveTrouble, Keeper, Selection};
use crate::model::{Assignment, Provenance, SavedRecord, Status};
use std::fs;
use std::os::unix::fs::PermissionsExt;

fn record(id: &str) -> Vec<SavedRecord> {
    vec![SavedRecord::Assignment(Box::new(saved(assignment(id, Status::Submitted), service(1))))]
}

#[test]
fn only_the_user_can_read_the_archive_and_what_stands_beside_it() {
    let scene = Scene::new();
    let path = ArchivePath::at(scene.folder().join("new/archive.sqlite"));
    let keeper = Keeper::start(path.clone());
    keeper.keep(service(1), record("3A")).unwrap();
    keeper.flush().unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut names = Vec::new();
    for entry in fs::read_dir(scene.folder().join("new")).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(mode(&entry.path()), 0o600, "{:?}", entry.file_name());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["archive.sqlite", "archive.sqlite-shm", "archive.sqlite-wal"]);
    assert_eq!(mode(&scene.folder().join("new")), 0o700);
    keeper.close().unwrap();
    fs::set_permissions(path.as_path(), fs::Permissions::from_mode(0o644)).unwrap();
    let keeper = Keeper::start(path.clone());
    keeper.keep(service(1), record("3B")).unwrap();
    keeper.close().unwrap();
    assert_eq!(mode(path.as_path()), 0o600, "what others could read they can no more");
}

#[test]
fn another_programs_file_is_refused_and_left_as_it_is() {
    let scene = Scene::new();
    let theirs = rusqlite::Connection::open(scene.file()).unwrap();
    theirs
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE hits (theirs); PRAGMA user_version = 7")
        .unwrap();
    drop(theirs);
    let sqlite = fs::read(scene.file()).unwrap();
    for bytes in [&sqlite[..], b"HITId,AssignmentId\r\n", b"SQLite format 3\0", &[0; 5000]] {
        fs::write(scene.file(), bytes).unwrap();
        let error = Archive::open(&scene.path()).unwrap_err().to_string();
        assert!(error.contains("holds something else") && error.contains("--archive PATH"), "{error}");
        let keeper = Keeper::start(scene.path());
        keeper.keep(service(1), record("3A")).unwrap();
        assert!(matches!(keeper.close().unwrap_err().reason, ArchiveTrouble::OtherProgram));
        assert_eq!(fs::read(scene.file()).unwrap(), bytes);
        assert_eq!(fs::read_dir(scene.folder()).unwrap().count(), 1, "no file was put beside it");
    }
}

#[test]
fn a_newer_archive_is_refused_and_left_as_it_is() {
    let scene = Scene::new();
    scene.keep(&[saved(submitted(), service(1))]);
    let connection = rusqlite::Connection::open(scene.file()).unwrap();
    connection.pragma_update(None, "journal_mode", "DELETE").unwrap();
    connection.pragma_update(None, "user_version", 1000).unwrap();
    drop(connection);
    let bytes = fs::read(scene.file()).unwrap();
    let error = Archive::open(&scene.path()).unwrap_err();
    assert!(error.to_string().contains("use the newest hitdeck"), "{error}");
    let keeper = Keeper::start(scene.path());
    keeper.keep(service(1), record("3B")).unwrap();
    assert!(matches!(keeper.close().unwrap_err().reason, ArchiveTrouble::NewerVersion { found: 1000, .. }));
    assert_eq!(fs::read(scene.file()).unwrap(), bytes);
}

#[test]
fn an_archive_that_is_cut_or_overwritten_is_told_as_damaged() {
    let scene = Scene::new();
    let rows: Vec<_> =
        (0..200).map(|row| saved(assignment(&format!("3A{row}"), Status::Submitted), service(1))).collect();
    scene.keep(&rows);
    let whole = fs::read(scene.file()).unwrap();
    let mut garbage = whole.clone();
    garbage[100..].iter_mut().for_each(|byte| *byte ^= 0x5A);
    for damaged in [&whole[..whole.len() / 2], &whole[..4096], &garbage] {
        fs::write(scene.file(), damaged).unwrap();
        let error = Archive::open(&scene.path())
            .and_then(|archive| {
                archive.replay(&Selection::default(), &mut |_| std::ops::ControlFlow::Continue(()))
            })
            .unwrap_err();
        assert!(matches!(error.reason, ArchiveTrouble::Damaged(_)), "{error}");
        let keeper = Keeper::start(scene.path());
        keeper.keep(service(1), record("3B")).unwrap();
        assert!(matches!(keeper.close().unwrap_err().reason, ArchiveTrouble::Damaged(_)));
        for beside in ["-wal", "-shm"] {
            fs::remove_file(crate::archive::file::beside(&scene.file(), beside)).ok();
        }
    }
}

#[test]
fn a_full_disk_ends_the_keeping_and_costs_nothing_that_was_kept() {
    let scene = Scene::new();
    scene.keep(&[saved(submitted(), service(1))]);
    let path = scene.path();
    let keeper = Keeper::with(scene.path(), move || {
        let writer = ArchiveWriter::open(&path)?;
        let pages: i64 =
            writer.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        writer.connection().execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
        Ok(writer)
    });
    let long: Box<str> = (0..20_000).map(|n: u32| n.to_string()).collect::<Vec<_>>().join(" ").into();
    let large = |id: &str| {
        let assignment = Assignment { answer: Some(long.clone()), ..assignment(id, Status::Submitted) };
        vec![SavedRecord::Assignment(Box::new(saved(assignment, service(2))))]
    };
    let mut refused = None;
    for id in ["3B", "3C", "3D"] {
        if keeper.keep(service(2), large(id)).is_err() {
            break;
        }
        if let Err(error) = keeper.flush() {
            refused = Some(error);
        }
    }
    let error = refused.unwrap();
    assert!(matches!(error.reason, ArchiveTrouble::Full), "{error}");
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert!(keeper.trouble().is_some());
    drop(keeper);
    assert_eq!(scene.only().assignment, submitted(), "all of a batch or nothing of it");
    let report = scene.keep(&[saved(assignment("3E", Status::Submitted), service(3))]);
    assert_eq!(report.tally.assignments.new, 1);
}

#[test]
fn an_archive_that_can_not_be_written_to_can_be_read() {
    let scene = Scene::new();
    scene.keep(&[saved(submitted(), service(1))]);
    let others = rustix::process::getuid().is_root();
    fs::set_permissions(scene.file(), fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(scene.folder(), fs::Permissions::from_mode(0o500)).unwrap();
    assert_eq!(scene.only().assignment, submitted());
    let keeper = Keeper::start(scene.path());
    keeper.keep(service(1), record("3B")).unwrap();
    // Root writes whatever the permissions say.
    if !others {
        let error = keeper.close().unwrap_err();
        assert!(matches!(error.reason, ArchiveTrouble::ReadOnly), "{error}");
        assert_eq!(scene.only().assignment, submitted());
    }
    fs::set_permissions(scene.folder(), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn no_credentials_get_into_the_archive() {
    let scene = Scene::new();
    let endpoint =
        "http://AKIDCANARY:secretcanary@127.0.0.1:8080/?X-Amz-Security-Token=tokencanary#secretcanary";
    let provenance = Provenance::Service { endpoint: endpoint.into(), seen: super::scene::at(1) };
    scene.keep(&[saved(submitted(), provenance)]);
    let bytes = fs::read(scene.file()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("127.0.0.1:8080"));
    assert!(!text.contains("canary") && !text.contains("AKID"));
}
