//! Whatever happens to a HIT, in whatever order, under every kind of plan.

use super::*;
use crate::feed::News;
use crate::model::{Assignment, AssignmentId};
use crate::source::ProblemKind::{Denied, ExpiredToken, Throttled};
use Status::{Approved, Rejected, Submitted};
use std::collections::BTreeMap;

const LOADED: [&str; 9] =
    ["H S a1", "H S a2", "H S a3", "H A b1", "H A b2", "H A b3", "H R c1", "H R c2", "H R c3"];

/// The lists of every kind of plan.
const PLANS: [&[StatusSet]; 9] = [
    &[StatusSet::only(Submitted), StatusSet::only(Approved), StatusSet::only(Rejected)],
    &[StatusSet::ALL],
    &[StatusSet::only(Submitted)],
    &[StatusSet::only(Approved)],
    &[StatusSet::only(Rejected)],
    &[StatusSet::only(Submitted), StatusSet::only(Approved)],
    &[StatusSet::only(Submitted), StatusSet::only(Rejected)],
    &[StatusSet::only(Approved), StatusSet::only(Rejected)],
    &[StatusSet::only(Submitted).toggled(Approved)],
];

const SEEDS: u64 = 40;

/// A source with troubles of its own under most seeds: a poll that is refused, a token that expires, pages that are
/// older than the counters beside them.
fn troubled(seed: u64) -> Arc<Script> {
    let source = Script::with(&LOADED);
    let (poll, page) = match seed % 6 {
        0 => (&[][..], &[][..]),
        1 => (&[Denied][..], &[][..]),
        2 => (&[][..], &[ExpiredToken][..]),
        3 => (&[Throttled][..], &[Throttled][..]),
        4 => (&[Denied][..], &[ExpiredToken][..]),
        _ => (&[][..], &[Throttled, Throttled][..]),
    };
    source.state().pages_as_asked = seed % 4 > 1;
    source.fail("hit H", poll);
    source.fail("page H S 2", page);
    source
}

/// Something that counters tell of: a submission, a verdict, or one right after the other.
fn happen(source: &Script, luck: &mut fastrand::Rng, id: &str) {
    let step = luck.u8(0..3);
    if step != 1 {
        source.add(&format!("H S {id}"));
    }
    let mut state = source.state();
    let at = luck.usize(0..state.assignments.len());
    if step != 0 && state.assignments[at].status == Submitted {
        state.assignments[at].status = if luck.bool() { Approved } else { Rejected };
        if luck.bool() {
            // Lists may be in the order of verdicts as well as in that of submissions.
            let decided = state.assignments.remove(at);
            state.assignments.push(decided);
        }
    }
}

/// Something that no counter tells of: a rejection becomes an approval, or feedback changes.
fn happen_silently(source: &Script, luck: &mut fastrand::Rng, id: &str) {
    let mut state = source.state();
    let at = luck.usize(0..state.assignments.len());
    let assignment = &mut state.assignments[at];
    match assignment.status {
        Rejected if luck.bool() => assignment.status = Approved,
        Approved | Rejected => assignment.feedback = Some(id.into()),
        Submitted | Status::Other => {}
    }
}

/// What a screen shows: the assignments as they were told last.
#[derive(Default)]
struct Shown {
    assignments: BTreeMap<AssignmentId, Assignment>,
    /// What waits still, where that was told.
    waiting: Option<Vec<AssignmentId>>,
}

impl Shown {
    fn take(&mut self, message: FeedMessage) {
        match message {
            FeedMessage::Review(_, News::Page(_, page)) => {
                let told = page.into_iter().map(|assignment| (assignment.id.clone(), assignment));
                self.assignments.extend(told);
            }
            FeedMessage::Review(_, News::StillWaiting(_, waiting)) => self.waiting = Some(waiting),
            _ => {}
        }
    }

    /// What shows as submitted and is not told to wait still was decided, and nothing else was.
    fn assert_waits(&self, source: &Script, lists: &[StatusSet], seed: u64) {
        let lists = |status| lists.iter().any(|list| list.contains(status));
        if !lists(Submitted) || lists(Approved) && lists(Rejected) {
            return assert_eq!(self.waiting, None, "seed {seed}");
        }
        let waiting = self.waiting.as_ref().unwrap();
        for listed in &source.state().assignments {
            let shown = self.assignments.get(&listed.id);
            if shown.is_some_and(|shown| shown.status == Submitted) {
                assert_eq!(
                    waiting.contains(&listed.id),
                    listed.status == Submitted,
                    "{listed:?}, seed {seed}"
                );
            }
        }
    }

    async fn take_until_checked(&mut self, inbox: &mut Inbox) {
        inbox.messages_until("checked").await.into_iter().for_each(|message| self.take(message));
    }

    /// Everything that the lists hold shows as it is.
    fn assert_is(&self, source: &Script, lists: &[StatusSet], seed: u64) {
        for listed in &source.state().assignments {
            if lists.iter().any(|statuses| statuses.contains(listed.status)) {
                let plan: Vec<String> = lists.iter().map(|list| letters(*list)).collect();
                assert_eq!(self.assignments.get(&listed.id), Some(listed), "{plan:?}, seed {seed}");
            }
        }
    }
}

/// Lets things happen while pages are underway.
async fn live(
    source: &Script,
    inbox: &mut Inbox,
    shown: &mut Shown,
    seed: u64,
    happen: impl Fn(&Script, &mut fastrand::Rng, &str),
) {
    let mut luck = fastrand::Rng::with_seed(seed);
    for round in 0..12 {
        for n in 0..luck.usize(0..6) {
            happen(source, &mut luck, &format!("r{round}n{n}"));
            shown.take(inbox.next().await.unwrap());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_happens_is_told_after_a_quiet_poll_or_two() {
    for (lists, seed) in PLANS.iter().flat_map(|lists| (0..SEEDS).map(move |seed| (*lists, seed))) {
        let source = troubled(seed);
        let (_feed, mut inbox) = follow(&source, ReviewPlan { chains: lists.to_vec(), ..watched() });
        let mut shown = Shown::default();
        live(&source, &mut inbox, &mut shown, seed, happen).await;
        for _ in 0..3 {
            shown.take_until_checked(&mut inbox).await;
        }
        shown.assert_is(&source, lists, seed);
    }
}

#[tokio::test(start_paused = true)]
async fn what_no_counter_tells_is_told_after_a_refresh() {
    for (lists, seed) in PLANS.iter().flat_map(|lists| (0..SEEDS).map(move |seed| (*lists, seed))) {
        let source = troubled(seed);
        let (feed, mut inbox) = follow(&source, ReviewPlan { chains: lists.to_vec(), ..watched() });
        let mut shown = Shown::default();
        live(&source, &mut inbox, &mut shown, seed, |source, luck, id| {
            happen(source, luck, id);
            happen_silently(source, luck, id);
        })
        .await;
        shown.take_until_checked(&mut inbox).await;
        tokio::task::yield_now().await;
        feed.refresh();
        shown.take_until_checked(&mut inbox).await;
        shown.assert_is(&source, lists, seed);
        shown.assert_waits(&source, lists, seed);
    }
}
