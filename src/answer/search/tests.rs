use crate::answer::parse;
use crate::text::Needle;

/// A document with one answer.
fn document(rest: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers xmlns=\"http://x/y.xsd\"><Answer>\
         <QuestionIdentifier>comment</QuestionIdentifier>{rest}</Answer></QuestionFormAnswers>"
    )
}

/// Whether the needle is found, the same by the scan and by the parser.
fn found(needle: &str, xml: &str) -> bool {
    let needle = Needle::new(needle).unwrap();
    let found = needle.is_in_answer(xml);
    assert_eq!(found, needle.is_in_parsed(&parse(xml), xml), "scan and parser differ on {needle:?} in {xml}");
    found
}

#[test]
fn an_empty_needle_is_none() {
    assert!(Needle::new("").is_none());
}

#[test]
fn case_counts_once_an_upper_case_letter_is_in_the_needle() {
    for (needle, text, expected) in [
        ("shoe", "A SHOE", true),
        ("Shoe", "a shoe", false),
        ("Shoe", "a Shoe", true),
        ("a b", "A B", true),
        ("привет", "ПРИВЕТ", true),
        ("Привет", "ПРИВЕТ", false),
        ("οδος", "ΟΔΟΣ", true),
        ("ß", "straße", true),
        ("kelvin", "\u{212A}elvin", true),
        ("istanbul", "ıstanbul", true),
        ("naïve", "NAÏVE", true),
        ("ab", "aab", true),
        ("ïïx", "ïïïx", true),
        ("zz", "z", false),
        ("👍", "ok 👍", true),
    ] {
        assert_eq!(Needle::new(needle).unwrap().is_in(text), expected, "{needle:?} in {text:?}");
    }
}

#[test]
fn values_are_searched_and_identifiers_are_not() {
    assert!(!found("comment", &document("<FreeText>nice</FreeText>")));
    assert!(!found("freetext", &document("<FreeText>nice</FreeText>")));
    assert!(found("nice", &document("<FreeText>Very NICE</FreeText>")));
    assert!(found(
        "b2",
        &document(
            "<SelectionIdentifier>a1</SelectionIdentifier><SelectionIdentifier>b2</SelectionIdentifier>"
        )
    ));
    assert!(found("else", &document("<OtherSelectionText>else</OtherSelectionText>")));
    let upload = document(
        "<UploadedFileSizeInBytes>123</UploadedFileSizeInBytes><UploadedFileKey>k9</UploadedFileKey>",
    );
    assert!(found("k9", &upload) && found("123", &upload) && !found("size", &upload));
}

#[test]
fn references_are_decoded_before_the_search() {
    let xml = document("<FreeText>a &lt;b&gt; &#8212; &#55357;&#56835; R&amp;D</FreeText>");
    for needle in ["<b>", "—", "😃", "r&d", "a <b> — 😃 R&D"] {
        assert!(found(needle, &xml), "{needle}");
    }
    assert!(!found("amp", &xml) && !found("8212", &xml));
}

#[test]
fn what_was_escaped_twice_is_searched_as_it_is_shown() {
    let xml = document("<FreeText>a &amp;lt;b&amp;gt; R&amp;amp;D</FreeText>");
    assert!(found("<b>", &xml) && found("r&d", &xml) && !found("&lt;", &xml));
    let json = document("<FreeText>[{&amp;quot;name&amp;quot;:&amp;quot;value&amp;quot;}]</FreeText>");
    assert!(found("value", &json) && !found("name", &json) && !found("quot", &json));
    let inner = document(r#"<FreeText>[{"name":"say &amp;quot;hi&amp;quot;"}]</FreeText>"#);
    assert!(found("&quot;hi", &inner) && !found("name", &inner));
    let selection = document("<SelectionIdentifier>R&amp;amp;D</SelectionIdentifier>");
    assert!(found("r&d", &selection) && !found("amp", &selection));
}

#[test]
fn in_json_values_are_searched_and_members_names_are_not() {
    let json = r#"[{"comment":{"label":"caf\u00e9 \ud83d\ude03"},"n":[401,1.5,-2],"ok":true,"in":"[{\"k\":\"x\\\"y\"}]"}]"#;
    let xml = document(&format!("<FreeText>{json}</FreeText>"));
    for needle in ["café 😃", "401", "1.5", "-2", "true", "x\"y"] {
        assert!(found(needle, &xml), "{needle}");
    }
    for needle in ["comment", "label", "u00e9", "\":", "401,", "k"] {
        assert!(!found(needle, &xml), "{needle}");
    }
}

#[test]
fn json_that_is_none_is_searched_as_text() {
    assert!(found("'label'", &document("<FreeText>{'label':'Dog'}</FreeText>")));
    assert!(found("[laughs", &document("<FreeText>[laughs]</FreeText>")));
}

#[test]
fn documents_that_are_not_ordinary_are_parsed() {
    for xml in [
        document("<FreeText>nee<!-- x -->dle</FreeText>"),
        document("<FreeText><![CDATA[needle]]></FreeText>"),
        document("<Mood>needle</Mood>"),
        "<q:QuestionFormAnswers><q:Answer><q:FreeText>needle</q:FreeText></q:Answer></q:QuestionFormAnswers>"
            .to_owned(),
        "<QuestionFormAnswers><Answer><FreeText>needle".to_owned(),
        "needle".to_owned(),
    ] {
        assert!(found("needle", &xml), "{xml}");
    }
}
