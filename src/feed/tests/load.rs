//! The first time through: order, endings, limits.

use super::*;
use crate::feed::script::ROUND_TRIP;
use crate::source::PageToken;

#[tokio::test(start_paused = true)]
async fn the_hit_and_the_first_pages_go_out_at_once() {
    let source = Script::with(&["H S a1", "H A a2", "H R a3"]);
    let (_feed, mut inbox) = follow(&source, watched());
    inbox.until("checked").await;
    let calls: Vec<(Duration, String)> = source.timed_calls();
    let at_once: Vec<&str> = calls.iter().filter(|(at, _)| at.is_zero()).map(|(_, call)| &call[..]).collect();
    assert_eq!(at_once, ["hit H", "page H S -", "page H A -"]);
    assert_eq!(calls.last().unwrap(), &(ROUND_TRIP, "page H R -".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn every_page_is_told_as_it_arrives_and_the_end_at_the_end() {
    let source = Script::with(&FIVE);
    let (_feed, mut inbox) = follow(&source, plan());
    let told = inbox.until("checked").await;
    let pages = ["started S", "hit H 5+0", "page S a1 a2", "page S a3 a4", "page S a5", "ended S", "checked"];
    assert_eq!(told, pages);
}

#[tokio::test(start_paused = true)]
async fn several_hits_are_loaded_in_order_three_requests_at_a_time() {
    let ids: Vec<String> = (0..20).map(|n| format!("H{n:02}")).collect();
    let source = Script::with(&[]);
    for id in &ids {
        source.add(&format!("{id} S {id}A"));
    }
    let (_feed, mut inbox) =
        follow(&source, ReviewPlan { hits: ids.iter().map(|id| hit(id)).collect(), ..plan() });
    inbox.until("checked").await;
    assert_eq!(source.state().underway, (0, 3));
    let looks: Vec<String> = source.calls().into_iter().filter(|call| call.starts_with("hit")).collect();
    let expected: Vec<String> = ids.iter().map(|id| format!("hit {id}")).collect();
    assert_eq!(looks, expected);
}

#[tokio::test(start_paused = true)]
async fn a_hit_that_is_named_twice_is_followed_once() {
    let source = Script::with(&FIVE);
    let (_feed, mut inbox) =
        follow(&source, ReviewPlan { hits: [hit("H"), hit("H")].into_iter().collect(), ..plan() });
    inbox.until("checked").await;
    assert_eq!(source.calls().iter().filter(|call| *call == "page H S -").count(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_empty_page_with_a_token_is_not_the_end() {
    let source = Script::with(&[]);
    source.token("page H S -", Some("7"));
    let (_feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S").await;
    assert_eq!(source.calls(), ["hit H", "page H S -", "page H S 7"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_handed_out_before_ends_the_chain_and_says_so() {
    let source = Script::with(&FIVE);
    source.token("page H S 4", Some("2"));
    let (_feed, mut inbox) = follow(&source, plan());
    inbox.until("ended S repeated 2").await;
    assert_eq!(source.calls().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn the_users_limit_ends_a_chain_and_it_goes_on_from_there() {
    let source = Script::with(&FIVE);
    let (feed, mut inbox) = follow(&source, ReviewPlan { max_items: Some(3), ..plan() });
    let told = inbox.until("ended S limit 3").await;
    assert_eq!(told[2..], ["page S a1 a2", "page S a3", "ended S limit 3"]);
    feed.resume(chain(Status::Submitted));
    let told = inbox.until("ended S").await;
    assert_eq!(told, ["checked", "started S", "page S a4 a5", "ended S"]);
}

#[tokio::test(start_paused = true)]
async fn without_paging_one_page_is_read() {
    let source = Script::with(&FIVE);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { paginate: false, ..plan() });
    inbox.until("ended S limit 2").await;
    assert_eq!(source.calls(), ["hit H", "page H S -"]);
}

#[tokio::test(start_paused = true)]
async fn a_starting_token_is_where_the_chain_starts() {
    let source = Script::with(&FIVE);
    let (_feed, mut inbox) = follow(&source, ReviewPlan { start: Some(PageToken("4".into())), ..plan() });
    assert_eq!(inbox.until("ended S").await[2..], ["page S a5", "ended S"]);
}

#[tokio::test(start_paused = true)]
async fn a_full_channel_holds_the_requests_back() {
    let source = Script::with(&FIVE);
    let (out, inbox) = mpsc::channel(1);
    let mut inbox = Inbox(inbox);
    let _feed = Feed::follow(Arc::clone(&source), plan(), Epoch(1), out);
    tokio::time::sleep(EVERY).await;
    assert_eq!(source.state().calls.len(), 2);
    inbox.until("ended S").await;
    assert_eq!(source.state().calls.len(), 4);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_feed_cancels_its_requests_at_once() {
    let source = Script::with(&FIVE);
    let (feed, mut inbox) = follow(&source, plan());
    inbox.until("started S").await;
    tokio::task::yield_now().await;
    assert_eq!(source.state().underway.0, 2);
    drop(feed);
    while inbox.next().await.is_some() {}
    assert_eq!(source.state().underway.0, 0);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_asked_for_when_nobody_listens() {
    let source = Script::with(&FIVE);
    let (_feed, inbox) = follow(&source, watched());
    drop(inbox);
    tokio::time::sleep(EVERY * 10).await;
    assert!(source.calls().len() <= 3);
}
