//! The user wants to see how everything stands now.

use super::*;
use crate::feed::expected::Counters;
use crate::feed::progress::{HitProgress, NextStep};
use crate::feed::script::assignment;
use crate::feed::walk::WalkLimits;
use crate::feed::{Ending, News};
use crate::model::{Assignment, Hit};
use crate::source::PageToken;
use crate::source::ProblemKind::{Denied, ExpiredToken, Throttled};

const DECIDED: [&str; 5] = ["H S a1", "H A b1", "H A b2", "H A b3", "H R c1"];

async fn loaded(plan: ReviewPlan) -> (Arc<Script>, Feed, Inbox) {
    let source = Script::with(&DECIDED);
    let (feed, mut inbox) = follow(&source, plan);
    inbox.until("checked").await;
    source.calls();
    tokio::task::yield_now().await;
    (source, feed, inbox)
}

#[tokio::test(start_paused = true)]
async fn every_list_is_read_again_though_no_counter_moved_and_nothing_is_told_twice() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    feed.refresh();
    assert_eq!(inbox.until("checked").await, ["hit H 1+4", "checked"]);
    let mut calls = source.calls();
    calls.sort_unstable();
    assert_eq!(calls, ["hit H", "page H A -", "page H A 2", "page H R -", "page H S -"]);
}

#[tokio::test(start_paused = true)]
async fn a_reversal_shows() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.decide("c1", Status::Approved);
    assert_eq!(inbox.until("checked").await, ["hit H 1+4", "checked"], "which no counter tells");
    tokio::task::yield_now().await;
    feed.refresh();
    assert_eq!(inbox.until("checked").await, ["hit H 1+4", "page A c1", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn changed_feedback_shows() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.state().assignments[4].feedback = Some("The picture is blurred.".into());
    feed.refresh();
    let told = inbox.messages_until("checked").await;
    let changed = Assignment { feedback: Some("The picture is blurred.".into()), ..assignment("H R c1") };
    let page = News::Page(chain(Status::Rejected), vec![changed]);
    assert!(told.contains(&FeedMessage::Review(Epoch(1), page)), "{told:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_asked_while_something_is_read_comes_after_it() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.add("H S a2");
    source.asked("hit H").await;
    feed.refresh();
    source.decide("c1", Status::Approved);
    let told = inbox.until("page A c1").await;
    assert!(told.contains(&"page S a2".to_owned()), "{told:?}");
    inbox.until("checked").await;
    source.calls();
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H"], "once is enough");
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_was_underway_does_not_use_up_a_refresh() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.add("H A b4");
    source.fail("page H A 2", &[Denied]);
    inbox.until("ended A Denied 2").await;
    source.asked("hit H").await;
    // It stands on the first page, and the list goes on at its second.
    source.state().assignments[1].feedback = Some("Sharp.".into());
    feed.refresh();
    inbox.until("page A b1").await;
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_was_underway_and_is_refused_does_not_spoil_a_refresh() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.asked("hit H").await;
    source.fail("hit H", &[Denied]);
    feed.refresh();
    assert_eq!(inbox.until("checked").await, ["poll of H failed Denied", "hit H 1+4", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn polls_that_wait_give_way_to_those_of_a_refresh() {
    let source = Script::with(&[]);
    let hits = (0..20).map(|n| hit(&format!("H{n}"))).collect();
    let (feed, mut inbox) = follow(&source, ReviewPlan { hits, ..watched() });
    inbox.until("checked").await;
    source.asked("hit H0").await;
    feed.refresh();
    inbox.until("checked").await;
    let polled = |id: &str, calls: &[String]| calls.iter().filter(|call| *call == id).count();
    let calls = source.calls();
    assert_eq!((polled("hit H0", &calls), polled("hit H19", &calls)), (2, 1));
}

#[test]
fn a_refresh_takes_the_place_of_a_poll_that_was_to_confirm() {
    let (plan, limits) = (plan(), WalkLimits::of(&plan()));
    // One waits by the counters, and in no list is any.
    let hit =
        Hit { max: Some(1), available: Some(0), pending: Some(0), completed: Some(0), ..Hit::new(hit("H")) };
    let counters = || Counters::of(&hit);
    let (mut progress, load) = HitProgress::begin(&hit.id, &plan.chains, &limits);
    assert!(progress.polled(counters(), &limits).is_empty());
    progress.ended(&load[0], &Ending::Complete, &limits);
    let rescan = progress.polled(counters(), &limits);
    let next = progress.ended(&rescan[0], &Ending::Complete, &limits);
    assert!(matches!(next, NextStep::Confirm), "{next:?}");
    progress.reread();
    assert_eq!(progress.polled(counters(), &limits).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn while_lists_are_read_for_the_first_time_they_are_not_read_twice() {
    let source = Script::with(&DECIDED);
    let (feed, mut inbox) = follow(&source, watched());
    inbox.until("page A b1 b2").await;
    feed.refresh();
    inbox.until("checked").await;
    assert_eq!(source.calls().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_meets_a_refused_poll_is_made_up_for() {
    let (source, feed, mut inbox) = loaded(watched()).await;
    source.decide("c1", Status::Approved);
    source.fail("hit H", &[Denied]);
    feed.refresh();
    assert_eq!(inbox.until("poll of H failed Denied").await, ["poll of H failed Denied"]);
    assert_eq!(inbox.until("checked").await, ["hit H 1+4", "page A c1", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn a_limited_chain_is_read_again_as_far_as_it_was_read() {
    let one = vec![only(Status::Approved)];
    let (source, feed, mut inbox) = loaded(ReviewPlan { chains: one, max_items: Some(1), ..watched() }).await;
    feed.resume(chain(Status::Approved));
    inbox.until("ended A limit 2").await;
    source.calls();
    feed.refresh();
    assert_eq!(inbox.until("checked").await, ["hit H 1+4", "ended A limit 2", "checked"]);
    assert_eq!(source.calls(), ["hit H", "page H A -", "page H A 1"]);
}

#[tokio::test(start_paused = true)]
async fn a_limited_chain_whose_rest_is_gone_is_whole() {
    let one = vec![only(Status::Approved)];
    let (source, feed, mut inbox) = loaded(ReviewPlan { chains: one, max_items: Some(2), ..watched() }).await;
    assert_eq!(source.state().assignments.remove(3), assignment("H A b3"));
    feed.refresh();
    assert_eq!(inbox.until("ended A").await, ["hit H 1+3", "ended A"]);
}

#[tokio::test(start_paused = true)]
async fn a_chain_whose_token_was_repeated_is_read_from_its_beginning() {
    let source = Script::with(&FIVE);
    source.token("page H S 2", Some("2"));
    let (feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S repeated 2").await;
    tokio::task::yield_now().await;
    source.token("page H S 2", Some("4"));
    source.calls();
    feed.refresh();
    let told = inbox.until("ended S").await;
    assert_eq!(told, ["checked", "started S", "page S ", "page S ", "page S a5", "ended S"]);
}

#[tokio::test(start_paused = true)]
async fn nothing_before_the_starting_token_is_ever_read() {
    let start = Some(PageToken("2".into()));
    let all = vec![StatusSet::ALL];
    let (source, feed, mut inbox) = loaded(ReviewPlan { chains: all, start, ..watched() }).await;
    source.add("H S a2");
    source.decide("b2", Status::Rejected);
    source.fail("page H SARU 4", &[ExpiredToken]);
    for _ in 0..4 {
        inbox.until("checked").await;
    }
    tokio::task::yield_now().await;
    feed.refresh();
    inbox.until("checked").await;
    assert!(!source.calls().contains(&"page H SARU -".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_cuts_a_wait_short() {
    let source = Script::with(&FIVE);
    source.fail("page H S -", &[Throttled; 6]);
    let (feed, mut inbox) = follow(&source, plan());
    for _ in 0..6 {
        inbox.until("waiting Throttled").await;
        tokio::task::yield_now().await;
        feed.refresh();
    }
    inbox.until("ended S").await;
    assert!(source.timed_calls().last().unwrap().0 < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn what_waits_no_more_is_told_by_what_waits_still_where_no_list_takes_it_in() {
    let source = Script::with(&FIVE);
    let (feed, mut inbox) = follow(&source, ReviewPlan { every: Some(EVERY), ..plan() });
    inbox.until("checked").await;
    source.decide("a2", Status::Approved);
    assert_eq!(inbox.until("checked").await, ["hit H 4+1", "checked"]);
    let told = inbox.until("checked").await;
    assert_eq!(told, ["hit H 4+1", "H waiting a1 a3 a4 a5", "checked"], "once nothing moves");
    assert_eq!(inbox.until("checked").await, ["hit H 4+1", "checked"], "once is enough");
    tokio::task::yield_now().await;
    feed.refresh();
    assert_eq!(inbox.until("checked").await, ["hit H 4+1", "H waiting a1 a3 a4 a5", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_shows_less_than_the_counters_tells_of_nobody_that_it_waits_no_more() {
    let (plan, limits) = (plan(), WalkLimits::of(&plan()));
    let hit =
        Hit { max: Some(3), available: Some(0), pending: Some(0), completed: Some(0), ..Hit::new(hit("H")) };
    let (mut progress, _) = HitProgress::begin(&hit.id, &plan.chains, &limits);
    progress.polled(Counters::of(&hit), &limits);
    assert!(!progress.found_waiting(2) && progress.found_waiting(3));
}
