//! `ListAssignmentsForHIT` as a script sends it: what is asked for goes out unchecked, for the service to judge,
//! and the answer comes back as the service wrote it.
//!
//! The SDK still signs, sends and repeats; only what it would read into types is taken out of its hands, for a
//! member that the SDK drops or refuses is one that the script's author expects to see.

use super::attempt::Attempt;
use super::live::Live;
use super::taken::{RawAnswer, Taken};
use crate::model::HitId;
use crate::source::Problem;
use crate::wire::{CliWords, Operation};
use aws_sdk_mturk::error::SdkError;
use aws_sdk_mturk::types::AssignmentStatus;

const OPERATION: Operation = Operation::ListAssignmentsForHit;

/// What to ask for; nothing of it is checked before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawQuery {
    /// The HIT's id.
    pub hit: String,
    /// Only assignments with one of these statuses; `None` asks without a filter.
    pub statuses: Option<Vec<String>>,
    /// How many at most; the service's own default is 10.
    pub page_size: Option<i32>,
    /// Where to go on.
    pub token: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RawFailure {
    /// The service refused, in its own words as the AWS CLI tells them.
    #[error("An error occurred ({code}) when calling the {OPERATION} operation{}: {message}", repeated(*.retries))]
    Refused {
        /// The error's code; the HTTP status where there is none.
        code: String,
        /// The service's message.
        message: String,
        /// Mechanical Turk's own code.
        turk_code: Option<String>,
        /// How often the request was repeated, where it would have been once more.
        retries: Option<u32>,
    },
    /// Nothing came back.
    #[error("{problem}\n{}", problem.advice)]
    Unanswered {
        /// What happened.
        problem: Problem,
    },
}

fn repeated(retries: Option<u32>) -> String {
    retries.map_or_else(String::new, |retries| format!(" (reached max retries: {retries})"))
}

impl Live {
    /// One page, as the service wrote it.
    ///
    /// # Errors
    ///
    /// When the service refuses, or nothing comes back, after as many attempts as are configured.
    pub async fn raw_assignments(&self, query: RawQuery) -> Result<RawAnswer, RawFailure> {
        let hit = HitId::from_service(query.hit.as_str());
        let attempt = Attempt { operation: OPERATION, hit: Some(&hit), page: None };
        let words = query
            .statuses
            .map(|words| words.iter().map(|word| AssignmentStatus::from(word.as_str())).collect());
        let taken = Taken::default();
        let request = self
            .client
            .list_assignments_for_hit()
            .hit_id(query.hit)
            .set_max_results(query.page_size)
            .set_assignment_statuses(words)
            .set_next_token(query.token)
            .customize()
            .interceptor(taken.clone());
        match self.send(attempt, request.send()).await {
            Ok(_) => Ok(taken.answer()),
            Err(SdkError::ServiceError(refused)) => {
                let body = refused.raw().body().bytes().unwrap_or_default();
                let CliWords { code, message, turk_code } =
                    CliWords::read(refused.raw().status().as_u16(), body);
                let attempts = taken.attempts();
                let retries = (attempts >= self.attempts).then(|| attempts.saturating_sub(1));
                Err(RawFailure::Refused { code, message, turk_code, retries })
            }
            Err(error) => Err(RawFailure::Unanswered { problem: self.told(&error, attempt) }),
        }
    }
}
