//! How a problem is told: on its line, and at length where there is nothing else.

use crate::rig::{Rig, at, hit_id, lines, setup};
use hitdeck::feed::{Ending, HitsNews, News, PageChain};
use hitdeck::model::{Environment, Status, StatusSet};
use hitdeck::source::{Problem, ProblemKind};
use hitdeck::tui::Setup;

/// As long as the longest line of advice that comes with a refusal.
const SENTENCE: &str =
    "This Requester API is no longer supported. Please use the latest API using the AWS SDK";

fn denied(answer: &str) -> Problem {
    let advice =
        "Amazon announced that this interface closes; work that was saved can still be read.".to_owned();
    Problem { kind: ProblemKind::Denied, tried: "GetHIT".to_owned(), answer: answer.to_owned(), advice }
}

/// The line under the header and the tabs.
fn line(rig: &Rig) -> String {
    lines(&rig.buffer()).into_iter().nth(2).unwrap().trim().to_owned()
}

#[test]
fn what_can_be_done_gives_way_before_what_happened_is_cut() {
    let told = |width, answer: &str| {
        let mut rig = Rig::loaded(width, 24);
        rig.news(News::PollFailed(hit_id(), denied(answer)));
        line(&rig)
    };
    assert_eq!(told(140, SENTENCE), format!("{SENTENCE} · ! explains · r tries again"));
    assert_eq!(told(102, SENTENCE), format!("{SENTENCE} · ! explains"));
    let cut = told(80, SENTENCE);
    assert!(cut.starts_with("This Requester API is no longer") && cut.ends_with("… · ! explains"), "{cut}");
}

#[test]
fn a_problem_with_nothing_beside_it_has_the_whole_width() {
    let mut rig = Rig::empty(setup(80, 20));
    let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
    rig.news(News::Ended(chain, Ending::Stopped(denied(SENTENCE), None)));
    rig.shows("This Requester API is no longer supported. Please use the latest");
    rig.shows_not("│");
    let mut setup = setup(120, 20);
    setup.plan.hits = std::iter::empty().collect();
    let mut rig = Rig::empty(setup);
    rig.hits(HitsNews::Stopped(denied(SENTENCE)));
    rig.shows("This Requester API is no longer supported. Please use the latest");
    rig.shows_not("│");
}

#[test]
fn who_answers_is_named_as_what_it_is() {
    for (environment, name) in
        [(Environment::Sandbox, "MTurk"), (Environment::Demo(String::new()), "the endpoint")]
    {
        let mut rig = Rig::empty(Setup { environment, ..setup(100, 24) });
        rig.load();
        let of = |kind| Problem { kind, ..denied("") };
        rig.news(News::Waiting(of(ProblemKind::Throttled), at(4)));
        rig.shows(&format!("Throttled by {name}; trying again in 4s · r now"));
        rig.news(News::Waiting(of(ProblemKind::Unavailable), at(4)));
        rig.shows(&format!("{} has trouble", name.replace("the", "The")));
    }
}
