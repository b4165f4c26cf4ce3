//! `--cli-input-json` and `--cli-input-yaml`: the request's members from a document.

use super::{Failure, ListArgs};
use crate::mturk::expanded_path;
use crate::wire::{ASSIGNMENT_STATUSES, HIT_ID, MAX_RESULTS, NEXT_TOKEN};
use serde_json::{Map, Value};
use std::io::Read;

/// The members of the request, in the service model's order.
const MEMBERS: [&str; 4] = [HIT_ID, NEXT_TOKEN, MAX_RESULTS, ASSIGNMENT_STATUSES];

/// A document's members.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) hit: Option<String>,
    pub(super) statuses: Option<Vec<String>>,
    pub(super) next_token: Option<String>,
    pub(super) max_results: Option<i64>,
}

impl Document {
    /// Reads the document that was given, if one was.
    pub(super) fn read(args: &ListArgs) -> Result<Option<Self>, Failure> {
        members(args)?.map(check).transpose()
    }
}

/// The members in the document of `--cli-input-json` or `--cli-input-yaml`.
fn members(args: &ListArgs) -> Result<Option<Map<String, Value>>, Failure> {
    let (flag, read) = match (&args.cli_input_json, &args.cli_input_yaml) {
        (Some(text), _) => {
            let flag = "--cli-input-json";
            (flag, json(&load_document(flag, text)?))
        }
        (None, Some(text)) => {
            let flag = "--cli-input-yaml";
            (flag, yaml(&load_document(flag, text)?))
        }
        (None, None) => return Ok(None),
    };
    match read {
        Ok(Value::Object(members)) => Ok(Some(members)),
        Ok(_) => Err(invalid(flag, "it has to be an object with the request's members")),
        Err(reason) => Err(invalid(flag, &reason)),
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("Invalid JSON: {error}"))
}

/// YAML 1.2, in which `no` is a word.
fn yaml(text: &str) -> Result<Value, String> {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| format!("Invalid YAML: {error}"))
}

/// A mistake in what a flag was given.
pub(super) fn invalid(flag: &str, reason: &str) -> Failure {
    Failure::usage(format!("Error parsing parameter '{}': {reason}", flag.trim_start_matches('-')))
}

/// A text, or the contents of the file that `file://PATH` names. Bytes (`fileb://`) are nothing that a request has.
pub(super) fn load(flag: &str, text: &str) -> Result<String, Failure> {
    match (text.strip_prefix("file://"), text.strip_prefix("fileb://")) {
        (Some(path), _) => read_file(flag, text, path),
        (None, Some(_)) => Err(invalid(flag, &format!("{text}: it is a text, which file:// reads"))),
        (None, None) => Ok(text.to_owned()),
    }
}

fn read_file(flag: &str, text: &str, path: &str) -> Result<String, Failure> {
    let unable = |error| invalid(flag, &format!("Unable to load paramfile {text}: {error}"));
    std::fs::read_to_string(expanded_path(path)).map_err(unable)
}

/// A document, which may also come from standard input.
fn load_document(flag: &str, text: &str) -> Result<String, Failure> {
    if let Some(path) = text.strip_prefix("fileb://") {
        return read_file(flag, text, path);
    }
    if text != "-" {
        return load(flag, text);
    }
    let mut document = String::new();
    let unable = |error| invalid(flag, &format!("standard input can not be read: {error}"));
    std::io::stdin().read_to_string(&mut document).map_err(unable)?;
    Ok(document)
}

/// Takes a document's members; every one that is unknown or of the wrong type is named.
fn check(document: Map<String, Value>) -> Result<Document, Failure> {
    let mut members = Document::default();
    let mut reports = Vec::new();
    for (name, value) in document {
        let taken = match (name.as_str(), value) {
            (HIT_ID, value) => text(&name, value).map(|hit| members.hit = Some(hit)),
            (NEXT_TOKEN, value) => text(&name, value).map(|token| members.next_token = Some(token)),
            (MAX_RESULTS, value) => number(&name, &value).map(|size| members.max_results = Some(size)),
            (ASSIGNMENT_STATUSES, Value::Array(words)) => {
                let words = words.into_iter().enumerate();
                words
                    .map(|(at, word)| text(&format!("{name}[{at}]"), word))
                    .collect::<Result<_, _>>()
                    .map(|words| members.statuses = Some(words))
            }
            (ASSIGNMENT_STATUSES, value) => Err(wrong_type(&name, &value, "<class 'list'>, <class 'tuple'>")),
            (_, _) => {
                let known = MEMBERS.join(", ");
                Err(format!("Unknown parameter in input: \"{name}\", must be one of: {known}"))
            }
        };
        reports.extend(taken.err());
    }
    if reports.is_empty() { Ok(members) } else { Err(Failure::parameters(&reports)) }
}

fn text(name: &str, value: Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        value => Err(wrong_type(name, &value, "<class 'str'>")),
    }
}

fn number(name: &str, value: &Value) -> Result<i64, String> {
    value.as_i64().ok_or_else(|| wrong_type(name, value, "<class 'int'>"))
}

fn wrong_type(name: &str, value: &Value, expected: &str) -> String {
    let (shown, class) = match value {
        Value::Null => ("None".to_owned(), "NoneType"),
        Value::Bool(true) => ("True".to_owned(), "bool"),
        Value::Bool(false) => ("False".to_owned(), "bool"),
        Value::Number(number) if number.is_f64() => (number.to_string(), "float"),
        Value::Number(number) => (number.to_string(), "int"),
        Value::String(text) => (text.clone(), "str"),
        Value::Array(_) => (value.to_string(), "list"),
        Value::Object(_) => (value.to_string(), "dict"),
    };
    format!(
        "Invalid type for parameter {name}, value: {shown}, type: <class '{class}'>, valid types: {expected}"
    )
}
