use super::{JsonValue, nested};
use proptest::prelude::*;

/// The values as one JSON object.
fn json(answers: &[(&str, &str)]) -> String {
    JsonValue::Object(nested(answers.iter().copied())).to_string()
}

#[test]
fn elements_of_crowd_forms_are_one_again() {
    for (answers, expected) in [
        (&[("sentiment.label", "Very positive")][..], r#"{"sentiment":{"label":"Very positive"}}"#),
        (
            &[("age.option_1", "true"), ("age.option_2", "false"), ("comment", "NA")],
            r#"{"age":{"option_1":true,"option_2":false},"comment":"NA"}"#,
        ),
        (&[("coherence_1.option_1", "False")], r#"{"coherence_1":{"option_1":false}}"#),
        (&[("cat.cat", ""), ("dog.dog", "true")], r#"{"cat":{"cat":""},"dog":{"dog":true}}"#),
        (
            &[
                ("box.boundingBoxes", r#"[{"height":73,"label":"Face"}]"#),
                ("box.inputImageProperties.height", "243"),
                ("box.inputImageProperties.width", "400"),
            ],
            r#"{"box":{"boundingBoxes":[{"height":73,"label":"Face"}],"inputImageProperties":{"height":243,"width":400}}}"#,
        ),
        (&[("tags.labels", r#"["a","b"]"#)], r#"{"tags":{"labels":["a","b"]}}"#),
        (
            &[("kp.keypoints.0.x", "1"), ("kp.keypoints.1.x", "2"), ("kp.keypoints.1.y", "3")],
            r#"{"kp":{"keypoints":[{"x":"1"},{"x":"2","y":"3"}]}}"#,
        ),
    ] {
        assert_eq!(json(answers), expected);
    }
}

#[test]
fn lists_are_in_the_order_of_their_numbers_and_options_are_no_list() {
    let eleven: Vec<(String, String)> = (0..11).map(|i| (format!("list.{i}"), i.to_string())).collect();
    let mut sorted_as_text: Vec<(&str, &str)> =
        eleven.iter().map(|(name, text)| (&**name, &**text)).collect();
    sorted_as_text.sort_unstable();
    assert_eq!(json(&sorted_as_text), r#"{"list":["0","1","2","3","4","5","6","7","8","9","10"]}"#);
    assert_eq!(json(&[("q.0", "true"), ("q.1", "false")]), r#"{"q":{"0":true,"1":false}}"#);
    assert_eq!(json(&[("q.1", "a"), ("q.2", "b")]), r#"{"q":{"1":"a","2":"b"}}"#);
}

#[test]
fn a_point_alone_makes_no_element() {
    for answers in [
        &[("a.b", "text")][..],
        &[("Website Found in", "x")],
        &[("Q1. Name", "x"), ("Q1. Age", "y")],
        &[("1.1", "x"), ("1.2", "y")],
        &[("a", "x"), ("a.b", "y"), ("a.c", "z")],
        &[("a..b", "x"), ("a.", "y"), (".a", "z")],
    ] {
        let plain: Vec<_> = answers
            .iter()
            .map(|(name, text)| ((*name).to_owned(), JsonValue::Text((*text).to_owned())))
            .collect();
        assert_eq!(nested(answers.iter().copied()), plain);
    }
}

#[test]
fn a_task_is_its_members_and_json_is_opened() {
    let task = |text| json(&[("taskAnswers", text), ("n", "0042")]);
    assert_eq!(
        task(r#"[{"consistent":{"yes":true},"comment":"It\u2019s fine\nreally"}]"#),
        "{\"consistent\":{\"yes\":true},\"comment\":\"It’s fine\\nreally\",\"n\":\"0042\"}"
    );
    assert_eq!(task("[{}]"), r#"{"n":"0042"}"#);
    assert_eq!(task("[{},{}]"), r#"{"taskAnswers":[{},{}],"n":"0042"}"#);
    assert_eq!(task("[broken"), r#"{"taskAnswers":"[broken","n":"0042"}"#);
    assert_eq!(json(&[("boxes", " [1, 2]")]), r#"{"boxes":[1,2]}"#);
}

#[test]
fn what_contradicts_itself_keeps_its_names_and_texts() {
    assert_eq!(json(&[("a.b", "x"), ("a.b.c", "y")]), r#"{"a":{"b":"x"},"a.b.c":"y"}"#);
    assert_eq!(json(&[("a.b", "x"), ("a.b", "y"), ("a.c", "z")]), r#"{"a":{"b":"x","b":"y","c":"z"}}"#);
    assert_eq!(json(&[("q", "x"), ("q", "y")]), r#"{"q":"x","q":"y"}"#);
    let deep = vec!["a"; 100_000].join(".");
    let expected = format!(r#"{{"{deep}":"true","a":{{"b":true}}}}"#);
    assert!(json(&[(&deep, "true"), ("a.b", "true")]) == expected, "no deeper than crowd elements are");
}

proptest! {
    #[test]
    fn no_text_is_lost(answers in proptest::collection::vec(("[ab0 .]{0,6}", "[xy]{1,2}"), 0..8)) {
        let answers: Vec<(&str, &str)> = answers.iter().map(|(name, text)| (&**name, &**text)).collect();
        let mut texts = Vec::new();
        for (_, value) in nested(answers.iter().copied()) {
            gather(&value, &mut texts);
        }
        let mut expected: Vec<&str> = answers.iter().map(|(_, text)| *text).collect();
        expected.sort_unstable();
        texts.sort_unstable();
        prop_assert_eq!(texts, expected);
    }
}

fn gather(value: &JsonValue, texts: &mut Vec<String>) {
    match value {
        JsonValue::List(items) => items.iter().for_each(|item| gather(item, texts)),
        JsonValue::Object(entries) => entries.iter().for_each(|(_, value)| gather(value, texts)),
        leaf => texts.push(leaf.as_text().unwrap_or_default().to_owned()),
    }
}
