//! What is copied and opened.

use crate::rig::{Rig, assignment, hit, hit_id, setup};
use hitdeck::feed::{HitsNews, News, PageChain};
use hitdeck::model::{Assignment, Environment, Hit, Status, StatusSet};
use hitdeck::tui::browser::Browser;
use hitdeck::tui::{Effect, Msg, Setup};

/// A review of one assignment with this answer to one question.
fn answered(setup: Setup, text: &str) -> Rig {
    let mut rig = Rig::empty(setup);
    let answer = format!(
        "<QuestionFormAnswers><Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>{text}</FreeText></Answer></QuestionFormAnswers>"
    );
    let assignment = Assignment { answer: Some(answer.into()), ..assignment(0) };
    let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
    rig.news(News::Page(chain, vec![assignment]));
    rig.effects.clear();
    rig
}

/// The list of HITs with one that has everything.
fn listed(environment: Environment) -> Rig {
    let mut rig = Rig::empty(Setup { environment, browser: Browser::Opener("xdg-open"), ..setup(120, 40) });
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![Hit {
        annotation: Some("batch 7;\nrm -rf /".to_owned()),
        group: Some("3GROUP".to_owned()),
        hit_type: "3TYPE".to_owned(),
        ..hit("3HIT1", "Sort\tphotos", -900)
    }]));
    rig.keys("g");
    rig.effects.clear();
    rig
}

/// What was copied last.
fn copied(rig: &Rig) -> &str {
    match rig.effects.iter().rev().find(|effect| matches!(effect, Effect::Copy(_))) {
        Some(Effect::Copy(text)) => text,
        _ => "",
    }
}

/// The link that was opened last, and by what.
fn opened(rig: &Rig) -> Option<(&str, &str)> {
    match rig.effects.last() {
        Some(Effect::OpenLink(opener, link)) => Some((opener, link)),
        _ => None,
    }
}

#[test]
fn whole_ids_are_copied_though_the_list_shortens_them() {
    let mut rig = Rig::loaded(120, 40);
    rig.effects.clear();
    rig.keys("yi");
    assert_eq!(copied(&rig), rig.selected());
    rig.keys("ya");
    assert!(copied(&rig).contains("picture number 0"));
    rig.keys("yr");
    assert!(copied(&rig).contains("\tSubmitted\t2026-09-21 "));
    rig.shows("Copied the row");
}

#[test]
fn what_no_clipboard_takes_is_not_said_to_be_copied() {
    let mut rig = answered(setup(120, 40), &"long ".repeat(20_000));
    rig.keys("yx");
    rig.shows("Not copied: the answer as sent has 97 KiB, terminals take 73");
    assert!(rig.effects.is_empty());
}

#[test]
fn a_copied_answer_keeps_its_lines_and_has_nothing_else_that_a_terminal_obeys() {
    let hostile = "one\ntwo&#27;[201~;rm -rf ~\u{202e}\u{7}\rthree\tfour";
    let mut rig = answered(setup(120, 40), hostile);
    rig.keys("ya");
    assert_eq!(copied(&rig), "q: one\ntwo␛[201~;rm -rf ~⟨U+202E⟩␇␍three    four\n");
    rig.keys("yA");
    assert!(copied(&rig).contains("two\u{1b}[201~"), "{:?}", copied(&rig));
    rig.shows("Copied the raw answer");
    rig.keys("yx");
    assert!(copied(&rig).starts_with("<QuestionFormAnswers>"));
}

#[test]
fn a_row_is_one_line_whatever_the_service_sent() {
    let mut rig = Rig::empty(setup(120, 40));
    let worker = hitdeck::model::WorkerId::from_service("A1\nrm\t-rf\u{1b}[0m");
    let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
    rig.news(News::Page(chain, vec![Assignment { worker, ..assignment(0) }]));
    rig.keys("yw");
    assert_eq!(copied(&rig), "A1␊rm    -rf␛[0m");
    rig.keys("yr");
    assert!(!copied(&rig).contains(['\n', '\u{1b}']));
    assert_eq!(copied(&rig).split('\t').count(), 9);
}

#[test]
fn the_list_of_hits_offers_what_there_is_to_copy() {
    let mut rig = listed(Environment::Production);
    rig.keys("y");
    for words in ["HIT id", "title", "HIT type id", "annotation", "link to the preview", "row, tab separated"]
    {
        rig.shows(words);
    }
    rig.keys("h");
    assert_eq!(copied(&rig), "3HIT1");
    rig.shows("Copied the HIT id");
    rig.keys("yp");
    assert_eq!(copied(&rig), "3TYPE");
    rig.keys("yt");
    assert_eq!(copied(&rig), "Sort    photos");
    rig.keys("ya");
    assert_eq!(copied(&rig), "batch 7;␊rm -rf /");
    rig.keys("yl");
    assert_eq!(copied(&rig), "https://worker.mturk.com/mturk/preview?groupId=3GROUP");
    rig.keys("yr");
    assert_eq!(copied(&rig).split('\t').count(), 11);
    assert!(!copied(&rig).contains('\n'));
}

#[test]
fn what_a_hit_has_not_is_not_offered() {
    let mut rig = Rig::loaded(120, 40);
    rig.keys("h");
    rig.hits(HitsNews::Page(vec![hit("3HIT1", "Title", -900)]));
    rig.keys("gy");
    rig.shows("HIT type id");
    rig.shows_not("annotation");
    rig.shows_not("link to the preview");
}

fn local(text: &str) -> Rig {
    answered(Setup { browser: Browser::Opener("xdg-open"), ..setup(120, 40) }, text)
}

#[test]
fn the_only_link_of_an_answer_opens() {
    let mut rig = local("I found it at https://example.com/hat?a=1&amp;b=2, see there");
    rig.keys("o");
    assert_eq!(opened(&rig), Some(("xdg-open", "https://example.com/hat?a=1&b=2")));
    rig.shows("Opening https://example.com/hat");
}

#[test]
fn of_several_links_one_is_chosen() {
    let mut rig = local("http://a.example http://b.example javascript:alert(1)");
    rig.keys("o");
    assert_eq!(opened(&rig), None);
    rig.shows("1  http://a.example");
    rig.shows_not("3  javascript");
    rig.keys("2");
    assert_eq!(opened(&rig), Some(("xdg-open", "http://b.example")));
    rig.keys("o<enter>");
    assert_eq!(opened(&rig), Some(("xdg-open", "http://a.example")));
}

#[test]
fn however_many_links_an_answer_has_those_of_the_hit_are_offered_too() {
    let links: Vec<String> = (0..60).map(|n| format!("http://{n}.example")).collect();
    let mut rig = local(&links.join(" "));
    let question = "<ExternalQuestion><ExternalURL>https://task.example/</ExternalURL></ExternalQuestion>";
    let with_page = Hit { question: Some(question.into()), ..hit(hit_id().as_str(), "Title", -10) };
    rig.news(News::Hit(Box::new(with_page)));
    rig.keys("o");
    rig.shows("HIT page  https://task.example/");
    rig.keys("z");
    assert_eq!(opened(&rig), Some(("xdg-open", "https://task.example/")));
}

#[test]
fn without_a_link_there_is_nothing_to_open() {
    let mut rig = local("file:///etc/passwd is no link");
    rig.keys("o");
    rig.shows("There is no link here");
    assert!(rig.effects.is_empty());
}

#[test]
fn where_no_browser_can_be_seen_the_link_is_copied() {
    for (browser, why) in [(Browser::Elsewhere, "over ssh"), (Browser::Missing, "no browser was found")] {
        let mut rig = answered(Setup { browser, ..setup(120, 40) }, "http://a.example");
        rig.keys("o");
        assert_eq!(copied(&rig), "http://a.example");
        rig.shows("Copied the link");
        rig.shows(why);
    }
}

#[test]
fn a_link_that_could_not_be_opened_is_copied() {
    let mut rig = local("http://a.example");
    rig.keys("o");
    rig.send(Msg::LinkRefused("http://a.example".to_owned()));
    assert_eq!(copied(&rig), "http://a.example");
    rig.shows("the browser could not be opened");
}

#[test]
fn in_the_list_of_hits_the_preview_opens() {
    let mut rig = listed(Environment::Sandbox);
    rig.keys("o");
    assert_eq!(
        opened(&rig),
        Some(("xdg-open", "https://workersandbox.mturk.com/mturk/preview?groupId=3GROUP"))
    );
}
