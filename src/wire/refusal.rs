//! An answer that says no, as the service writes it.

use super::list::NEXT_TOKEN;
use crate::model::Timestamp;
use serde_json::{Value, json};

/// Why a request is refused, in the service's own shapes.
///
/// `RequestError` and `ServiceFault` are the two errors of the service model; all others are common to AWS. Which of
/// them the service uses for which mistake is not documented. What is known was seen in answers that people posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What the service says in its own words: `RequestError` with a `TurkErrorCode`, HTTP 400.
    Request(&'static str, String),
    /// A value that fits the model but not the rules: `ParameterValidationError`, HTTP 400. Seen where a HIT's text
    /// held an emoji.
    Parameter(String),
    /// A value that does not fit the service model: `ValidationException`, HTTP 400, as all AWS JSON services say it.
    Validation(String),
    /// The request is no JSON, or a member has the wrong type.
    Serialization(String),
    /// No operation of that name is answered here.
    UnknownOperation,
    /// `ServiceFault`, HTTP 500.
    Fault,
    /// `ThrottlingException`, HTTP 400: not in the model, but what the service was seen to answer.
    Throttled,
    /// HTTP 503, as a load balancer says it.
    Unavailable,
    /// Not a loopback name: somebody else's page is speaking.
    ForeignHost,
}

/// What the service says when it is overloaded.
const TRY_AGAIN: &str =
    "Amazon Mechanical Turk is temporarily unable to process your request. Try your call again.";

impl Refusal {
    /// A value of `member` that the service's rules do not allow.
    #[must_use]
    pub fn value(member: &str, value: &str) -> Self {
        Self::Parameter(not_valid(member, value))
    }

    /// A page token that was never given out, or is good no longer. No code of its own is documented for it.
    #[must_use]
    pub fn token(token: &str) -> Self {
        Self::Request("AWS.MechanicalTurk.InvalidParameterValue", not_valid(NEXT_TOKEN, token))
    }

    /// The HTTP status and the body. The service ends its own messages with the time in milliseconds.
    #[must_use]
    pub fn written(&self, now: Timestamp) -> (u16, Vec<u8>) {
        let stamped = |message: &str| format!("{message} ({})", now.as_millisecond());
        let (status, body) = match self {
            Self::Request(code, message) => (400, own("RequestError", code, &stamped(message))),
            Self::Parameter(message) => {
                (400, own("ParameterValidationError", "AWS.ParameterValidationError", &stamped(message)))
            }
            Self::Validation(message) => (400, common("ValidationException", message)),
            Self::Serialization(message) => (400, common("SerializationException", message)),
            Self::UnknownOperation => (400, json!({"__type": "UnknownOperationException"})),
            Self::Fault => (500, own("ServiceFault", "AWS.ServiceUnavailable", &stamped(TRY_AGAIN))),
            Self::Throttled => (400, common("ThrottlingException", "Rate exceeded")),
            Self::Unavailable => (503, common("ServiceUnavailableException", "Service Unavailable")),
            Self::ForeignHost => (
                403,
                common("AccessDeniedException", "This endpoint answers to localhost and 127.0.0.1 only."),
            ),
        };
        (status, body.to_string().into_bytes())
    }
}

fn not_valid(member: &str, value: &str) -> String {
    format!("The value \"{value}\" is not valid for the parameter {member}.")
}

/// An error of MTurk's model, whose message begins with a capital.
fn own(kind: &str, code: &str, message: &str) -> Value {
    json!({"__type": kind, "Message": message, "TurkErrorCode": code})
}

/// An error that all of AWS shares, whose message does not.
fn common(kind: &str, message: &str) -> Value {
    json!({"__type": kind, "message": message})
}
