//! What to ask for: flags, and under them the members of a document.

use super::document::{Document, invalid, load};
use super::pages::ListPlan;
use super::reader::PageSize;
use super::{Failure, ListArgs};
use crate::cli::token::StartingToken;
use crate::mturk::RawQuery;
use crate::wire::{HIT_ID, MAX_RESULTS, NEXT_TOKEN};

/// What to ask for, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListRequest {
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
    All(ListPlan),
}

impl ListRequest {
    /// Reads flags and documents. What the request can not have is told in the AWS CLI's words.
    pub(super) fn read(args: &ListArgs) -> Result<Self, Failure> {
        let document = Document::read(args)?;
        let from_document = document.is_some();
        let members = document.unwrap_or_default();
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
                Err(Failure::parameters(&[format!("Missing required parameter in input: \"{HIT_ID}\"")]))
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
                Requests::All(ListPlan { queries, start, max_items, size })
            }
        }
    }

    fn check_lengths(&self) -> Result<(), Failure> {
        let empty =
            |name: &str| format!("Invalid length for parameter {name}, value: 0, valid min length: 1");
        let hits = self.hits.iter().filter(|hit| hit.is_empty()).map(|_| empty(HIT_ID));
        let token = match &self.paging {
            Paging::Once { token: Some(token), .. }
            | Paging::All { start: Some(StartingToken { token: Some(token), .. }), .. }
                if token.is_empty() =>
            {
                Some(empty(NEXT_TOKEN))
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
            "Invalid value for parameter {MAX_RESULTS}, value: {size}, valid min value: 1"
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
    let split = |word: &String| -> Vec<String> {
        let parts = word.split([',', ' ', '\n']).filter(|part| !part.is_empty()).map(str::to_owned);
        let parts: Vec<String> = parts.collect();
        // A word with nothing in it stays: the service refuses it, where leaving it out would list everything.
        if parts.is_empty() { vec![word.clone()] } else { parts }
    };
    Ok(words.iter().flat_map(split).collect())
}
