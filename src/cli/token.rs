//! The AWS CLI's tokens: where a listing stopped, which may be in the middle of a page.
//!
//! A token is JSON in base64: the service's token for the page, and how many of the page's assignments were
//! printed. Python's spaces are kept, so that the same place has the same token in both programs.

use crate::source::PageToken;
use crate::wire::NEXT_TOKEN;
use aws_smithy_types::base64;
use serde_json::{Map, Value};

/// A place in a list of assignments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StartingToken {
    /// The service's token for the page; `None` is the first.
    pub(super) token: Option<String>,
    /// How many assignments of the page are left out.
    pub(super) skip: i64,
}

/// A text that is no token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TokenError {
    /// It was printed for another operation.
    #[error("Bad starting token: its {member} is {value}, which no list of assignments prints")]
    Foreign {
        /// The member that is unknown, or not what it should be.
        member: String,
        /// Its value, as JSON.
        value: String,
    },
    /// It has the parts of no token.
    #[error("Bad starting token: {0}")]
    Parts(String),
}

const SKIP: &str = "boto_truncate_amount";

impl StartingToken {
    /// The token's text. It says how many assignments are left out only where the list stopped `in_page`, not
    /// where a page ended: so does the AWS CLI.
    pub(super) fn encode(&self, in_page: bool) -> String {
        let token = Value::from(self.token.as_deref());
        let skip = if in_page { format!(", \"{SKIP}\": {}", self.skip) } else { String::new() };
        base64::encode(format!("{{\"NextToken\": {token}{skip}}}"))
    }

    /// The token of the page that the place is in; `None` is the first page.
    pub(super) fn page(&self) -> Option<PageToken> {
        self.token.as_deref().map(|token| PageToken(token.into()))
    }

    /// Reads a token of either program, of old versions (`TOKEN___SKIP`), or the service's own.
    pub(super) fn decode(text: &str) -> Result<Self, TokenError> {
        let decoded = base64::decode(text).ok();
        match decoded.and_then(|json| serde_json::from_slice::<Map<String, Value>>(&json).ok()) {
            Some(members) => Self::from_members(&members),
            None => Self::old(text),
        }
    }

    fn from_members(members: &Map<String, Value>) -> Result<Self, TokenError> {
        let mut place = Self::default();
        for (name, value) in members {
            match (name.as_str(), value) {
                (NEXT_TOKEN, Value::Null) => {}
                (NEXT_TOKEN, Value::String(token)) => place.token = named(token),
                (SKIP, Value::Number(skip)) => place.skip = skip.as_i64().unwrap_or_default(),
                _ => {
                    let (member, value) = (name.clone(), value.to_string());
                    return Err(TokenError::Foreign { member, value });
                }
            }
        }
        Ok(place)
    }

    fn old(text: &str) -> Result<Self, TokenError> {
        let parts: Vec<&str> = text.split("___").collect();
        match parts.as_slice() {
            [token] => Ok(Self { token: named(token), skip: 0 }),
            [token, skip] => Ok(match skip.parse() {
                Ok(skip) => Self { token: named(token), skip },
                Err(_) => Self { token: Some(text.to_owned()), skip: 0 },
            }),
            _ => Err(TokenError::Parts(text.to_owned())),
        }
    }
}

/// Old tokens wrote the first page's as a word.
fn named(token: &str) -> Option<String> {
    Some(token.to_owned()).filter(|token| token != "None")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(token: Option<&str>, skip: i64) -> StartingToken {
        StartingToken { token: token.map(str::to_owned), skip }
    }

    #[test]
    fn tokens_are_those_of_the_aws_cli() {
        // Made by botocore's TokenEncoder.
        let middle = "eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==";
        assert_eq!(at(None, 2).encode(true), middle);
        assert_eq!(StartingToken::decode(middle).unwrap(), at(None, 2));
        let page = "eyJOZXh0VG9rZW4iOiAicDE6YWJjIn0=";
        assert_eq!(at(Some("p1:abc"), 0).encode(false), page);
        assert_eq!(StartingToken::decode(page).unwrap(), at(Some("p1:abc"), 0));
    }

    #[test]
    fn a_token_of_an_old_version_or_of_the_service_itself_is_good_too() {
        for (text, expected) in [
            ("p1:2Gr85==", at(Some("p1:2Gr85=="), 0)),
            ("abc___5", at(Some("abc"), 5)),
            ("None___5", at(None, 5)),
            ("abc___x", at(Some("abc___x"), 0)),
        ] {
            assert_eq!(StartingToken::decode(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn a_token_of_something_else_is_refused() {
        assert!(StartingToken::decode("a___1___2").is_err());
        assert!(StartingToken::decode(&base64::encode(r#"{"Marker": "x"}"#)).is_err());
    }
}
