use super::keeper::Keeper;
use crate::model::{
    Assignment, Environment, Hit, HitId, Provenance, SavedAssignment, SavedRecord, Timestamp,
};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use std::sync::Arc;
use std::time::Duration;

/// A source whose pages are kept on their way.
///
/// They are handed on as they came, at once: the archive never delays a page and never fails one. What is in its way is
/// told by [`Keeper::trouble`].
#[derive(Debug)]
pub struct Archiving<S> {
    source: S,
    keeper: Arc<Keeper>,
    endpoint: Arc<str>,
}

impl<S> Archiving<S> {
    /// Keeps what comes from a source in an environment.
    pub fn new(source: S, environment: &Environment, keeper: Arc<Keeper>) -> Self {
        Self { source, keeper, endpoint: environment.url().into() }
    }

    /// The source itself.
    pub fn source(&self) -> &S {
        &self.source
    }

    /// Who told something that was asked for at `seen`.
    fn provenance(&self, seen: Timestamp) -> Provenance {
        Provenance::Service { endpoint: Arc::clone(&self.endpoint), seen }
    }

    fn keep(&self, seen: Timestamp, records: Vec<SavedRecord>) {
        if !records.is_empty() {
            self.keeper.offer(self.provenance(seen), records);
        }
    }
}

impl<S: Source> Source for Archiving<S> {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        // As new as the moment at which it was asked for, at least.
        let seen = Timestamp::now();
        let page = self.source.assignments(query).await?;
        let record = |assignment: &Assignment| {
            let saved = SavedAssignment::new(assignment.clone(), self.provenance(seen));
            SavedRecord::Assignment(Box::new(saved))
        };
        self.keep(seen, page.items.iter().map(record).collect());
        Ok(page)
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        let seen = Timestamp::now();
        let hit = self.source.hit(id).await?;
        self.keep(seen, vec![SavedRecord::Hit(Box::new(hit.clone()))]);
        Ok(hit)
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let seen = Timestamp::now();
        let page = self.source.hits(page_size, token).await?;
        self.keep(seen, page.items.iter().map(|hit| SavedRecord::Hit(Box::new(hit.clone()))).collect());
        Ok(page)
    }

    fn slowed(&self) -> Option<Duration> {
        self.source.slowed()
    }
}
