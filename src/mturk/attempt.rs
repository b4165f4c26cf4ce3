use crate::model::HitId;
use crate::source::{Problem, ProblemKind};
use crate::wire::{AnswerError, Operation};
use std::fmt;

/// What was tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempt<'a> {
    /// What was asked for.
    pub(super) operation: Operation,
    /// The HIT it was about.
    pub(super) hit: Option<&'a HitId>,
    /// Which page, for the log.
    pub(super) page: Option<&'static str>,
}

impl fmt::Display for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hit {
            Some(hit) => write!(f, "{} for {hit}", self.operation),
            None => write!(f, "{}", self.operation),
        }
    }
}

impl Attempt<'_> {
    /// An answer that is not what the protocol says.
    pub(super) fn garbled(self, answer: impl Into<String>) -> Problem {
        let advice = "The endpoint answers, but not as MTurk does. Is the endpoint URL right?".to_owned();
        Problem { kind: ProblemKind::Garbled, tried: self.to_string(), answer: answer.into(), advice }
    }

    /// A good answer whose body is none.
    pub(super) fn unreadable(self, error: &AnswerError) -> Problem {
        self.garbled(match error {
            AnswerError::Json(reason) => format!("the answer can not be read: {reason}"),
            AnswerError::NoList | AnswerError::Nothing(_) | AnswerError::NoToken => error.to_string(),
        })
    }
}
