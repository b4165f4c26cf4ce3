//! The body of a refusal, and how the AWS CLI tells of it.

use super::raw::RawMembers;
use super::text;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The body of an answer with an HTTP status from 400 on.
#[derive(Debug)]
pub(super) struct ErrorBody<'b> {
    text: &'b str,
    /// `None` where it is no object.
    members: Option<RawMembers<'b>>,
}

impl<'b> ErrorBody<'b> {
    /// Reads a body of any kind.
    pub(super) fn read(text: &'b str) -> Self {
        Self { text, members: RawMembers::parse(text).ok() }
    }

    /// A member's text. An empty one says nothing.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'b, str>> {
        self.members.as_ref()?.text(name).filter(|text| !text.is_empty())
    }

    /// All of it, for bodies that are not the protocol's.
    pub(super) fn foreign(&self) -> Option<&'b str> {
        Some(self.text.trim_ascii()).filter(|text| !text.is_empty())
    }
}

/// An error's type without its name space before it and the address behind it.
pub(super) fn short(kind: &str) -> &str {
    let kind = kind.split_once(':').map_or(kind, |(kind, _)| kind);
    kind.rsplit_once('#').map_or(kind, |(_, kind)| kind)
}

/// An error's code and message as the AWS CLI tells them, the message with the epoch it ends in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliWords {
    /// The error's type; the HTTP status where there is none.
    pub code: String,
    /// The message, to the letter.
    pub message: String,
    /// Mechanical Turk's own code, which the service model has for two types of errors only.
    pub turk_code: Option<String>,
}

impl CliWords {
    /// Reads a body: what is no JSON is the message, and what is no answer of a service (an empty one, a proxy's
    /// HTML) has the words of its HTTP status.
    #[must_use]
    pub fn read(status: u16, body: &[u8]) -> Self {
        let body = text::of_body(body);
        let body = ErrorBody::read(&body);
        if body.foreign().is_none_or(|bare| status >= 500 && bare.starts_with("<html>")) {
            let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            let message = reason.filter(|_| status >= 500).unwrap_or_default();
            return Self { code: status.to_string(), message: message.to_owned(), turk_code: None };
        }
        let Some(members) = &body.members else {
            return Self { code: status.to_string(), message: body.text.to_owned(), turk_code: None };
        };
        let code = members.text("__type").map_or_else(|| status.to_string(), |kind| short(&kind).to_owned());
        let modelled = matches!(code.as_str(), "RequestError" | "ServiceFault");
        let turk_code = members.text("TurkErrorCode").filter(|_| modelled).map(Cow::into_owned);
        Self { code, message: message(members), turk_code }
    }
}

fn message(members: &RawMembers<'_>) -> String {
    match members.last("message").or_else(|| members.last("Message")).map(RawValue::get) {
        None => String::new(),
        // Python's word for it.
        Some("null") => "None".to_owned(),
        Some(value) => text::read(value).map_or_else(|| value.to_owned(), |read| read.text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_the_aws_clis_words() {
        for (status, body, code, message) in [
            (
                400,
                r#"{"__type":"com.amazon#RequestError","Message":"No. (1 s)"}"#,
                "RequestError",
                "No. (1 s)",
            ),
            (400, r#"{"__type":"A","message":"small","Message":"big"}"#, "A", "small"),
            (400, r#"{"__type":"A","message":null,"Message":"big"}"#, "A", "None"),
            (400, r#"{"Message":"bare"}"#, "400", "bare"),
            (403, "go away", "403", "go away"),
            (502, "<html>oh</html>", "502", "Bad Gateway"),
            (503, "", "503", "Service Unavailable"),
            (404, "", "404", ""),
        ] {
            let words = CliWords { code: code.to_owned(), message: message.to_owned(), turk_code: None };
            assert_eq!(CliWords::read(status, body.as_bytes()), words, "{status} {body}");
        }
    }
}
