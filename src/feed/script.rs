//! A source for tests that keeps its HITs in memory, fails as it is told and remembers what it was asked.

use super::{FeedMessage, HitsNews, News};
use crate::model::{Assignment, AssignmentId, Hit, HitId, Status, StatusSet, WorkerId};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, ProblemKind, Source};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// How long every answer takes.
pub(super) const ROUND_TRIP: Duration = Duration::from_millis(10);

/// What the source holds and was asked.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The assignments of all HITs, in the order in which they are listed.
    pub(super) assignments: Vec<Assignment>,
    /// Failures by call, given out one after another.
    pub(super) failures: HashMap<String, VecDeque<ProblemKind>>,
    /// Tokens that are handed out in place of the right ones, by call.
    pub(super) tokens: HashMap<String, Option<&'static str>>,
    /// Added to every HIT's count of completed assignments.
    pub(super) phantoms: u32,
    /// How far apart requests go out.
    pub(super) slowed: Option<Duration>,
    /// The calls with their times.
    pub(super) calls: Vec<(Duration, String)>,
    /// Calls underway, and the most there ever were.
    pub(super) underway: (usize, usize),
}

/// The scripted source. A call reads `hit H`, `page H S 2` (HIT, statuses, token) or `hits 2`.
#[derive(Debug)]
pub(super) struct Script {
    start: Instant,
    state: Mutex<State>,
}

impl Script {
    /// A source with these assignments, written `H S a1`: HIT, status, id.
    pub(super) fn with(assignments: &[&str]) -> Arc<Self> {
        let script = Self { start: Instant::now(), state: Mutex::default() };
        for text in assignments {
            script.add(text);
        }
        Arc::new(script)
    }

    pub(super) fn add(&self, text: &str) {
        self.state().assignments.push(assignment(text));
    }

    /// Gives an assignment another status; it keeps its place in the lists.
    pub(super) fn decide(&self, id: &str, status: Status) {
        let mut state = self.state();
        state.assignments.iter_mut().find(|a| a.id.as_str() == id).unwrap().status = status;
    }

    pub(super) fn fail(&self, call: &str, kinds: &[ProblemKind]) {
        self.state().failures.insert(call.to_owned(), kinds.iter().copied().collect());
    }

    pub(super) fn token(&self, call: &str, token: Option<&'static str>) {
        self.state().tokens.insert(call.to_owned(), token);
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The calls since the last time, without their times.
    pub(super) fn calls(&self) -> Vec<String> {
        self.timed_calls().into_iter().map(|(_, call)| call).collect()
    }

    pub(super) fn timed_calls(&self) -> Vec<(Duration, String)> {
        std::mem::take(&mut self.state().calls)
    }

    /// Waits until a call is made, whose answer is still to come; calls made before do not count.
    pub(super) async fn asked(&self, call: &str) {
        self.calls();
        for _ in 0..100_000 {
            if self.state().calls.iter().any(|(_, made)| made == call) {
                return;
            }
            tokio::time::sleep(ROUND_TRIP / 10).await;
        }
        panic!("{call:?} was never asked for");
    }

    async fn answer(&self, call: &str) -> Result<(), Problem> {
        self.state().calls.push((self.start.elapsed(), call.to_owned()));
        let _underway = Underway::begin(self);
        tokio::time::sleep(ROUND_TRIP).await;
        match self.state().failures.get_mut(call).and_then(VecDeque::pop_front) {
            Some(kind) => Err(problem(kind)),
            None => Ok(()),
        }
    }

    fn next(&self, call: &str, right: Option<usize>) -> Option<PageToken> {
        let right = right.map(|at| at.to_string());
        let given = self.state().tokens.get(call).map(|token| token.map(str::to_owned));
        given.unwrap_or(right).map(|token| PageToken(token.into()))
    }
}

struct Underway<'a>(&'a Script);

impl<'a> Underway<'a> {
    fn begin(script: &'a Script) -> Self {
        let (now, most) = &mut script.state().underway;
        *now += 1;
        *most = (*most).max(*now);
        Self(script)
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        self.0.state().underway.0 -= 1;
    }
}

impl Source for Script {
    fn slowed(&self) -> Option<Duration> {
        self.state().slowed
    }

    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        let AssignmentsQuery { hit, statuses, page_size, token } = query;
        let from = token.as_ref().map_or("-", |token| &token.0);
        let call = format!("page {hit} {} {from}", letters(statuses));
        self.answer(&call).await?;
        let from = from.parse().unwrap_or(0);
        let listed = |a: &&Assignment| a.hit == hit && statuses.contains(a.status);
        let all: Vec<Assignment> = self.state().assignments.iter().filter(listed).cloned().collect();
        let items: Vec<Assignment> = all.iter().skip(from).take(page_size.into()).cloned().collect();
        let end = from + items.len();
        Ok(Page { items, next: self.next(&call, (end < all.len()).then_some(end)) })
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        self.answer(&format!("hit {id}")).await?;
        Ok(hit(&id, &self.state()))
    }

    async fn hits(&self, _: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        let from = token.as_ref().map_or("-", |token| &token.0);
        let call = format!("hits {from}");
        self.answer(&call).await?;
        let from = from.parse().unwrap_or(0);
        let state = self.state();
        let mut ids: Vec<HitId> = state.assignments.iter().map(|a| a.hit.clone()).collect();
        ids.dedup();
        let items: Vec<Hit> = ids.iter().skip(from).take(2).map(|id| hit(id, &state)).collect();
        drop(state);
        let end = from + items.len();
        Ok(Page { items, next: self.next(&call, (end < ids.len()).then_some(end)) })
    }
}

fn hit(id: &HitId, state: &State) -> Hit {
    let count = |decided: bool| {
        let of = |a: &&Assignment| a.hit == *id && (a.status != Status::Submitted) == decided;
        u32::try_from(state.assignments.iter().filter(of).count()).unwrap()
    };
    Hit {
        max: Some(count(false) + count(true) + state.phantoms),
        available: Some(0),
        pending: Some(0),
        completed: Some(count(true) + state.phantoms),
        ..Hit::new(id.clone())
    }
}

/// An assignment written `H S a1`: HIT, status, id.
pub(super) fn assignment(text: &str) -> Assignment {
    let [hit, status, id] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
    let status = match status {
        "S" => Status::Submitted,
        "A" => Status::Approved,
        _ => Status::Rejected,
    };
    Assignment {
        status,
        ..Assignment::new(
            AssignmentId::from_service(id),
            WorkerId::from_service("AINVENTED"),
            HitId::from_service(hit),
        )
    }
}

pub(super) fn problem(kind: ProblemKind) -> Problem {
    Problem { kind, tried: String::new(), answer: String::new(), advice: String::new() }
}

/// The first letters of the statuses in a set: `S`, `A`, `R`, `SARU`.
pub(super) fn letters(statuses: StatusSet) -> String {
    statuses.iter().filter_map(|status| status.word().chars().next()).collect()
}

/// What arrives on the screen's side, each piece in few words.
#[derive(Debug)]
pub(super) struct Inbox(pub(super) mpsc::Receiver<FeedMessage>);

impl Inbox {
    /// Everything up to the first piece that reads like `last`, in few words.
    pub(super) async fn until(&mut self, last: &str) -> Vec<String> {
        self.messages_until(last).await.iter().map(words).collect()
    }

    /// Everything up to the first piece that reads like `last`.
    pub(super) async fn messages_until(&mut self, last: &str) -> Vec<FeedMessage> {
        let mut told = Vec::new();
        while told.last().is_none_or(|message| words(message) != last) {
            let message = tokio::time::timeout(Duration::from_hours(1), self.0.recv()).await;
            match message {
                // A feed that polls has something to tell for ever.
                Ok(Some(message)) if told.len() < 1_000 => told.push(message),
                _ => panic!("{last:?} never came after {:?}", told.iter().map(words).collect::<Vec<_>>()),
            }
        }
        told
    }
}

/// A message in few words.
pub(super) fn words(message: &FeedMessage) -> String {
    match message {
        FeedMessage::Review(_, news) => review_words(news),
        FeedMessage::Hits(_, news) => match news {
            HitsNews::Started => "started".into(),
            HitsNews::Page(hits) => format!("hits {}", join(hits.iter().map(|hit| hit.id.as_str()))),
            HitsNews::Complete => "complete".into(),
            HitsNews::Stopped(problem) => format!("stopped {:?}", problem.kind),
            HitsNews::Waiting(problem, _) => format!("waiting {:?}", problem.kind),
            HitsNews::Recovered => "recovered".into(),
            HitsNews::Rejected(hit, count) => format!("{hit} rejected {count}"),
            HitsNews::NotCounted(hit, problem) => format!("{hit} not counted {:?}", problem.kind),
        },
    }
}

fn review_words(news: &News) -> String {
    use super::Ending::{Complete, Limit, RepeatedToken, Stopped};
    match news {
        News::Hit(hit) => format!("hit {} {}+{}", hit.id, hit.waiting().unwrap(), hit.completed.unwrap()),
        News::PollFailed(hit, problem) => format!("poll of {hit} failed {:?}", problem.kind),
        News::Page(chain, items) => {
            format!("page {} {}", letters(chain.statuses), join(items.iter().map(|item| item.id.as_str())))
        }
        News::Started(chain) => format!("started {}", letters(chain.statuses)),
        News::Ended(chain, ending) => {
            let chain = letters(chain.statuses);
            match ending {
                Complete => format!("ended {chain}"),
                Limit(token) => format!("ended {chain} limit {}", token.0),
                RepeatedToken(token) => format!("ended {chain} repeated {}", token.0),
                Stopped(problem, token) => {
                    let token = token.as_ref().map_or("-", |token| &token.0);
                    format!("ended {chain} {:?} {token}", problem.kind)
                }
            }
        }
        News::Waiting(problem, _) => format!("waiting {:?}", problem.kind),
        News::Recovered => "recovered".into(),
        News::Slowed(gap) => format!("slowed {}", gap.map_or("not".into(), |gap| format!("{gap:?}"))),
        News::Checked => "checked".into(),
    }
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
