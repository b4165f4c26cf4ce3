//! A source for tests that keeps its HITs in memory, fails as it is told and remembers what it was asked.

use crate::model::{Assignment, AssignmentId, Hit, HitId, Status, StatusSet, WorkerId};
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, ProblemKind, Source};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::time::Instant;

/// How long every answer takes.
pub(super) const ROUND_TRIP: Duration = Duration::from_millis(10);
/// More calls than any test makes. On a clock that stands still a feed that asks without end fills the memory in seconds.
const MOST_CALLS: usize = 50_000;

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
    /// Whether a page shows what there was when it was asked for. Counters are those of the moment they arrive at: so a
    /// page may be older than counters that were asked for beside it.
    pub(super) pages_as_asked: bool,
    /// How far apart requests go out.
    pub(super) slowed: Option<Duration>,
    /// The calls with their times.
    pub(super) calls: Vec<(Duration, String)>,
    /// How many calls there were in all.
    made: usize,
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
        let made = {
            let mut state = self.state();
            state.calls.push((self.start.elapsed(), call.to_owned()));
            state.made += 1;
            state.made
        };
        // Not under the lock, or everybody else who looks at the state would fail too, and hide why.
        assert!(made < MOST_CALLS, "asked without end, last for {call:?}");
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
        let list = |state: &State| -> Vec<Assignment> {
            let listed = |a: &&Assignment| a.hit == hit && statuses.contains(a.status);
            state.assignments.iter().filter(listed).cloned().collect()
        };
        let as_asked = Some(self.state()).filter(|state| state.pages_as_asked).map(|state| list(&state));
        self.answer(&call).await?;
        let from = from.parse().unwrap_or(0);
        let all = as_asked.unwrap_or_else(|| list(&self.state()));
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

#[tokio::test(start_paused = true)]
async fn who_asks_without_end_is_stopped_and_the_state_can_still_be_looked_at() {
    let source = Script::with(&["H S a1"]);
    let asked = Arc::clone(&source);
    let asking = tokio::spawn(async move { while asked.hit(HitId::from_service("H")).await.is_ok() {} });
    assert!(asking.await.unwrap_err().is_panic());
    assert_eq!(source.calls().len(), MOST_CALLS);
}
