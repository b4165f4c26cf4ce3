//! Faults that strike lists: they change the request before the service sees it, or the page that it answers.

use super::fault::Fault;
use crate::wire::{NEXT_TOKEN, NUM_RESULTS, Operation, RawMembers, Refusal};
use axum::body::Bytes;
use serde_json::value::{RawValue, to_raw_value};
use std::borrow::Cow;

/// What the tokens of empty pages start with. Behind it stand how often the page was empty, and the service's token.
const PREFIX: &str = "empty:";
/// The service model's limit on the length of a token.
const LONGEST: usize = 255;

/// A request for a page, and how often that page was empty before.
pub(super) struct SpoiledRequest {
    operation: Operation,
    body: Bytes,
    /// The token that it came with.
    token: Option<String>,
}

impl SpoiledRequest {
    /// Looks for a page token in a request's body.
    pub(super) fn new(operation: Operation, body: Bytes) -> Self {
        let token = members(&body).and_then(|members| members.text(NEXT_TOKEN)).map(Cow::into_owned);
        Self { operation, body, token }
    }

    /// Whether it goes on with a list.
    pub(super) fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// Lets the service answer, as far as `fault` allows.
    pub(super) fn strike(
        &self,
        fault: Option<Fault>,
        answer: impl FnOnce(Operation, &[u8]) -> Result<Vec<u8>, Refusal>,
    ) -> Result<Vec<u8>, Refusal> {
        let place = self.token.as_deref().map(PageAlias::read);
        match (fault, &self.token) {
            (Some(Fault::ExpiredToken), Some(token)) => Err(Refusal::token(token)),
            (Some(Fault::RepeatedToken), Some(token)) => {
                let page = answer(self.operation, &self.inner(place))?;
                Ok(spoiled(&page, &[(NEXT_TOKEN, Some(json(token)))]))
            }
            (Some(Fault::EmptyPage), _) => {
                let page = answer(self.operation, &self.inner(place))?;
                Ok(self.emptied(&page, place.unwrap_or_default()))
            }
            _ => answer(self.operation, &self.inner(place)),
        }
    }

    /// The request with the service's own token.
    fn inner(&self, place: Option<PageAlias<'_>>) -> Cow<'_, [u8]> {
        match place {
            Some(PageAlias { turn: 1.., token }) => {
                let token = Some(token).filter(|token| !token.is_empty());
                Cow::Owned(spoiled(&self.body, &[(NEXT_TOKEN, token.map(json))]))
            }
            _ => Cow::Borrowed(&self.body),
        }
    }

    /// The page without its items, and with a token that asks for them again. The same place under another name: a
    /// client must not take it for a repeated token.
    fn emptied(&self, page: &[u8], place: PageAlias<'_>) -> Vec<u8> {
        let token = PageAlias { turn: place.turn.wrapping_add(1), ..place }.written();
        match self.operation.list().filter(|_| token.len() <= LONGEST) {
            Some(list) => {
                let none: [(); 0] = [];
                spoiled(
                    page,
                    &[
                        (NEXT_TOKEN, Some(json(&token))),
                        (NUM_RESULTS, to_raw_value(&0).ok()),
                        (list, to_raw_value(&none).ok()),
                    ],
                )
            }
            None => page.to_vec(),
        }
    }
}

/// Where a token goes on, and how often it led to an empty page.
#[derive(Debug, Clone, Copy, Default)]
struct PageAlias<'t> {
    turn: u16,
    token: &'t str,
}

impl<'t> PageAlias<'t> {
    fn read(token: &'t str) -> Self {
        let ours = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':'));
        let turn = ours.and_then(|(turn, token)| Some(Self { turn: turn.parse().ok()?, token }));
        turn.unwrap_or(Self { turn: 0, token })
    }

    fn written(self) -> String {
        format!("{PREFIX}{}:{}", self.turn, self.token)
    }
}

/// An object with other members; `None` leaves one out. What is no object stays as it is.
fn spoiled(body: &[u8], changes: &[(&'static str, Option<Box<RawValue>>)]) -> Vec<u8> {
    let Some(mut members) = members(body) else { return body.to_vec() };
    for (name, value) in changes {
        match value {
            Some(value) => members.set(name, value),
            None => members.remove(name),
        }
    }
    serde_json::to_vec(&members).unwrap_or_else(|_| body.to_vec())
}

fn members(body: &[u8]) -> Option<RawMembers<'_>> {
    RawMembers::parse(std::str::from_utf8(body).ok()?).ok()
}

/// A text as JSON, which it always can be.
fn json(text: &str) -> Box<RawValue> {
    to_raw_value(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks for a page of HITs of a service that tells which token it was asked with.
    fn ask(fault: Option<Fault>, token: Option<&str>) -> Result<String, Refusal> {
        let body =
            token.map_or("{}".to_owned(), |token| format!(r#"{{"MaxResults":1,"NextToken":"{token}"}}"#));
        let request = SpoiledRequest::new(Operation::ListHits, body.into());
        let page = request.strike(fault, |_, body| {
            let asked = String::from_utf8_lossy(body).into_owned();
            Ok(format!(r#"{{"NextToken":"more","NumResults":1,"HITs":[{asked}]}}"#).into_bytes())
        });
        Ok(String::from_utf8(page?).unwrap())
    }

    #[test]
    fn without_a_fault_request_and_answer_stay_as_they_are() {
        assert_eq!(
            ask(None, Some("t")).unwrap(),
            r#"{"NextToken":"more","NumResults":1,"HITs":[{"MaxResults":1,"NextToken":"t"}]}"#
        );
    }

    #[test]
    fn the_token_of_an_empty_page_leads_back_to_it_under_other_names() {
        let empty = ask(Some(Fault::EmptyPage), Some("t")).unwrap();
        assert_eq!(empty, r#"{"NextToken":"empty:1:t","NumResults":0,"HITs":[]}"#);
        let again = ask(Some(Fault::EmptyPage), Some("empty:1:t")).unwrap();
        assert_eq!(again, r#"{"NextToken":"empty:2:t","NumResults":0,"HITs":[]}"#);
        assert_eq!(ask(None, Some("empty:2:t")), ask(None, Some("t")));
        let first = ask(Some(Fault::EmptyPage), None).unwrap();
        assert!(first.contains(r#""NextToken":"empty:1:""#), "{first}");
        assert!(ask(None, Some("empty:1:")).unwrap().contains(r#"[{"MaxResults":1}]"#));
    }

    #[test]
    fn a_page_whose_token_would_grow_too_long_is_not_emptied() {
        let long = "t".repeat(250);
        assert_eq!(ask(Some(Fault::EmptyPage), Some(&long)), ask(None, Some(&long)));
    }

    #[test]
    fn a_spoiled_token_is_repeated_or_refused() {
        assert!(ask(Some(Fault::RepeatedToken), Some("t")).unwrap().starts_with(r#"{"NextToken":"t","#));
        assert_eq!(ask(Some(Fault::ExpiredToken), Some("t")), Err(Refusal::token("t")));
    }
}
