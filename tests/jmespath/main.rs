//! The compliance suite of JMESPath, through the queries of `--query`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use hitdeck::output::{OutputError, Query};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Cases in the suite.
const CASES: usize = 908;

/// A case.
struct Case {
    file: String,
    given: Value,
    says: Value,
}

#[test]
fn every_case_of_the_suite_holds() {
    let cases = cases();
    assert_eq!(cases.len(), CASES);
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// Why a case does not hold.
fn failure(case: &Case) -> Option<String> {
    let expression = case.says["expression"].as_str().unwrap();
    let found = Query::compile(expression).and_then(|query| query.search(&case.given));
    let failure = match (case.says.get("result"), case.says.get("error").and_then(Value::as_str), found) {
        (Some(expected), _, Ok(found)) => {
            (!same(expected, &found)).then(|| format!("expected {expected}, found {found}"))
        }
        (Some(expected), _, Err(error)) => Some(format!("expected {expected}, failed: {error}")),
        (None, Some("syntax"), Err(OutputError::BadQuery { .. })) => None,
        (None, Some(error), Err(OutputError::FailingQuery { .. })) if error != "syntax" => None,
        (None, Some(error), Err(other)) => Some(format!("expected the error {error}, failed: {other}")),
        (None, Some(error), Ok(found)) => Some(format!("expected the error {error}, found {found}")),
        // A benchmark only has to run.
        (None, None, found) => found.err().map(|error| error.to_string()),
    };
    failure.map(|failure| format!("{}: {expression}: {failure}", case.file))
}

/// Equal to JMESPath: `1` is `1.0`.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        (left, right) => left == right,
    }
}

/// All cases of all files.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jmespath");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let suites: Vec<Value> = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        for suite in suites {
            for case in suite["cases"].as_array().unwrap() {
                cases.push(Case { file: file.clone(), given: suite["given"].clone(), says: case.clone() });
            }
        }
    }
    cases
}
