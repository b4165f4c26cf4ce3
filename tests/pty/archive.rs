//! What the dashboard fetched is kept, and there without the service.

use crate::expected::QUIT;
use crate::service::Service;
use crate::support::pty::Program;
use std::os::unix::fs::PermissionsExt;

#[test]
fn what_was_fetched_is_reviewed_offline() {
    let service = Service::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.sqlite");
    let archive = file.to_str().unwrap();
    let mut pty = service.dashboard(&[service.hit(), "--archive", archive]).start(24, 100);
    pty.wait_for("LOCAL");
    // All lists are read.
    pty.wait_for("live");
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.assert_clean();
    pty.wait_for("--no-archive keeps nothing");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let hit = service.hit().to_owned();
    drop(service);
    let mut pty = Program::hitdeck().args(&[&hit, "--offline", "--archive", archive]).start(24, 100);
    pty.wait_for("ARCHIVE");
    pty.wait_for(" of ");
    pty.send(QUIT);
    assert!(pty.exit().success());
    assert!(!pty.text().contains("--no-archive"), "{}", pty.text());
}

#[test]
fn the_demo_and_who_asks_for_it_keep_nothing() {
    let service = Service::start();
    let home = tempfile::tempdir().unwrap();
    let kept = home.path().join("hitdeck/archive.sqlite");
    let quiet = service.dashboard(&[service.hit(), "--no-archive"]);
    for program in [quiet, Program::hitdeck().args(&["--demo"])] {
        let mut pty = program.env("XDG_DATA_HOME", home.path()).start(24, 100);
        pty.wait_for(" of ");
        pty.send(QUIT);
        assert!(pty.exit().success());
        assert!(!kept.exists());
    }
    let mut pty = service.dashboard(&[service.hit()]).env("XDG_DATA_HOME", home.path()).start(24, 100);
    pty.wait_for(" of ");
    pty.send(QUIT);
    assert!(pty.exit().success());
    assert!(kept.exists());
}

#[test]
fn an_archive_that_can_not_be_kept_stops_nobody_and_is_told() {
    let service = Service::start();
    let program = service.dashboard(&[service.hit()]);
    let theirs = program.file("theirs.sqlite", "HITId,AssignmentId");
    let mut pty = program.args(&["--archive", theirs.to_str().unwrap()]).start(24, 100);
    pty.wait_for(" of ");
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.wait_for("holds something else");
    assert_eq!(std::fs::read_to_string(theirs).unwrap(), "HITId,AssignmentId");
}

#[test]
fn without_an_archive_offline_says_so() {
    let pty = Program::hitdeck().args(&["--offline"]).start(24, 100);
    assert_eq!(pty.exit().exit_code(), 1);
    pty.wait_for("there is none here yet");
}
