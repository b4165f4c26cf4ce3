//! What an endpoint gave and what the archive gives are the same.

use super::scene::Scene;
use crate::archive::{Archive, ArchivedSource, Archiving, Keeper};
use crate::emulator::{Emulator, Seek, demo};
use crate::model::{Assignment, Environment, Hit, HitId, KeptMembers, Status, StatusSet, Timestamp};
use crate::source::{AssignmentsQuery, ListWalk, Page, PageToken, Problem, ProblemKind, Source};
use std::sync::Arc;

/// The demo's account as a source, with something kept beside every record.
#[derive(Debug, Clone)]
struct Account(Emulator, Timestamp);

impl Account {
    fn new() -> Self {
        let (emulator, now) = (Emulator::in_memory().unwrap(), "2026-01-01T00:00:00Z".parse().unwrap());
        demo::fill(&emulator, 1, now).unwrap();
        Self(emulator, now)
    }

    fn page<T>(slice: crate::emulator::Slice<T>) -> Page<T> {
        Page { items: slice.items, next: slice.last.map(|last| PageToken(last.to_string().into())) }
    }
}

fn kept() -> KeptMembers {
    KeptMembers::from_json(r#"{"Later":[1,{"x":null}],"A \"name\"":"\ud83d"}"#.into())
}

fn seek(token: Option<PageToken>, limit: u8) -> Seek {
    Seek { after: token.map_or(0, |token| token.0.parse().unwrap()), limit }
}

impl Source for Account {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        let slice = self.0.assignments(&query.hit, query.statuses, seek(query.token, query.page_size));
        let mut page = Self::page(slice.unwrap());
        page.items.iter_mut().for_each(|assignment| assignment.kept = kept());
        Ok(page)
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        Ok(Hit { kept: kept(), ..self.0.hit(&id, self.1).unwrap() })
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let mut page = Self::page(self.0.hits(seek(token, page_size), self.1).unwrap());
        page.items.iter_mut().for_each(|hit| hit.kept = kept());
        Ok(page)
    }
}

async fn all_hits(source: &impl Source) -> Vec<Vec<Hit>> {
    let (mut walk, mut pages) = (ListWalk::new("ListHITs"), Vec::new());
    while let Some(page) = walk.next(|token| source.hits(2, token)).await {
        pages.push(page.unwrap());
    }
    pages
}

async fn all_assignments(source: &impl Source, hit: &HitId, statuses: StatusSet) -> Vec<Vec<Assignment>> {
    let (mut walk, mut pages) = (ListWalk::new("ListAssignmentsForHIT"), Vec::new());
    let query = |token| AssignmentsQuery { hit: hit.clone(), statuses, page_size: 10, token };
    while let Some(page) = walk.next(|token| source.assignments(query(token))).await {
        pages.push(page.unwrap());
    }
    pages
}

/// Everything a source gives: HITs by pages and alone, and every list of assignments.
async fn everything(source: &impl Source) -> (Vec<Vec<Hit>>, Vec<Hit>, Vec<Vec<Vec<Assignment>>>) {
    let pages = all_hits(source).await;
    let (mut hits, mut lists) = (Vec::new(), Vec::new());
    for listed in pages.iter().flatten() {
        hits.push(source.hit(listed.id.clone()).await.unwrap());
        let each = [Status::Submitted, Status::Approved, Status::Rejected].map(StatusSet::only);
        for statuses in each.into_iter().chain([StatusSet::ALL]) {
            lists.push(all_assignments(source, &listed.id, statuses).await);
        }
    }
    (pages, hits, lists)
}

#[tokio::test]
async fn what_was_kept_of_an_endpoint_is_what_it_gave_page_by_page() {
    let scene = Scene::new();
    let account = Account::new();
    let environment = Environment::Production;
    let keeper = Arc::new(Keeper::start(scene.path()));
    let archiving = Archiving::new(account.clone(), &environment, Arc::clone(&keeper));
    let given = everything(&archiving).await;
    assert_eq!(given, everything(&account).await, "it hands on what it is given");
    let report = keeper.close().unwrap();
    assert!(report.tally.assignments.new > 300 && report.left_out == 0, "{report:?}");
    assert_eq!(report.tally.contradictions, 0);
    let archive = Arc::new(Archive::open(&scene.path()).unwrap());
    for source in [ArchivedSource::new(Arc::clone(&archive)), ArchivedSource::of(archive, &environment)] {
        assert_eq!(everything(&source).await, given);
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_as_the_service_tells_it() {
    let scene = Scene::new();
    scene.keep(&[super::scene::saved(super::scene::submitted(), super::scene::service(1))]);
    let archive = Arc::new(Archive::open(&scene.path()).unwrap());
    let source = ArchivedSource::new(Arc::clone(&archive));
    let problem = source.hit(HitId::from_service("3NONE")).await.unwrap_err();
    assert_eq!((problem.kind, &*problem.tried), (ProblemKind::NotFound, "GetHIT for 3NONE from the archive"));
    let query = |token: &str| AssignmentsQuery {
        hit: HitId::from_service("3HIT"),
        statuses: StatusSet::ALL,
        page_size: 10,
        token: Some(PageToken(token.into())),
    };
    assert_eq!(source.assignments(query("theirs")).await.unwrap_err().kind, ProblemKind::ExpiredToken);
    let sandbox = ArchivedSource::of(archive, &Environment::Sandbox);
    assert_eq!(sandbox.hit(HitId::from_service("3HIT")).await.unwrap_err().kind, ProblemKind::NotFound);
    assert!(all_hits(&sandbox).await.concat().is_empty());
}

#[tokio::test]
async fn work_without_times_is_paged_in_the_order_in_which_it_came() {
    let scene = Scene::new();
    let rows: Vec<_> = (0..250)
        .map(|row| {
            let bare = super::scene::assignment(&format!("3A{row:03}"), Status::Submitted);
            super::scene::saved(Assignment { submitted: None, ..bare }, super::scene::file("a.csv", row + 2))
        })
        .collect();
    scene.keep(&rows);
    let source = ArchivedSource::new(Arc::new(Archive::open(&scene.path()).unwrap()));
    let pages = all_assignments(&source, &HitId::from_service("3HIT"), StatusSet::ALL).await;
    assert_eq!(pages.len(), 26, "a token may lead to an empty page");
    let kept: Vec<_> = pages.concat().into_iter().map(|assignment| assignment.id).collect();
    assert_eq!(kept, rows.iter().map(|row| row.assignment.id.clone()).collect::<Vec<_>>());
}
