//! A failure of the SDK → a problem in words: what was tried, what came back, what to do next.

use super::Environment;
use super::transport::Timeout;
use crate::model::HitId;
use crate::source::{Problem, ProblemKind};
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_mturk::error::SdkError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use serde::Deserialize;
use std::error::Error;
use std::fmt;

/// What is added where Amazon's own hosts answer oddly.
const CLOSING: &str = "Amazon announced that MTurk closes on 30 September 2026 (history readable until 28 January \
                       2027, as quoted second-hand): the service may be gone for good.";

/// What was tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempt<'a> {
    /// The operation.
    pub(super) operation: &'static str,
    /// The HIT it was about.
    pub(super) hit: Option<&'a HitId>,
    /// Which page, for the log.
    pub(super) page: Option<&'static str>,
}

impl fmt::Display for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hit {
            Some(hit) => write!(f, "{} for {hit}", self.operation),
            None => f.write_str(self.operation),
        }
    }
}

impl Attempt<'_> {
    /// An answer that is not what the protocol says.
    pub(super) fn garbled(self, answer: impl Into<String>) -> Problem {
        let advice = "The endpoint answers, but not as MTurk does. Is the endpoint URL right?".to_owned();
        Problem { kind: ProblemKind::Garbled, tried: self.to_string(), answer: answer.into(), advice }
    }
}

/// The words for a failed request.
pub(super) fn problem<E>(
    error: &SdkError<E, HttpResponse>,
    attempt: Attempt<'_>,
    environment: &Environment,
) -> Problem
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let tried = attempt.to_string();
    match error {
        SdkError::ServiceError(context) if context.raw().status().as_u16() >= 400 => {
            let refusal = Refusal::read(context.raw(), context.err().code());
            let kind = refusal.kind();
            let advice = refusal.advice(kind, environment);
            Problem { kind, tried, answer: refusal.to_string(), advice }
        }
        SdkError::ServiceError(_) | SdkError::ResponseError(_) => {
            let status = error.raw_response().map_or(0, |raw| raw.status().as_u16());
            // What was found may be a worker's answer.
            let causes = causes(error);
            let reason = causes.split(" but found").next().unwrap_or_default();
            attempt.garbled(format!("HTTP {status} with a body that can not be read: {reason}"))
        }
        _ => unsent(error, tried, environment),
    }
}

/// What the service refused a request with.
#[derive(Debug)]
struct Refusal {
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
    fn read(raw: &HttpResponse, code: Option<&str>) -> Self {
        let body = raw.body().bytes().and_then(|bytes| serde_json::from_slice::<Body>(bytes).ok());
        let Body { turk_code, message } = body.unwrap_or_default();
        Self {
            status: raw.status().as_u16(),
            spoken: code.is_some() || message.is_some(),
            code: turk_code.or_else(|| code.map(str::to_owned)),
            message: without_epoch(message.as_deref().unwrap_or_default()).to_owned(),
        }
    }

    fn kind(&self) -> ProblemKind {
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

    fn advice(&self, kind: ProblemKind, environment: &Environment) -> String {
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

/// The words for a request that got no answer.
fn unsent(error: &(dyn Error + 'static), tried: String, environment: &Environment) -> Problem {
    if let Some(credentials) = find::<CredentialsError>(error) {
        return no_credentials(credentials, tried);
    }
    let answer = causes(error);
    let advice = if find::<rustls::Error>(error).is_some() {
        "The server could not prove who it is. Behind a company's proxy its certificates are wanted: --ca-bundle FILE."
            .to_owned()
    } else if let Some(Timeout::Read(_) | Timeout::Connect(_)) = find::<Timeout>(error) {
        "--cli-connect-timeout and --cli-read-timeout set how long to wait.".to_owned()
    } else if environment.is_amazon() && answer.contains("lookup") {
        format!("Is there a network? If other sites work: {CLOSING}")
    } else if environment.is_amazon() {
        "Check the network and the proxy settings.".to_owned()
    } else {
        format!("Is the endpoint at {} running?", environment.url())
    };
    Problem { kind: ProblemKind::Network, tried, answer, advice }
}

/// The words for a request that could not be signed.
fn no_credentials(error: &CredentialsError, tried: String) -> Problem {
    if let CredentialsError::CredentialsNotLoaded(_) = error {
        let advice = "Run `aws configure`, choose a profile with --profile, or set AWS_ACCESS_KEY_ID and \
                      AWS_SECRET_ACCESS_KEY. `hitdeck --demo` needs none.";
        let answer = "no AWS credentials were found".to_owned();
        return Problem { kind: ProblemKind::Denied, tried, answer, advice: advice.to_owned() };
    }
    let cause = causes(error);
    let network =
        find::<Timeout>(error).is_some() || find::<hyper_util::client::legacy::Error>(error).is_some();
    let (kind, advice) = match () {
        () if network => (ProblemKind::Network, "Check the network and the proxy settings."),
        () if cause.contains("SSO") || cause.contains("sso") => {
            (ProblemKind::Denied, "Log in again with `aws sso login` for the same profile, then refresh.")
        }
        () if cause.contains("MultiFactorAuthentication") => (
            ProblemKind::Denied,
            "The MFA code was not accepted. Quit, wait for the next code and start again.",
        ),
        () => (ProblemKind::Denied, "Check the profile with `aws sts get-caller-identity`, then refresh."),
    };
    let answer = format!("the credentials could not be had: {cause}");
    Problem { kind, tried, answer, advice: advice.to_owned() }
}

/// The errors behind an error, itself first. An `io::Error` hides the one it wraps; it is unwrapped here.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| {
        let error: &'a (dyn Error + 'static) = *error;
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    chain(error).find_map(|error| error.downcast_ref::<T>())
}

/// What the errors behind an error say, less the layers that say nothing.
fn causes(error: &(dyn Error + 'static)) -> String {
    const DULL: [&str; 9] = [
        "dispatch failure",
        "response error",
        "service error",
        "unhandled error",
        "io error",
        "other",
        "an error occurred while loading credentials",
        "an error occurred while loading an access token",
        "client error (Connect)",
    ];
    let mut said: Vec<String> = Vec::new();
    for words in chain(error).map(ToString::to_string) {
        if !DULL.contains(&words.as_str()) && !said.iter().any(|before| before.contains(&words)) {
            said.push(words);
        }
    }
    said.join(": ")
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
