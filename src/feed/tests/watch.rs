//! Once everything is loaded.

use super::*;
use crate::feed::DistinctHits;
use crate::source::ProblemKind::{Denied, ExpiredToken, Throttled};

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
async fn a_poll_that_finds_nothing_moved_is_one_request() {
    let (source, _feed, mut inbox) = loaded().await;
    for _ in 0..3 {
        assert_eq!(inbox.until("checked").await, ["hit H 3+6", "checked"]);
        assert_eq!(source.calls(), ["hit H"]);
    }
}

#[tokio::test(start_paused = true)]
async fn polls_come_after_the_pause_and_a_refresh_does_not_wait_for_it() {
    let (_source, feed, mut inbox) = loaded().await;
    let begun = tokio::time::Instant::now();
    inbox.until("checked").await;
    assert!(begun.elapsed() >= EVERY && begun.elapsed() < EVERY + Duration::from_secs(1));
    tokio::task::yield_now().await;
    let begun = tokio::time::Instant::now();
    feed.refresh();
    inbox.until("checked").await;
    assert!(begun.elapsed() < Duration::from_secs(1));
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
async fn where_counters_never_agree_with_the_lists_everything_is_read_rarer_and_rarer() {
    let (source, _feed, mut inbox) = loaded().await;
    source.state().phantoms = 5;
    let mut whole = Vec::new();
    for poll in 1..40 {
        inbox.until("checked").await;
        let calls = source.calls();
        if calls.contains(&"page H A -".to_owned()) {
            whole.push(poll);
        } else {
            assert_eq!(calls, ["hit H", "page H S 2", "page H A 2", "page H R 2"]);
        }
    }
    assert_eq!(whole, [1, 3, 7, 15, 31]);
}

#[tokio::test(start_paused = true)]
async fn what_a_list_skipped_while_it_was_read_is_found_before_everything_is_called_fresh() {
    for every in [Some(EVERY), None] {
        let source = Script::with(&LOADED);
        let (_feed, mut inbox) = follow(&source, ReviewPlan { every, ..watched() });
        inbox.until("page S a1 a2").await;
        // The list shifts under the token of its second page: a3 moves to the first.
        source.decide("a1", Status::Approved);
        let told = inbox.until("checked").await;
        assert!(told.contains(&"page S a3".to_owned()), "{told:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_list_skips_again_while_everything_is_read_again_is_not_given_up() {
    let source = Script::with(&["H S a1", "H S a2", "H S a3", "H S a4", "H S a5", "H S a6", "H S a7"]);
    let (_feed, mut inbox) = follow(&source, watched());
    inbox.until("page S a3 a4").await;
    source.decide("a1", Status::Approved);
    inbox.until("ended S").await;
    // Its first page was read again. The second one will begin behind a5, which is missed once more.
    source.asked("page H S 2").await;
    source.decide("a2", Status::Approved);
    source.decide("a3", Status::Approved);
    let told = inbox.until("checked").await;
    assert!(told.contains(&"page S a5".to_owned()), "{told:?}");
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
async fn a_poll_that_is_refused_is_told_and_tried_again_after_the_pause() {
    let (source, _feed, mut inbox) = loaded().await;
    source.fail("hit H", &[Denied]);
    assert_eq!(inbox.until("hit H 3+6").await, ["poll of H failed Denied", "hit H 3+6"]);
    inbox.until("checked").await;
    // What may have moved in between is found in the tails.
    assert_eq!(source.calls(), ["hit H", "hit H", "page H S 2", "page H A 2", "page H R 2"]);
}

#[tokio::test(start_paused = true)]
async fn many_hits_are_polled_one_after_another() {
    let ids: DistinctHits = (0..50).map(|n| hit(&format!("H{n}"))).collect();
    let source = Script::with(&[]);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { hits: ids, ..watched() });
    inbox.until("checked").await;
    source.state().underway = (0, 0);
    inbox.until("checked").await;
    assert_eq!(source.state().underway, (0, 1));
}

#[tokio::test(start_paused = true)]
async fn where_the_first_poll_is_refused_a_part_of_the_lists_is_read_again_to_know_what_is_in_none() {
    let source = Script::with(&LOADED);
    source.fail("hit H", &[Denied]);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { every: Some(EVERY), ..plan() });
    inbox.until("ended S").await;
    source.calls();
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H", "page H S -", "page H S 2", "hit H"]);
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H"]);
}

#[tokio::test(start_paused = true)]
async fn a_chain_that_was_refused_goes_on_when_its_hit_can_be_polled_again() {
    let (source, _feed, mut inbox) = loaded().await;
    source.add("H S a4");
    source.fail("page H S 2", &[Denied]);
    // Both are refused until the credentials are renewed.
    inbox.until("ended S Denied 2").await;
    source.fail("hit H", &[Denied]);
    assert_eq!(inbox.until("poll of H failed Denied").await, ["poll of H failed Denied"]);
    let told = inbox.until("checked").await;
    assert_eq!(told, ["hit H 4+6", "started S", "page S a4", "ended S", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn a_chain_that_is_refused_though_its_hit_can_be_polled_is_not_asked_for_again_and_again() {
    let (source, _feed, mut inbox) = loaded().await;
    source.add("H S a4");
    source.fail("page H S 2", &[Denied; 9]);
    inbox.until("ended S Denied 2").await;
    source.calls();
    for _ in 0..3 {
        inbox.until("hit H 4+6").await;
    }
    assert_eq!(source.calls(), ["hit H"; 3]);
}

#[tokio::test(start_paused = true)]
async fn a_pause_of_any_length_is_waited_and_a_refresh_ends_it() {
    for seconds in [1 << 32, 1 << 62, u64::MAX] {
        let source = Script::with(&LOADED);
        let every = Some(Duration::from_secs(seconds));
        let (feed, mut inbox) = follow(&source, ReviewPlan { every, ..watched() });
        inbox.until("checked").await;
        source.calls();
        tokio::time::sleep(Duration::from_hours(24)).await;
        assert_eq!(source.calls(), [""; 0]);
        feed.refresh();
        inbox.until("checked").await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_verdict_between_the_first_page_and_the_first_poll_hid_is_found_when_nothing_moves() {
    let source = Script::with(&["H S a1", "H S a2", "H S a3", "H S a4", "H S a5", "H R c1"]);
    source.state().pages_as_asked = true;
    let (_feed, mut inbox) = follow(&source, ReviewPlan { every: Some(EVERY), ..plan() });
    source.asked("page H S -").await;
    // The counters asked for beside the page tell of it. The second page begins behind a3.
    source.decide("a1", Status::Approved);
    inbox.until("page S a4 a5").await;
    inbox.until("page S a3").await;
    inbox.until("checked").await;
    source.calls();
    inbox.until("checked").await;
    assert_eq!(source.calls(), ["hit H"], "it is measured once");
}
