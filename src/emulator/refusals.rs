//! The service's code and words for what an emulator refuses.
//!
//! The service model names few codes. Others were seen in answers that requesters posted. Where neither has one, it is
//! named after its like here, and said so: a script that waits for it may wait for another at the service.

use super::EmulatorError;
use crate::wire::Refusal;

impl From<EmulatorError> for Refusal {
    fn from(error: EmulatorError) -> Self {
        use EmulatorError as E;
        match error {
            // Seen word for word, with the same code, for HITs that were deleted or are in the other environment.
            E::NoSuchHit(id) => {
                Self::Request("AWS.MechanicalTurk.HITDoesNotExist", format!("Hit {id} does not exist."))
            }
            // The code was seen; the words follow those about HITs.
            E::NoSuchAssignment(id) => Self::Request(
                "AWS.MechanicalTurk.AssignmentDoesNotExist",
                format!("Assignment {id} does not exist."),
            ),
            // A worker id that is one, but nobody's: a value against the rules, not against the model.
            E::NoSuchWorker(id) => Self::value("WorkerId", id.as_str()),
            // Seen word for word for a second decision; scripts match on "status of: Submitted".
            E::Decided { allowed, .. } => {
                Self::Request("AWS.MechanicalTurk.InvalidAssignmentState", called_with(allowed))
            }
            // That it is refused is documented, the words are not: the state no longer allows it.
            E::RejectionIsFinal(id) => Self::Request(
                "AWS.MechanicalTurk.InvalidAssignmentState",
                format!(
                    "Assignment {id} was submitted more than 30 days ago. Its rejection can not be overridden."
                ),
            ),
            // No code is known; both are like those for assignments.
            E::HitStatus { allowed, .. } => {
                Self::Request("AWS.MechanicalTurk.InvalidHITState", called_with(allowed))
            }
            // Both ids are good, their combination is not. The code is documented for values; not for this one.
            E::OtherWorker { worker, assignment } => Self::Request(
                "AWS.MechanicalTurk.InvalidParameterValue",
                format!("Worker {worker} did not work on assignment {assignment}."),
            ),
            // The service model says that the second request is refused, but not with which code.
            E::TokenUsed(token) => Self::Request(
                "AWS.MechanicalTurk.DuplicateRequest",
                format!("The idempotency token \"{token}\" has already been processed."),
            ),
            // That it is refused without funds is documented; no code is.
            E::InsufficientFunds { .. } => Self::Request(
                "AWS.MechanicalTurk.InsufficientFunds",
                "You do not have enough funds in your account to complete this transaction.".to_owned(),
            ),
            // The emulator's own trouble is the service's.
            E::OtherVersion { .. }
            | E::OtherProgram { .. }
            | E::File { .. }
            | E::Demo { .. }
            | E::Database(_) => Self::Fault,
        }
    }
}

fn called_with(status: &str) -> String {
    format!("This operation can be called with a status of: {status}")
}
