//! Answers that carry structures: pages of lists, and single ones.

use super::list::{NEXT_TOKEN, NUM_RESULTS};
use super::operation::Operation;
use super::raw::RawMembers;
use super::reading::Entry;
use super::regular::{self, WirePage};
use super::structure::Structure;
use super::text;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// An answer that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// It is no JSON, or no object. The words never quote the answer.
    #[error("{0}")]
    Json(String),
    /// There is nothing where a list belongs.
    #[error("the answer holds no list")]
    NoList,
    /// There is nothing where a structure belongs.
    #[error("the answer holds no {0}")]
    Nothing(&'static str),
    /// There is something else where a page token belongs: the list can not be read to its end.
    #[error("the answer holds no page token where one belongs")]
    NoToken,
}

impl From<serde_json::Error> for AnswerError {
    fn from(error: serde_json::Error) -> Self {
        use serde_json::error::Category;
        Self::Json(match error.classify() {
            // What was found instead may be a worker's answer.
            Category::Data => "it is no object".to_owned(),
            Category::Syntax | Category::Eof | Category::Io => error.to_string(),
        })
    }
}

/// Reads a page of the list that an operation answers with.
///
/// # Errors
///
/// When the body is no JSON object, holds no list, or a token that is none.
pub fn page<T: Structure>(operation: Operation, body: &[u8]) -> Result<WirePage<T>, AnswerError> {
    let body = text::of_body(body);
    let list = operation.list().unwrap_or_default();
    regular::page(list, &body).map_or_else(|_| odd_page(list, &body), Ok)
}

/// Reads a page whatever stands on it, value by value.
pub(super) fn odd_page<T: Structure>(list: &str, body: &str) -> Result<WirePage<T>, AnswerError> {
    let members = RawMembers::parse(body)?;
    let next = match members.get(NEXT_TOKEN) {
        None => None,
        Some(token) => Some(text::read(token.get()).ok_or(AnswerError::NoToken)?.text),
    };
    let items = match (members.get(list), members.get(NUM_RESULTS).map(RawValue::get)) {
        (Some(listed), _) => listed.get(),
        // An empty page may leave its list out, as it may leave out every empty list.
        (None, Some("0")) => "[]",
        (None, _) => return Err(AnswerError::NoList),
    };
    let items: Vec<&RawValue> = serde_json::from_str(items).map_err(|_| AnswerError::NoList)?;
    Ok(WirePage {
        items: items.into_iter().filter_map(entry).collect(),
        next: next.filter(|token| !token.is_empty()).map(Into::into),
    })
}

fn entry<T: Structure>(value: &RawValue) -> Option<T> {
    serde_json::from_str(value.get()).ok().and_then(|Entry(structure)| structure)
}

/// Reads the structure that stands in one member of an answer.
///
/// # Errors
///
/// When the body is no JSON object, or holds no such structure.
pub fn one<T: Structure>(member: &'static str, body: &[u8]) -> Result<T, AnswerError> {
    let body = text::of_body(body);
    let members = RawMembers::parse(&body)?;
    members.get(member).and_then(entry).ok_or(AnswerError::Nothing(member))
}

/// A page as the service writes it.
#[derive(Debug)]
pub struct WrittenPage<'a, T> {
    /// The list's member, such as `Assignments`.
    pub list: &'static str,
    /// What is on the page.
    pub items: &'a [T],
    /// The token of the next one.
    pub next: Option<String>,
}

impl<T: Serialize> Serialize for WrittenPage<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        if let Some(next) = &self.next {
            members.serialize_entry(NEXT_TOKEN, next)?;
        }
        members.serialize_entry(NUM_RESULTS, &self.items.len())?;
        members.serialize_entry(self.list, self.items)?;
        members.end()
    }
}
