//! The HITs under review: what was seen of them, and which request comes next. No waiting happens here.

use super::counters::{Counters, Missing};
use super::known::Fresh;
use super::progress::{HitProgress, Rescan};
use super::walk::{ChainRest, PageWalk, WalkLimits, WalkPurpose, WalkStep};
use super::{Ending, News, PageChain, ReviewPlan};
use crate::model::{Assignment, Hit, HitId, StatusSet};
use crate::source::{Page, Problem};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// Requests that are underway at the same time at most.
const SIDE_BY_SIDE: usize = 3;

/// One request.
#[derive(Debug)]
pub(super) enum Job {
    /// A HIT's counters.
    Look(HitId),
    /// The page that a walk stands at.
    Page(PageWalk),
}

/// The answer to a request.
#[derive(Debug)]
pub(super) enum Done {
    /// A HIT's counters.
    Look(HitId, Result<Hit, Problem>),
    /// The page that a walk stood at.
    Page(PageWalk, Result<Page<Assignment>, Problem>),
}

/// Everything known about the HITs that a plan names.
#[derive(Debug)]
pub(super) struct Followed {
    plan: ReviewPlan,
    hits: HashMap<HitId, HitProgress>,
    queue: VecDeque<Job>,
    news: VecDeque<News>,
    limits: WalkLimits,
    loaded: bool,
    looks: Looks,
    slowed: Option<Duration>,
}

/// How the looks since the last rest went.
#[derive(Debug, Default)]
struct Looks {
    answered: bool,
    failed: bool,
}

impl Followed {
    /// The review of a plan's HITs, with every first request queued: per HIT its counters and its chains.
    pub(super) fn new(plan: ReviewPlan) -> Self {
        let hits = plan.hits.clone();
        let mut review = Self {
            hits: HashMap::new(),
            queue: VecDeque::new(),
            news: VecDeque::new(),
            loaded: false,
            looks: Looks::default(),
            slowed: None,
            limits: WalkLimits::of(&plan),
            plan,
        };
        for hit in &hits {
            review.load(hit.clone());
        }
        review
    }

    fn load(&mut self, hit: HitId) {
        if self.hits.contains_key(&hit) {
            return;
        }
        self.queue.push_back(Job::Look(hit.clone()));
        for statuses in &self.plan.chains {
            let chain = PageChain { hit: hit.clone(), statuses: *statuses };
            let mut walk = PageWalk::new(chain, WalkPurpose::Load, self.plan.start.clone(), self.limits);
            if self.plan.start.is_some() {
                walk.never_restart();
            }
            self.queue.push_back(Job::Page(walk));
        }
        self.hits.insert(hit, HitProgress::new(&self.plan.chains));
    }

    /// The next request, if another one may go out beside those `underway`.
    ///
    /// Once everything is loaded, the HITs are looked at one after another.
    pub(super) fn next_job(&mut self, underway: usize) -> Option<Job> {
        let alone = self.loaded && matches!(self.queue.front(), Some(Job::Look(_)));
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

    /// Everything that was asked is answered; returns the plan's pause before the next look.
    pub(super) fn rest(&mut self) -> Option<Duration> {
        self.loaded = true;
        let looks = std::mem::take(&mut self.looks);
        if looks.answered && !looks.failed && self.stopped().is_empty() {
            self.news.push_back(News::Checked);
        }
        self.plan.every
    }

    /// Queues a look at every HIT, in the plan's order.
    pub(super) fn look(&mut self) {
        self.queue.extend(self.plan.hits.iter().cloned().map(Job::Look));
    }

    /// Goes on with every chain that a problem had stopped.
    pub(super) fn resume_stopped(&mut self) {
        for chain in self.stopped() {
            self.resume(&chain);
        }
    }

    /// The chains that a problem had stopped, in the plan's order.
    fn stopped(&self) -> Vec<PageChain> {
        let chains = |hit: &HitId| {
            let stopped =
                self.hits.get(hit)?.chains.iter().filter(|(_, rest)| matches!(rest, ChainRest::Stopped(_)));
            Some(
                stopped
                    .map(|(statuses, _)| PageChain { hit: hit.clone(), statuses: *statuses })
                    .collect::<Vec<_>>(),
            )
        };
        self.plan.hits.iter().filter_map(chains).flatten().collect()
    }

    /// Goes on with a chain that ended early; does nothing for any other.
    pub(super) fn resume(&mut self, chain: &PageChain) {
        let Some(rest) = self.rest_of(chain) else { return };
        let (ChainRest::Limited(token) | ChainRest::Stopped(token)) = rest.clone() else { return };
        *rest = ChainRest::Underway;
        self.queue.push_back(Job::Page(PageWalk::new(chain.clone(), WalkPurpose::Load, token, self.limits)));
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
            Done::Look(_, Ok(hit)) => self.looked(hit),
            Done::Look(hit, Err(problem)) => self.look_failed(hit, problem),
            Done::Page(walk, Ok(page)) => self.page_arrived(walk, page),
            Done::Page(mut walk, Err(problem)) => {
                let step = walk.after_problem(problem);
                self.step(walk, step);
            }
        }
    }

    fn looked(&mut self, hit: Hit) {
        self.looks.answered = true;
        let now = Counters::of(&hit);
        let id = hit.id.clone();
        self.news.push_back(News::Hit(Box::new(hit)));
        let Some(seen) = self.hits.get_mut(&id) else { return };
        let before = std::mem::replace(&mut seen.counters, now);
        if !std::mem::replace(&mut seen.looked, true) {
            return;
        }
        if let Some(promise) = Missing::between(before, now, seen.missing(), seen.gap) {
            let search = Rescan { promise, found: Fresh::default(), underway: 0, swept: Vec::new() };
            self.search(&id, search, WalkPurpose::Tail);
        }
    }

    fn look_failed(&mut self, hit: HitId, problem: Problem) {
        self.looks.failed = true;
        if let Some(seen) = self.hits.get_mut(&hit) {
            seen.looked = true;
            seen.counters = None;
        }
        self.news.push_back(News::PollFailed(hit, problem));
    }

    /// Walks the chains that may hold what is promised; chains that ended early stay as they are.
    fn search(&mut self, hit: &HitId, mut search: Rescan, purpose: WalkPurpose) {
        let Some(seen) = self.hits.get_mut(hit) else { return };
        let mut walks = Vec::new();
        for (statuses, rest) in &mut seen.chains {
            let ChainRest::AtEnd(last) = rest else { continue };
            if !search.promise.asks_for(*statuses) || search.swept.contains(statuses) {
                continue;
            }
            let at = if purpose == WalkPurpose::Tail { last.take() } else { None };
            let purpose = if at.is_some() { WalkPurpose::Tail } else { WalkPurpose::Rescan };
            let chain = PageChain { hit: hit.clone(), statuses: *statuses };
            walks.push(Job::Page(PageWalk::new(chain, purpose, at, self.limits)));
            *rest = ChainRest::Underway;
        }
        search.underway = walks.len();
        seen.search = (!walks.is_empty()).then_some(search);
        walks.into_iter().rev().for_each(|walk| self.queue.push_front(walk));
    }

    fn page_arrived(&mut self, mut walk: PageWalk, page: Page<Assignment>) {
        let Page { mut items, next } = page;
        let count = items.len();
        if let Some(seen) = self.hits.get_mut(&walk.chain.hit) {
            let fresh = seen.known.sift(&mut items);
            if let Some(search) = &mut seen.search {
                search.found += fresh;
            }
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

    fn ended(&mut self, walk: PageWalk, ending: Ending) {
        if let Some(rest) = self.rest_of(&walk.chain) {
            *rest = ChainRest::after(&ending, walk.at);
        }
        let hit = walk.chain.hit.clone();
        let statuses = walk.chain.statuses;
        if walk.purpose == WalkPurpose::Load || ending != Ending::Complete {
            self.news.push_back(News::Ended(walk.chain, ending));
        }
        if walk.purpose != WalkPurpose::Load {
            self.searched(&hit, statuses, walk.purpose);
        }
    }

    /// A search's walk is over; after the last one, what was not found in the tails is looked for everywhere.
    fn searched(&mut self, hit: &HitId, statuses: StatusSet, purpose: WalkPurpose) {
        let Some(seen) = self.hits.get_mut(hit) else { return };
        let Some(search) = &mut seen.search else { return };
        search.underway = search.underway.saturating_sub(1);
        if purpose == WalkPurpose::Rescan {
            search.swept.push(statuses);
        }
        if search.underway > 0 {
            return;
        }
        let Some(mut search) = seen.search.take() else { return };
        seen.gap = seen.missing();
        if let Some(left) = search.promise.less(std::mem::take(&mut search.found)) {
            search.promise = left;
            self.search(hit, search, WalkPurpose::Rescan);
        }
    }

    fn rest_of(&mut self, chain: &PageChain) -> Option<&mut ChainRest> {
        let seen = self.hits.get_mut(&chain.hit)?;
        seen.chains.iter_mut().find(|(statuses, _)| *statuses == chain.statuses).map(|(_, rest)| rest)
    }
}
