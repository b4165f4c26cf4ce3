use super::convert;
use super::limiter::Limiter;
use super::problem::{Attempt, problem};
use crate::model::Environment;
use crate::model::{Assignment, Hit, HitId};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use aws_sdk_mturk::Client;
use aws_sdk_mturk::error::SdkError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
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
    /// A source over a client that is set up.
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

    /// Sends one request when it is its turn, and puts its failure into words.
    async fn send<T, E>(
        &self,
        attempt: Attempt<'_>,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send,
    ) -> Result<T, Problem>
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        self.in_turn(attempt, request).await.map_err(|error| self.told(&error, attempt))
    }

    /// Sends one request when it is its turn.
    pub(super) async fn in_turn<T, E>(
        &self,
        Attempt { operation, hit, page }: Attempt<'_>,
        request: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<T, E> {
        let turn = self.limiter.turn().await;
        let begun = Instant::now();
        let answer = request.await;
        drop(turn);
        let (answered, hit) = (answer.is_ok(), hit.map(HitId::as_str));
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(operation, hit, page, ms, answered, "asked");
        if answered {
            self.limiter.eased();
        }
        answer
    }

    /// A failure in words.
    pub(super) fn told<E>(&self, error: &SdkError<E, HttpResponse>, attempt: Attempt<'_>) -> Problem
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let problem = problem(error, attempt, &self.environment);
        tracing::debug!(operation = attempt.operation, kind = ?problem.kind, "failed");
        problem
    }
}

impl Source for Live {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        let AssignmentsQuery { hit, statuses, page_size, token } = query;
        let page = if token.is_some() { "next" } else { "first" };
        let attempt = Attempt { operation: "ListAssignmentsForHIT", hit: Some(&hit), page: Some(page) };
        let request = self
            .client
            .list_assignments_for_hit()
            .hit_id(hit.as_str())
            .max_results(i32::from(page_size))
            .set_assignment_statuses(convert::statuses(statuses))
            .set_next_token(token.map(|token| token.0.to_string()))
            .send();
        let answer = self.send(attempt, request).await?;
        let listed = listed(answer.assignments, answer.num_results, attempt)?;
        let items = listed.into_iter().filter_map(|from| convert::assignment(from, &hit)).collect();
        Ok(Page { items, next: convert::token(answer.next_token) })
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        let attempt = Attempt { operation: "GetHIT", hit: Some(&id), page: None };
        let answer = self.send(attempt, self.client.get_hit().hit_id(id.as_str()).send()).await?;
        answer.hit.and_then(convert::hit).ok_or_else(|| attempt.garbled("the answer holds no HIT"))
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let page = if token.is_some() { "next" } else { "first" };
        let attempt = Attempt { operation: "ListHITs", hit: None, page: Some(page) };
        let request = self
            .client
            .list_hits()
            .max_results(i32::from(page_size))
            .set_next_token(token.map(|token| token.0.to_string()))
            .send();
        let answer = self.send(attempt, request).await?;
        let listed = listed(answer.hits, answer.num_results, attempt)?;
        let items = listed.into_iter().filter_map(convert::hit).collect();
        Ok(Page { items, next: convert::token(answer.next_token) })
    }

    fn slowed(&self) -> Option<Duration> {
        self.limiter.gap()
    }
}

/// The entries of a page.
///
/// The SDK takes an empty body for an empty page; whoever answers so, a chain must not end as if it were whole.
fn listed<T>(entries: Option<Vec<T>>, count: Option<i32>, attempt: Attempt<'_>) -> Result<Vec<T>, Problem> {
    match (entries, count) {
        (Some(entries), _) => Ok(entries),
        (None, Some(0)) => Ok(Vec::new()),
        (None, _) => Err(attempt.garbled("the answer holds no list")),
    }
}
