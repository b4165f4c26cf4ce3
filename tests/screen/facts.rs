//! What is wrong is kept as separate facts; the line on the screen is derived from them.

use crate::rig::{Rig, at, hit, hit_id, setup};
use hitdeck::feed::{Ending, HitsNews, News, PageChain};
use hitdeck::model::{Environment, HitId, Status, StatusSet, Timestamp};
use hitdeck::source::{Problem, ProblemKind};
use hitdeck::tui::{App, Effect, Msg, Setup, update};
use proptest::prelude::*;
use ratatui::style::Modifier;
use std::time::Duration;

fn problem(kind: ProblemKind, answer: &str) -> Problem {
    Problem { kind, tried: "GetHIT".to_owned(), answer: answer.to_owned(), advice: String::new() }
}

fn chain(status: Status) -> PageChain {
    PageChain { hit: hit_id(), statuses: StatusSet::only(status) }
}

#[test]
fn a_poll_that_was_refused_is_forgotten_with_the_next_that_is_answered() {
    let mut rig = Rig::loaded(120, 40);
    let expired = problem(ProblemKind::Denied, "the SSO session has ended");
    rig.news(News::PollFailed(hit_id(), expired));
    rig.shows("the SSO session has ended");
    rig.shows("stopped");
    rig.news(News::Hit(Box::new(hit(hit_id().as_str(), "Sort product photos", -200))));
    rig.shows_not("the SSO session has ended");
    rig.shows("● live · read just now");
}

#[test]
fn the_end_of_a_wait_leaves_a_list_that_stopped_for_good() {
    let mut rig = Rig::loaded(120, 40);
    let denied = problem(ProblemKind::Denied, "AccessDenied");
    rig.news(News::Ended(chain(Status::Approved), Ending::Stopped(denied, None)));
    rig.news(News::Waiting(problem(ProblemKind::Network, "refused"), at(4)));
    rig.shows("trying again in 4s");
    rig.news(News::Recovered);
    rig.shows("AccessDenied · R goes on");
    rig.shows("stopped");
}

#[test]
fn what_waits_goes_before_what_stopped_and_both_are_kept() {
    let mut rig = Rig::loaded(120, 40);
    rig.news(News::Waiting(problem(ProblemKind::Throttled, "Rate exceeded"), at(4)));
    rig.news(News::PollFailed(hit_id(), problem(ProblemKind::Denied, "AccessDenied")));
    rig.shows("Throttled by the endpoint");
    rig.news(News::Recovered);
    rig.shows("AccessDenied");
}

#[test]
fn out_of_reach_the_header_never_says_live() {
    let mut rig = Rig::loaded(120, 40);
    rig.shows("● live · read just now");
    rig.news(News::Waiting(problem(ProblemKind::Network, "refused"), at(4)));
    rig.shows_not("live");
    rig.shows("○ read 14:13:20");
    rig.wait(130_000);
    rig.shows("○ read 14:13:20");
    assert!(rig.app.next_wake().is_none_or(|wake| wake > at(131)), "the clock needs no other frame");
    rig.news(News::Recovered);
    rig.news(News::Checked);
    rig.shows("● live · read just now");
}

#[test]
fn an_endpoint_that_nobody_knows_stands_out_like_production() {
    let stands_out = |url: &str| {
        let environment = Environment::at(url).unwrap();
        let rig = Rig::empty(Setup { environment, ..setup(120, 40) });
        let badge = rig.buffer()[(10, 0)].clone();
        badge.modifier.contains(Modifier::BOLD | Modifier::REVERSED)
    };
    assert!(stands_out("https://mturk-requester.us-east-1.amazonaws.com"));
    assert!(stands_out("https://mturk.example"));
    assert!(!stands_out("http://localhost:8080"));
    assert!(!stands_out("https://mturk-requester-sandbox.us-east-1.amazonaws.com"));
}

fn listed(count: i64) -> Rig {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    rig.hits(HitsNews::Started);
    rig.hits(HitsNews::Page(
        (0..count).map(|n| hit(&format!("3HIT{n}"), &format!("Title {n}"), -n * 1000)).collect(),
    ));
    rig.hits(HitsNews::Complete);
    rig.keys("g");
    rig
}

/// The HITs that the background was last told to count.
fn counting(rig: &Rig) -> Vec<&str> {
    let counted = |effect: &'_ Effect| matches!(effect, Effect::CountRejected(_));
    let Some(Effect::CountRejected(hits)) = rig.effects.iter().rfind(|effect| counted(effect)) else {
        return Vec::new();
    };
    hits.iter().map(HitId::as_str).collect()
}

#[test]
fn everything_that_shows_and_is_not_counted_is_counted_however_one_scrolls() {
    let mut rig = listed(100);
    let first = counting(&rig).len();
    assert!(first > 30);
    rig.hits(HitsNews::Rejected(HitId::from_service("3HIT0"), 2));
    rig.keys("<ctrl-d>");
    // The window moved; those that were asked for before and not counted yet are asked for again.
    rig.keys("<ctrl-d><ctrl-d>");
    let shown = counting(&rig);
    assert!(shown.contains(&"3HIT40"), "{shown:?}");
    rig.keys("g");
    let shown = counting(&rig);
    assert!(shown.contains(&"3HIT1") && !shown.contains(&"3HIT0"), "{shown:?}");
}

#[test]
fn a_count_that_failed_is_told_as_unknown_and_asked_for_again() {
    let mut rig = listed(3);
    let denied = problem(ProblemKind::Denied, "no");
    rig.effects.clear();
    for n in 0..3 {
        rig.hits(HitsNews::NotCounted(HitId::from_service(format!("3HIT{n}")), denied.clone()));
    }
    assert!(counting(&rig).is_empty(), "not in a circle");
    rig.shows_not("…");
    rig.keys("r");
    assert_eq!(counting(&rig).len(), 3);
    assert!(rig.effects.iter().any(|effect| matches!(effect, Effect::RefreshHits)));
}

#[test]
fn a_refresh_keeps_the_list_until_the_new_one_is_whole() {
    let mut rig = listed(3);
    rig.keys("jr");
    rig.hits(HitsNews::Started);
    rig.shows("3 HITs, more are coming · 84 waiting");
    rig.hits(HitsNews::Page(
        (0..2).map(|n| hit(&format!("3HIT{n}"), &format!("Title {n}"), -n * 1000)).collect(),
    ));
    assert_eq!(rig.app.hits().unwrap().table.len(), 3);
    rig.hits(HitsNews::Complete);
    assert_eq!(rig.app.hits().unwrap().table.len(), 2);
    assert_eq!(rig.app.hits().unwrap().selected().unwrap().id.as_str(), "3HIT1");
}

#[test]
fn a_pause_longer_than_any_clock_is_no_trouble() {
    let mut base = setup(120, 40);
    base.plan.every = Some(Duration::from_secs(u64::MAX));
    let mut rig = Rig::empty(base);
    rig.load();
    rig.wait(100_000_000);
    assert!(rig.app.next_wake().is_none_or(|at| at > rig.now));
}

/// What may happen to a screen, some of it far in the future.
fn any_step() -> impl Strategy<Value = (u8, i64)> {
    (0u8..14, prop_oneof![0i64..3000, 0i64..100_000_000, Just(0)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_next_wake_is_always_later_than_now(
        every in prop_oneof![Just(None), Just(Some(0)), Just(Some(10)), Just(Some(u64::MAX))],
        steps in prop::collection::vec(any_step(), 1..40),
    ) {
        let mut base = setup(100, 30);
        base.plan.every = every.map(Duration::from_secs);
        let mut rig = Rig::empty(base);
        rig.load();
        for (what, millis) in steps {
            rig.now = Timestamp::from_millisecond(rig.now.as_millisecond() + millis).unwrap();
            match what {
                0 => rig.news(News::Waiting(problem(ProblemKind::Network, "refused"), rig.now)),
                1 => rig.news(News::Waiting(problem(ProblemKind::Throttled, "slow"), at(millis))),
                2 => rig.news(News::Recovered),
                3 => rig.news(News::Checked),
                4 => rig.news(News::PollFailed(hit_id(), problem(ProblemKind::Denied, "no"))),
                5 => { rig.keys("jR"); }
                6 => { rig.keys("h"); }
                7 => { rig.keys("<esc>"); }
                8 => rig.arrives_newer([100 + millis % 50]),
                9 => rig.news(News::Started(chain(Status::Approved))),
                10 => rig.news(News::Ended(chain(Status::Approved), Ending::Complete)),
                11 if rig.app.hits().is_some() => rig.hits(HitsNews::Page(vec![hit("3NEW", "New", -millis)])),
                12 if rig.app.hits().is_some() => rig.hits(HitsNews::Complete),
                _ => rig.send(Msg::Wake),
            }
            later(&rig.app, rig.now)?;
            // The wake itself brings the change it was for: the next one is later still.
            if let Some(wake) = rig.app.next_wake() {
                let _ = update(&mut rig.app, Msg::Wake, wake);
                later(&rig.app, wake)?;
                rig.now = wake;
            }
        }
        prop_assert!(wakes_in_a_minute(&mut rig) <= MOST_WAKES);
    }
}

/// A countdown changes once a second. Of the thirty rows that may show, each says something else once a minute at
/// most, as do a few lines beside them.
const MOST_WAKES: usize = 60 + 30 + 10;

/// How often a screen wakes within a minute in which nothing happens.
fn wakes_in_a_minute(rig: &mut Rig) -> usize {
    let end = Timestamp::from_millisecond(rig.now.as_millisecond() + 60_000).unwrap();
    let mut wakes = 0;
    while let Some(wake) = rig.app.next_wake().filter(|wake| *wake <= end && wakes <= MOST_WAKES) {
        let _ = update(&mut rig.app, Msg::Wake, wake);
        wakes += 1;
    }
    wakes
}

fn later(app: &App, now: Timestamp) -> Result<(), TestCaseError> {
    prop_assert!(app.next_wake().is_none_or(|wake| wake > now), "{:?} at {now}", app.next_wake());
    Ok(())
}
