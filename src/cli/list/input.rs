//! What to ask for: flags, and `--cli-input-json` or `--cli-input-yaml` under them.

use super::chain::PageSize;
use super::pages::Plan;
use super::{Failure, ListArgs};
use crate::cli::token::StartingToken;
use crate::mturk::RawQuery;
use serde_json::{Map, Value};
use std::io::Read;

/// The members of the request, in the service model's order.
const MEMBERS: [&str; 4] = ["HITId", "NextToken", "MaxResults", "AssignmentStatuses"];

/// What to ask for, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// The HITs in the order given.
    pub(super) hits: Vec<String>,
    statuses: Option<Vec<String>>,
    paging: Paging,
    /// Whether a document was given that should have named the HIT.
    from_document: bool,
}

/// How many requests are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Paging {
    /// One; its answer is printed as it came.
    Once { token: Option<String>, size: Option<i32> },
    /// As many as there are pages.
    All { start: Option<StartingToken>, size: Option<i32>, max_items: Option<i64> },
}

/// The requests.
#[derive(Debug)]
pub(super) enum Requests {
    /// One.
    Once(RawQuery),
    /// All pages.
    All(Plan),
}

impl Input {
    /// Reads flags and documents. What the request can not have is told in the AWS CLI's words.
    pub(super) fn read(args: &ListArgs) -> Result<Self, Failure> {
        let document = document(args)?;
        let from_document = document.is_some();
        let members = check(document.unwrap_or_default())?;
        let flags = Flags::read(args)?;
        let hits = if flags.hits.is_empty() { members.hit.into_iter().collect() } else { flags.hits };
        let token = flags.next_token.or(members.next_token);
        let results = flags.max_results.or(members.max_results);
        let paging = if args.no_paginate || token.is_some() || results.is_some() {
            no_paging_flags(args)?;
            Paging::Once { token, size: size(results)? }
        } else {
            let start = flags.starting_token.as_deref().map(StartingToken::decode).transpose()?;
            Paging::All { start, size: size(args.page_size)?, max_items: args.max_items }
        };
        let several = hits.len() > 1;
        if several && matches!(paging, Paging::Once { .. } | Paging::All { start: Some(_), .. }) {
            return Err(Failure::usage(
                "A token, a single request: these belong to one HIT, and several are named.",
            ));
        }
        let input = Self { hits, statuses: flags.statuses.or(members.statuses), paging, from_document };
        input.check_lengths()?;
        Ok(input)
    }

    /// Refuses to go on without a HIT.
    pub(super) fn require_hit(&self) -> Result<(), Failure> {
        match (self.hits.is_empty(), self.from_document) {
            (false, _) => Ok(()),
            (true, true) => {
                Err(Failure::parameters(&[r#"Missing required parameter in input: "HITId""#.to_owned()]))
            }
            (true, false) => Err(Failure::usage(
                "hitdeck: the following arguments are required: --hit-id\n\
                 Try `hitdeck list --help`; with --cli-auto-prompt the HIT is picked from the account's HITs.",
            )),
        }
    }

    /// The requests to send. Where the output `shows_pages`, their size is left to the service unless it was given.
    pub(super) fn requests(self, shows_pages: bool) -> Requests {
        let query =
            |hit, page_size, token| RawQuery { hit, statuses: self.statuses.clone(), page_size, token };
        let mut hits = self.hits.into_iter();
        match self.paging {
            Paging::Once { token, size } => {
                Requests::Once(query(hits.next().unwrap_or_default(), size, token))
            }
            Paging::All { start, size, max_items } => {
                let usual = if shows_pages { PageSize::Service } else { PageSize::Full };
                let size = size.map_or(usual, PageSize::Given);
                let queries = hits.map(|hit| query(hit, None, None)).collect();
                Requests::All(Plan { queries, start, max_items, size })
            }
        }
    }

    fn check_lengths(&self) -> Result<(), Failure> {
        let empty =
            |name: &str| format!("Invalid length for parameter {name}, value: 0, valid min length: 1");
        let hits = self.hits.iter().filter(|hit| hit.is_empty()).map(|_| empty("HITId"));
        let token = match &self.paging {
            Paging::Once { token: Some(token), .. }
            | Paging::All { start: Some(StartingToken { token: Some(token), .. }), .. }
                if token.is_empty() =>
            {
                Some(empty("NextToken"))
            }
            _ => None,
        };
        let reports: Vec<String> = hits.chain(token).collect();
        if reports.is_empty() { Ok(()) } else { Err(Failure::parameters(&reports)) }
    }
}

/// A page's size as the request has it: the service judges whether it is too large.
fn size(size: Option<i64>) -> Result<Option<i32>, Failure> {
    let checked = |size: i64| match i32::try_from(size) {
        Ok(size @ 1..) => Ok(size),
        _ if size < 1 => Err(Failure::parameters(&[format!(
            "Invalid value for parameter MaxResults, value: {size}, valid min value: 1"
        )])),
        _ => Err(Failure::usage(format!("{size} assignments a page are more than a request can ask for"))),
    };
    size.map(checked).transpose()
}

/// One request has no use for flags about many.
fn no_paging_flags(args: &ListArgs) -> Result<(), Failure> {
    let given = [
        ("--starting-token", args.starting_token.is_some()),
        ("--page-size", args.page_size.is_some_and(|size| size != 0)),
        ("--max-items", args.max_items.is_some_and(|max| max != 0)),
    ];
    let given: Vec<&str> = given.into_iter().filter_map(|(flag, given)| given.then_some(flag)).collect();
    if given.is_empty() {
        return Ok(());
    }
    let given = given.join(", ");
    Err(Failure::usage(format!("Cannot specify --no-paginate along with pagination arguments: {given}")))
}

/// The flags' texts, read from files where they name them.
struct Flags {
    hits: Vec<String>,
    statuses: Option<Vec<String>>,
    next_token: Option<String>,
    starting_token: Option<String>,
    max_results: Option<i64>,
}

impl Flags {
    fn read(args: &ListArgs) -> Result<Self, Failure> {
        let text =
            |flag: &str, text: &Option<String>| text.as_deref().map(|text| load(flag, text)).transpose();
        let hits = args.hits.iter().chain(&args.hit_ids);
        Ok(Self {
            hits: hits.map(|hit| load("--hit-id", hit)).collect::<Result<_, _>>()?,
            statuses: args.assignment_statuses.as_deref().map(statuses).transpose()?,
            next_token: text("--next-token", &args.next_token)?,
            starting_token: text("--starting-token", &args.starting_token)?,
            max_results: args.max_results,
        })
    }
}

/// Statuses as words, with commas, or as a JSON list, which the AWS CLI takes too.
fn statuses(words: &[String]) -> Result<Vec<String>, Failure> {
    let flag = "--assignment-statuses";
    let words = match words {
        [one] => vec![load(flag, one)?],
        several => several.to_vec(),
    };
    if let [list] = words.as_slice()
        && list.trim_start().starts_with('[')
    {
        return serde_json::from_str(list).map_err(|error| invalid(flag, &format!("Invalid JSON: {error}")));
    }
    // An empty word stays one: the service refuses it, where leaving it out would list everything.
    let split = |word: &String| match word.as_str() {
        "" => vec![String::new()],
        word => word.split([',', ' ', '\n']).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
    };
    Ok(words.iter().flat_map(split).collect())
}

/// The document of `--cli-input-json` or `--cli-input-yaml`.
fn document(args: &ListArgs) -> Result<Option<Map<String, Value>>, Failure> {
    let (flag, read): (_, Result<Value, String>) = match (&args.cli_input_json, &args.cli_input_yaml) {
        (Some(json), _) => {
            let flag = "--cli-input-json";
            (
                flag,
                serde_json::from_str(&load_document(flag, json)?)
                    .map_err(|error| format!("Invalid JSON: {error}")),
            )
        }
        (None, Some(yaml)) => {
            let flag = "--cli-input-yaml";
            // YAML 1.2, in which `no` is a word.
            let options = serde_saphyr::options! { strict_booleans: true };
            let read = serde_saphyr::from_str_with_options(&load_document(flag, yaml)?, options);
            (flag, read.map_err(|error| format!("Invalid YAML: {error}")))
        }
        (None, None) => return Ok(None),
    };
    match read {
        Ok(Value::Object(members)) => Ok(Some(members)),
        Ok(_) => Err(invalid(flag, "it has to be an object with the request's members")),
        Err(reason) => Err(invalid(flag, &reason)),
    }
}

fn invalid(flag: &str, reason: &str) -> Failure {
    Failure::usage(format!("Error parsing parameter '{}': {reason}", flag.trim_start_matches('-')))
}

/// A text, or the contents of the file that `file://PATH` names.
fn load(flag: &str, text: &str) -> Result<String, Failure> {
    let Some(path) = text.strip_prefix("file://").or_else(|| text.strip_prefix("fileb://")) else {
        return Ok(text.to_owned());
    };
    let path = match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.into(),
    };
    let unable = |error| invalid(flag, &format!("Unable to load paramfile {text}: {error}"));
    std::fs::read_to_string(path).map_err(unable)
}

/// A document, which may also come from standard input.
fn load_document(flag: &str, text: &str) -> Result<String, Failure> {
    if text != "-" {
        return load(flag, text);
    }
    let mut document = String::new();
    let unable = |error| invalid(flag, &format!("standard input can not be read: {error}"));
    std::io::stdin().read_to_string(&mut document).map_err(unable)?;
    Ok(document)
}

/// A document's members.
#[derive(Debug, Default)]
struct Members {
    hit: Option<String>,
    statuses: Option<Vec<String>>,
    next_token: Option<String>,
    max_results: Option<i64>,
}

/// Takes a document's members; every one that is unknown or of the wrong type is named.
fn check(document: Map<String, Value>) -> Result<Members, Failure> {
    let mut members = Members::default();
    let mut reports = Vec::new();
    for (name, value) in document {
        let taken = match (name.as_str(), value) {
            ("HITId", value) => text(&name, value).map(|hit| members.hit = Some(hit)),
            ("NextToken", value) => text(&name, value).map(|token| members.next_token = Some(token)),
            ("MaxResults", value) => number(&name, &value).map(|size| members.max_results = Some(size)),
            ("AssignmentStatuses", Value::Array(words)) => {
                let words = words.into_iter().enumerate();
                words
                    .map(|(at, word)| text(&format!("{name}[{at}]"), word))
                    .collect::<Result<_, _>>()
                    .map(|words| members.statuses = Some(words))
            }
            ("AssignmentStatuses", value) => {
                Err(wrong_type(&name, &value, "<class 'list'>, <class 'tuple'>"))
            }
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
