//! What a refusal means for the user: what kind of problem it is, and what to do next.

use crate::model::Environment;
use crate::source::ProblemKind;
use crate::wire::{ErrorAnswer, ErrorMeaning};

/// What is added where Amazon's own hosts answer oddly.
pub(super) const CLOSING: &str = "Amazon announced that MTurk closes on 30 September 2026 (history readable until 28 January \
                       2027, as quoted second-hand): the service may be gone for good.";

/// What kind of problem a refusal is.
pub(super) fn kind(answer: &ErrorAnswer) -> ProblemKind {
    match answer.meaning() {
        ErrorMeaning::Throttled => ProblemKind::Throttled,
        ErrorMeaning::Unavailable => ProblemKind::Unavailable,
        ErrorMeaning::NotFound => ProblemKind::NotFound,
        ErrorMeaning::Denied | ErrorMeaning::Unlinked => ProblemKind::Denied,
        ErrorMeaning::Foreign if matches!(answer.status(), 401 | 403) => ProblemKind::Denied,
        ErrorMeaning::ExpiredToken => ProblemKind::ExpiredToken,
        ErrorMeaning::Closed | ErrorMeaning::Refused | ErrorMeaning::Foreign => ProblemKind::Refused,
    }
}

/// What to do next.
pub(super) fn advice(answer: &ErrorAnswer, environment: &Environment) -> String {
    match answer.meaning() {
        ErrorMeaning::Throttled => {
            "The service asks to slow down; requests go out at half the rate now.".into()
        }
        ErrorMeaning::Unavailable => "The service is in trouble; this usually passes.".into(),
        ErrorMeaning::NotFound => not_found(environment),
        ErrorMeaning::ExpiredToken => "The list has changed too much; it is read from its beginning.".into(),
        ErrorMeaning::Closed => CLOSING.into(),
        ErrorMeaning::Foreign if environment.is_amazon() => CLOSING.into(),
        ErrorMeaning::Unlinked => {
            "Link this AWS account to a requester account at https://requester.mturk.com/developer.".into()
        }
        ErrorMeaning::Denied => denied(),
        ErrorMeaning::Foreign if kind(answer) == ProblemKind::Denied => denied(),
        ErrorMeaning::Foreign => {
            "The endpoint answers, but not as MTurk does. Is the endpoint URL right?".into()
        }
        ErrorMeaning::Refused => "The service refuses this request; asking again will not help.".into(),
    }
}

fn not_found(environment: &Environment) -> String {
    let other = match environment {
        Environment::Production => "It may be in the sandbox (try --sandbox), or",
        Environment::Sandbox => "It may be in production (try without --sandbox), or",
        Environment::Endpoint(_) | Environment::Demo(_) | Environment::Files | Environment::Archive => {
            "Check the id and the endpoint, or"
        }
    };
    format!("{other} it was deleted: HITs go 120 days after their last activity.")
}

fn denied() -> String {
    "Check which credentials are used (`aws sts get-caller-identity`) and that they may read MTurk; the policy \
     AmazonMechanicalTurkReadOnly is enough to review."
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> ErrorAnswer {
        ErrorAnswer::read(status, None, body.as_bytes())
    }

    #[test]
    fn an_interface_that_was_given_up_is_told_as_the_closing() {
        let words =
            "This Requester API is no longer supported. Please use the latest API using the official AWS SDK";
        for environment in [Environment::Production, Environment::Endpoint("http://127.0.0.1:1".into())] {
            let answer = read(403, words);
            assert_eq!((kind(&answer), &*advice(&answer, &environment)), (ProblemKind::Refused, CLOSING));
        }
    }

    #[test]
    fn who_answers_without_a_word_of_the_protocol_decides_the_advice() {
        let local = Environment::Endpoint("http://127.0.0.1:1".into());
        for (status, body, expected, advice_here) in [
            (403, "", ProblemKind::Denied, "AmazonMechanicalTurkReadOnly"),
            (404, "<html>", ProblemKind::Refused, "Is the endpoint URL right?"),
        ] {
            let answer = read(status, body);
            assert_eq!(kind(&answer), expected);
            assert!(advice(&answer, &local).contains(advice_here), "{status}");
            assert_eq!(advice(&answer, &Environment::Production), CLOSING);
        }
    }
}
