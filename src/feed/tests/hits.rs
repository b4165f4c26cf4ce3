//! The account's HITs.

use super::*;
use crate::feed::HitsFeed;
use crate::source::ProblemKind::{Denied, Throttled};

const HITS: [&str; 4] = ["H1 S a1", "H2 R a2", "H2 R a3", "H3 R a4"];

fn list(source: &Arc<Script>) -> (HitsFeed, Inbox) {
    let (out, inbox) = mpsc::channel(8);
    (HitsFeed::list(Arc::clone(source), Epoch(1), out), Inbox(inbox))
}

#[tokio::test(start_paused = true)]
async fn every_page_of_hits_is_told_and_then_that_the_list_is_whole() {
    let source = Script::with(&HITS);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("complete").await, ["hits H1 H2", "hits H3", "complete"]);
}

#[tokio::test(start_paused = true)]
async fn a_repeated_token_and_a_refusal_stop_the_list() {
    let source = Script::with(&HITS);
    source.token("hits 2", Some("2"));
    let (_feed, mut inbox) = list(&source);
    inbox.until("stopped Garbled").await;
    let source = Script::with(&HITS);
    source.fail("hits 2", &[Denied]);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("stopped Denied").await, ["hits H1 H2", "stopped Denied"]);
}

#[tokio::test(start_paused = true)]
async fn trouble_is_waited_out() {
    let source = Script::with(&HITS);
    source.fail("hits -", &[Throttled]);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("hits H1 H2").await, ["waiting Throttled", "recovered", "hits H1 H2"]);
}

#[tokio::test(start_paused = true)]
async fn rejected_assignments_are_counted_one_hit_after_another_when_the_list_is_whole() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = list(&source);
    feed.count_rejected(vec![hit("H2"), hit("H3")]);
    let told = inbox.until("H3 rejected 1").await;
    assert_eq!(told[2..], ["complete", "H2 rejected 2", "H3 rejected 1"]);
    assert_eq!(source.state().underway, (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_hit_that_can_not_be_counted_does_not_hold_the_others_up() {
    let source = Script::with(&HITS);
    source.fail("page H2 R -", &[Denied]);
    let (feed, mut inbox) = list(&source);
    feed.count_rejected(vec![hit("H2"), hit("H3")]);
    assert!(!inbox.until("H3 rejected 1").await.contains(&"H2 rejected 2".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_lists_anew() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = list(&source);
    inbox.until("complete").await;
    tokio::task::yield_now().await;
    feed.refresh();
    assert_eq!(inbox.until("complete").await, ["hits H1 H2", "hits H3", "complete"]);
}
