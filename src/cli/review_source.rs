//! Where the dashboard's pages come from.

use crate::archive::{ArchivedSource, Archiving};
use crate::model::{Assignment, Hit, HitId};
use crate::mturk::Live;
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use std::time::Duration;

/// A service, a service whose pages are kept, or what was kept.
#[derive(Debug)]
pub(super) enum ReviewSource {
    /// A service.
    Live(Live),
    /// A service, with all that it tells kept.
    Kept(Archiving<Live>),
    /// The archive alone.
    Archived(ArchivedSource),
}

impl Source for ReviewSource {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        match self {
            Self::Live(source) => source.assignments(query).await,
            Self::Kept(source) => source.assignments(query).await,
            Self::Archived(source) => source.assignments(query).await,
        }
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        match self {
            Self::Live(source) => source.hit(id).await,
            Self::Kept(source) => source.hit(id).await,
            Self::Archived(source) => source.hit(id).await,
        }
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        match self {
            Self::Live(source) => source.hits(page_size, token).await,
            Self::Kept(source) => source.hits(page_size, token).await,
            Self::Archived(source) => source.hits(page_size, token).await,
        }
    }

    fn slowed(&self) -> Option<Duration> {
        match self {
            Self::Live(source) => source.slowed(),
            Self::Kept(source) => source.slowed(),
            Self::Archived(source) => source.slowed(),
        }
    }
}
