//! The built binary's endpoint under the AWS CLI and boto3, where they are installed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

#[path = "support/child.rs"]
#[allow(dead_code, unreachable_pub, reason = "test code; not every test uses all of it")]
mod child;
#[path = "support/running.rs"]
#[allow(dead_code, unreachable_pub, reason = "test code; not every test uses all of it")]
mod running;

use running::RunningEndpoint;
use rustix::process::Signal;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output};

/// Credentials that satisfy a client, and nothing of the user's own configuration.
fn client(program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env("AWS_ACCESS_KEY_ID", "AKTEST")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("AWS_PAGER", "");
    command
}

/// The first program that runs and says what is expected of it.
fn found(programs: &[&'static str], arguments: &[&str], says: &str) -> Option<&'static str> {
    programs.iter().copied().find(|program| {
        child::run(client(program).args(arguments), "").is_ok_and(|output| {
            output.status.success() && String::from_utf8_lossy(&output.stdout).contains(says)
        })
    })
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_endpoint_prints_its_url_first_and_ends_quietly_on_sigterm() {
    let RunningEndpoint { mut process, url, hit } =
        RunningEndpoint::start(child::LIMIT, &["--bulk", "20x500"]);
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    assert!(hit.starts_with('3') && hit.len() == 30, "{hit}");
    process.signal(Signal::TERM);
    assert_eq!(process.code(), Some(0));
}

#[test]
fn the_aws_cli_lists_and_decides() {
    let Some(aws) = found(&["aws", "/usr/bin/aws"], &["--version"], "aws-cli/2") else {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: AWS CLI 2 is not installed");
        return;
    };
    let endpoint = RunningEndpoint::start(child::LIMIT, &[]);
    let mturk = |arguments: &[&str]| {
        let mut command = client(aws);
        command.args(["mturk", "--endpoint-url", &endpoint.url, "--output", "json"]).args(arguments);
        child::run(&mut command, "").unwrap()
    };
    let hits = json(&mturk(&["list-hits"]));
    assert!(hits.pointer("/HITs").and_then(Value::as_array).unwrap().len() >= 6, "{hits}");
    let list = ["list-assignments-for-hit", "--hit-id", &endpoint.hit, "--page-size", "50"];
    let listed = json(&mturk(&list));
    assert!(listed.pointer("/Assignments").and_then(Value::as_array).unwrap().len() >= 187);
    let query = ["--assignment-statuses", "Submitted", "--query", "Assignments[0].AssignmentId"];
    let id = json(&mturk(&[&list[..], &query[..]].concat())).as_str().unwrap().to_owned();
    assert!(mturk(&["approve-assignment", "--assignment-id", &id]).status.success());
    let again = mturk(&["approve-assignment", "--assignment-id", &id]);
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("An error occurred (RequestError) when calling the ApproveAssignment"), "{said}");
    assert!(said.contains("status of: Submitted"), "{said}");
}

/// What a requester's script does: page, approve, reject, pay, and read the error of a second try.
const SCRIPT: &str = r#"
import boto3, json, sys
mturk = boto3.client("mturk", endpoint_url=sys.argv[1])
pages = mturk.get_paginator("list_assignments_for_hit")
found = [a for p in pages.paginate(HITId=sys.argv[2], PaginationConfig={"PageSize": 30}) for a in p["Assignments"]]
waiting = [a for a in found if a["AssignmentStatus"] == "Submitted"]
first, second = waiting[0]["AssignmentId"], waiting[1]["AssignmentId"]
mturk.approve_assignment(AssignmentId=first)
mturk.reject_assignment(AssignmentId=second, RequesterFeedback="Not what was asked")
mturk.send_bonus(WorkerId=waiting[0]["WorkerId"], AssignmentId=first, BonusAmount="0.50", Reason="Thanks", UniqueRequestToken="1")
try:
    mturk.reject_assignment(AssignmentId=first, RequesterFeedback="Too late")
    code = None
except mturk.exceptions.RequestError as error:
    code = error.response["TurkErrorCode"]
print(json.dumps({
    "listed": len(found),
    "distinct": len({a["AssignmentId"] for a in found}),
    "gap": (waiting[0]["SubmitTime"] - waiting[0]["AcceptTime"]).total_seconds(),
    "first": mturk.get_assignment(AssignmentId=first)["Assignment"]["AssignmentStatus"],
    "second": mturk.get_assignment(AssignmentId=second)["Assignment"]["AssignmentStatus"],
    "bonus": mturk.list_bonus_payments(AssignmentId=first)["BonusPayments"][0]["BonusAmount"],
    "code": code,
}))
"#;

#[test]
fn a_boto3_script_pages_and_decides() {
    let Some(python) = found(&["python3"], &["-c", "import boto3; print('boto3')"], "boto3") else {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: Python with boto3 is not installed");
        return;
    };
    let endpoint = RunningEndpoint::start(child::LIMIT, &[]);
    let mut script = client(python);
    script.args(["-c", SCRIPT, &endpoint.url, &endpoint.hit]);
    let said = json(&child::run(&mut script, "").unwrap());
    let of = |name: &str| said.get(name).cloned().unwrap_or_default();
    assert!(of("listed").as_u64() >= Some(187), "{said}");
    assert_eq!(of("listed"), of("distinct"));
    assert!(of("gap").as_f64() > Some(0.0), "{said}");
    assert_eq!((of("first"), of("second")), ("Approved".into(), "Rejected".into()));
    assert_eq!(of("bonus"), "0.50");
    assert_eq!(of("code"), "AWS.MechanicalTurk.InvalidAssignmentState");
}
