//! A page of assignments as it was sent: where its values stand, read in one go, and no value looked at.
//!
//! What prints a list has no use for values as trees: most of them go out as they came in.

use super::list::{ASSIGNMENTS, NEXT_TOKEN, NUM_RESULTS};
use super::member::{AssignmentMember, Member};
use super::raw::RawMembers;
use super::text;
use crate::model::MemberName;
use bytes::Bytes;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::fmt;

/// How many members an assignment has.
const MEMBERS: usize = AssignmentMember::ALL.len();

/// A page that is not what the protocol says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SentPageError {
    /// Not JSON.
    #[error("the answer is no JSON: {0}")]
    Json(String),
    /// A value of another shape than the model's.
    #[error("the answer holds no {expected} where {member} belongs")]
    Shape {
        /// Whose value it is.
        member: &'static str,
        /// What it has to be.
        expected: &'static str,
    },
}

/// A page of assignments.
#[derive(Debug, Clone, Default)]
pub struct SentPage {
    body: Bytes,
    next: Option<ValuePlace>,
    results: Option<ValuePlace>,
    /// The assignments, where there is a list; one that is `null` is `None`.
    pub list: Option<Vec<Option<SentAssignment>>>,
}

/// An assignment on a page; it keeps the page's bytes.
#[derive(Debug, Clone)]
pub struct SentAssignment {
    body: Bytes,
    members: [Option<ValuePlace>; MEMBERS],
}

impl SentPage {
    /// Reads a page. What is no UTF-8 in it is replaced.
    ///
    /// # Errors
    ///
    /// When it is no JSON, or not of the protocol's shape.
    pub fn read(body: Bytes) -> Result<Self, SentPageError> {
        // An empty answer has no members, as for the AWS CLI.
        if body.is_empty() {
            return Ok(Self::default());
        }
        let Ok(text) = std::str::from_utf8(&body) else {
            return Self::read(String::from_utf8_lossy(&body).into_owned().into());
        };
        let page: PageValues<'_> = serde_json::from_str(text).map_err(|error| what_is_wrong(text, &error))?;
        let span = |value: Option<&RawValue>| value.and_then(|value| ValuePlace::of(value.get(), text));
        let assignment =
            |values: AssignmentValues<'_>| SentAssignment { body: body.clone(), members: values.0.map(span) };
        let list = page.list.map(|list| list.into_iter().map(|values| values.map(assignment)).collect());
        let (next, results) = (span(page.next), span(page.results));
        Ok(Self { body, next, results, list })
    }

    /// The token of the next page; an empty one is none.
    #[must_use]
    pub fn next_token(&self) -> Option<String> {
        let token = text::read(self.next_json()?)?.text;
        (!token.is_empty()).then(|| token.into_owned())
    }

    /// What stands where the token of the next page belongs, as JSON.
    #[must_use]
    pub fn next_json(&self) -> Option<&str> {
        Some(checked(self.next?.in_body(&self.body)))
    }

    /// What stands where the number of assignments belongs, as JSON.
    #[must_use]
    pub fn results_json(&self) -> Option<&str> {
        Some(checked(self.results?.in_body(&self.body)))
    }
}

impl SentAssignment {
    /// A member's value as JSON; `None` where it is not there or `null`.
    #[must_use]
    pub fn json(&self, member: AssignmentMember) -> Option<&str> {
        Some(checked(self.bytes(member)?))
    }

    /// The same as bytes, for what hands them on: that they are a text is not checked once more.
    #[must_use]
    pub fn bytes(&self, member: AssignmentMember) -> Option<&[u8]> {
        Some((*self.members.get(member as usize)?)?.in_body(&self.body))
    }

    /// Whether a member is there.
    #[must_use]
    pub fn has(&self, member: AssignmentMember) -> bool {
        self.bytes(member).is_some()
    }

    /// The members that are there, in the model's order.
    pub fn names(&self) -> impl Iterator<Item = AssignmentMember> {
        AssignmentMember::ALL.iter().copied().filter(|member| self.has(*member))
    }

    /// The members that are there, in the model's order, with their values as JSON.
    pub fn members(&self) -> impl Iterator<Item = (AssignmentMember, &str)> {
        AssignmentMember::ALL.iter().filter_map(|member| Some((*member, self.json(*member)?)))
    }
}

/// Where a value stands in a body.
#[derive(Debug, Clone, Copy)]
struct ValuePlace {
    start: u32,
    end: u32,
}

impl ValuePlace {
    /// Where `part` of a body stands. A value beyond 4 GiB is not there.
    fn of(part: &str, body: &str) -> Option<Self> {
        let start = part.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
        Some(Self { start: u32::try_from(start).ok()?, end: u32::try_from(start + part.len()).ok()? })
    }

    fn in_body(self, body: &[u8]) -> &[u8] {
        let at = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        body.get(at(self.start)..at(self.end)).unwrap_or_default()
    }
}

/// A part of a text as a text.
fn checked(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap_or_default()
}

/// The values of a page.
#[derive(Default)]
struct PageValues<'j> {
    next: Option<&'j RawValue>,
    results: Option<&'j RawValue>,
    list: Option<Vec<Option<AssignmentValues<'j>>>>,
}

/// The values of an assignment, in the order of the model.
struct AssignmentValues<'j>([Option<&'j RawValue>; MEMBERS]);

impl<'de> Deserialize<'de> for PageValues<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor)
    }
}

struct PageVisitor;

impl<'de> Visitor<'de> for PageVisitor {
    type Value = PageValues<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut page = PageValues::default();
        while let Some(MemberName(name)) = map.next_key()? {
            // The last one counts where a member is there twice.
            match &*name {
                ASSIGNMENTS => page.list = map.next_value()?,
                NEXT_TOKEN => page.next = map.next_value()?,
                NUM_RESULTS => page.results = map.next_value()?,
                _ => drop(map.next_value::<&RawValue>()?),
            }
        }
        Ok(page)
    }
}

impl<'de> Deserialize<'de> for AssignmentValues<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AssignmentVisitor)
    }
}

struct AssignmentVisitor;

impl<'de> Visitor<'de> for AssignmentVisitor {
    type Value = AssignmentValues<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an assignment")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = [None; MEMBERS];
        while let Some(MemberName(name)) = map.next_key()? {
            let value: Option<&RawValue> = map.next_value()?;
            let member = AssignmentMember::from_name(&name);
            if let Some(place) = member.and_then(|member| values.get_mut(member as usize)) {
                *place = value;
            }
        }
        Ok(AssignmentValues(values))
    }
}

/// Why a body is no page.
fn what_is_wrong(body: &str, error: &serde_json::Error) -> SentPageError {
    if error.classify() != Category::Data {
        return SentPageError::Json(error.to_string());
    }
    let shape = |member, expected| SentPageError::Shape { member, expected };
    let Ok(members) = RawMembers::parse(body) else { return shape("the answer", "object") };
    let listed = members.get(ASSIGNMENTS).map_or("[]", RawValue::get);
    match serde_json::from_str::<Vec<&RawValue>>(listed) {
        Err(_) => shape(ASSIGNMENTS, "list"),
        Ok(_) => shape("an assignment", "object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &'static str) -> SentPage {
        SentPage::read(Bytes::from_static(body.as_bytes())).unwrap()
    }

    #[test]
    fn values_stay_as_they_were_sent() {
        let page = read(
            r#"{"Assignments":[{"Answer":"\u00e9","New":[{}],"AssignmentId":"3A","Deadline":null},null],
                "NumResults":2.0,"NextToken":"a\/b","Stranger":{}}"#,
        );
        assert_eq!((page.next_token().as_deref(), page.results_json()), (Some("a/b"), Some("2.0")));
        let list = page.list.unwrap();
        let members: Vec<_> = list[0].as_ref().unwrap().members().collect();
        let expected =
            [(AssignmentMember::AssignmentId, "\"3A\""), (AssignmentMember::Answer, r#""\u00e9""#)];
        assert_eq!(members, expected);
        assert!(list[1].is_none() && list.len() == 2);
    }

    #[test]
    fn the_last_of_two_members_counts() {
        let page = read(r#"{"NextToken":"a","Assignments":[{"Answer":1,"Answer":2}],"NextToken":null}"#);
        assert_eq!(page.next_token(), None);
        assert_eq!(page.list.unwrap()[0].as_ref().unwrap().json(AssignmentMember::Answer), Some("2"));
    }

    #[test]
    fn a_token_that_is_empty_or_no_text_is_none() {
        for body in [r#"{"NextToken":""}"#, r#"{"NextToken":7}"#, "{}", ""] {
            assert_eq!(read(body).next_token(), None, "{body}");
        }
    }

    #[test]
    fn what_is_no_utf_8_costs_a_character() {
        let body = Bytes::from_static(b"{\"Assignments\":[{\"Answer\":\"a\xffb\"}]}");
        let list = SentPage::read(body).unwrap().list.unwrap();
        assert_eq!(list[0].as_ref().unwrap().json(AssignmentMember::Answer), Some("\"a\u{FFFD}b\""));
    }
}
