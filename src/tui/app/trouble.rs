//! What is wrong, said of separate facts; the line on the screen is derived from them.

use super::review::progress::ListState;
use crate::model::Timestamp;
use crate::source::Problem;

/// A request that waits for its next attempt. It is over with the first that goes through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What went wrong.
    pub problem: Problem,
    /// When it is tried again.
    pub until: Timestamp,
}

/// The most urgent thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble<'a> {
    /// A request waits for its next attempt.
    Waiting(&'a Waiting),
    /// A HIT's counters, or the list of HITs, could not be had; waiting does not help.
    Refused(&'a Problem),
    /// A list of assignments ended before its end.
    Stopped(&'a ListState),
}

impl<'a> Trouble<'a> {
    /// The problem behind it; a list that ended by the user's own limit has none.
    #[must_use]
    pub fn problem(self) -> Option<&'a Problem> {
        match self {
            Self::Waiting(waiting) => Some(&waiting.problem),
            Self::Refused(problem) => Some(problem),
            Self::Stopped(state) => state.problem(),
        }
    }
}
