//! `hitdeck list` on a terminal: its pager, its colours, what it asks for, and workers' text made safe.

use crate::service::Service;
use crate::support::pty::{Program, Pty};
use crate::support::silent::SilentService;
use rustix::process::Signal;
use std::io::{Read, Write};
use std::net::TcpListener;

fn written(pty: &Pty) -> String {
    assert!(pty.exit().success(), "{}", pty.text());
    String::from_utf8(pty.written()).unwrap()
}

#[test]
fn the_pager_that_is_named_gets_the_output() {
    let service = Service::start();
    let args = ["--query", "'paged'", service.hit()];
    let mark = "sed s/^/MARKED:/";
    let named = |name: &str| service.list(&args).env(name, mark).start(24, 80);
    assert!(written(&named("AWS_PAGER")).contains("MARKED:\"paged\""));
    assert!(written(&named("PAGER")).contains("MARKED:\"paged\""));
    assert!(
        written(&service.list(&args).env("AWS_PAGER", "sed 's/^/MY MARK:/'").start(24, 80))
            .contains("MY MARK:")
    );
    // The first that is set counts, and one that is set to nothing is none.
    let unset = service.list(&args).env("AWS_PAGER", "").env("PAGER", mark).start(24, 80);
    assert!(!written(&unset).contains("MARKED:"));
    let refused = service.list(&args).args(&["--no-cli-pager"]).env("AWS_PAGER", mark).start(24, 80);
    assert!(!written(&refused).contains("MARKED:"));
}

#[test]
fn the_profile_names_a_pager_too() {
    let service = Service::start();
    let program = service.list(&["--no-archive", "--query", "'paged'", service.hit()]);
    let config = program.file("config", "[default]\ncli_pager = sed s/^/MARKED:/\n");
    let pty = program.env("AWS_CONFIG_FILE", config).start(24, 80);
    assert!(written(&pty).contains("MARKED:\"paged\""));
}

#[test]
fn a_pager_that_is_not_there_is_told() {
    let service = Service::start();
    let pty = service.list(&[service.hit()]).env("AWS_PAGER", "no-such-pager").start(24, 80);
    assert_eq!(pty.exit().exit_code(), 253);
    assert!(pty.text().contains("no-such-pager") && pty.text().contains("--no-cli-pager"), "{}", pty.text());
}

#[test]
fn ctrl_c_is_the_pagers_while_it_has_the_terminal() {
    let service = Service::start();
    let program = service.list(&["--no-archive", "--query", "'paged'", service.hit()]);
    let pager = program.file("pager", "cat; read line </dev/tty; echo quit");
    let mut pty = program.env("AWS_PAGER", format!("sh {}", pager.display())).start(24, 80);
    pty.wait_for("\"paged\"");
    pty.signal(Signal::INT);
    assert!(pty.runs());
    pty.send("\r");
    assert!(written(&pty).trim_end().ends_with("quit"));
}

#[test]
fn ctrl_c_ends_it_while_there_is_nothing_to_page_yet() {
    let service = SilentService::start();
    let args = ["list", "3A", "--no-sign-request", "--endpoint-url", &service.url];
    let pty = Program::hitdeck().args(&args).env("AWS_PAGER", "cat").start(24, 80);
    let unanswered = service.request();
    pty.signal(Signal::INT);
    assert_eq!(pty.exit().exit_code(), 130);
    drop(unanswered);
}

#[test]
fn tables_have_colours_on_a_terminal_only_when_they_may() {
    let service = Service::start();
    let colours = |color: &str| {
        let args = [
            "--no-cli-pager",
            "--output",
            "table",
            "--query",
            "Assignments[:2].[WorkerId]",
            "--color",
            color,
        ];
        written(&service.list(&args).args(&[service.hit()]).start(24, 80)).contains("\x1b[")
    };
    assert!(colours("auto") && colours("on"));
    assert!(!colours("off"));
}

#[test]
fn workers_text_can_not_command_the_terminal() {
    let service = Service::start();
    for format in ["json", "text", "yaml", "yaml-stream", "csv", "jsonl"] {
        for (hit, _) in &service.hits {
            let args = ["--no-cli-pager", "--output", format, hit.as_str()];
            let written = written(&service.list(&args).start(24, 80));
            let hostile = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t') || c == '\u{202e}';
            assert_eq!(written.find(hostile), None, "{format} of {hit}");
        }
    }
}

#[test]
fn a_hit_that_is_not_named_is_picked() {
    let service = Service::start();
    let args = ["--no-archive", "--no-cli-pager", "--cli-auto-prompt", "--query", "Assignments[0].HITId"];
    let mut pty = service.list(&args).start(24, 120);
    pty.wait_for("Which HIT");
    let (hit, title) = &service.hits[1];
    assert!(pty.text().contains(title) && pty.text().contains(hit.as_str()));
    pty.send("99\r");
    pty.wait_for("There is no 99 among them");
    // The HIT's number is beside its id, wherever it stands.
    let line = pty.text().lines().find(|line| line.contains(hit.as_str())).unwrap().to_owned();
    pty.send(&format!("{}\r", line.split_whitespace().next().unwrap()));
    assert!(written(&pty).trim_end().ends_with(&format!("\"{hit}\"")));
}

#[test]
fn nothing_is_asked_unless_it_is_wanted() {
    let service = Service::start();
    let pty = service.list(&["--no-cli-pager"]).start(24, 80);
    assert_eq!(pty.exit().exit_code(), 252);
    assert!(pty.text().contains("--hit-id"));
    let set = service.list(&["--no-cli-auto-prompt"]).env("AWS_CLI_AUTO_PROMPT", "on").start(24, 80);
    assert_eq!(set.exit().exit_code(), 252);
    let asked = service.list(&[]).env("AWS_CLI_AUTO_PROMPT", "on-partial").start(24, 80);
    asked.wait_for("Which HIT");
}

#[test]
fn a_services_message_can_not_command_the_terminal() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let _ = client.read(&mut [0; 8192]);
        let body = "\x1b]0;owned\x07no";
        let head = format!("HTTP/1.1 400 Bad Request\r\ncontent-length: {}\r\n\r\n", body.len());
        client.write_all((head + body).as_bytes()).unwrap();
    });
    let pty =
        Program::hitdeck().args(&["list", "3A", "--no-sign-request", "--endpoint-url", &url]).start(24, 80);
    assert_eq!(pty.exit().exit_code(), 254);
    let written = String::from_utf8(pty.written()).unwrap();
    assert!(written.contains("␛]0;owned␇no") && !written.contains('\x1b'), "{written:?}");
}
