//! The account's HITs.

use super::*;
use crate::feed::HitsFeed;
use crate::source::ProblemKind::{Denied, ExpiredToken, Throttled};

const HITS: [&str; 5] = ["H1 S a1", "H2 R a2", "H2 R a3", "H3 R a4", "H4 R a5"];

fn list(source: &Arc<Script>) -> (HitsFeed, Inbox) {
    let (out, inbox) = mpsc::channel(8);
    (HitsFeed::list(Arc::clone(source), Epoch(1), out), Inbox(inbox))
}

/// A feed whose list is whole.
async fn listed(source: &Arc<Script>) -> (HitsFeed, Inbox) {
    let (feed, mut inbox) = list(source);
    inbox.until("complete").await;
    source.calls();
    (feed, inbox)
}

fn wanted(ids: &[&str]) -> Vec<HitId> {
    ids.iter().map(|id| hit(id)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_listing_is_announced_then_every_page_of_it_and_that_it_is_whole() {
    let source = Script::with(&HITS);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("complete").await, ["started", "hits H1 H2", "hits H3 H4", "complete"]);
}

#[tokio::test(start_paused = true)]
async fn a_repeated_token_a_circle_and_a_refusal_stop_the_list() {
    let source = Script::with(&HITS);
    source.token("hits 2", Some("2"));
    let (_feed, mut inbox) = list(&source);
    inbox.until("stopped Garbled").await;
    let source = Script::with(&HITS);
    source.token("hits 2", Some("1"));
    source.token("hits 1", Some("2"));
    let (_feed, mut inbox) = list(&source);
    inbox.until("stopped Garbled").await;
    let source = Script::with(&HITS);
    source.fail("hits 2", &[Denied]);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("stopped Denied").await, ["started", "hits H1 H2", "stopped Denied"]);
}

#[tokio::test(start_paused = true)]
async fn a_page_token_that_expires_has_the_list_read_again_once() {
    let source = Script::with(&HITS);
    source.fail("hits 2", &[ExpiredToken]);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("complete").await[2..], ["hits H1 H2", "hits H3 H4", "complete"]);
    let source = Script::with(&HITS);
    source.fail("hits 2", &[ExpiredToken, ExpiredToken]);
    let (_feed, mut inbox) = list(&source);
    inbox.until("stopped ExpiredToken").await;
}

#[tokio::test(start_paused = true)]
async fn trouble_is_waited_out() {
    let source = Script::with(&HITS);
    source.fail("hits -", &[Throttled]);
    let (_feed, mut inbox) = list(&source);
    assert_eq!(inbox.until("hits H1 H2").await, ["started", "waiting Throttled", "recovered", "hits H1 H2"]);
}

#[tokio::test(start_paused = true)]
async fn rejected_assignments_are_counted_one_hit_after_another_when_the_list_is_whole() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = list(&source);
    feed.count_rejected(wanted(&["H2", "H3"]));
    let told = inbox.until("H3 rejected 1").await;
    assert_eq!(told[3..], ["complete", "H2 rejected 2", "H3 rejected 1"]);
    assert_eq!(source.state().underway, (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_count_under_way_goes_on_while_other_hits_are_wanted_beside_it() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = listed(&source).await;
    for more in [&["H2"][..], &["H3", "H2"], &["H4", "H3", "H2"]] {
        feed.count_rejected(wanted(more));
        tokio::task::yield_now().await;
    }
    assert_eq!(inbox.until("H3 rejected 1").await, ["H2 rejected 2", "H4 rejected 1", "H3 rejected 1"]);
    assert_eq!(source.calls(), ["page H2 R -", "page H4 R -", "page H3 R -"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_wanted_no_longer_is_not_counted() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = listed(&source).await;
    source.fail("page H2 R -", &[Throttled; 9]);
    feed.count_rejected(wanted(&["H2", "H3"]));
    inbox.until("waiting Throttled").await;
    feed.count_rejected(wanted(&[]));
    assert_eq!(inbox.until("recovered").await, ["recovered"]);
    feed.count_rejected(wanted(&["H4"]));
    assert_eq!(inbox.until("H4 rejected 1").await, ["H4 rejected 1"]);
    assert_eq!(source.calls(), ["page H2 R -", "page H4 R -"]);
}

#[tokio::test(start_paused = true)]
async fn a_count_that_fails_is_told_holds_nobody_up_and_can_be_asked_for_again() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = listed(&source).await;
    source.fail("page H2 R -", &[Denied]);
    feed.count_rejected(wanted(&["H2", "H3"]));
    assert_eq!(inbox.until("H3 rejected 1").await, ["H2 not counted Denied", "H3 rejected 1"]);
    feed.count_rejected(wanted(&["H2"]));
    assert_eq!(inbox.until("H2 rejected 2").await, ["H2 rejected 2"]);
}

#[tokio::test(start_paused = true)]
async fn a_list_of_rejected_work_that_goes_in_a_circle_is_not_counted() {
    let source = Script::with(&HITS);
    source.token("page H2 R -", Some("7"));
    source.token("page H2 R 7", Some("8"));
    source.token("page H2 R 8", Some("7"));
    let (feed, mut inbox) = listed(&source).await;
    feed.count_rejected(wanted(&["H2"]));
    inbox.until("H2 not counted Garbled").await;
}

#[tokio::test(start_paused = true)]
async fn a_refresh_lists_anew_and_then_counts_what_was_still_wanted() {
    let source = Script::with(&HITS);
    let (feed, mut inbox) = listed(&source).await;
    feed.count_rejected(wanted(&["H2", "H3"]));
    tokio::task::yield_now().await;
    feed.refresh();
    let told = inbox.until("H3 rejected 1").await;
    let expected = ["started", "hits H1 H2", "hits H3 H4", "complete", "H2 rejected 2", "H3 rejected 1"];
    assert_eq!(told, expected);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_goes_on_after_a_list_that_stopped() {
    let source = Script::with(&HITS);
    source.fail("hits 2", &[Denied]);
    let (feed, mut inbox) = list(&source);
    inbox.until("stopped Denied").await;
    tokio::task::yield_now().await;
    feed.refresh();
    assert_eq!(inbox.until("complete").await, ["started", "hits H1 H2", "hits H3 H4", "complete"]);
}
