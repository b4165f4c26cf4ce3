//! What hitdeck does beyond the AWS CLI. None of this needs it.

use crate::case::{Case, case};
use crate::programs::{Call, HITDECK, Program, Ran, home};
use crate::support::child::{self, LimitedChild};
use crate::support::silent::SilentService;
use crate::world::{Place, world};
use hitdeck::emulator::Emulator;
use hitdeck::endpoint::{self, EndpointSettings, Fault};
use hitdeck::wire::Operation;
use rustix::process::Signal;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

trials!(own: several_hits_are_listed_in_the_order_given, several_lists_are_asked_for_side_by_side, statuses_may_be_split_at_commas, an_input_is_read_from_standard_input, the_short_name_does_the_same, csv_of_nothing_is_its_header, csv_has_a_record_for_every_assignment, csv_keeps_numbers_and_disarms_formulas, text_is_asked_for_by_a_hundred_where_an_empty_page_would_not_show, jsonl_has_a_line_for_every_assignment, hard_texts_survive_csv_and_jsonl, rows_keep_standard_output_to_themselves_when_a_list_goes_on, parts_of_any_size_make_the_whole_list, what_came_before_an_error_is_printed_and_never_looks_like_whole_json, a_list_that_leads_back_to_an_earlier_page_ends_with_an_error, what_an_input_can_not_have_is_named, what_belongs_to_one_hit_is_refused_for_several, what_can_not_be_read_is_an_error, numbers_and_urls_are_checked_before_anything_is_sent, no_region_is_needed, help_is_the_manual_and_no_hit, the_version_is_told, a_reader_who_has_seen_enough_ends_it_quietly, ctrl_c_ends_it_while_the_service_is_silent, a_full_disk_is_told, what_an_encoding_does_not_have_is_told);

const COLUMNS: &str = "AssignmentId,WorkerId,HITId,AssignmentStatus,AutoApprovalTime,AcceptTime,SubmitTime,\
                       ApprovalTime,RejectionTime,Deadline,Answer,RequesterFeedback";

fn run(case: &Case) -> Ran {
    case.run(Program::Hitdeck)
}

/// Standard output of a run that goes well and quietly.
fn printed(case: &Case) -> String {
    let ran = run(case);
    assert_eq!((ran.exit, ran.stderr.as_str()), (Some(0), ""), "{case}");
    String::from_utf8(ran.stdout).unwrap()
}

/// A run that fails, saying why; what it says.
fn fails(exit: i32, case: &Case) -> String {
    let ran = run(case);
    assert_eq!(ran.exit, Some(exit), "{case}\n{}", ran.stderr);
    assert!(ran.stdout.is_empty(), "{case}: {}", String::from_utf8_lossy(&ran.stdout));
    assert!(!ran.stderr.trim().is_empty(), "{case}");
    ran.stderr
}

/// The HIT and the status of everything in a JSON list.
fn listed(text: &str) -> Vec<(String, String)> {
    let page: Value = serde_json::from_str(text).unwrap();
    let of = |row: &Value, member: &str| row[member].as_str().unwrap().to_owned();
    let rows = page["Assignments"].as_array().unwrap();
    rows.iter().map(|row| (of(row, "HITId"), of(row, "AssignmentStatus"))).collect()
}

fn several_hits_are_listed_in_the_order_given() {
    let listed = listed(&printed(&case("--hit-id 3TWELVE --hit-id 3EMPTY --hit-id 3ONE")));
    let hits: Vec<_> = listed.iter().map(|(hit, _)| hit.as_str()).collect();
    assert_eq!(hits, [vec!["3TWELVE"; 12], vec!["3ONE"]].concat());
}

fn several_lists_are_asked_for_side_by_side() {
    let runtime = &world().runtime;
    // Nothing is answered while the test lasts.
    let silent = EndpointSettings { latency: Duration::from_hours(1), ..EndpointSettings::default() };
    let endpoint = runtime.block_on(endpoint::serve(Emulator::in_memory().unwrap(), silent)).unwrap();
    let (process, _home) = start(&endpoint.url(), &["3A", "3B", "3C", "3D"]);
    let list = Operation::ListAssignmentsForHit;
    let three = async { tokio::time::timeout(Duration::from_secs(10), endpoint.arrived(list, 3)).await };
    let arrived = runtime.block_on(three);
    drop(process);
    assert!(arrived.is_ok(), "{} requests came", endpoint.requests_of(list));
}

fn statuses_may_be_split_at_commas() {
    let commas = printed(&case("--hit-id 3TWELVE --assignment-statuses Submitted,Approved"));
    assert_eq!(commas, printed(&case("--hit-id 3TWELVE --assignment-statuses Submitted Approved")));
    assert!(listed(&commas).iter().all(|(_, status)| status != "Rejected"));
}

fn an_input_is_read_from_standard_input() {
    let whole = printed(&case("--hit-id 3ONE"));
    let json = r#"{"HITId": "3ONE"}"#;
    for (option, text) in [("json", json), ("yaml", "HITId: 3ONE\n")] {
        for name in ["-", "file:///dev/stdin"] {
            assert_eq!(
                printed(&case(&format!("--cli-input-{option} {name}")).stdin(text)),
                whole,
                "{option} {name}"
            );
        }
    }
}

fn the_short_name_does_the_same() {
    let home = home();
    let mut list = std::process::Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    list.args(["list", "--hit-id", "3ONE", "--output", "json", "--no-sign-request"])
        .args(["--endpoint-url", &world().url()])
        .env_clear()
        .env("HOME", home.path())
        .env("TZ", "UTC");
    let output = child::run(&mut list, "").unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), printed(&case("--hit-id 3ONE")));
}

fn csv_of_nothing_is_its_header() {
    assert_eq!(printed(&case("--hit-id 3EMPTY --output csv")).trim_end(), COLUMNS);
}

fn csv_has_a_record_for_every_assignment() {
    let text = printed(&case("--hit-id 3ONE --output csv"));
    assert!(text.starts_with(COLUMNS), "{text}");
    // The answer has a line break and quotes of its own.
    let record = text.split_once('\n').unwrap().1;
    assert!(record.starts_with("3A000003ONE,AINVENTED0,3ONE,Submitted,"), "{record}");
    assert!(record.contains(r#""<?xml version=""1.0"" encoding"#), "{record}");
    let all = printed(&case("--hit-id 3THOUSAND --output csv"));
    assert_eq!(all.lines().filter(|line| line.contains(",3THOUSAND,")).count(), 1_000);
}

fn csv_keeps_numbers_and_disarms_formulas() {
    let signed = case("--hit-id 3SIGNED --output csv --query Assignments[].[Answer]").at(Place::Scripted);
    assert_eq!(printed(&signed), "-1\n-0.25\n-\n'-1+2\n'=1+1\n'@SUM(A1)\n");
}

fn text_is_asked_for_by_a_hundred_where_an_empty_page_would_not_show() {
    let echo = |query: &str| {
        printed(&case("--hit-id 3ECHO --output text").query(query).at(Place::Scripted))
            .contains("\"MaxResults\":100")
    };
    assert!(
        printed(&case("--hit-id 3ECHO --output text").at(Place::Scripted)).contains("\"MaxResults\":100")
    );
    assert!(echo("Assignments[].[AssignmentId, Answer]"));
    assert!(!echo("Assignments[0].Answer"));
}

fn jsonl_has_a_line_for_every_assignment() {
    let text = printed(&case("--hit-id 3TWELVE --output jsonl"));
    assert!(text.lines().all(|line| line.starts_with(r#"{"AssignmentId":"3A"#)), "{text}");
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let json: Value = serde_json::from_str(&printed(&case("--hit-id 3TWELVE"))).unwrap();
    assert_eq!(Value::Array(rows), json["Assignments"]);
    assert_eq!(printed(&case("--hit-id 3EMPTY --output jsonl")), "");
}

fn hard_texts_survive_csv_and_jsonl() {
    let json: Value = serde_json::from_str(&printed(&case("--hit-id 3UNICODE"))).unwrap();
    let answers: Vec<_> =
        json["Assignments"].as_array().unwrap().iter().map(|row| row["Answer"].clone()).collect();
    let lines = printed(&case("--hit-id 3UNICODE --output jsonl"));
    // U+2028 and its like end no line here.
    let read: Vec<_> = lines
        .split_terminator('\n')
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["Answer"].clone())
        .collect();
    assert_eq!(read, answers);
    assert!(printed(&case("--hit-id 3UNICODE --output csv")).contains("日本語のとても長い文"));
}

/// The token in what hitdeck says: Base64 of an object.
fn token_in(said: &str) -> &str {
    let start = said.find("eyJ").unwrap_or_else(|| panic!("no token in {said:?}"));
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    said[start..].split(|c| !is_base64(c)).next().unwrap()
}

fn rows_keep_standard_output_to_themselves_when_a_list_goes_on() {
    for format in ["csv", "jsonl"] {
        let part = format!("--hit-id 3TWELVE --page-size 5 --max-items 4 --output {format}");
        let ran = run(&case(&part));
        let token = token_in(&ran.stderr);
        assert_eq!(ran.exit, Some(0));
        let first = String::from_utf8(ran.stdout).unwrap();
        assert!(!first.contains(token), "{first}");
        let rest = printed(&case(&format!("--hit-id 3TWELVE --output {format} --starting-token {token}")));
        let rest = if format == "csv" { rest.split_once('\n').unwrap().1.to_owned() } else { rest };
        assert_eq!(first + &rest, printed(&case(&format!("--hit-id 3TWELVE --output {format}"))));
    }
}

fn parts_of_any_size_make_the_whole_list() {
    let whole = printed(&case("--hit-id 3TWELVE --output jsonl"));
    for count in 1..=12 {
        let part = format!("--hit-id 3TWELVE --page-size 5 --output jsonl --max-items {count}");
        let (mut joined, mut next) = (String::new(), None);
        loop {
            let part = case(&part);
            let ran = run(&match &next {
                Some(token) => part.arg("--starting-token").arg(token),
                None => part,
            });
            joined += std::str::from_utf8(&ran.stdout).unwrap();
            if ran.stderr.is_empty() {
                break;
            }
            next = Some(token_in(&ran.stderr).to_owned());
        }
        assert_eq!(joined, whole, "{count} at a time");
    }
}

fn what_came_before_an_error_is_printed_and_never_looks_like_whole_json() {
    let broken = |more: &str| {
        let case = case(&format!("--hit-id 3TWELVE --page-size 5 {more}"));
        let ran = run(&case.at(Place::Faulty(&[(Fault::ExpiredToken, 9)])));
        assert_eq!(ran.exit, Some(254), "{more}: {}", ran.stderr);
        assert!(ran.stderr.contains("NextToken"), "{more}: {}", ran.stderr);
        String::from_utf8(ran.stdout).unwrap()
    };
    for format in ["json", "yaml", "yaml-stream", "text", "csv", "jsonl"] {
        let printed = broken(&format!("--output {format}"));
        assert_eq!(printed.matches("AINVENTED").count(), 5, "{format}: {printed}");
    }
    assert!(serde_json::from_str::<Value>(&broken("--output json")).is_err());
    assert!(broken("--output jsonl").lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    // A query sees the whole result or nothing.
    assert_eq!(broken("--query length(Assignments)"), "");
}

fn a_list_that_leads_back_to_an_earlier_page_ends_with_an_error() {
    for more in ["", "--max-items 5", "--starting-token b"] {
        let case = case(&format!("--hit-id 3CIRCLE --output jsonl {more}")).at(Place::Scripted);
        let ran = run(&case);
        let words = "Error during pagination: The list goes in a circle, it led back to: {'NextToken': '";
        assert_eq!(ran.exit, Some(255), "{case}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{case}: {}", ran.stderr);
        assert_eq!(String::from_utf8(ran.stdout).unwrap().lines().count(), 4, "{case}");
    }
    // A limit that is reached before is no error, however the list goes on.
    let limited = run(&case("--hit-id 3CIRCLE --output jsonl --max-items 4").at(Place::Scripted));
    assert_eq!(limited.exit, Some(0), "{}", limited.stderr);
}

fn what_an_input_can_not_have_is_named() {
    for (input, names) in [
        (r#"{"HITId": 3, "Foo": 1}"#, &["HITId", "<class 'int'>", "Foo"][..]),
        (r#"{"HITId": "3ONE", "AssignmentStatuses": ["Submitted", 7]}"#, &["AssignmentStatuses[1]"]),
        (r#"{"NextToken": "t"}"#, &[r#"Missing required parameter in input: "HITId""#]),
        (r#"{"HITId": ""}"#, &["HITId", "min length: 1"]),
        (r#"{"HITId": "3ONE", "MaxResults": 0}"#, &["MaxResults", "min value: 1"]),
        ("[]", &["object"]),
        ("{", &["Invalid JSON"]),
        ("file://missing", &["file://missing"]),
    ] {
        let said = fails(252, &case("--cli-input-json").arg(input).at(Place::Nowhere));
        assert!(names.iter().all(|name| said.contains(name)), "{input}: {said}");
    }
    let both = case("--cli-input-json {} --cli-input-yaml {}").at(Place::Nowhere);
    assert!(fails(252, &both).contains("--cli-input-yaml"));
}

fn what_belongs_to_one_hit_is_refused_for_several() {
    for more in ["--starting-token t", "--next-token t", "--max-results 5", "--no-paginate"] {
        let several = case(&format!("--hit-id 3ONE --hit-id 3TWELVE {more}")).at(Place::Nowhere);
        assert!(fails(252, &several).contains("one HIT"), "{more}");
    }
}

fn what_can_not_be_read_is_an_error() {
    for hit in ["3GARBLED", "3HTML"] {
        for format in ["json", "text", "jsonl"] {
            let _ = fails(255, &case(&format!("--hit-id {hit} --output {format}")).at(Place::Scripted));
        }
    }
}

fn numbers_and_urls_are_checked_before_anything_is_sent() {
    let bad = ["--cli-read-timeout x", "--cli-connect-timeout 1.5", "--max-results 1.5", "--page-size ten"];
    for bad in bad {
        let said = fails(252, &case(&format!("--hit-id 3ONE {bad}")).at(Place::Nowhere));
        let option = bad.split(' ').next().unwrap();
        assert!(said.contains(option), "{said}");
    }
    let said = fails(252, &case("--hit-id 3ONE --endpoint-url 127.0.0.1:8080").at(Place::Unsaid));
    assert!(said.contains("127.0.0.1:8080"), "{said}");
}

fn no_region_is_needed() {
    let echo = case("--hit-id 3ECHO").at(Place::Scripted).without("AWS_DEFAULT_REGION");
    assert!(printed(&echo).contains("/us-east-1/mturk-requester/"));
}

fn help_is_the_manual_and_no_hit() {
    let manual = printed(&case("--help").at(Place::Unsaid));
    assert!(manual.contains("--starting-token"));
    for help in ["help", "--hit-id 3ONE help"] {
        assert_eq!(printed(&case(help).at(Place::Unsaid)), manual, "{help}");
    }
}

fn the_version_is_told() {
    let ran = run(&case("--version").at(Place::Unsaid));
    assert_eq!(ran.exit, Some(0));
    assert!(ran.stdout.starts_with(b"hitdeck"), "{}", String::from_utf8_lossy(&ran.stdout));
}

/// Starts hitdeck with its output in pipes.
fn start(url: &str, args: &[&str]) -> (LimitedChild, tempfile::TempDir) {
    let home = home();
    let mut command = Call::new(home.path()).command(Path::new(HITDECK));
    command.args(args).args(["--endpoint-url", url]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    (LimitedChild::start(&mut command).unwrap(), home)
}

/// Waits for the end; the exit code and what it said.
fn end(mut process: LimitedChild) -> (Option<i32>, String) {
    let said = child::whole(process.child.stderr.take().unwrap());
    (process.code(), String::from_utf8(said).unwrap())
}

fn a_reader_who_has_seen_enough_ends_it_quietly() {
    for format in ["json", "text", "table", "yaml", "yaml-stream", "csv", "jsonl"] {
        let (mut process, _home) = start(&world().url(), &["--hit-id", "3THOUSAND", "--output", format]);
        let mut first = String::new();
        // Like `head -1`: one line, then the pipe is closed. What is left is more than a pipe holds.
        BufReader::with_capacity(64, process.child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let (exit, said) = end(process);
        // Python's exit code for an output that could not be written.
        assert_eq!((first.is_empty(), exit, said.as_str()), (false, Some(120), ""), "{format}");
    }
}

fn ctrl_c_ends_it_while_the_service_is_silent() {
    let service = SilentService::start();
    let (mut process, _home) = start(&service.url, &["--hit-id", "3ONE"]);
    let unanswered = service.request();
    process.signal(Signal::INT);
    let printed = child::whole(process.child.stdout.take().unwrap());
    let (exit, said) = end(process);
    drop(unanswered);
    assert_eq!((exit, printed.as_slice()), (Some(130), b"\n".as_slice()), "{said}");
}

fn what_an_encoding_does_not_have_is_told() {
    let said = fails(255, &case("--hit-id 3ONE").env("AWS_CLI_OUTPUT_ENCODING", "ascii"));
    assert!(said.contains("'é'"), "{said}");
}

fn a_full_disk_is_told() {
    let home = home();
    let mut command = Call::new(home.path()).command(Path::new(HITDECK));
    command.args(["--hit-id", "3ONE", "--endpoint-url", &world().url()]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
    let (exit, said) = end(LimitedChild::start(&mut command).unwrap());
    assert_eq!(exit, Some(120));
    assert!(said.contains("No space left"), "{said}");
}
