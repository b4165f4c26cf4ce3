use super::{parse, question_texts};
use crate::answer::{
    Answer, Content, Field, JsonValue, QuestionTexts, columns_document, is_columns_document,
};

/// A document around the given elements.
fn document(answers: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/\
         AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\">{answers}</QuestionFormAnswers>"
    )
}

/// One `Answer` element.
fn question(name: &str, rest: &str) -> String {
    format!("<Answer><QuestionIdentifier>{name}</QuestionIdentifier>{rest}</Answer>")
}

/// The fields of a document that must be sound.
fn fields(answers: &str) -> Vec<Field> {
    let Answer { fields, flaw } = parse(&document(answers));
    assert_eq!(flaw, None);
    fields
}

/// The only field's content.
fn content(rest: &str) -> Content {
    let mut fields = fields(&question("q", rest));
    assert_eq!(fields.len(), 1, "{fields:?}");
    let field = fields.remove(0);
    assert_eq!(field.name, "q");
    field.content
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn chosen(chosen: &[&str], other: Option<&str>) -> Content {
    let chosen = chosen.iter().map(|&choice| choice.to_owned()).collect();
    Content::Selections { chosen, other: other.map(str::to_owned) }
}

#[test]
fn each_kind_of_answer_is_told_apart() {
    for (elements, expected) in [
        ("", Content::Empty),
        ("<FreeText/>", Content::Empty),
        ("<FreeText></FreeText>", Content::Empty),
        ("<FreeText>blue\n  green </FreeText>", text("blue\n  green ")),
        ("<SelectionIdentifier>a</SelectionIdentifier>", chosen(&["a"], None)),
        (
            "<SelectionIdentifier>a</SelectionIdentifier><SelectionIdentifier>b</SelectionIdentifier>\
             <OtherSelectionText>c</OtherSelectionText>",
            chosen(&["a", "b"], Some("c")),
        ),
        ("<OtherSelectionText>c</OtherSelectionText>", chosen(&[], Some("c"))),
        (
            "<UploadedFileSizeInBytes>12345</UploadedFileSizeInBytes><UploadedFileKey>k/1</UploadedFileKey>",
            Content::Upload { key: "k/1".to_owned(), bytes: Some(12345) },
        ),
        ("<UploadedFileKey>k</UploadedFileKey>", Content::Upload { key: "k".to_owned(), bytes: None }),
    ] {
        assert_eq!(content(elements), expected, "{elements}");
    }
}

#[test]
fn references_cdata_and_bare_ampersands_are_text() {
    for (escaped, expected) in [
        ("Tr&#232;s bien &#8212; &lt;b&gt; &amp;amp; &#128077;", "Très bien — <b> &amp; 👍"),
        ("&#55357;&#56835;", "😃"),
        ("a &nbsp; b &amp;lt;", "a &nbsp; b &lt;"),
        ("fish & chips &", "fish & chips &"),
        ("a<![CDATA[<b> & ]]>c", "a<b> & c"),
        ("a<!-- note -->b", "ab"),
    ] {
        assert_eq!(content(&format!("<FreeText>{escaped}</FreeText>")), text(expected));
    }
}

#[test]
fn markup_that_was_not_escaped_stays_in_the_text() {
    let markup = "so <b class=\"x\">very</b> good<br/>yes <FreeText>inner</FreeText>";
    assert_eq!(content(&format!("<FreeText>{markup}</FreeText>")), text(markup));
}

#[test]
fn identifiers_are_trimmed_decoded_and_may_repeat() {
    let two = question("\n  tweet&#91;a&#93; ", "<FreeText>1</FreeText>")
        + &question("tweet[a]", "<SelectionIdentifier>x</SelectionIdentifier>");
    let fields = fields(&two);
    assert_eq!(fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["tweet[a]", "tweet[a]"]);
    assert_eq!(fields[0].content, text("1"));
    assert_eq!(fields[1].content, chosen(&["x"], None));
}

#[test]
fn elements_nobody_knows_keep_their_text() {
    assert_eq!(content("<Mood kind=\"x\">glad</Mood>"), text("glad"));
    assert_eq!(content("loose"), text("loose"));
    let size = content("<UploadedFileSizeInBytes>many</UploadedFileSizeInBytes>");
    assert_eq!(size, text("many"));
    let stray = fields("\n  [XML-encoded answer]\n  ");
    assert_eq!((stray[0].name.as_str(), &stray[0].content), ("", &text("\n  [XML-encoded answer]\n  ")));
}

#[test]
fn several_kinds_in_one_answer_become_several_fields() {
    let both = question(
        "q",
        "<FreeText>1</FreeText><SelectionIdentifier>a</SelectionIdentifier><FreeText>2</FreeText>",
    );
    let contents: Vec<_> = fields(&both).into_iter().map(|field| field.content).collect();
    assert_eq!(contents, [chosen(&["a"], None), text("1"), text("2")]);
}

#[test]
fn namespaces_prefixes_and_white_space_do_not_matter() {
    let xml = "\u{feff}<q:QuestionFormAnswers xmlns:q='y'>\n\t<q:Answer>\n<q:QuestionIdentifier>a</q:QuestionIdentifier>\
               \n<q:FreeText>b</q:FreeText>\n</q:Answer>\n</q:QuestionFormAnswers>\n";
    let answer = parse(xml);
    assert_eq!(answer.flaw, None);
    assert_eq!(answer.fields, [Field::new("a".to_owned(), text("b"))]);
}

#[test]
fn task_answers_are_unwrapped() {
    let json = r#"
      [ { "country": "Sweden", "note": "", "ok": {"on": true}, " age ": 41 } ]
    "#;
    let fields = fields(&question("taskAnswers", &format!("<FreeText>{json}</FreeText>")));
    let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["country", "note", "ok", "age"]);
    assert_eq!(fields[0].content, text("Sweden"));
    assert_eq!(fields[1].content, Content::Empty);
    assert_eq!(
        fields[2].content,
        Content::Value(JsonValue::Object(vec![("on".to_owned(), JsonValue::Bool(true))]))
    );
}

#[test]
fn task_answers_of_another_shape_stay_together() {
    for json in ["[]", "{}", "[{}]", "[1]", r#"[{"a":1},{"b":2}]"#] {
        let fields = fields(&question("taskAnswers", &format!("<FreeText>{json}</FreeText>")));
        assert_eq!(fields.len(), 1);
        assert_eq!(fields[0].name, "taskAnswers");
        let Content::Value(value) = &fields[0].content else { panic!("{json} is no value") };
        assert_eq!(value.to_string(), json);
    }
}

#[test]
fn a_broken_document_keeps_what_stood_before_the_flaw() {
    let good = question("a", "<FreeText>1</FreeText>");
    for (rest, reason, at, kept) in [
        ("<Answer><Unclosed>\nhalf", "the document ends before <Unclosed> is closed", 23, "\nhalf"),
        ("<Answer><FreeText>x</Answer>", "expected `</FreeText>`, but `</Answer>` was found", 19, "x"),
        (
            "<Answer><FreeText>x < y</FreeText>",
            "this `<` begins no tag; as text it had to be `&lt;`",
            20,
            "x ",
        ),
        ("<Answer><FreeText>x</Free", "tag not closed: `>` not found before end of input", 19, "x"),
    ] {
        let xml = format!("<QuestionFormAnswers>\n{good}{rest}");
        let Answer { fields, flaw } = parse(&xml);
        let flaw = flaw.unwrap();
        assert_eq!((flaw.reason.as_str(), flaw.at), (reason, xml.len() - rest.len() + at), "{rest}");
        assert_eq!(fields[0], Field::new("a".to_owned(), text("1")));
        assert_eq!(fields[1].content, text(kept), "{rest}");
    }
}

#[test]
fn a_flaw_names_line_and_column() {
    let flaw = parse("<A>\n<B>ü</C></A>").flaw.unwrap();
    assert_eq!((flaw.line, flaw.column, flaw.at), (2, 5, 9));
}

#[test]
fn an_answer_may_be_empty_or_no_xml_at_all() {
    assert_eq!(parse(""), Answer::default());
    assert_eq!(parse(" \n"), Answer::default());
    let answer = parse("just words");
    assert_eq!(answer.fields, [Field::new(String::new(), text("just words"))]);
    assert_eq!(answer.flaw.unwrap().reason, "there is no XML element in it");
}

#[test]
fn texts_of_questions_stand_as_in_the_document() {
    let xml = document(
        &[
            question(
                "\n colours ",
                "<SelectionIdentifier>red</SelectionIdentifier><SelectionIdentifier>a&amp;b</SelectionIdentifier>\
                 <OtherSelectionText>&amp;#8212;</OtherSelectionText>",
            ),
            question("taskAnswers", "<FreeText>[{\"a\": \"1\"}]</FreeText>"),
            question("taskAnswers", "<FreeText/>"),
            question(
                "file",
                "<UploadedFileSizeInBytes>42</UploadedFileSizeInBytes><UploadedFileKey>k/1</UploadedFileKey>",
            ),
            question("nothing", ""),
        ]
        .concat(),
    );
    let texts = |name: &str, texts: &[&str], bytes| QuestionTexts {
        name: name.to_owned(),
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        bytes,
    };
    let expected = vec![
        texts("colours", &["red", "a&b", "&#8212;"], None),
        texts("taskAnswers", &["[{\"a\": \"1\"}]"], None),
        texts("taskAnswers", &[""], None),
        texts("file", &["k/1"], Some(42)),
        texts("nothing", &[], None),
    ];
    assert_eq!(question_texts(&xml), (expected, None));
}

#[test]
fn texts_before_a_flaw_are_told() {
    let xml = "<QuestionFormAnswers><Answer><QuestionIdentifier>a</QuestionIdentifier><FreeText>half";
    let (questions, flaw) = question_texts(xml);
    assert!(flaw.is_some());
    assert_eq!(questions.first().map(|question| question.texts.concat()).as_deref(), Some("half"));
}

#[test]
fn columns_come_out_of_their_document_to_the_letter() {
    let hostile = "a\r\nb\r \t<b>&amp;&#8212; ]]> \u{1b}[31m\u{0} \u{1f600} &";
    let texts =
        [("age.option_1", "True"), ("Website Found in", " "), ("a<b>&\"", hostile), ("a", "0042"), ("a", "")];
    let document = columns_document(texts);
    assert!(is_columns_document(&document) && !is_columns_document("<QuestionFormAnswers/>"));
    let answer = parse(&document);
    assert_eq!(answer.flaw, None);
    let (questions, _) = question_texts(&document);
    let told: Vec<(&str, &str)> =
        questions.iter().map(|question| (&*question.name, &*question.texts[0])).collect();
    assert_eq!(told, texts);
    assert_eq!(answer.fields[2].content, Content::Text(hostile.to_owned()));
    assert_eq!(answer.fields[1].content, Content::Text(" ".to_owned()));
    assert_eq!(answer.fields[4].content, Content::Empty);
}

#[test]
fn columns_of_one_element_are_one_field_and_all_others_stay_as_they_are() {
    let texts = [
        ("age.option_1", "True"),
        ("note", "0042"),
        ("age.option_2", "False"),
        ("a.b", "alone"),
        ("note", "again"),
        ("empty", ""),
    ];
    let answer = parse(&columns_document(texts));
    let told: Vec<(&str, String)> =
        answer.fields.iter().map(|field| (&*field.name, field.content.plain().into_owned())).collect();
    let expected = [
        ("age", r#"{"option_1":true,"option_2":false}"#),
        ("note", "0042"),
        ("a.b", "alone"),
        ("note", "again"),
        ("empty", ""),
    ];
    assert_eq!(told, expected.map(|(name, text)| (name, text.to_owned())));
}
