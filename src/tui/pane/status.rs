//! How a status looks wherever it stands.

use crate::model::Status;
use crate::text::Role;

/// The colour of a status.
pub(super) fn role_of(status: Status) -> Role {
    match status {
        Status::Submitted => Role::Accent,
        Status::Approved => Role::Good,
        Status::Rejected => Role::Bad,
        Status::Other => Role::Warning,
    }
}

/// A sign for a status, so that colour is never alone.
pub(super) fn sign(status: Status) -> &'static str {
    match status {
        Status::Submitted => "○",
        Status::Approved => "✓",
        Status::Rejected => "✗",
        Status::Other => "?",
    }
}

/// Stands for what is not known: not sent, not read yet, or not asked for.
pub(super) fn unknown() -> String {
    "–".to_owned()
}
