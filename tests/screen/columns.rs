//! Answer fields as columns of the list.

use crate::rig::{Rig, assignment, hit_id, lines, setup};
use hitdeck::feed::{HitsNews, News, PageChain};
use hitdeck::model::{Assignment, HitId, Status, StatusSet};

const OTHER: &str = "3OTHERHITOFTHETYPE0000000000";

/// The `n`-th assignment with these fields, of a HIT.
fn answered(hit: HitId, n: i64, fields: &[(&str, String)]) -> Assignment {
    let of = |(name, text): &(&str, String)| {
        format!("<Answer><QuestionIdentifier>{name}</QuestionIdentifier><FreeText>{text}</FreeText></Answer>")
    };
    let fields: String = fields.iter().map(of).collect();
    let answer = format!("<QuestionFormAnswers>{fields}</QuestionFormAnswers>");
    Assignment { hit, status: Status::Submitted, answer: Some(answer.into()), ..assignment(n) }
}

/// A page of answers of a HIT: a color and a size, which differ, and a tool that never does.
fn page(hit: &HitId, numbers: std::ops::Range<i64>) -> Vec<Assignment> {
    let of = |n: i64| {
        let color = ["red", "green", "blue"][usize::try_from(n).unwrap() % 3];
        let fields = [("color", color.to_owned()), ("size", (n % 5).to_string()), ("tool", "box".to_owned())];
        answered(hit.clone(), n, &fields)
    };
    numbers.map(of).collect()
}

fn news(rig: &mut Rig, hit: &HitId, page: Vec<Assignment>) {
    rig.news(News::Page(PageChain { hit: hit.clone(), statuses: StatusSet::only(Status::Submitted) }, page));
}

/// The heads of the columns.
fn heads(rig: &Rig) -> String {
    let lines = lines(&rig.buffer());
    let found = lines.iter().find(|line| line.trim_start().starts_with("worker"));
    let heads = found.unwrap_or_else(|| panic!("no heads:\n{}", lines.join("\n")));
    heads.split('│').next().unwrap().to_owned()
}

fn loaded() -> Rig {
    let mut rig = Rig::empty(setup(160, 30));
    rig.news(News::Hit(Box::new(crate::rig::hit(hit_id().as_str(), "Colors", -1000))));
    news(&mut rig, &hit_id(), page(&hit_id(), 0..30));
    rig
}

#[test]
fn short_fields_that_differ_are_columns_and_c_chooses_others() {
    let mut rig = loaded();
    assert!(heads(&rig).contains("color"), "{}", heads(&rig));
    assert!(heads(&rig).contains("size") && !heads(&rig).contains("tool"), "{}", heads(&rig));
    rig.keys("c");
    rig.shows("Columns");
    rig.keys("ac<esc>");
    assert!(!heads(&rig).contains("color"), "{}", heads(&rig));
    assert!(heads(&rig).contains("size") && heads(&rig).contains("tool"), "{}", heads(&rig));
    rig.shows("box");
}

#[test]
fn chosen_columns_show_in_the_next_hit_of_the_type_however_its_news_comes() {
    for hit_first in [true, false] {
        let mut rig = loaded();
        rig.keys("cac<esc>h");
        let other = HitId::from_service(OTHER);
        let listed = crate::rig::hit(OTHER, "Colors", -500);
        rig.hits(HitsNews::Page(vec![listed.clone()]));
        rig.keys("gg<enter>");
        assert_eq!(rig.app.review().unwrap().plan().hits.first(), Some(&other));
        let hit = News::Hit(Box::new(listed));
        if hit_first {
            rig.news(hit);
            news(&mut rig, &other, page(&other, 100..110));
        } else {
            news(&mut rig, &other, page(&other, 100..110));
            rig.news(hit);
        }
        news(&mut rig, &other, page(&other, 110..130));
        assert!(heads(&rig).contains("tool") && !heads(&rig).contains("color"), "{}", heads(&rig));
        rig.shows("box");
    }
}

#[test]
fn a_field_that_only_later_answers_have_can_be_chosen() {
    let mut rig = loaded();
    let late = answered(hit_id(), 40, &[("remark", "none".to_owned())]);
    news(&mut rig, &hit_id(), vec![late]);
    rig.keys("cd<esc>");
    assert!(heads(&rig).contains("remark"), "{}", heads(&rig));
}

#[test]
fn columns_keep_their_width_while_pages_arrive() {
    let mut rig = loaded();
    rig.keys("cc<esc>");
    let before = heads(&rig);
    let wide = answered(hit_id(), 40, &[("color", "a wide one of two".to_owned())]);
    news(&mut rig, &hit_id(), vec![wide]);
    assert_eq!(heads(&rig), before);
}

/// Two HITs of two types: of the other one answers have a mood.
fn two_types(width: u16) -> Rig {
    let other = HitId::from_service(OTHER);
    let mut setup = setup(width, 30);
    setup.plan.hits = [hit_id(), other.clone()].into_iter().collect();
    let mut rig = Rig::empty(setup);
    rig.news(News::Hit(Box::new(crate::rig::hit(hit_id().as_str(), "Colors", -1000))));
    rig.news(News::Hit(Box::new(crate::rig::hit(OTHER, "Moods", -900))));
    news(&mut rig, &hit_id(), page(&hit_id(), 0..30));
    news(&mut rig, &other, moods(&other, 100..130));
    rig
}

fn moods(hit: &HitId, numbers: std::ops::Range<i64>) -> Vec<Assignment> {
    let of = |n: i64| {
        let mood = ["glad", "sad"][usize::try_from(n).unwrap() % 2];
        answered(hit.clone(), n, &[("mood", mood.to_owned()), ("tool", "pen".to_owned())])
    };
    numbers.map(of).collect()
}

#[test]
fn hits_of_several_types_show_the_columns_of_each_whichever_page_comes_first() {
    let mut rig = two_types(200);
    let before = heads(&rig);
    assert!(["color", "size", "mood"].iter().all(|name| before.contains(name)), "{before}");
    rig.shows("green");
    rig.keys("G");
    rig.shows("glad");
    assert_eq!(heads(&rig), before);
}

#[test]
fn columns_chosen_for_several_types_stay_while_the_cursor_moves() {
    let mut rig = two_types(200);
    // Only the first type has a color, both have a tool.
    rig.keys("cac<esc>");
    let before = heads(&rig);
    assert!(["size", "tool", "mood"].iter().all(|name| before.contains(name)), "{before}");
    assert!(!before.contains("color"), "{before}");
    for keys in ["G", "gg", "sh", "jjjj", "G"] {
        rig.keys(keys);
        let heads = heads(&rig).replace(['↑', '↓'], " ");
        assert!(heads.trim_end().ends_with("size  mood  tool"), "{keys}: {heads}");
    }
}

#[test]
fn answers_that_come_before_their_hit_belong_to_its_type_afterwards() {
    let other = HitId::from_service(OTHER);
    let mut setup = setup(200, 30);
    setup.plan.hits = [hit_id(), other.clone()].into_iter().collect();
    let mut rig = Rig::empty(setup);
    for (hit, numbers) in [(hit_id(), 0..12), (other, 100..112)] {
        news(&mut rig, &hit, page(&hit, numbers));
        rig.news(News::Hit(Box::new(crate::rig::hit(hit.as_str(), "Colors", -1000))));
    }
    assert!(heads(&rig).contains("color"));
    // Twelve of each are enough together.
    let late =
        answered(hit_id(), 40, &[("remark", "none".to_owned()), ("color", "a wide one of two".to_owned())]);
    let before = heads(&rig);
    news(&mut rig, &hit_id(), vec![late]);
    assert_eq!(heads(&rig), before);
}

#[test]
fn a_chosen_column_without_room_says_so() {
    let mut rig = two_types(80);
    rig.keys("c");
    rig.shows("no room");
    rig.send(hitdeck::tui::Msg::Resize(200, 30));
    rig.shows_not("no room");
}
