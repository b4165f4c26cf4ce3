//! A listing that comes to another end than its own: Ctrl-C, a pager that is not there, a reader who has gone, an output
//! that takes nothing. Each program is a process of its own here, for how a process ends is what is compared.

use crate::programs::{Call, Program, Ran, home};
use crate::reference::{Version, installed};
use crate::support::child::{self, LimitedChild};
use crate::support::pty;
use crate::support::silent::SilentService;
use crate::world::world;
use rustix::process::Signal;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use tempfile::TempDir;

trials!(compared: ctrl_c_while_the_service_is_silent, a_pager_that_is_not_there, a_reader_who_has_gone, standard_output_that_is_closed, a_full_disk);

/// The AWS CLIs of version 2 that are installed.
fn references() -> impl Iterator<Item = Program> {
    [Version::Two, Version::Newest].into_iter().filter_map(installed).map(Program::Aws)
}

/// A listing by one of the programs, which is not started yet. Its first words put it in order before it begins.
fn listing(program: Program, url: &str, args: &str, first: &[&str]) -> (Command, TempDir) {
    let home = home();
    let mut call = Call::new(home.path());
    call.args.extend(args.split(' ').map(str::to_owned));
    call.args.extend(["--endpoint-url".to_owned(), url.to_owned()]);
    let (path, args) = program.command_line(&call);
    let mut command = Command::new(first[0]);
    command.args(&first[1..]).arg(path).args(args).env_clear().envs(&call.env).current_dir(home.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    (command, home)
}

/// `env`, which starts a program as it is.
const AS_IT_IS: &[&str] = &["env"];
/// Tests that run in the background of a script hand on that Ctrl-C is ignored, and Python keeps to that.
const HEEDING_CTRL_C: &[&str] = &["env", "--default-signal=INT"];
/// A shell that closes standard output before.
const CLOSED: &[&str] = &["sh", "-c", "exec \"$@\" >&-", "sh"];

/// Waits for the end of a process whose standard output nobody reads any more.
fn end(mut process: LimitedChild, stdout: Vec<u8>) -> Ran {
    let stderr = child::whole(process.child.stderr.take().unwrap());
    Ran { exit: process.code(), stdout, stderr: String::from_utf8_lossy(&stderr).into_owned() }
}

/// The exit code, and whether anything was printed and said.
fn ended(ran: &Ran) -> (Option<i32>, bool, bool) {
    (ran.exit, !ran.stdout.is_empty(), !ran.stderr.trim().is_empty())
}

fn ctrl_c_while_the_service_is_silent() {
    let interrupted = |program, args: &str| {
        let service = SilentService::start();
        let (mut listing, _home) = listing(program, &service.url, args, HEEDING_CTRL_C);
        let mut process = LimitedChild::start(&mut listing).unwrap();
        let unanswered = service.request();
        process.signal(Signal::INT);
        let stdout = child::whole(process.child.stdout.take().unwrap());
        drop(unanswered);
        end(process, stdout)
    };
    for args in ["--hit-id 3ONE", "--hit-id 3ONE --output text", "--hit-id 3ONE --output table --no-paginate"]
    {
        let ours = interrupted(Program::Hitdeck, args);
        for aws in references() {
            assert_eq!(ours, interrupted(aws, args), "{args} beside {aws:?}");
        }
    }
}

fn a_pager_that_is_not_there() {
    let ended = |program: Program| {
        let home = home();
        let mut call = Call::new(home.path());
        call.args.extend(["--hit-id", "3ONE", "--endpoint-url", &world().url()].map(str::to_owned));
        call.env.insert("AWS_PAGER".to_owned(), "no-such-pager".to_owned());
        call.env.insert("TERM".to_owned(), "xterm".to_owned());
        let (path, args) = program.command_line(&call);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let program = pty::Program::new(path).args(&args);
        let program = call.env.iter().fold(program, |program, (name, value)| program.env(name, value));
        let pty = program.start(24, 200);
        let exit = pty.exit().exit_code();
        (exit, pty.text().contains("no-such-pager"), pty.text().contains("3A000003ONE"))
    };
    let ours = ended(Program::Hitdeck);
    assert_eq!(ours, (253, true, false));
    for aws in references() {
        assert_eq!(ended(aws), ours, "{aws:?}");
    }
}

/// How the AWS CLI ends when it can not write more than its buffer holds: two formats keep that to themselves.
const ENDS_OF_LARGE_OUTPUT: [(&str, i32); 3] = [("json", 0), ("table", 0), ("text", 255)];

fn a_reader_who_has_gone() {
    let left = |program, format: &str| {
        // What is left is more than a pipe holds.
        let args = format!("--hit-id 3THOUSAND --page-size 100 --output {format}");
        let (mut listing, _home) = listing(program, &world().url(), &args, AS_IT_IS);
        let mut process = LimitedChild::start(&mut listing).unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, process.child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        end(process, first.into_bytes())
    };
    for (format, exit) in ENDS_OF_LARGE_OUTPUT {
        let ours = left(Program::Hitdeck, format);
        assert_eq!(ended(&ours), (Some(120), true, false), "{format}");
        for aws in references() {
            let theirs = left(aws, format);
            assert_eq!(ended(&theirs), (Some(exit), true, exit != 0), "{format}: {}", theirs.stderr);
            assert_eq!(theirs.stdout, ours.stdout, "{format}");
        }
    }
}

fn standard_output_that_is_closed() {
    let closed = |program, format: &str| {
        let args = format!("--hit-id 3ONE --output {format}");
        let (mut listing, _home) = listing(program, &world().url(), &args, CLOSED);
        let mut process = LimitedChild::start(&mut listing).unwrap();
        let stdout = child::whole(process.child.stdout.take().unwrap());
        end(process, stdout)
    };
    for format in ["json", "text", "table"] {
        assert_eq!(ended(&closed(Program::Hitdeck, format)), (Some(0), false, false), "{format}");
        for aws in references() {
            assert_eq!(ended(&closed(aws, format)), (Some(255), false, true), "{format}");
        }
    }
}

fn a_full_disk() {
    let filled = |program, hit: &str, format: &str| {
        let args = format!("--hit-id {hit} --page-size 100 --output {format}");
        let (mut listing, _home) = listing(program, &world().url(), &args, AS_IT_IS);
        listing.stdout(File::options().write(true).open("/dev/full").unwrap());
        end(LimitedChild::start(&mut listing).unwrap(), Vec::new())
    };
    // What fits a buffer is written at the very end, where no format catches the error.
    let small = ENDS_OF_LARGE_OUTPUT.map(|(format, _)| ("3ONE", format, 120));
    let large = ENDS_OF_LARGE_OUTPUT.map(|(format, exit)| ("3THOUSAND", format, exit));
    for (hit, format, exit) in small.into_iter().chain(large) {
        let ours = filled(Program::Hitdeck, hit, format);
        assert_eq!(ended(&ours), (Some(120), false, true), "{hit} as {format}");
        for aws in references() {
            let theirs = filled(aws, hit, format);
            assert_eq!(ended(&theirs), (Some(exit), false, exit != 0), "{hit} as {format}");
        }
    }
}
