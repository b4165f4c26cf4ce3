//! What happens while pages arrive, and when they do not.

use crate::rig::{Rig, assignment, at, hit, hit_id, lines, plan, setup};
use hitdeck::feed::{Ending, Epoch, FeedMessage, HitsNews, News, PageChain, ReviewPlan};
use hitdeck::model::{Assignment, HitId, Status, StatusSet};
use hitdeck::source::{PageToken, Problem, ProblemKind};
use hitdeck::tui::{Effect, Msg};
use std::time::Duration;

fn problem(kind: ProblemKind) -> Problem {
    Problem {
        kind,
        tried: "ListAssignmentsForHIT".to_owned(),
        answer: "ThrottlingException: Rate exceeded".to_owned(),
        advice: "Nothing is lost.".to_owned(),
    }
}

fn submitted() -> PageChain {
    PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) }
}

#[test]
fn partial_results_show_with_the_first_page() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.arrives([0, 1]);
    assert_eq!(rig.number(), 0);
    rig.shows("loading");
}

#[test]
fn throttling_shows_as_the_pace_of_pages_while_they_are_loading() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.news(News::Slowed(Some(Duration::from_millis(1500))));
    rig.shows("throttled: a page each 1.5 s");
    rig.news(News::Slowed(None));
    rig.shows_not("throttled");
    rig.shows("loading");
}

#[test]
fn a_token_that_is_not_good_is_told_with_what_starts_over() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.arrives([0]);
    let stopped = Ending::Stopped(problem(ProblemKind::ExpiredToken), None);
    rig.news(News::Ended(submitted(), stopped));
    rig.shows("The page token is not good any more · R starts from the beginning");
    rig.effects.clear();
    rig.keys("R");
    assert!(matches!(&rig.effects[..], [Effect::Resume(chain)] if *chain == submitted()));
}

#[test]
fn cursor_stays_on_its_assignment_and_its_line_when_a_page_arrives() {
    let mut rig = Rig::empty(setup(120, 12));
    rig.arrives(20..40);
    rig.keys("jjj");
    let (here, line) = (rig.selected(), selected_line(&rig));
    rig.arrives(0..20);
    assert_eq!(rig.selected(), here);
    assert_eq!(selected_line(&rig), line);
}

fn selected_line(rig: &Rig) -> usize {
    rig.text().lines().position(|line| line.starts_with('▌')).unwrap()
}

#[test]
fn until_one_moves_the_newest_is_selected_while_pages_load() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.arrives(20..40);
    rig.arrives(0..20);
    assert_eq!(rig.number(), 0);
}

#[test]
fn new_work_is_counted_marked_and_found_without_moving_the_cursor() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("j");
    let here = rig.selected();
    let mut newer = [assignment(100), assignment(103)];
    for (second, new) in newer.iter_mut().enumerate() {
        new.status = Status::Submitted;
        new.submitted = Some(at(second.try_into().unwrap()));
    }
    rig.news(News::Page(submitted(), newer.to_vec()));
    assert_eq!(rig.selected(), here);
    rig.shows("4 of 29 · ↑ 2 new above");
    rig.shows("2 new");
    rig.keys("*");
    assert_eq!(rig.selected(), newer[1].id.as_str());
    rig.shows("1 new");
    rig.keys("*");
    rig.shows_not("1 new");
}

#[test]
fn the_row_under_the_reader_stays_when_it_is_decided_elsewhere_until_one_leaves_it() {
    let mut rig = Rig::loaded(120, 40);
    let answer = "picture number 0";
    rig.shows(answer);
    let mut decided = assignment(0);
    decided.status = Status::Approved;
    rig.news(News::Page(submitted(), vec![decided.clone()]));
    rig.shows("Submitted 26");
    assert_eq!(rig.number(), 0, "what one reads does not change");
    rig.shows(answer);
    rig.shows("approved elsewhere");
    rig.keys("j");
    assert_eq!(rig.number(), 1, "the next one as it was seen");
    rig.shows_not("approved elsewhere");
    rig.keys("g");
    assert_eq!(rig.number(), 1, "it is gone from this tab");
}

#[test]
fn the_row_under_the_reader_stays_in_every_order() {
    for order in ["", "ss", "sa", "st", "su", "sw", "sx"] {
        for turned in ["", order] {
            for place in ["g", "jj", "G"] {
                let mut rig = Rig::loaded(120, 40);
                rig.keys(order).keys(turned).keys(place);
                let here = rig.number();
                let decided = Assignment { status: Status::Approved, ..assignment(here) };
                rig.news(News::Page(submitted(), vec![decided]));
                assert_eq!(rig.number(), here, "{order}{turned}{place}");
                rig.shows("approved elsewhere");
            }
        }
    }
}

#[test]
fn a_held_row_stays_while_what_it_passes_changes() {
    let held = || {
        let mut rig = Rig::loaded(120, 40);
        rig.keys("jj");
        let here = rig.number();
        rig.news(News::Page(submitted(), vec![Assignment { status: Status::Approved, ..assignment(here) }]));
        (rig, here)
    };
    for keys in ["w", "ww", "sw", "fpicture<enter>", "fnothing<esc>", "fnothing has this<enter><esc>"] {
        let (mut rig, here) = held();
        rig.keys(keys);
        assert_eq!(rig.number(), here, "{keys}");
        rig.shows("approved elsewhere");
    }
}

#[test]
fn what_is_selected_always_shows_and_an_empty_view_loses_no_place() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("jj");
    let here = rig.number();
    for keys in ["fnothing has this<enter><esc>", "fnothing has this<enter>F", "fnothing has this<enter>jgGF"]
    {
        rig.keys(keys);
        assert_eq!(rig.number(), here, "{keys}");
        rig.arrives_newer([100 + i64::try_from(keys.len()).unwrap()]);
        assert_eq!(rig.number(), here, "{keys}, then a page");
    }
    rig.keys("fnothing has this<enter>");
    assert!(rig.app.review().unwrap().row().is_none());
}

#[test]
fn the_held_row_is_dim_and_goes_when_a_text_filter_hides_it() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("g");
    let worker = assignment(0).worker.as_str().to_owned();
    let dim = |rig: &Rig| {
        let lines = lines(&rig.buffer());
        let y = lines.iter().position(|line| line.contains(&worker) && line.contains('▌')).unwrap();
        let x = lines[y].chars().position(|c| c == 'A').unwrap();
        rig.buffer()[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())].style().fg
    };
    let before = dim(&rig);
    let decided = Assignment { status: Status::Approved, ..assignment(0) };
    rig.news(News::Page(submitted(), vec![decided]));
    assert_ne!(dim(&rig), before);
    rig.keys("flamp<enter>");
    rig.shows_not("approved elsewhere");
    assert_ne!(rig.number(), 0);
}

#[test]
fn what_an_earlier_search_did_not_find_is_not_told_again_by_another_scan() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("/zebra<enter>");
    rig.shows("Nothing found for “zebra”");
    rig.wait(60_000);
    rig.shows_not("Nothing found");
    let asked = rig.hold_scans(|rig| {
        rig.keys("flamp<enter>");
    });
    for effect in asked {
        if let Effect::Scan(epoch, needle, snapshot) = effect {
            rig.carry_out(epoch, &needle, &snapshot);
        }
    }
    rig.shows_not("Nothing found");
}

#[test]
fn the_pace_of_an_earlier_visit_is_not_told() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.news(News::Slowed(Some(Duration::from_millis(1500))));
    rig.shows("throttled");
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![hit("3OTHER", "Other", -10)]));
    rig.keys("gg<enter>h");
    rig.hits(HitsNews::Page(vec![hit(hit_id().as_str(), "Again", -20)]));
    rig.keys("G<enter>");
    assert_eq!(rig.app.review().unwrap().plan().hits[..], [hit_id()]);
    rig.shows_not("throttled");
}

#[test]
fn a_row_that_is_not_read_moves_to_its_status_at_once() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("j");
    let mut decided = assignment(0);
    decided.status = Status::Approved;
    rig.news(News::Page(submitted(), vec![decided]));
    assert_eq!((rig.number(), rig.app.review().unwrap().view().len()), (1, 26));
}

#[test]
fn throttling_counts_down_and_keeps_everything() {
    let mut rig = Rig::loaded(120, 40);
    rig.news(News::Waiting(problem(ProblemKind::Throttled), at(4)));
    rig.shows("Throttled by the endpoint; trying again in 4s · r now");
    assert_eq!(rig.app.next_wake(), Some(at(1)));
    rig.wait(1000);
    rig.shows("trying again in 3s");
    rig.shows("Submitted 27");
    rig.news(News::Recovered);
    rig.shows_not("Throttled");
}

#[test]
fn a_chain_that_stopped_early_says_so_and_goes_on() {
    let mut rig = Rig::loaded(120, 40);
    let token = PageToken("p2:abc".into());
    rig.news(News::Ended(submitted(), Ending::RepeatedToken(token)));
    rig.shows("Submitted assignments stopped early: the endpoint sent the same page token again · R goes on");
    rig.effects.clear();
    rig.keys("R");
    assert!(matches!(&rig.effects[..], [Effect::Resume(chain)] if *chain == submitted()));
}

#[test]
fn what_comes_when_a_chain_goes_on_is_not_called_new() {
    let mut rig = Rig::loaded(120, 40);
    rig.news(News::Ended(submitted(), Ending::Limit(PageToken("p1:next".into()))));
    rig.keys("R");
    rig.news(News::Started(submitted()));
    rig.arrives([100]);
    rig.shows_not("1 new");
    rig.news(News::Ended(submitted(), Ending::Complete));
    rig.arrives([103]);
    rig.shows("1 new");
}

#[test]
fn a_problem_that_does_not_pass_is_explained() {
    let mut rig = Rig::loaded(120, 40);
    rig.news(News::Ended(submitted(), Ending::Stopped(problem(ProblemKind::Refused), None)));
    rig.shows("Rate exceeded · R goes on · ! explains");
    rig.keys("!");
    rig.shows("Nothing is lost.");
}

#[test]
fn news_of_an_earlier_review_is_dropped() {
    let mut rig = Rig::loaded(120, 40);
    let page = News::Page(submitted(), vec![assignment(77)]);
    rig.send(Msg::Feed(FeedMessage::Review(Epoch(0), page)));
    rig.shows("All 48");
}

#[test]
fn nothing_ticks_while_nothing_on_the_screen_owes_a_change_soon() {
    let rig = Rig::loaded(120, 40);
    let wake = rig.app.next_wake().unwrap();
    assert!(wake.as_second() - rig.now.as_second() >= 10, "{wake}");
}

#[test]
fn data_that_nobody_refreshes_any_more_tell_their_age() {
    let mut rig = Rig::loaded(120, 40);
    rig.shows("● live · read just now");
    rig.wait(150_000);
    rig.shows("○ read 14:13:20");
    rig.news(News::Checked);
    rig.shows("● live · read just now");
}

#[test]
fn rows_that_arrive_join_a_text_filter_and_a_search() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.arrives(0..10);
    rig.keys("1flamp<enter>");
    assert_eq!(rig.app.review().unwrap().view().len(), 2);
    rig.arrives(10..20);
    assert_eq!(rig.app.review().unwrap().view().len(), 4);
}

#[test]
fn with_nothing_loaded_a_problem_is_told_at_length() {
    let mut rig = Rig::empty(setup(100, 30));
    let denied = Problem {
        advice: "Run aws configure, or name a profile with --profile.".to_owned(),
        ..problem(ProblemKind::Denied)
    };
    rig.news(News::Ended(submitted(), Ending::Stopped(denied, None)));
    rig.shows("Run aws configure");
}

#[test]
fn what_was_not_asked_for_is_said_to_be_not_loaded_and_never_none() {
    let approved = StatusSet::only(Status::Approved);
    let mut start = setup(120, 40);
    start.plan = ReviewPlan { chains: vec![approved], ..plan() };
    start.statuses = approved;
    let mut rig = Rig::empty(start);
    rig.news(News::Ended(PageChain { hit: hit_id(), statuses: approved }, Ending::Complete));
    rig.shows("All –");
    rig.news(News::Checked);
    rig.shows("All 0   Submitted –   Approved 0   Rejected –");
    rig.keys("4");
    rig.shows("Rejected assignments are not loaded: only");
    rig.shows_not("No rejected");
}

#[test]
fn what_did_not_come_in_yet_is_not_said_to_be_none() {
    let mut rig = Rig::empty(setup(120, 40));
    rig.arrives([0]);
    rig.shows("Submitted 1   Approved –   Rejected –");
    let rejected = StatusSet::only(Status::Rejected);
    rig.news(News::Ended(PageChain { hit: hit_id(), statuses: rejected }, Ending::Complete));
    rig.shows("Submitted 1   Approved –   Rejected 0");
}

#[test]
fn several_hits_in_one_list_have_a_column_and_an_order() {
    let other = HitId::from_service("3ANOTHERHIT000000000000000000");
    let mut start = setup(120, 40);
    start.plan = ReviewPlan { hits: [hit_id(), other.clone()].into_iter().collect(), ..plan() };
    let mut rig = Rig::empty(start);
    let mine = assignment(0);
    let theirs = Assignment { hit: other.clone(), status: Status::Submitted, ..assignment(3) };
    rig.news(News::Page(submitted(), vec![mine.clone(), theirs.clone()]));
    rig.shows("HIT");
    rig.shows("3ANOTH…000");
    rig.keys("sh");
    assert_eq!(rig.selected(), mine.id.as_str());
    rig.shows("HIT↑");
    rig.keys("gg");
    assert_eq!(rig.number(), 0);
    rig.keys("G");
    assert_eq!(rig.selected(), theirs.id.as_str());
}
