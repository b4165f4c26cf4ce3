//! Where a listing comes from: a service, or what was kept of it.

use super::{Failure, ListArgs, pick};
use crate::archive::ArchivedSource;
use crate::cli::archive_args::ArchiveKeeping;
use crate::model::{Assignment, HitId, Provenance, Status, StatusSet, Timestamp};
use crate::mturk::{ConnectOptions, Live, RawFailure, RawQuery};
use crate::source::{AssignmentsQuery, PageToken, Problem, ProblemKind, Source};
use crate::wire::{ASSIGNMENTS, Written, WrittenPage};
use bytes::Bytes;
use std::io::{IsTerminal, stderr};
use std::sync::Arc;

/// The assignments a page, where a request does not say: the service's own number.
const USUAL: i32 = 10;

/// What pages are asked of.
#[derive(Debug)]
pub(super) enum ListSource {
    /// A service, and where its pages are kept.
    Service(Live, Option<ArchiveKeeping>),
    /// What was kept.
    Archive(ArchivedSource),
}

impl ListSource {
    /// The archive that is meant; no service is asked.
    pub(super) fn archive(args: &ListArgs, connection: &ConnectOptions) -> Result<Self, Failure> {
        let archive = Arc::new(args.archive.place.open().map_err(Failure::other)?);
        Ok(Self::Archive(match &connection.environment {
            Some(of) => ArchivedSource::of(archive, of),
            None => ArchivedSource::new(archive),
        }))
    }

    /// One page, as the service wrote it or would write it.
    pub(super) async fn page(&self, query: RawQuery) -> Result<Bytes, Failure> {
        match self {
            Self::Service(live, None) => Ok(live.raw_assignments(query).await?.into_bytes()),
            Self::Service(live, Some(keeping)) => {
                let hit = HitId::from_service(query.hit.as_str());
                let endpoint = live.environment().url().into();
                let source = Provenance::Service { endpoint, seen: Timestamp::now() };
                let body = live.raw_assignments(query).await?.into_bytes();
                // Where the disk is slower than the service it is waited for. What is in its way is told at the end.
                let _ = tokio::task::block_in_place(|| keeping.keeper.keep_page(source, hit, body.clone()));
                Ok(body)
            }
            Self::Archive(source) => archived(source, query).await,
        }
    }

    /// Asks for a HIT where none was named.
    pub(super) async fn pick(&self) -> Result<String, Failure> {
        match self {
            Self::Service(live, _) => pick::hit(live).await,
            Self::Archive(source) => pick::hit(source).await,
        }
    }

    /// Waits until all is kept. Where the archive is, is told to people, what is in its way to everybody.
    pub(super) fn end(&self) {
        if let Self::Service(_, Some(keeping)) = self {
            for line in keeping.end(stderr().is_terminal()) {
                eprintln!("hitdeck: {line}");
            }
        }
    }
}

/// A page of what was kept.
async fn archived(source: &ArchivedSource, query: RawQuery) -> Result<Bytes, Failure> {
    let size = query.page_size.unwrap_or(USUAL);
    let Ok(page_size @ 1..=100) = u8::try_from(size) else {
        return Err(refused(format!("{size} is no number of assignments a page: there are 1 to 100"), None));
    };
    let words = query.statuses.unwrap_or_default();
    let statuses: StatusSet = words.iter().map(|word| Status::from_service(word)).collect();
    if let Some(word) = words.iter().find(|word| Status::from_service(word) == Status::Other) {
        return Err(refused(format!("{word} is no status of an assignment"), None));
    }
    let query = AssignmentsQuery {
        hit: HitId::from_service(query.hit),
        statuses: if words.is_empty() { StatusSet::ALL } else { statuses },
        page_size,
        token: query.token.map(|token| PageToken(token.into())),
    };
    let page = source.assignments(query).await.map_err(|problem| told(&problem))?;
    let items: Vec<Written<'_, Assignment>> = page.items.iter().map(Written).collect();
    let next = page.next.map(|token| token.0.to_string());
    let body = serde_json::to_vec(&WrittenPage { list: ASSIGNMENTS, items: &items, next });
    Ok(body.map_err(Failure::other)?.into())
}

/// What the service would refuse, with its code.
fn refused(message: String, turk_code: Option<&str>) -> Failure {
    let turk_code = turk_code.map(str::to_owned);
    RawFailure::Refused { code: "RequestError".to_owned(), message, turk_code, retries: None }.into()
}

fn told(problem: &Problem) -> Failure {
    match problem.kind {
        ProblemKind::NotFound => {
            let message = format!("{problem}. {}", problem.advice);
            refused(message, Some("AWS.MechanicalTurk.HITDoesNotExist"))
        }
        ProblemKind::ExpiredToken => refused(problem.to_string(), None),
        _ => Failure::other(format!("{problem}\n{}", problem.advice)),
    }
}
