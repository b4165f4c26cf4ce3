//! The HITs under review: which request comes next, and what there is to tell. No waiting happens here.

use super::expected::Counters;
use super::news::{Ending, News};
use super::plan::{PageChain, ReviewPlan};
use super::progress::{HitProgress, NextStep};
use super::walk::{PageWalk, WalkLimits, WalkPurpose, WalkStep};
use crate::model::{Assignment, Hit, HitId};
use crate::source::{Page, Problem};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// Requests that are underway at the same time at most.
const SIDE_BY_SIDE: usize = 3;

/// One request.
#[derive(Debug)]
pub(super) enum Job {
    /// A HIT's counters.
    Poll(HitId),
    /// The page that a walk stands at.
    Page(PageWalk),
}

/// The answer to a request.
#[derive(Debug)]
pub(super) enum Done {
    /// A HIT's counters.
    Poll(HitId, Result<Hit, Problem>),
    /// The page that a walk stood at.
    Page(PageWalk, Result<Page<Assignment>, Problem>),
}

/// What comes when every request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idle {
    /// More requests, at once.
    Requests,
    /// A pause until the next poll; `None` is without an end.
    Pause(Option<Duration>),
}

/// Everything known about the HITs that a plan names.
#[derive(Debug)]
pub(super) struct Followed {
    plan: ReviewPlan,
    limits: WalkLimits,
    hits: HashMap<HitId, HitProgress>,
    queue: VecDeque<Job>,
    news: VecDeque<News>,
    stage: Stage,
    polls: Polls,
    slowed: Option<Duration>,
}

/// What goes on, beside requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Lists are read for the first time.
    Loading,
    /// Everything was read; polls tell what moves.
    Watching,
    /// A list that had ended early was read on.
    Loaded,
    /// What was underway when the user asked is finished; then everything is polled and read again.
    Refreshing,
}

/// How the polls since the last pause went.
#[derive(Debug, Default)]
struct Polls {
    answered: bool,
    failed: bool,
}

impl Followed {
    /// A plan's HITs, with every first request queued: per HIT its counters and its chains.
    pub(super) fn new(plan: ReviewPlan) -> Self {
        let limits = WalkLimits::of(&plan);
        let (mut hits, mut queue) = (HashMap::new(), VecDeque::new());
        for hit in &plan.hits {
            let (progress, walks) = HitProgress::begin(hit, &plan.chains, &limits);
            queue.push_back(Job::Poll(hit.clone()));
            queue.extend(walks.into_iter().map(Job::Page));
            hits.insert(hit.clone(), progress);
        }
        Self {
            plan,
            limits,
            hits,
            queue,
            news: VecDeque::new(),
            stage: Stage::Loading,
            polls: Polls::default(),
            slowed: None,
        }
    }

    /// The next request, if another one may go out beside those `underway`.
    ///
    /// Once everything is loaded, the HITs are polled one after another.
    pub(super) fn next_job(&mut self, underway: usize) -> Option<Job> {
        let alone = self.stage != Stage::Loading && matches!(self.queue.front(), Some(Job::Poll(_)));
        if underway >= if alone { 1 } else { SIDE_BY_SIDE } {
            return None;
        }
        let mut job = self.queue.pop_front()?;
        if let Job::Page(walk) = &mut job
            && walk.begins()
        {
            self.news.push_back(News::Started(walk.chain.clone()));
        }
        Some(job)
    }

    /// Whether a request waits to go out.
    pub(super) fn has_jobs(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether there is something to tell.
    pub(super) fn has_news(&self) -> bool {
        !self.news.is_empty()
    }

    /// What there is to tell next.
    pub(super) fn next_news(&mut self) -> Option<News> {
        self.news.pop_front()
    }

    /// Everything that was asked is answered: queues what follows from that, or tells how fresh everything is.
    pub(super) fn idle(&mut self) -> Idle {
        match std::mem::replace(&mut self.stage, Stage::Watching) {
            Stage::Refreshing => {
                // A poll that was underway when the user asked tells of before, and is not counted.
                self.polls = Polls::default();
                self.hits.values_mut().for_each(HitProgress::reread);
                self.poll();
            }
            // Lists shift while they are read, so a HIT that shows less than its counters say is polled at once.
            Stage::Loading | Stage::Loaded => self.poll_missing(),
            Stage::Watching => {}
        }
        if self.has_jobs() {
            return Idle::Requests;
        }
        let polls = std::mem::take(&mut self.polls);
        if polls.answered && !polls.failed && self.stopped().next().is_none() && !self.is_missing() {
            self.news.push_back(News::Checked);
        }
        Idle::Pause(self.plan.every)
    }

    /// Queues a poll of every HIT, in the plan's order.
    pub(super) fn poll(&mut self) {
        self.queue.extend(self.plan.hits.iter().cloned().map(Job::Poll));
    }

    fn poll_missing(&mut self) {
        let Self { plan, hits, limits, queue, .. } = self;
        let missing = |hit: &&HitId| hits.get(*hit).is_some_and(|hit| !hit.missing(limits).is_none());
        queue.extend(plan.hits.iter().filter(missing).cloned().map(Job::Poll));
    }

    fn is_missing(&self) -> bool {
        self.hits.values().any(|hit| !hit.missing(&self.limits).is_none())
    }

    /// Goes on with every chain that a problem had stopped, and has everything polled and read again when that is
    /// done; while lists are read for the first time, they come fresh anyway.
    pub(super) fn refresh(&mut self) {
        let Self { plan, hits, limits, queue, .. } = self;
        for hit in &plan.hits {
            let walks = hits.get_mut(hit).map(|hit| hit.go_on(limits));
            queue.extend(walks.into_iter().flatten().map(Job::Page));
        }
        if self.stage != Stage::Loading {
            self.stage = Stage::Refreshing;
            // Those that wait would be made twice.
            self.queue.retain(|job| !matches!(job, Job::Poll(_)));
        }
    }

    /// The chains that a problem had stopped, in the plan's order.
    fn stopped(&self) -> impl Iterator<Item = &PageChain> {
        self.plan.hits.iter().filter_map(|hit| self.hits.get(hit)).flat_map(HitProgress::stopped)
    }

    /// Goes on with a chain that ended early; does nothing for any other.
    pub(super) fn resume(&mut self, chain: &PageChain) {
        let Some(hit) = self.hits.get_mut(&chain.hit) else { return };
        let Some(walk) = hit.resume(chain.statuses, &self.limits) else { return };
        self.queue.push_back(Job::Page(walk));
        if self.stage == Stage::Watching {
            self.stage = Stage::Loaded;
        }
    }

    /// Takes in how far apart requests go out.
    pub(super) fn slowed(&mut self, gap: Option<Duration>) {
        if std::mem::replace(&mut self.slowed, gap) != gap {
            self.news.push_back(News::Slowed(gap));
        }
    }

    /// Takes in an answer and queues what follows from it.
    pub(super) fn absorb(&mut self, done: Done) {
        match done {
            Done::Poll(id, Ok(hit)) => self.polled(&id, hit),
            Done::Poll(id, Err(problem)) => self.poll_failed(id, problem),
            Done::Page(walk, Ok(page)) => self.page_arrived(walk, page),
            Done::Page(mut walk, Err(problem)) => {
                let step = walk.after_problem(problem);
                self.step(walk, step);
            }
        }
    }

    fn polled(&mut self, id: &HitId, hit: Hit) {
        self.polls.answered = true;
        let counters = Counters::of(&hit);
        self.news.push_back(News::Hit(Box::new(hit)));
        let Some(progress) = self.hits.get_mut(id) else { return };
        let walks = progress.polled(counters, &self.limits);
        self.walk_next(walks);
    }

    fn poll_failed(&mut self, id: HitId, problem: Problem) {
        self.polls.failed = true;
        if let Some(progress) = self.hits.get_mut(&id) {
            progress.poll_failed();
        }
        self.news.push_back(News::PollFailed(id, problem));
    }

    /// Walks before anything else that waits, in their order.
    fn walk_next(&mut self, walks: Vec<PageWalk>) {
        walks.into_iter().rev().for_each(|walk| self.queue.push_front(Job::Page(walk)));
    }

    fn page_arrived(&mut self, mut walk: PageWalk, page: Page<Assignment>) {
        let Page { mut items, next } = page;
        let count = items.len();
        walk.note(&items);
        if let Some(progress) = self.hits.get_mut(&walk.chain.hit) {
            progress.sift(&mut items);
        }
        if walk.purpose == WalkPurpose::Load || !items.is_empty() {
            self.news.push_back(News::Page(walk.chain.clone(), items));
        }
        let step = walk.after_page(count, next);
        self.step(walk, step);
    }

    fn step(&mut self, walk: PageWalk, step: WalkStep) {
        match step {
            WalkStep::Next => self.queue.push_front(Job::Page(walk)),
            WalkStep::End(ending) => self.ended(walk, ending),
        }
    }

    fn ended(&mut self, mut walk: PageWalk, ending: Ending) {
        let Some(progress) = self.hits.get_mut(&walk.chain.hit) else { return };
        let next = progress.ended(&walk, &ending, &self.limits);
        let hit = walk.chain.hit.clone();
        let waiting = walk.take_waiting().filter(|_| ending == Ending::Complete);
        if let Some(waiting) = waiting.filter(|waiting| progress.found_waiting(waiting.len())) {
            self.news.push_back(News::StillWaiting(hit.clone(), waiting));
        }
        if walk.tells(&ending) {
            self.news.push_back(News::Ended(walk.chain, ending));
        }
        match next {
            NextStep::Nothing => {}
            NextStep::Walk(walks) => self.walk_next(walks),
            NextStep::Confirm => self.queue.push_front(Job::Poll(hit)),
        }
    }
}
