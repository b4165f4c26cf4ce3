//! The AWS CLI's tokens: where a listing stopped, which may be in the middle of a page.
//!
//! A token is JSON in base64: the service's token for the page, and how many of the page's assignments were
//! printed. Python's spaces are kept, so that the same place has the same token in both programs.

use super::Failure;
use aws_smithy_types::base64;
use serde_json::{Map, Value};

/// A place in a list of assignments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The service's token for the page; `None` is the first.
    pub(super) token: Option<String>,
    /// How many assignments of the page are left out.
    pub(super) skip: i64,
}

const SKIP: &str = "boto_truncate_amount";

impl Place {
    /// The token for the place. Where it is the beginning of a page, nothing is said of the page's assignments
    /// unless the place is `in_page` all the same, as where none may be printed.
    pub(super) fn encode(&self, in_page: bool) -> String {
        let token = Value::from(self.token.as_deref());
        let skip = if in_page { format!(", \"{SKIP}\": {}", self.skip) } else { String::new() };
        base64::encode(format!("{{\"NextToken\": {token}{skip}}}"))
    }

    /// Reads a token of either program, of old versions (`TOKEN___SKIP`), or the service's own.
    pub(super) fn decode(text: &str) -> Result<Self, Failure> {
        let decoded = base64::decode(text).ok();
        match decoded.and_then(|json| serde_json::from_slice::<Map<String, Value>>(&json).ok()) {
            Some(members) => Self::from_members(&members),
            None => Self::old(text),
        }
    }

    fn from_members(members: &Map<String, Value>) -> Result<Self, Failure> {
        let mut place = Self::default();
        for (name, value) in members {
            match (name.as_str(), value) {
                ("NextToken", Value::Null) => {}
                ("NextToken", Value::String(token)) => place.token = named(token),
                (SKIP, Value::Number(skip)) => place.skip = skip.as_i64().unwrap_or_default(),
                _ => return Err(Failure::usage(format!("Bad starting token: its {name} is {value}"))),
            }
        }
        Ok(place)
    }

    fn old(text: &str) -> Result<Self, Failure> {
        let parts: Vec<&str> = text.split("___").collect();
        match parts.as_slice() {
            [token] => Ok(Self { token: named(token), skip: 0 }),
            [token, skip] => Ok(match skip.parse() {
                Ok(skip) => Self { token: named(token), skip },
                Err(_) => Self { token: Some(text.to_owned()), skip: 0 },
            }),
            _ => Err(Failure::other(format!("Bad starting token: {text}"))),
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

    fn place(token: Option<&str>, skip: i64) -> Place {
        Place { token: token.map(str::to_owned), skip }
    }

    #[test]
    fn tokens_are_those_of_the_aws_cli() {
        // Made by botocore's TokenEncoder.
        let middle = "eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==";
        assert_eq!(place(None, 2).encode(true), middle);
        assert_eq!(Place::decode(middle).unwrap(), place(None, 2));
        let page = "eyJOZXh0VG9rZW4iOiAicDE6YWJjIn0=";
        assert_eq!(place(Some("p1:abc"), 0).encode(false), page);
        assert_eq!(Place::decode(page).unwrap(), place(Some("p1:abc"), 0));
    }

    #[test]
    fn a_token_of_an_old_version_or_of_the_service_itself_is_good_too() {
        for (text, expected) in [
            ("p1:2Gr85==", place(Some("p1:2Gr85=="), 0)),
            ("abc___5", place(Some("abc"), 5)),
            ("None___5", place(None, 5)),
            ("abc___x", place(Some("abc___x"), 0)),
        ] {
            assert_eq!(Place::decode(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn a_token_of_something_else_is_refused() {
        assert!(Place::decode("a___1___2").is_err());
        assert!(Place::decode(&base64::encode(r#"{"Marker": "x"}"#)).is_err());
    }
}
