use super::reply::Reply;
use crate::emulator::EmulatorError;
use crate::model::Timestamp;
use serde_json::json;

/// Why an endpoint does not run.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    /// The port can not be had.
    #[error("can not listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for a free one")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
}

/// An answer that says no, in the service's own shapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// What the service says in its own words: `RequestError` with a `TurkErrorCode`, HTTP 400.
    Request(&'static str, String),
    /// A value that fits the model but not the rules: `ParameterValidationError`, HTTP 400.
    Parameter(String),
    /// A value that does not fit the service model: `ValidationException`, HTTP 400.
    Validation(String),
    /// The request is no JSON, or a member has the wrong type.
    Serialization(String),
    /// No operation of that name is answered here.
    UnknownOperation,
    /// `ServiceFault`, HTTP 500.
    Fault,
    /// `ThrottlingException`, HTTP 400.
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
    pub(super) fn value(member: &str, value: &str) -> Self {
        Self::Parameter(format!("The value \"{value}\" is not valid for the parameter {member}."))
    }

    /// The answer on the wire. The service ends its own messages with the time in milliseconds.
    pub(super) fn reply(&self, now: Timestamp) -> Reply {
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
        Reply { status, body: body.to_string().into_bytes() }
    }
}

/// An error of MTurk's model.
fn own(kind: &str, code: &str, message: &str) -> serde_json::Value {
    json!({"__type": kind, "Message": message, "TurkErrorCode": code})
}

/// An error that all of AWS shares.
fn common(kind: &str, message: &str) -> serde_json::Value {
    json!({"__type": kind, "message": message})
}

impl From<EmulatorError> for Refusal {
    /// The service's code and words for what an emulator refuses.
    fn from(error: EmulatorError) -> Self {
        use EmulatorError as E;
        match error {
            E::NoSuchHit(id) => {
                Self::Request("AWS.MechanicalTurk.HITDoesNotExist", format!("Hit {id} does not exist."))
            }
            E::NoSuchAssignment(id) => Self::Request(
                "AWS.MechanicalTurk.AssignmentDoesNotExist",
                format!("Assignment {id} does not exist."),
            ),
            E::NoSuchWorker(id) => Self::value("WorkerId", id.as_str()),
            E::Decided { allowed, .. } => {
                Self::Request("AWS.MechanicalTurk.InvalidAssignmentState", called_with(allowed))
            }
            E::RejectionIsFinal(id) => Self::Request(
                "AWS.MechanicalTurk.InvalidAssignmentState",
                format!(
                    "Assignment {id} was submitted more than 30 days ago. Its rejection can not be overridden."
                ),
            ),
            E::HitStatus { allowed, .. } => {
                Self::Request("AWS.MechanicalTurk.InvalidHITState", called_with(allowed))
            }
            E::OtherWorker { worker, assignment } => Self::Request(
                "AWS.MechanicalTurk.InvalidParameterValue",
                format!("Worker {worker} did not work on assignment {assignment}."),
            ),
            E::TokenUsed(token) => Self::Request(
                "AWS.MechanicalTurk.DuplicateRequest",
                format!("The idempotency token \"{token}\" has already been processed."),
            ),
            E::InsufficientFunds { .. } => Self::Request(
                "AWS.MechanicalTurk.InsufficientFunds",
                "You do not have enough funds in your account to complete this transaction.".to_owned(),
            ),
            E::OtherVersion { .. } | E::Demo { .. } | E::Database(_) => Self::Fault,
        }
    }
}

fn called_with(status: &str) -> String {
    format!("This operation can be called with a status of: {status}")
}
