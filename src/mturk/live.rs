use super::attempt::Attempt;
use super::limiter::Limiter;
use super::problem::problem;
use super::taken::{RawAnswer, Taken};
use crate::model::{Assignment, Environment, Hit, HitId, Status, StatusSet};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use crate::wire::{self, Operation, Structure, WirePage};
use aws_sdk_mturk::Client;
use aws_sdk_mturk::error::SdkError;
use aws_sdk_mturk::types::AssignmentStatus;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// MTurk, or an endpoint that speaks its protocol. Made by [`connect`](super::connect).
#[derive(Debug)]
pub struct Live {
    pub(super) client: Client,
    limiter: Arc<Limiter>,
    environment: Environment,
    /// How often a request is tried before it has failed.
    pub(super) attempts: u32,
}

impl Live {
    /// A source over a client that is set up, whose transport keeps to `limiter`.
    pub(super) fn new(
        client: Client,
        limiter: Arc<Limiter>,
        environment: Environment,
        attempts: u32,
    ) -> Self {
        Self { client, limiter, environment, attempts }
    }

    /// Where the requests go.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Sends one request, and tells the log of it.
    pub(super) async fn send<T, E>(
        &self,
        Attempt { operation, hit, page }: Attempt<'_>,
        request: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<T, E> {
        let begun = Instant::now();
        let answer = request.await;
        let (answered, hit) = (answer.is_ok(), hit.map(HitId::as_str));
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(operation = operation.name(), hit, page, ms, answered, "asked");
        answer
    }

    /// A failure in words.
    pub(super) fn told<E>(&self, error: &SdkError<E, HttpResponse>, attempt: Attempt<'_>) -> Problem
    where
        E: Error + Send + Sync + 'static,
    {
        let problem = problem(error, attempt, &self.environment);
        tracing::debug!(operation = attempt.operation.name(), kind = ?problem.kind, "failed");
        problem
    }

    /// Sends one request, and hands over the body that was taken out of its answer.
    async fn ask<T, E>(
        &self,
        attempt: Attempt<'_>,
        taken: &Taken,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send,
    ) -> Result<RawAnswer, Problem>
    where
        E: Error + Send + Sync + 'static,
    {
        match self.send(attempt, request).await {
            Ok(_) => Ok(taken.answer()),
            Err(error) => Err(self.told(&error, attempt)),
        }
    }
}

impl Source for Live {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        let AssignmentsQuery { hit, statuses, page_size, token } = query;
        let attempt = Attempt {
            operation: Operation::ListAssignmentsForHit,
            hit: Some(&hit),
            page: Some(place(token.as_ref())),
        };
        let body = Taken::default();
        let request = self
            .client
            .list_assignments_for_hit()
            .hit_id(hit.as_str())
            .max_results(i32::from(page_size))
            .set_assignment_statuses(filter(statuses))
            .set_next_token(token.map(|token| token.0.to_string()))
            .customize()
            .interceptor(body.clone());
        let answer = self.ask(attempt, &body, request.send()).await?;
        let mut page = page::<Assignment>(&answer, attempt)?;
        // A page need not repeat the HIT's id.
        for item in page.items.iter_mut().filter(|item| item.hit.as_str().is_empty()) {
            item.hit.clone_from(&hit);
        }
        Ok(page)
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        let attempt = Attempt { operation: Operation::GetHit, hit: Some(&id), page: None };
        let body = Taken::default();
        let request = self.client.get_hit().hit_id(id.as_str()).customize().interceptor(body.clone());
        let answer = self.ask(attempt, &body, request.send()).await?;
        wire::one("HIT", answer.bytes()).map_err(|error| attempt.unreadable(&error))
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let attempt =
            Attempt { operation: Operation::ListHits, hit: None, page: Some(place(token.as_ref())) };
        let body = Taken::default();
        let request = self
            .client
            .list_hits()
            .max_results(i32::from(page_size))
            .set_next_token(token.map(|token| token.0.to_string()))
            .customize()
            .interceptor(body.clone());
        page(&self.ask(attempt, &body, request.send()).await?, attempt)
    }

    fn slowed(&self) -> Option<Duration> {
        self.limiter.gap()
    }
}

/// Which page it is, for the log.
fn place(token: Option<&PageToken>) -> &'static str {
    if token.is_some() { "next" } else { "first" }
}

/// Reads a page.
fn page<T: Structure>(answer: &RawAnswer, attempt: Attempt<'_>) -> Result<Page<T>, Problem> {
    let read = wire::page(attempt.operation, answer.bytes());
    let WirePage { items, next } = read.map_err(|error| attempt.unreadable(&error))?;
    Ok(Page { items, next: next.map(|token| PageToken(token.into())) })
}

/// The filter for a set of statuses; `None` asks without one, as does a set with a status the service can
/// not be asked for.
fn filter(set: StatusSet) -> Option<Vec<AssignmentStatus>> {
    let askable = !set.is_empty() && !set.contains(Status::Other);
    askable.then(|| set.iter().map(|status| AssignmentStatus::from(status.word())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_statuses_the_service_knows_become_a_filter() {
        assert_eq!(filter(StatusSet::ALL), None);
        assert_eq!(filter(StatusSet::NONE), None);
        let some = StatusSet::only(Status::Approved).toggled(Status::Rejected);
        let words = [AssignmentStatus::Approved, AssignmentStatus::Rejected];
        assert_eq!(filter(some).unwrap(), words);
    }
}
