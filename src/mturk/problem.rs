//! A failure of the SDK → a problem in words: what was tried, what came back, what to do next.

use super::advice::{CLOSING, advice, kind};
use super::attempt::Attempt;
use super::mfa::MfaSessionOver;
use super::transport::Timeout;
use crate::model::Environment;
use crate::source::{Problem, ProblemKind};
use crate::text::without_os_errors;
use crate::wire::ErrorAnswer;
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_mturk::error::SdkError;
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::error::Error;

/// The words for a failed request.
pub(super) fn problem<E>(
    error: &SdkError<E, HttpResponse>,
    attempt: Attempt<'_>,
    environment: &Environment,
) -> Problem
where
    E: Error + Send + Sync + 'static,
{
    let tried = attempt.to_string();
    match error {
        SdkError::ServiceError(context) if context.raw().status().as_u16() >= 400 => {
            let answer = error_answer(context.raw());
            let (kind, advice) = (kind(&answer), advice(&answer, environment));
            Problem { kind, tried, answer: answer.to_string(), advice }
        }
        // Neither good nor a refusal: a redirection, which the protocol does not know.
        SdkError::ServiceError(_) | SdkError::ResponseError(_) => {
            let status = error.raw_response().map_or(0, |raw| raw.status().as_u16());
            attempt.garbled(format!("HTTP {status}, which is no answer of the protocol"))
        }
        _ => unsent(error, tried, environment),
    }
}

/// Reads a refusal.
pub(super) fn error_answer(raw: &HttpResponse) -> ErrorAnswer {
    let body = raw.body().bytes().unwrap_or_default();
    ErrorAnswer::read(raw.status().as_u16(), raw.headers().get("x-amzn-errortype"), body)
}

/// The words for a request that got no answer.
fn unsent(error: &(dyn Error + 'static), tried: String, environment: &Environment) -> Problem {
    if let Some(credentials) = find::<CredentialsError>(error) {
        return no_credentials(credentials, tried);
    }
    if let Some(rustls::Error::InvalidMessage(_)) = find::<rustls::Error>(error) {
        // What came back to the greeting is no TLS at all: most often the plain answer of an HTTP server.
        let advice = format!("Is it http:// instead of https://? The endpoint is {}.", environment.url());
        let answer = "the server does not speak TLS".to_owned();
        return Problem { kind: ProblemKind::Network, tried, answer, advice };
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
    let cause = causes(error);
    // Instance metadata is asked last: whatever it answered, no other place had credentials.
    if matches!(error, CredentialsError::CredentialsNotLoaded(_)) || cause.contains("IMDS") {
        let advice = "Run `aws configure`, choose a profile with --profile, or set AWS_ACCESS_KEY_ID and \
                      AWS_SECRET_ACCESS_KEY. `hitdeck --demo` needs none.";
        let answer = "no AWS credentials were found".to_owned();
        return Problem { kind: ProblemKind::NoCredentials, tried, answer, advice: advice.to_owned() };
    }
    let network =
        find::<Timeout>(error).is_some() || find::<hyper_util::client::legacy::Error>(error).is_some();
    let (kind, advice) = match () {
        () if network => (ProblemKind::Network, "Check the network and the proxy settings."),
        () if find::<MfaSessionOver>(error).is_some() => {
            (ProblemKind::BrokenCredentials, "Quit and start again: a new session takes a new code.")
        }
        () if cause.contains("SSO") || cause.contains("sso") => (
            ProblemKind::BrokenCredentials,
            "Log in again with `aws sso login` for the same profile, then refresh.",
        ),
        () if cause.contains("MultiFactorAuthentication") => (
            ProblemKind::Denied,
            "The MFA code was not accepted. Quit, wait for the next code and start again.",
        ),
        () if find::<AssumeRoleError>(error).is_some() => {
            (ProblemKind::Denied, "Check the profile with `aws sts get-caller-identity`, then refresh.")
        }
        () => (
            ProblemKind::BrokenCredentials,
            "Check the profile with `aws sts get-caller-identity`, then refresh.",
        ),
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
    const DULL: [&str; 10] = [
        "dispatch failure",
        "response error",
        "service error",
        "unhandled error",
        "io error",
        "other",
        "an error occurred while loading credentials",
        "an error occurred while loading an access token",
        "client error (Connect)",
        "tcp connect error",
    ];
    let mut said: Vec<String> = Vec::new();
    for words in chain(error).map(|error| without_os_errors(&error.to_string()).into_owned()) {
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
    fn where_only_instance_metadata_failed_there_are_no_credentials() {
        let error = CredentialsError::provider_error("failed to load IMDS session token: request forbidden");
        let problem = no_credentials(&error, "ListHITs".to_owned());
        assert_eq!(problem.answer, "no AWS credentials were found");
        assert!(problem.advice.contains("aws configure"));
    }

    #[test]
    fn a_session_that_began_with_an_mfa_code_ends_with_the_advice_to_give_a_new_one() {
        let error = CredentialsError::provider_error(MfaSessionOver);
        let problem = no_credentials(&error, "ListHITs".to_owned());
        assert_eq!(problem.kind, ProblemKind::BrokenCredentials);
        assert_eq!(
            problem.answer,
            "the credentials could not be had: the session that began with the MFA code is over"
        );
        assert_eq!(problem.advice, "Quit and start again: a new session takes a new code.");
    }
}
