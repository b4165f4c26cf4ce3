use super::error::{ArchiveError, ArchiveTrouble};
use super::memory::ReaderMemory;
use super::pages::{self, Account, Behind, ListPiece};
use super::reader::Archive;
use super::sources::without_secrets;
use crate::model::{Assignment, Environment, Hit, HitId, SavedAssignment};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, ProblemKind, Source};
use rusqlite::Connection;
use std::sync::Arc;

/// What was kept, as a source: for who works offline.
///
/// Lists come in the order and in the pages of the service: assignments in the order of submission, HITs in the order in
/// which they came. Nothing is told that no source told: counters stand as they were seen last.
#[derive(Debug, Clone)]
pub struct ArchivedSource {
    archive: Arc<Archive>,
    /// The endpoint whose records are meant.
    place: Option<Arc<str>>,
}

impl ArchivedSource {
    /// All that an archive holds. Where two accounts have a HIT of the same id, it is that of the one met last.
    #[must_use]
    pub fn new(archive: Arc<Archive>) -> Self {
        Self { archive, place: None }
    }

    /// What it holds of one environment, and what files told without saying of which it is.
    #[must_use]
    pub fn of(archive: Arc<Archive>, environment: &Environment) -> Self {
        Self { archive, place: Some(without_secrets(environment.url()).into()) }
    }

    /// The archive.
    #[must_use]
    pub fn archive(&self) -> &Arc<Archive> {
        &self.archive
    }

    /// One page of a HIT's assignments, with what stands beside them in files.
    ///
    /// # Errors
    ///
    /// When there is no such HIT, the token is none of the archive's, or the archive can not be read.
    pub async fn saved(&self, query: AssignmentsQuery) -> Result<Page<SavedAssignment>, Problem> {
        let tried = format!("ListAssignmentsForHIT for {} from the archive", query.hit);
        let behind = behind(query.token.as_ref(), &tried)?;
        let (hit, statuses, limit) = (query.hit, query.statuses, query.page_size);
        let page = self.read(tried.clone(), move |connection, memory, account| {
            pages::assignments(connection, memory, account, (&hit, statuses), behind, limit)
        });
        page.await?.map(page_of).ok_or_else(|| not_there(tried))
    }

    /// Reads on a thread that may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        tried: String,
        read: impl FnOnce(&Connection, &mut ReaderMemory, Account) -> Result<T, ArchiveTrouble> + Send + 'static,
    ) -> Result<T, Problem> {
        let (archive, place) = (Arc::clone(&self.archive), self.place.clone());
        let reading = tokio::task::spawn_blocking(move || {
            archive.read(|connection, memory| {
                let account = match &place {
                    // Of an endpoint that was never asked nothing is known but what files tell.
                    Some(place) => Some(pages::account(connection, place)?.unwrap_or(-1)),
                    None => None,
                };
                read(connection, memory, account)
            })
        });
        match reading.await {
            Ok(Ok(read)) => Ok(read),
            Ok(Err(error)) => Err(problem(tried, &error)),
            Err(_) => Err(problem(tried, &self.archive.path().refuse(ArchiveTrouble::Gone))),
        }
    }
}

impl Source for ArchivedSource {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        let Page { items, next } = self.saved(query).await?;
        Ok(Page { items: items.into_iter().map(|saved| saved.assignment).collect(), next })
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        let tried = format!("GetHIT for {id} from the archive");
        let hit = self.read(tried.clone(), move |connection, memory, account| {
            pages::hit(connection, memory, account, &id)
        });
        hit.await?.ok_or_else(|| not_there(tried))
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let tried = "ListHITs from the archive".to_owned();
        let behind = behind(token.as_ref(), &tried)?;
        let page = self.read(tried, move |connection, memory, account| {
            pages::hits(connection, memory, account, behind, page_size)
        });
        page.await.map(page_of)
    }
}

fn page_of<T>(piece: ListPiece<T>) -> Page<T> {
    Page { items: piece.items, next: piece.last.map(|behind| PageToken(behind.token().into())) }
}

/// Where a list goes on.
fn behind(token: Option<&PageToken>, tried: &str) -> Result<Behind, Problem> {
    let Some(token) = token else { return Ok(Behind::NOTHING) };
    Behind::of_token(&token.0).ok_or_else(|| Problem {
        kind: ProblemKind::ExpiredToken,
        tried: tried.to_owned(),
        answer: "the page token is none of the archive's".to_owned(),
        advice: "Start the list from its beginning.".to_owned(),
    })
}

fn not_there(tried: String) -> Problem {
    Problem {
        kind: ProblemKind::NotFound,
        tried,
        answer: "it is not in the archive".to_owned(),
        advice: "What hitdeck fetches or imports is kept there. `hitdeck archive ls` tells what is."
            .to_owned(),
    }
}

fn problem(tried: String, error: &ArchiveError) -> Problem {
    let kind = match error.reason {
        ArchiveTrouble::Busy => ProblemKind::Unavailable,
        _ => ProblemKind::Refused,
    };
    let advice = format!("The archive is {}.", error.path.display());
    Problem { kind, tried, answer: error.reason.to_string(), advice }
}
