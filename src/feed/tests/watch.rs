//! Once everything is loaded.

use super::*;
use crate::feed::DistinctHits;
use crate::source::ProblemKind::{Denied, ExpiredToken, Throttled};
use std::collections::BTreeMap;

/// Ten assignments of which the last page of each chain is not its first.
const LOADED: [&str; 9] =
    ["H S a1", "H S a2", "H S a3", "H A b1", "H A b2", "H A b3", "H R c1", "H R c2", "H R c3"];

async fn loaded() -> (Arc<Script>, Feed, Inbox) {
    let source = Script::with(&LOADED);
    let (feed, mut inbox) = follow(&source, watched());
    inbox.until("checked").await;
    source.calls();
    (source, feed, inbox)
}

#[tokio::test(start_paused = true)]
async fn a_look_that_finds_nothing_moved_is_one_request() {
    let (source, _feed, mut inbox) = loaded().await;
    for _ in 0..3 {
        assert_eq!(inbox.until("checked").await, ["hit H 3+6", "checked"]);
        assert_eq!(source.calls(), ["hit H"]);
    }
}

#[tokio::test(start_paused = true)]
async fn looks_come_after_the_pause_and_a_refresh_does_not_wait_for_it() {
    let (source, feed, mut inbox) = loaded().await;
    let begun = tokio::time::Instant::now();
    inbox.until("checked").await;
    assert!(begun.elapsed() >= EVERY && begun.elapsed() < EVERY + Duration::from_secs(1));
    tokio::task::yield_now().await;
    let begun = tokio::time::Instant::now();
    feed.refresh();
    inbox.until("checked").await;
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(source.calls(), ["hit H", "hit H"]);
}

#[tokio::test(start_paused = true)]
async fn a_new_submission_costs_one_page_the_last_one() {
    let (source, _feed, mut inbox) = loaded().await;
    source.add("H S a4");
    assert_eq!(inbox.until("checked").await, ["hit H 4+6", "page S a4", "checked"]);
    assert_eq!(source.calls(), ["hit H", "page H S 2"]);
}

#[tokio::test(start_paused = true)]
async fn many_new_submissions_are_followed_from_the_last_page_on() {
    let (source, _feed, mut inbox) = loaded().await;
    for id in 4..9 {
        source.add(&format!("H S a{id}"));
    }
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H", "page H S 2", "page H S 4", "page H S 6"]);
    source.add("H S a9");
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H", "page H S 6", "page H S 8"]);
}

#[tokio::test(start_paused = true)]
async fn a_verdict_is_looked_for_among_the_decided() {
    let (source, _feed, mut inbox) = loaded().await;
    let moved = source.state().assignments.remove(0);
    source.state().assignments.push(moved);
    source.decide("a1", Status::Approved);
    let told = inbox.until("checked").await;
    assert_eq!(told, ["hit H 2+7", "page A a1", "checked"]);
    let calls = source.calls();
    assert!(
        calls.contains(&"page H A 2".to_owned()) && calls.contains(&"page H R 2".to_owned()),
        "{calls:?}"
    );
    assert!(!calls.contains(&"page H A -".to_owned()), "{calls:?}");
}

#[tokio::test(start_paused = true)]
async fn what_the_tails_do_not_hold_is_looked_for_from_the_beginning() {
    let (source, _feed, mut inbox) = loaded().await;
    source.decide("a1", Status::Approved);
    let told = inbox.until("checked").await;
    assert_eq!(told.last().unwrap(), "checked");
    assert!(told.contains(&"page A a1".to_owned()), "{told:?}");
    assert!(source.calls().contains(&"page H A -".to_owned()));
    assert_eq!(inbox.until("checked").await, ["hit H 2+7", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn an_expired_last_page_has_the_chain_read_from_its_beginning() {
    let (source, _feed, mut inbox) = loaded().await;
    source.add("H S a4");
    source.fail("page H S 2", &[ExpiredToken]);
    assert_eq!(inbox.until("checked").await, ["hit H 4+6", "page S a4", "checked"]);
    assert_eq!(source.calls(), ["hit H", "page H S 2", "page H S -", "page H S 2"]);
}

#[tokio::test(start_paused = true)]
async fn submissions_that_arrive_while_loading_are_not_looked_for_again() {
    let source = Script::with(&FIVE);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { every: Some(EVERY), ..plan() });
    inbox.until("hit H 5+0").await;
    source.add("H S a6");
    inbox.until("checked").await;
    source.calls();
    assert_eq!(inbox.until("checked").await, ["hit H 6+0", "checked"]);
    assert_eq!(source.calls(), ["hit H", "page H S 4"]);
}

#[tokio::test(start_paused = true)]
async fn counters_that_never_agree_with_the_lists_have_everything_read_once_and_then_the_tails() {
    let (source, _feed, mut inbox) = loaded().await;
    source.state().phantoms = 5;
    inbox.until("checked").await;
    assert!(source.calls().contains(&"page H A -".to_owned()));
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H", "page H S 2", "page H A 2", "page H R 2"]);
}

#[tokio::test(start_paused = true)]
async fn what_a_list_skipped_while_it_was_read_is_found_at_the_next_look() {
    let source = Script::with(&LOADED);
    let (_feed, mut inbox) = follow(&source, watched());
    inbox.until("page S a1 a2").await;
    // The list shifts under the token of its second page: a3 moves to the first.
    source.decide("a1", Status::Approved);
    assert!(!inbox.until("checked").await.contains(&"page S a3".to_owned()));
    assert!(inbox.until("checked").await.contains(&"page S a3".to_owned()));
}

/// What was told last of each assignment.
fn remember(told: &[String], state: &mut BTreeMap<String, String>) {
    for words in told {
        if let ["page", status, ids @ ..] = &words.split(' ').collect::<Vec<_>>()[..] {
            for id in ids.iter().filter(|id| !id.is_empty()) {
                state.insert((*id).to_owned(), (*status).to_owned());
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_happens_is_told_after_a_quiet_look_or_two() {
    for seed in 0..40 {
        let mut luck = fastrand::Rng::with_seed(seed);
        let source = Script::with(&LOADED);
        let (_feed, mut inbox) = follow(&source, watched());
        let mut told = BTreeMap::new();
        for round in 0..12 {
            for n in 0..luck.usize(0..6) {
                source.add(&format!("H S r{round}n{n}"));
                let count = source.state().assignments.len();
                let at = luck.usize(0..count);
                if source.state().assignments[at].status == Status::Submitted {
                    let verdict = if luck.bool() { Status::Approved } else { Status::Rejected };
                    source.state().assignments[at].status = verdict;
                }
                // The next change comes while pages are underway.
                let news = inbox.0.recv().await.unwrap();
                remember(&[crate::feed::script::words(&news)], &mut told);
            }
        }
        for _ in 0..3 {
            remember(&inbox.until("checked").await, &mut told);
        }
        let state = source.state();
        let expected = state.assignments.iter().map(|a| (a.id.to_string(), a.status.word()[..1].to_owned()));
        assert_eq!(told, expected.collect::<BTreeMap<_, _>>(), "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_chain_that_ended_early_is_left_alone() {
    let source = Script::with(&FIVE);
    let limited = ReviewPlan { max_items: Some(2), every: Some(EVERY), ..plan() };
    let (_feed, mut inbox) = follow(&source, limited);
    inbox.until("checked").await;
    source.add("H S a6");
    source.calls();
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H"]);
}

#[tokio::test(start_paused = true)]
async fn trouble_while_watching_is_told_and_waited_out() {
    let (source, _feed, mut inbox) = loaded().await;
    source.fail("hit H", &[Throttled]);
    let told = inbox.until("checked").await;
    assert_eq!(told, ["waiting Throttled", "recovered", "hit H 3+6", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn a_look_that_is_refused_is_told_and_tried_again_after_the_pause() {
    let (source, _feed, mut inbox) = loaded().await;
    source.fail("hit H", &[Denied]);
    assert_eq!(inbox.until("hit H 3+6").await, ["poll of H failed Denied", "hit H 3+6"]);
    inbox.until("checked").await;
    // What may have moved in between is found in the tails.
    assert_eq!(source.calls(), ["hit H", "hit H", "page H S 2", "page H A 2", "page H R 2"]);
}

#[tokio::test(start_paused = true)]
async fn many_hits_are_looked_at_one_after_another() {
    let ids: DistinctHits = (0..50).map(|n| hit(&format!("H{n}"))).collect();
    let source = Script::with(&[]);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { hits: ids, ..watched() });
    inbox.until("checked").await;
    source.state().underway = (0, 0);
    inbox.until("checked").await;
    assert_eq!(source.state().underway, (0, 1));
}
