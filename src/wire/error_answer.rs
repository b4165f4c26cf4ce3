//! What a request was refused with, by the service or by whoever answers in its place.

use super::error_body::{ErrorBody, short};
use super::{text, words};
use std::borrow::Cow;
use std::fmt;

/// An answer with an HTTP status from 400 on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorAnswer {
    status: u16,
    /// The error's type without its name space: `RequestError`.
    kind: Option<String>,
    /// The service's own code: `AWS.MechanicalTurk.HITDoesNotExist`.
    turk_code: Option<String>,
    message: Message,
}

/// The words of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    /// The protocol's own: the member `message` or `Message`.
    Spoken(String),
    /// A body that is not of the protocol, whole.
    Foreign(String),
    /// Not a word: an empty body, or members without a message.
    None,
}

/// What a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorMeaning {
    /// The service asks to slow down.
    Throttled,
    /// The service is in trouble.
    Unavailable,
    /// There is no such thing.
    NotFound,
    /// The account is not linked to a requester's.
    Unlinked,
    /// Credentials are wrong, or not allowed to do this.
    Denied,
    /// A page token is good no longer.
    ExpiredToken,
    /// The service, or this way to it, was given up.
    Closed,
    /// The request itself is refused.
    Refused,
    /// No word of the protocol: somebody else answered.
    Foreign,
}

impl ErrorAnswer {
    /// Reads an answer; `header` is what stands in its `x-amzn-errortype`.
    #[must_use]
    pub fn read(status: u16, header: Option<&str>, body: &[u8]) -> Self {
        let body = text::of_body(body);
        let body = ErrorBody::read(&body);
        let kind = header.map(Cow::Borrowed).or_else(|| body.text("__type")).or_else(|| body.text("code"));
        let turk_code = body.text("TurkErrorCode").map(Cow::into_owned);
        let message = match (body.text("message").or_else(|| body.text("Message")), body.foreign()) {
            (Some(message), _) => Message::Spoken(message.into_owned()),
            (None, Some(text)) if kind.is_none() && turk_code.is_none() => Message::Foreign(text.to_owned()),
            (None, _) => Message::None,
        };
        Self { status, kind: kind.map(|kind| short(&kind).to_owned()), turk_code, message }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// What it means. The code decides, then the words, then the status.
    #[must_use]
    pub fn meaning(&self) -> ErrorMeaning {
        let code = self.code().unwrap_or_default();
        let says = |codes: &[&str]| codes.iter().any(|word| code.contains(word));
        match self.status {
            429 => ErrorMeaning::Throttled,
            _ if says(&THROTTLINGS) || self.foreign().is_some_and(asks_to_slow_down) => {
                ErrorMeaning::Throttled
            }
            500.. => ErrorMeaning::Unavailable,
            _ if says(&["ServiceFault", "ServiceUnavailable"]) => ErrorMeaning::Unavailable,
            _ if says(&["DoesNotExist", "NotFound"]) => ErrorMeaning::NotFound,
            _ if says(&DENIALS) => ErrorMeaning::Denied,
            _ if self.is_about_token() => ErrorMeaning::ExpiredToken,
            _ if self.words().starts_with("To use the MTurk API") => ErrorMeaning::Unlinked,
            _ if self.words().contains("no longer supported") => ErrorMeaning::Closed,
            _ if self.code().is_none() && !matches!(self.message, Message::Spoken(_)) => {
                ErrorMeaning::Foreign
            }
            _ => ErrorMeaning::Refused,
        }
    }

    /// The words on one line, not too many of them, without the epoch that the service appends.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match &self.message {
            Message::Spoken(message) => words::one_line(without_epoch(message)),
            Message::Foreign(body) => {
                let words = words::without_tags(body);
                let words = words::one_line(&words);
                // The status is told beside them.
                let status = words.strip_prefix(&self.status.to_string());
                let rest = status.map(str::trim_start).filter(|rest| !rest.is_empty());
                rest.unwrap_or(&words).to_owned().into()
            }
            Message::None => Cow::Borrowed(""),
        }
    }

    /// The service's own code, else the error's type.
    fn code(&self) -> Option<&str> {
        self.turk_code.as_deref().or(self.kind.as_deref())
    }

    fn foreign(&self) -> Option<&str> {
        match &self.message {
            Message::Foreign(body) => Some(body),
            Message::Spoken(_) | Message::None => None,
        }
    }

    /// Whether the page token is what is wrong. No code for it is documented.
    fn is_about_token(&self) -> bool {
        let text = format!("{} {}", self.code().unwrap_or_default(), self.words()).to_lowercase();
        ["nexttoken", "next token", "paginationtoken", "pagination token"]
            .iter()
            .any(|word| text.contains(word))
    }
}

impl fmt::Display for ErrorAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), &*self.words()) {
            (Some(code), "") => write!(f, "{code} (HTTP {})", self.status),
            (Some(code), words) => write!(f, "{code}: {words}"),
            (None, "") => write!(f, "HTTP {} with an empty answer", self.status),
            (None, words) => write!(f, "HTTP {}: {words}", self.status),
        }
    }
}

/// The codes with which AWS asks to slow down.
const THROTTLINGS: [&str; 4] = ["Throttl", "TooManyRequests", "RequestLimitExceeded", "SlowDown"];

fn asks_to_slow_down(words: &str) -> bool {
    THROTTLINGS.iter().any(|word| words.contains(word))
}

/// The codes with which AWS turns a caller away.
const DENIALS: [&str; 10] = [
    "AccessDenied",
    "NotAuthorized",
    "UnrecognizedClient",
    "InvalidClientTokenId",
    "Signature",
    "AuthFailure",
    "MissingAuthenticationToken",
    "ExpiredToken",
    "OptInRequired",
    "InvalidAccessKeyId",
];

/// A message without the epoch milliseconds that the service appends: ` (1624047673969)`, ` (… s)`.
fn without_epoch(message: &str) -> &str {
    let message = message.trim_end();
    let Some((text, tail)) = message.rsplit_once('(') else { return message };
    let digits = tail.strip_suffix(')').map(|inside| inside.trim_end_matches(" s"));
    match digits {
        Some(digits) if digits.len() >= 10 && digits.bytes().all(|b| b.is_ascii_digit()) => text.trim_end(),
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> ErrorAnswer {
        ErrorAnswer::read(status, None, body.as_bytes())
    }

    #[test]
    fn the_epoch_at_a_messages_end_is_cut_and_nothing_else() {
        assert_eq!(without_epoch("Hit 3PR does not exist. (1624047673969)"), "Hit 3PR does not exist.");
        assert_eq!(without_epoch("Hit 3PR does not exist. (1700000000000 s)"), "Hit 3PR does not exist.");
        assert_eq!(
            without_epoch("Rate exceeded (reached max retries: 4)"),
            "Rate exceeded (reached max retries: 4)"
        );
        assert_eq!(without_epoch("(12)"), "(12)");
    }

    #[test]
    fn a_message_is_read_whatever_the_case_of_its_member() {
        for (body, words) in [
            (r#"{"__type":"a.b#RequestError","Message":"No. (1624047673969)"}"#, "RequestError: No."),
            (r#"{"__type":"RequestError","message":"No."}"#, "RequestError: No."),
            (r#"{"__type":"RequestError","message":null,"Message":"No."}"#, "RequestError: No."),
            (r#"{"__type":"RequestError","message":"","Message":"No."}"#, "RequestError: No."),
            (r#"{"__type":"RequestError","message":"small","Message":"big"}"#, "RequestError: small"),
            (r#"{"__type":"RequestError","TurkErrorCode":"AWS.X","Message":"No."}"#, "AWS.X: No."),
            (r#"{"__type":"RequestError","TurkErrorCode":7,"Message":"No."}"#, "RequestError: No."),
            (r#"{"__type":"RequestError"}"#, "RequestError (HTTP 400)"),
            (r#"{"Message":"bare"}"#, "HTTP 400: bare"),
            ("", "HTTP 400 with an empty answer"),
        ] {
            assert_eq!(read(400, body).to_string(), words, "{body}");
        }
        let named = ErrorAnswer::read(400, Some("RequestError:http://x"), br#"{"Message":"No."}"#);
        assert_eq!(named.to_string(), "RequestError: No.");
    }

    #[test]
    fn text_and_html_keep_their_words() {
        let closed = "<html><body><h1>Gone</h1>\n<p>This Requester API is no longer supported. Please use the latest \
                      API using the official AWS SDK</p></body></html>";
        let answer = read(403, closed);
        assert_eq!(
            answer.to_string(),
            "HTTP 403: This Requester API is no longer supported. Please use the latest API using the official \
             AWS SDK"
        );
        assert_eq!(answer.meaning(), ErrorMeaning::Closed);
        let nginx = "<html><title>403 Forbidden</title><h1>403 Forbidden</h1><hr>nginx</html>";
        assert_eq!(read(403, nginx).to_string(), "HTTP 403: Forbidden nginx");
        assert_eq!(read(404, "not\nhere").to_string(), "HTTP 404: not here");
        assert_eq!(read(404, r#"{"error":"odd"}"#).to_string(), r#"HTTP 404: {"error":"odd"}"#);
        assert_eq!(read(404, r#"["odd"]"#).to_string(), r#"HTTP 404: ["odd"]"#);
        let long = read(404, &"long ".repeat(1000));
        assert!(long.words().chars().count() <= 201, "{long}");
    }

    #[test]
    fn what_the_service_says_decides_what_it_means() {
        use ErrorMeaning::*;
        let spoken = |code: &str, message: &str| format!(r#"{{"__type":"{code}","Message":"{message}"}}"#);
        for (status, body, expected) in [
            (400, spoken("ThrottlingException", "Rate exceeded"), Throttled),
            (400, "Throttling: Rate exceeded".to_owned(), Throttled),
            (503, spoken("SlowDown", ""), Throttled),
            (429, String::new(), Throttled),
            (500, spoken("ServiceFault", ""), Unavailable),
            (503, String::new(), Unavailable),
            (400, spoken("AWS.MechanicalTurk.HITDoesNotExist", ""), NotFound),
            (400, spoken("RequestError", "The NextToken is not valid"), ExpiredToken),
            (400, spoken("AWS.MechanicalTurk.InvalidPaginationToken", ""), ExpiredToken),
            (400, spoken("ExpiredTokenException", "The security token has expired"), Denied),
            (400, spoken("UnrecognizedClientException", ""), Denied),
            (400, spoken("RequestError", "To use the MTurk API, you will need an AWS Account"), Unlinked),
            (403, spoken("RequestError", "This Requester API is no longer supported."), Closed),
            (403, "This Requester API is no longer supported.".to_owned(), Closed),
            (403, String::new(), Foreign),
            (404, String::new(), Foreign),
            (404, "<html>".to_owned(), Foreign),
            (400, spoken("AWS.MechanicalTurk.InvalidAssignmentState", ""), Refused),
            (400, r#"{"Message":"bare"}"#.to_owned(), Refused),
        ] {
            assert_eq!(read(status, &body).meaning(), expected, "{status} {body}");
        }
    }
}
