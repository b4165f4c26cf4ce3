//! What the service, or whoever answers in its place, refuses a request with.

use crate::model::Environment;
use crate::source::ProblemKind;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use serde::Deserialize;
use std::fmt;

/// What is added where Amazon's own hosts answer oddly.
pub(super) const CLOSING: &str = "Amazon announced that MTurk closes on 30 September 2026 (history readable until 28 January \
                       2027, as quoted second-hand): the service may be gone for good.";

/// What the service refused a request with.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    code: Option<String>,
    message: String,
    /// Whether the body is what the protocol says.
    spoken: bool,
}

/// The members of an error's body, modelled ones and those of AWS in general.
#[derive(Debug, Default, Deserialize)]
struct Body {
    #[serde(rename = "TurkErrorCode")]
    turk_code: Option<String>,
    #[serde(rename = "Message", alias = "message")]
    message: Option<String>,
}

impl Refusal {
    /// Reads the answer to a request; `code` is what the SDK takes for the error's code.
    pub(super) fn read(raw: &HttpResponse, code: Option<&str>) -> Self {
        let body = raw.body().bytes().and_then(|bytes| serde_json::from_slice::<Body>(bytes).ok());
        let Body { turk_code, message } = body.unwrap_or_default();
        Self {
            status: raw.status().as_u16(),
            spoken: code.is_some() || message.is_some(),
            code: turk_code.or_else(|| code.map(str::to_owned)),
            message: without_epoch(message.as_deref().unwrap_or_default()).to_owned(),
        }
    }

    /// What kind of problem it is.
    pub(super) fn kind(&self) -> ProblemKind {
        let code = self.code.as_deref().unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|word| code.contains(word));
        match self.status {
            _ if is_throttling(self.status, code) => ProblemKind::Throttled,
            500.. => ProblemKind::Unavailable,
            _ if says(&["ServiceFault", "ServiceUnavailable"]) => ProblemKind::Unavailable,
            _ if says(&["DoesNotExist", "NotFound"]) => ProblemKind::NotFound,
            _ if says(&DENIALS) => ProblemKind::Denied,
            _ if self.is_about_token() => ProblemKind::ExpiredToken,
            401 | 403 if !self.spoken => ProblemKind::Denied,
            _ if self.message.starts_with("To use the MTurk API") => ProblemKind::Denied,
            _ => ProblemKind::Refused,
        }
    }

    /// Whether the page token is what is wrong. No code for it is documented.
    fn is_about_token(&self) -> bool {
        let text = format!("{} {}", self.code.as_deref().unwrap_or_default(), self.message).to_lowercase();
        ["nexttoken", "next token", "paginationtoken", "pagination token"]
            .iter()
            .any(|word| text.contains(word))
    }

    /// What to do next.
    pub(super) fn advice(&self, kind: ProblemKind, environment: &Environment) -> String {
        let amazon = environment.is_amazon();
        match kind {
            ProblemKind::Throttled => {
                "The service asks to slow down; requests go out at half the rate now.".into()
            }
            ProblemKind::Unavailable => "The service is in trouble; this usually passes.".into(),
            ProblemKind::NotFound => not_found(environment),
            ProblemKind::ExpiredToken => {
                "The list has changed too much; it is read from its beginning.".into()
            }
            _ if !self.spoken && amazon => CLOSING.into(),
            ProblemKind::Denied => denied(&self.message),
            _ if !self.spoken => {
                "The endpoint answers, but not as MTurk does. Is the endpoint URL right?".into()
            }
            _ => "The service refuses this request; asking again will not help.".into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, self.message.as_str()) {
            (Some(code), "") => write!(f, "{code} (HTTP {})", self.status),
            (Some(code), message) => write!(f, "{code}: {message}"),
            (None, "") => write!(f, "HTTP {} without a word of the protocol", self.status),
            (None, message) => write!(f, "HTTP {}: {message}", self.status),
        }
    }
}

/// An error in the AWS CLI's words: its code and message, the message with the epoch it ends in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) code: String,
    pub(super) message: String,
}

impl Words {
    /// Reads an answer as the AWS CLI does: what is no JSON is the message, what is no answer of a service (an
    /// empty one, a proxy's HTML) has the words of its HTTP status.
    pub(super) fn read(raw: &HttpResponse) -> Self {
        let status = raw.status().as_u16();
        let body = String::from_utf8_lossy(raw.body().bytes().unwrap_or_default());
        let bare = body.trim_ascii();
        if status >= 500 && (bare.is_empty() || bare.starts_with("<html>")) {
            let reason = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            return Self { code: status.to_string(), message: reason.unwrap_or_default().to_owned() };
        }
        if bare.is_empty() {
            return Self { code: status.to_string(), message: String::new() };
        }
        let Ok(members) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&body) else {
            return Self { code: status.to_string(), message: body.into_owned() };
        };
        let text = |name: &str| members.get(name).and_then(serde_json::Value::as_str);
        let code = match text("__type") {
            Some(code) => code.rsplit_once('#').map_or(code, |(_, code)| code).to_owned(),
            None => status.to_string(),
        };
        let message = match members.get("message").or_else(|| members.get("Message")) {
            Some(serde_json::Value::String(message)) => message.clone(),
            // Python's word for it.
            Some(serde_json::Value::Null) => "None".to_owned(),
            Some(message) => message.to_string(),
            None => String::new(),
        };
        Self { code, message }
    }
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

/// Whether an answer asks to slow down.
pub(super) fn is_throttling(status: u16, code: &str) -> bool {
    let words = ["Throttl", "TooManyRequests", "RequestLimitExceeded", "SlowDown"];
    status == 429 || (status >= 400 && words.iter().any(|word| code.contains(word)))
}

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

fn not_found(environment: &Environment) -> String {
    let other = match environment {
        Environment::Production => "It may be in the sandbox (try --sandbox), or",
        Environment::Sandbox => "It may be in production (try without --sandbox), or",
        Environment::Endpoint(_) | Environment::Demo(_) => "Check the id and the endpoint, or",
    };
    format!("{other} it was deleted: HITs go 120 days after their last activity.")
}

fn denied(message: &str) -> String {
    if message.starts_with("To use the MTurk API") {
        return "Link this AWS account to a requester account at https://requester.mturk.com/developer."
            .into();
    }
    "Check which credentials are used (`aws sts get-caller-identity`) and that they may read MTurk; the policy \
     AmazonMechanicalTurkReadOnly is enough to review."
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_refusal_has_the_aws_clis_words() {
        for (status, body, code, message) in [
            (
                400,
                r#"{"__type":"com.amazon#RequestError","Message":"No. (1 s)"}"#,
                "RequestError",
                "No. (1 s)",
            ),
            (400, r#"{"__type":"A","message":"small","Message":"big"}"#, "A", "small"),
            (400, r#"{"Message":"bare"}"#, "400", "bare"),
            (403, "go away", "403", "go away"),
            (502, "<html>oh</html>", "502", "Bad Gateway"),
            (503, "", "503", "Service Unavailable"),
            (404, "", "404", ""),
        ] {
            let raw = HttpResponse::new(status.try_into().unwrap(), body.into());
            let words = Words { code: code.to_owned(), message: message.to_owned() };
            assert_eq!(Words::read(&raw), words, "{status} {body}");
        }
    }

    fn kind(status: u16, code: Option<&str>, message: &str) -> ProblemKind {
        let code = code.map(str::to_owned);
        Refusal { status, spoken: code.is_some(), code, message: message.to_owned() }.kind()
    }

    #[test]
    fn what_the_service_says_decides_what_is_done() {
        use ProblemKind::*;
        for (status, code, message, expected) in [
            (400, Some("ThrottlingException"), "Rate exceeded", Throttled),
            (429, None, "", Throttled),
            (500, Some("ServiceFault"), "", Unavailable),
            (503, None, "", Unavailable),
            (400, Some("AWS.MechanicalTurk.HITDoesNotExist"), "", NotFound),
            (400, Some("RequestError"), "The NextToken is not valid", ExpiredToken),
            (400, Some("AWS.MechanicalTurk.InvalidPaginationToken"), "", ExpiredToken),
            (400, Some("ExpiredTokenException"), "The security token has expired", Denied),
            (400, Some("UnrecognizedClientException"), "", Denied),
            (400, Some("RequestError"), "To use the MTurk API, you will need an AWS Account", Denied),
            (403, None, "", Denied),
            (404, None, "", Refused),
            (400, Some("AWS.MechanicalTurk.InvalidAssignmentState"), "", Refused),
        ] {
            assert_eq!(kind(status, code, message), expected, "{status} {code:?} {message}");
        }
    }
}
