//! Problems that pass, problems that do not.

use super::*;
use crate::feed::inbox::words;
use crate::feed::script::ROUND_TRIP;
use crate::source::PageToken;
use crate::source::ProblemKind::{
    Denied, ExpiredToken, Garbled, Network, NotFound, Refused, Throttled, Unavailable,
};

#[tokio::test(start_paused = true)]
async fn what_passes_by_itself_is_waited_out_longer_and_longer_at_the_same_token() {
    let source = Script::with(&FIVE);
    source.fail("page H S 2", &[Throttled, Unavailable, Network, Throttled]);
    let (_feed, mut inbox) = follow(&source, plan());
    let told = inbox.until("checked").await;
    assert_eq!(
        told[3..],
        [
            "waiting Throttled",
            "waiting Unavailable",
            "waiting Network",
            "waiting Throttled",
            "recovered",
            "page S a3 a4",
            "page S a5",
            "ended S",
            "checked"
        ]
    );
    let calls = source.timed_calls();
    let tries: Vec<Duration> =
        calls.iter().filter(|(_, call)| call == "page H S 2").map(|(at, _)| *at).collect();
    for (pair, full) in tries.windows(2).zip([1, 2, 4, 8]) {
        let waited = pair[1].saturating_sub(pair[0]).as_secs_f64();
        assert!((0.8 * f64::from(full)..=f64::from(full) + 0.1).contains(&waited), "{waited} s after {full}");
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_never_makes_it_give_up() {
    let source = Script::with(&FIVE);
    source.fail("page H S -", &[Throttled; 40]);
    let (_feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S").await;
}

#[tokio::test(start_paused = true)]
async fn a_service_that_slows_requests_down_is_told_of_until_it_is_over() {
    let source = Script::with(&FIVE);
    source.state().slowed = Some(Duration::from_secs(2));
    let (_feed, mut inbox) = follow(&source, plan());
    assert_eq!(inbox.until("page S a1 a2").await.iter().filter(|words| *words == "slowed 2s").count(), 1);
    source.state().slowed = None;
    inbox.until("slowed not").await;
}

#[tokio::test(start_paused = true)]
async fn recovery_is_told_once_when_nobody_waits_any_more() {
    let source = Script::with(&["H S a1", "H A a2", "H R a3"]);
    for call in ["hit H", "page H S -", "page H A -"] {
        source.fail(call, &[Throttled]);
    }
    let (_feed, mut inbox) = follow(&source, watched());
    let told = inbox.until("checked").await;
    assert!(told.iter().filter(|words| *words == "waiting Throttled").count() >= 3, "{told:?}");
    assert_eq!(told.iter().filter(|words| *words == "recovered").count(), 1);
}

#[tokio::test(start_paused = true)]
async fn when_the_wait_told_last_is_over_another_that_goes_on_is_told_again() {
    let source = Script::with(&["H S a1", "H A a2", "H A a3", "H A a4"]);
    let chains = vec![only(Status::Submitted), only(Status::Approved)];
    source.fail("page H S -", &[Network; 6]);
    source.fail("page H A 2", &[Throttled]);
    let (feed, mut inbox) = follow(&source, ReviewPlan { chains, max_items: Some(2), ..plan() });
    inbox.until("ended A limit 2").await;
    // Each refresh fails at once and doubles the wait of the first chain.
    for _ in 0..5 {
        feed.refresh();
        inbox.until("waiting Network").await;
        tokio::task::yield_now().await;
    }
    feed.resume(chain(Status::Approved));
    let told = inbox.until("ended A").await;
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told[..4], ["started A", "waiting Throttled", "waiting Network", "page A a4"]);
    inbox.until("recovered").await;
}

#[tokio::test(start_paused = true)]
async fn a_throttled_request_whose_news_nobody_wants_is_not_repeated_without_a_pause() {
    let source = Script::with(&FIVE);
    source.fail("page H S -", &[Throttled; 1000]);
    let (_feed, inbox) = follow(&source, plan());
    tokio::time::sleep(ROUND_TRIP / 2).await;
    drop(inbox);
    tokio::time::sleep(EVERY * 10).await;
    assert!(source.calls().len() <= 3);
}

#[tokio::test(start_paused = true)]
async fn trouble_and_answers_get_through_the_narrowest_channel() {
    let source = Script::with(&["H S a1", "H A a2", "H A a3", "H A a4", "H A a5", "H R a6"]);
    source.fail("page H S -", &[Throttled; 5]);
    source.fail("page H R -", &[Throttled; 5]);
    let (out, inbox) = mpsc::channel(1);
    let mut inbox = Inbox(inbox);
    let _feed = Feed::follow(Arc::clone(&source), watched(), Epoch(1), out);
    // A screen that is slower than the answers keeps the channel full.
    while words(&inbox.next().await.unwrap()) != "checked" {
        tokio::time::sleep(ROUND_TRIP * 20).await;
    }
}

#[tokio::test(start_paused = true)]
async fn garbled_answers_stop_the_chain_after_three_in_a_row() {
    let source = Script::with(&FIVE);
    source.fail("page H S 2", &[Garbled, Throttled, Garbled, Garbled, Garbled]);
    let (_feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S Garbled 2").await;
    assert_eq!(source.calls().iter().filter(|call| *call == "page H S 2").count(), 5);
}

#[tokio::test(start_paused = true)]
async fn what_waiting_does_not_cure_stops_the_chain_at_once() {
    for kind in [Refused, NotFound, Denied] {
        let source = Script::with(&FIVE);
        source.fail("page H S 2", &[kind]);
        let (_feed, mut inbox) = follow(&source, plan());
        let ended = format!("ended S {kind:?} 2");
        assert_eq!(inbox.until(&ended).await[3..], [ended]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stopped_chain_goes_on_where_it_stopped() {
    let source = Script::with(&FIVE);
    source.fail("page H S 2", &[Denied]);
    let (feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S Denied 2").await;
    feed.resume(chain(Status::Submitted));
    assert_eq!(inbox.until("ended S").await, ["started S", "page S a3 a4", "page S a5", "ended S"]);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_goes_on_with_stopped_chains_and_looks() {
    let source = Script::with(&FIVE);
    source.fail("page H S -", &[Denied]);
    source.fail("hit H", &[Denied]);
    let (feed, mut inbox) = follow(&source, plan());
    let told = inbox.until("ended S Denied -").await;
    assert!(told.contains(&"poll of H failed Denied".to_owned()), "{told:?}");
    tokio::task::yield_now().await;
    feed.refresh();
    let told = inbox.until("checked").await;
    assert!(told.contains(&"ended S".to_owned()) && told.contains(&"hit H 5+0".to_owned()), "{told:?}");
}

#[tokio::test(start_paused = true)]
async fn while_a_chain_is_stopped_nothing_is_called_fresh() {
    let source = Script::with(&FIVE);
    source.fail("page H S 2", &[Denied]);
    let (feed, mut inbox) = follow(&source, ReviewPlan { every: Some(EVERY), ..plan() });
    inbox.until("ended S Denied 2").await;
    assert_eq!(inbox.until("hit H 5+0").await, ["hit H 5+0"]);
    feed.resume(chain(Status::Submitted));
    inbox.until("ended S").await;
    assert_eq!(inbox.until("checked").await, ["hit H 5+0", "checked"]);
}

#[tokio::test(start_paused = true)]
async fn a_starting_token_that_has_expired_stops_the_chain() {
    let source = Script::with(&FIVE);
    source.fail("page H S 4", &[ExpiredToken]);
    let (feed, mut inbox) = follow(&source, ReviewPlan { start: Some(PageToken("4".into())), ..plan() });
    inbox.until("ended S ExpiredToken 4").await;
    assert_eq!(source.calls(), ["hit H", "page H S 4"]);
    feed.resume(chain(Status::Submitted));
    assert_eq!(inbox.until("ended S").await.last().unwrap(), "ended S");
    assert!(!source.calls().contains(&"page H S -".to_owned()), "nothing before the starting token");
}

#[tokio::test(start_paused = true)]
async fn a_chain_whose_tokens_expire_again_goes_on_at_its_starting_token_as_if_nothing_had_been_read() {
    let source = Script::with(&FIVE);
    source.fail("page H S 3", &[ExpiredToken, ExpiredToken]);
    let start = Some(PageToken("1".into()));
    let (feed, mut inbox) = follow(&source, ReviewPlan { start, max_items: Some(3), ..plan() });
    inbox.until("ended S ExpiredToken 1").await;
    source.calls();
    feed.resume(chain(Status::Submitted));
    inbox.until("ended S limit 4").await;
    assert_eq!(source.calls(), ["page H S 1", "page H S 3"]);
}

#[tokio::test(start_paused = true)]
async fn resuming_a_chain_that_is_whole_does_nothing() {
    let source = Script::with(&FIVE);
    let (feed, mut inbox) = follow(&source, plan());
    inbox.until("checked").await;
    source.calls();
    feed.resume(chain(Status::Submitted));
    tokio::time::sleep(EVERY).await;
    assert_eq!(source.calls(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_expired_token_starts_the_chain_again_and_tells_nothing_twice() {
    let source = Script::with(&FIVE);
    source.fail("page H S 4", &[ExpiredToken]);
    let (_feed, mut inbox) = follow(&source, plan());
    let told = inbox.until("ended S").await;
    assert_eq!(told[2..], ["page S a1 a2", "page S a3 a4", "page S ", "page S ", "page S a5", "ended S"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_again_stops_the_chain() {
    let source = Script::with(&FIVE);
    source.fail("page H S 4", &[ExpiredToken, ExpiredToken]);
    let (_feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S ExpiredToken -").await;
}
