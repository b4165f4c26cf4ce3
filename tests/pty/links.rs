//! Opening links in a browser: a program of this machine, with no part of the terminal.

use crate::expected::{OPEN, QUIT};
use crate::support::pty::{Program, Pty};
use rustix::process::{Pid, Signal, kill_process};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A HIT of the demo with a link in one of its answers.
const HIT: &str = "3RD7D8T1KJV3OGL363BL51LAXVXE8Q";
/// Goes to that answer.
const SEARCH: &str = "1/evil.example\r";
/// What stands on the screen then.
const FOUND: &str = "=HYPERLINK";
/// The link in it, and the same in base64.
const LINK: (&str, &str) = ("http://evil.example/", "aHR0cDovL2V2aWwuZXhhbXBsZS8=");

/// How long a test waits for what should happen at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// The dashboard on an answer with a link, where an `xdg-open` is installed that does this; and what that writes to
/// `$TOLD`.
fn open(script: &str, environment: &[(&str, &str)]) -> (Pty, Receiver<String>) {
    let program = Program::hitdeck().args(&["--demo", "--every", "0", HIT]);
    let opener = program.script("xdg-open", script);
    let told = opener.with_file_name("told");
    let folder = opener.parent().unwrap().display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    let mut program = program.env("PATH", path).env("TOLD", &told);
    for (name, value) in environment {
        program = program.env(name, value);
    }
    let telling = listen(&told);
    let mut pty = program.start(24, 100);
    pty.wait_for(OPEN);
    pty.send(SEARCH);
    pty.wait_for(FOUND);
    (pty, telling)
}

/// What is written to a pipe with a name, once.
fn listen(path: &Path) -> Receiver<String> {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    let (tell, told) = channel();
    let path = path.to_owned();
    // It waits for a writer for ever if none comes; the test does not.
    std::thread::spawn(move || tell.send(std::fs::read_to_string(path).unwrap()));
    told
}

/// Tells its argument, and makes noise wherever it can.
const TELLS: &str = "#!/bin/sh\necho noise; echo noise >&2; read -r line; printf %s \"$1\" >\"$TOLD\"\n";

#[test]
fn a_link_opens_in_the_browser_and_nothing_reaches_the_terminal() {
    let (mut pty, told) = open(TELLS, &[("DISPLAY", ":0")]);
    pty.send("o");
    pty.wait_for("Opening http://evil.example/");
    assert_eq!(told.recv_timeout(PATIENCE).as_deref(), Ok(LINK.0));
    assert!(!pty.text().contains("noise"));
    pty.assert_entered();
    pty.send(QUIT);
    assert!(pty.exit().success());
    pty.assert_clean();
}

#[test]
fn over_ssh_the_link_is_copied_and_nothing_opens() {
    let (mut pty, told) = open(TELLS, &[("DISPLAY", ":0"), ("SSH_TTY", "/dev/pts/9")]);
    pty.send("o");
    assert_eq!(pty.wait_for_copy(), LINK.1);
    pty.wait_for("over ssh");
    assert_eq!(told.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Timeout));
}

#[test]
fn where_the_browser_does_not_open_the_link_is_copied() {
    let (mut pty, _) = open("#!/bin/sh\nexit 3\n", &[("DISPLAY", ":0")]);
    pty.send("o");
    assert_eq!(pty.wait_for_copy(), LINK.1);
    pty.wait_for("could not be opened");
}

#[test]
fn a_browser_that_goes_on_does_not_hold_the_end_up() {
    let (mut pty, told) = open("#!/bin/sh\necho $$ >\"$TOLD\"; exec sleep 600\n", &[("DISPLAY", ":0")]);
    pty.send("o");
    let browser = told.recv_timeout(PATIENCE).unwrap();
    pty.send(QUIT);
    assert!(pty.exit().success());
    let browser = Pid::from_raw(browser.trim().parse().unwrap()).unwrap();
    kill_process(browser, Signal::KILL).unwrap();
}
