//! Output beside what the AWS CLI printed of the same responses (`reference.py` asked it).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use hitdeck::output::{Format, OutputError, OutputTarget, Printer, Query};
use serde_json::Value;

/// Cases with what the AWS CLI printed; null where it failed.
const CASES: &str = include_str!("cases.json");

#[test]
fn every_case_prints_what_the_aws_cli_prints() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert!(cases.len() > 100);
    for case in &cases {
        let printed = printed(case);
        match case["expected"].as_str() {
            Some(expected) => assert_eq!(printed.unwrap(), expected, "{case}"),
            None => assert!(printed.is_err(), "{case}"),
        }
    }
}

/// What comes out.
fn printed(case: &Value) -> Result<String, OutputError> {
    let format: Format = case["format"].as_str().unwrap().parse().unwrap();
    let query = case["query"].as_str().map(Query::compile).transpose()?;
    let target = OutputTarget {
        color: case["color"] == true,
        width: case["width"].as_u64().map(|width| u16::try_from(width).unwrap()),
        safe: false,
    };
    let mut printer = Printer::new(format, query, target, Vec::new());
    let out = if let Some(whole) = case.get("whole") {
        printer.whole(whole.as_object().unwrap().clone())?
    } else {
        for page in case["pages"].as_array().unwrap() {
            printer.page(page.as_object().unwrap().clone())?;
        }
        printer.end(case["resume"].as_str())?
    };
    Ok(String::from_utf8(out).unwrap())
}
