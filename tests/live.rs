//! The live source and its feed against the project's own endpoint, with each of its faults.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "test code"
)]

use hitdeck::emulator::Emulator;
use hitdeck::endpoint::{Endpoint, EndpointSettings, Fault, Faults, serve};
use hitdeck::feed::{Ending, Epoch, Feed, FeedMessage, HitsFeed, HitsNews, News, PageChain, ReviewPlan};
use hitdeck::model::Environment;
use hitdeck::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, SignedDuration, Status, StatusSet, Timestamp, WorkerId,
};
use hitdeck::mturk::{AskMfa, ConnectOptions, Live, MfaDevice, connect};
use hitdeck::source::{ProblemKind, Source};
use hitdeck::wire::Operation;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// Assignments of the HIT: three pages of two, and an empty one after them.
const COUNT: usize = 6;

struct NoMfa;

impl AskMfa for NoMfa {
    fn code(&self, _: MfaDevice<'_>) -> Result<String, String> {
        Err("the demo has no MFA".to_owned())
    }
}

fn hit() -> HitId {
    HitId::parse("3HIT").unwrap()
}

fn emulator() -> Emulator {
    let emulator = Emulator::in_memory().unwrap();
    let now = Timestamp::now();
    emulator
        .insert_hit(&Hit {
            hit_type: "3TYPE".into(),
            title: "Count the birds".into(),
            reward: Some(Cents(5)),
            created: Some(now),
            expires: Some(now + SignedDuration::from_hours(24)),
            duration: Some(SignedDuration::from_hours(1)),
            auto_approval_delay: Some(SignedDuration::from_hours(24)),
            max: Some(30),
            available: Some(24),
            pending: Some(0),
            completed: Some(0),
            ..Hit::new(hit())
        })
        .unwrap();
    emulator.insert_assignments((0..COUNT).map(|nth| assignment(nth, now))).unwrap();
    emulator
}

fn assignment(nth: usize, now: Timestamp) -> Assignment {
    Assignment {
        accepted: Some(now),
        submitted: Some(now),
        auto_approval: Some(now + SignedDuration::from_hours(24)),
        answer: Some("<QuestionFormAnswers/>".into()),
        ..Assignment::new(
            AssignmentId::from_service(format!("3A{nth:02}")),
            WorkerId::from_service(format!("AINVENTED{nth:02}")),
            hit(),
        )
    }
}

/// An endpoint with a HIT, and a source on it.
async fn world() -> (Endpoint, Arc<Live>) {
    let endpoint = serve(emulator(), EndpointSettings::default()).await.unwrap();
    let live = source(&endpoint);
    (endpoint, live)
}

fn source(endpoint: &Endpoint) -> Arc<Live> {
    let environment = Some(Environment::Demo(endpoint.url()));
    Arc::new(connect(&ConnectOptions { environment, ..ConnectOptions::default() }, &NoMfa).unwrap())
}

fn plan() -> ReviewPlan {
    ReviewPlan {
        hits: hit().into(),
        chains: vec![StatusSet::only(Status::Submitted)],
        page_size: 2,
        max_items: None,
        start: None,
        paginate: true,
        every: None,
    }
}

/// What a chain brought: the ids in order, how it ended, and the problems it waited out.
#[derive(Debug, Default)]
struct Brought {
    ids: Vec<String>,
    waited: Vec<ProblemKind>,
}

impl Brought {
    /// Follows the chain to its end; a wait is cut short by a refresh.
    async fn read_on(&mut self, feed: &Feed, inbox: &mut mpsc::Receiver<FeedMessage>) -> Ending {
        loop {
            let message = tokio::time::timeout(Duration::from_secs(30), inbox.recv()).await.unwrap();
            match message.unwrap() {
                FeedMessage::Review(_, News::Page(_, items)) => {
                    self.ids.extend(items.iter().map(|item| item.id.to_string()));
                }
                FeedMessage::Review(_, News::Waiting(problem, _)) => {
                    self.waited.push(problem.kind);
                    feed.refresh();
                }
                FeedMessage::Review(_, News::Ended(_, ending)) => return ending,
                _ => {}
            }
        }
    }

    /// Every assignment came, and none twice.
    fn is_whole(&self) -> bool {
        let mut ids = self.ids.clone();
        ids.sort();
        ids == (0..COUNT).map(|nth| format!("3A{nth:02}")).collect::<Vec<_>>()
    }
}

async fn follow(fault: Fault, times: u32) -> (Brought, Ending, Feed, mpsc::Receiver<FeedMessage>, Endpoint) {
    let (endpoint, live) = world().await;
    endpoint.set_faults(Faults::script([(Operation::ListAssignmentsForHit, fault, times)]));
    let (out, mut inbox) = mpsc::channel(8);
    let feed = Feed::follow(live, plan(), Epoch(1), out);
    let mut brought = Brought::default();
    let ending = brought.read_on(&feed, &mut inbox).await;
    (brought, ending, feed, inbox, endpoint)
}

#[tokio::test]
async fn a_single_failure_is_not_even_told() {
    for fault in [Fault::Throttle, Fault::ServiceFault, Fault::Unavailable, Fault::Drop, Fault::Cut] {
        let (brought, ending, ..) = follow(fault, 1).await;
        assert_eq!((&ending, &brought.waited[..]), (&Ending::Complete, &[][..]), "{fault}");
        assert!(brought.is_whole(), "{fault}: {brought:?}");
    }
}

#[tokio::test]
async fn throttling_that_the_sdk_waits_out_is_told_as_slowness() {
    let (endpoint, live) = world().await;
    endpoint.set_faults(Faults::script([(Operation::ListAssignmentsForHit, Fault::Throttle, 1)]));
    assert_eq!(live.slowed(), None);
    let (out, mut inbox) = mpsc::channel(8);
    let _feed = Feed::follow(live, plan(), Epoch(1), out);
    let slowed = async {
        loop {
            if let Some(FeedMessage::Review(_, News::Slowed(gap))) = inbox.recv().await {
                return gap;
            }
        }
    };
    let gap = tokio::time::timeout(Duration::from_secs(30), slowed).await.unwrap();
    assert!(gap.is_some_and(|gap| gap <= Duration::from_millis(500)), "{gap:?}");
}

#[tokio::test]
async fn failures_that_last_are_waited_out_and_nothing_is_lost() {
    for (fault, kind) in [
        (Fault::Throttle, ProblemKind::Throttled),
        (Fault::ServiceFault, ProblemKind::Unavailable),
        (Fault::Unavailable, ProblemKind::Unavailable),
        (Fault::Drop, ProblemKind::Network),
        (Fault::Cut, ProblemKind::Network),
    ] {
        let (brought, ending, ..) = follow(fault, 4).await;
        assert_eq!((&ending, &brought.waited[..]), (&Ending::Complete, &[kind][..]), "{fault}");
        assert!(brought.is_whole(), "{fault}: {brought:?}");
    }
}

#[tokio::test]
async fn garbled_answers_are_asked_for_again_three_times() {
    let (brought, ending, ..) = follow(Fault::Garbled, 2).await;
    assert_eq!((ending, brought.waited.len()), (Ending::Complete, 2));
    assert!(brought.is_whole(), "{brought:?}");
    let (brought, ending, ..) = follow(Fault::Garbled, 3).await;
    let Ending::Stopped(problem, None) = ending else { panic!("{ending:?}") };
    assert_eq!((problem.kind, brought.waited.len()), (ProblemKind::Garbled, 2));
}

#[tokio::test]
async fn a_slow_answer_and_an_empty_page_are_no_failures() {
    for fault in [Fault::Slow, Fault::EmptyPage] {
        let (brought, ending, ..) = follow(fault, 1).await;
        assert_eq!(ending, Ending::Complete, "{fault}");
        assert!(brought.is_whole() && brought.waited.is_empty(), "{fault}: {brought:?}");
    }
}

#[tokio::test]
async fn a_repeated_token_ends_the_chain_and_it_can_go_on() {
    let (mut brought, ending, feed, mut inbox, _endpoint) = follow(Fault::RepeatedToken, 1).await;
    assert!(matches!(ending, Ending::RepeatedToken(_)), "{ending:?}");
    assert!(!brought.is_whole());
    feed.resume(PageChain { hit: hit(), statuses: StatusSet::only(Status::Submitted) });
    assert_eq!(brought.read_on(&feed, &mut inbox).await, Ending::Complete);
    assert!(brought.is_whole(), "{brought:?}");
}

#[tokio::test]
async fn an_expired_token_starts_the_chain_again() {
    let (brought, ending, _feed, _inbox, endpoint) = follow(Fault::ExpiredToken, 1).await;
    assert_eq!(ending, Ending::Complete);
    assert!(brought.is_whole(), "{brought:?}");
    assert_eq!(endpoint.requests_of(Operation::ListAssignmentsForHit), 6);
}

#[tokio::test]
async fn a_hit_that_does_not_exist_is_told_in_the_services_words() {
    let (_endpoint, live) = world().await;
    let (out, mut inbox) = mpsc::channel(8);
    let feed = Feed::follow(
        live,
        ReviewPlan { hits: HitId::parse("3NONE").unwrap().into(), ..plan() },
        Epoch(1),
        out,
    );
    let ending = Brought::default().read_on(&feed, &mut inbox).await;
    let Ending::Stopped(problem, _) = ending else { panic!("{ending:?}") };
    assert_eq!(problem.kind, ProblemKind::NotFound);
    let words = problem.to_string();
    assert!(
        words.starts_with("ListAssignmentsForHIT for 3NONE: AWS.MechanicalTurk.HITDoesNotExist: "),
        "{words}"
    );
    assert!(!words.contains('('), "{words}");
}

#[tokio::test]
async fn a_submission_that_arrives_is_found_by_a_poll_and_one_page() {
    let emulator = emulator();
    let endpoint = serve(emulator.clone(), EndpointSettings::default()).await.unwrap();
    let live = source(&endpoint);
    emulator.accept(&hit()).unwrap();
    let (out, mut inbox) = mpsc::channel(64);
    let chains = [Status::Submitted, Status::Approved, Status::Rejected].map(StatusSet::only).to_vec();
    let every = Some(Duration::from_millis(20));
    let _feed = Feed::follow(live, ReviewPlan { chains, every, ..plan() }, Epoch(1), out);
    until_checked(&mut inbox).await;
    let list = Operation::ListAssignmentsForHit;
    let before = endpoint.requests_of(list);
    emulator.submit(&assignment(COUNT, Timestamp::now())).unwrap();
    let found = |news: &News| matches!(news, News::Page(_, items) if items.len() == 1);
    while !until_checked(&mut inbox).await.iter().any(found) {}
    assert_eq!(endpoint.requests_of(list) - before, 1);
}

async fn until_checked(inbox: &mut mpsc::Receiver<FeedMessage>) -> Vec<News> {
    let mut all = Vec::new();
    while let Ok(Some(message)) = tokio::time::timeout(Duration::from_secs(30), inbox.recv()).await {
        match message {
            FeedMessage::Review(_, News::Checked) => return all,
            FeedMessage::Review(_, news) => all.push(news),
            FeedMessage::Hits(..) => {}
        }
    }
    panic!("never checked after {all:?}")
}

#[tokio::test]
async fn the_accounts_hits_are_listed() {
    let (_endpoint, live) = world().await;
    let (out, mut inbox) = mpsc::channel(8);
    let _feed = HitsFeed::list(live, Epoch(1), out);
    assert_eq!(inbox.recv().await, Some(FeedMessage::Hits(Epoch(1), HitsNews::Started)));
    let Some(FeedMessage::Hits(_, HitsNews::Page(hits))) = inbox.recv().await else { panic!() };
    assert_eq!((hits.len(), hits[0].waiting()), (1, Some(u32::try_from(COUNT).unwrap())));
}
