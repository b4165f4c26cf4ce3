//! What answers promise about any text whatever.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::fmt::Write as _;
use std::io::Write as _;

use hitdeck::answer::{Answer, AnswerLayout, Content, JsonValue, lines, parse, raw_lines};
use hitdeck::text::{Line, Needle, safe};
use proptest::prelude::*;

/// Characters that parsers, terminals and wrapping stumble over, among ordinary ones.
fn letter() -> impl Strategy<Value = char> {
    prop_oneof![
        8 => proptest::char::range('a', 'z'),
        3 => Just(' '),
        3 => prop::sample::select("\\\"'{}[]:,<>&;#/!?-]x0.1\n\t".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("日本語ßÉéσςΣİıſ👍🏽👩💻🇸🇪한\u{212A}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\u{0}\u{1b}\r\u{7f}\u{9b}\u{85}\u{200b}\u{200d}\u{202e}\u{2066}\u{feff}\u{301}\u{fe0f}\u{e0041}\u{94d}\u{915}\u{1160}\u{ad}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(letter(), 0..40).prop_map(String::from_iter)
}

/// Pieces of documents in any order.
fn garbled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(
            "<Answer>|</Answer>|<FreeText>|</FreeText>|<FreeText/>|<QuestionIdentifier>|</QuestionIdentifier>|\
             <QuestionFormAnswers>|</QuestionFormAnswers>|<?xml version=\"1.0\"?>|<!--|-->|<![CDATA[|]]>|&amp;|\
             &#55357;|&#56835;|&#x0;|&|<|>|taskAnswers|[{\"a\":|}]|{\"boundingBoxes\":[{\"x\":1}]}|<b>|</b>|<!DOCTYPE a>"
                .split('|')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        ),
        text(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Text as a serialiser writes it.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        match c {
            // XML has no way to write U+0000; some serialiser may send it as it is.
            '\0' => escaped.push(c),
            '<' | '>' | '&' | ..' ' | '\u{7f}'.. => write!(escaped, "&#{};", u32::from(c)).unwrap(),
            _ => escaped.push(c),
        }
        escaped
    })
}

/// The elements of one question, and the texts that must not get lost.
fn question() -> impl Strategy<Value = (String, Vec<String>)> {
    let texts = |elements: String, texts: Vec<String>| (elements, texts);
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escaped(text));
    let json = |text: &str| serde_json::to_string(text).unwrap();
    prop_oneof![
        text().prop_map(move |a| texts(element("FreeText", &a), vec![a])),
        (text(), text(), text()).prop_map(move |(a, b, c)| {
            let chosen = element("SelectionIdentifier", &a) + &element("SelectionIdentifier", &b);
            texts(chosen + &element("OtherSelectionText", &c), vec![a, b, c])
        }),
        text().prop_map(move |a| texts(element("UploadedFileKey", &a), vec![a])),
        (text(), text(), text()).prop_map(move |(a, b, c)| {
            let (ja, jb, jc) = (json(&a), json(&b), json(&c));
            let tree = format!(
                "[{{{jc}:{ja},\"n\":[7,{jb},null]}},{{\"boundingBoxes\":[{{\"label\":{ja},\"left\":1}}]}}]"
            );
            texts(element("FreeText", &tree), vec![a, b])
        }),
    ]
    .prop_map(|(elements, texts)| {
        (elements, texts.into_iter().filter(|text| !is_json(text) && !has_reference(text)).collect())
    })
}

/// Generated text that happens to look escaped is shown unescaped.
fn has_reference(text: &str) -> bool {
    text.contains('&') && text.contains(';')
}

/// Generated text that happens to be JSON is shown without its punctuation.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// A sound document, and the texts in it.
fn document() -> impl Strategy<Value = (String, Vec<String>)> {
    let one = (text(), question()).prop_map(|(name, (elements, texts))| {
        let name = escaped(&name);
        (format!("<Answer><QuestionIdentifier>{name}</QuestionIdentifier>{elements}</Answer>"), texts)
    });
    prop::collection::vec(one, 0..5).prop_map(|answers| {
        let (elements, texts): (Vec<_>, Vec<_>) = answers.into_iter().unzip();
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers xmlns=\"x\">{}</QuestionFormAnswers>",
            elements.concat()
        );
        (xml, texts.concat())
    })
}

/// Any text, or a sound document with something cut out of it.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        garbled(),
        any::<String>(),
        prop::collection::vec(any::<u8>(), 0..60)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        (document(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
            |((xml, _), from, to)| {
                let letters: Vec<char> = xml.chars().collect();
                let (from, to) = (from.index(letters.len()), to.index(letters.len()));
                letters.iter().take(from.min(to)).chain(letters.iter().skip(from.max(to))).collect()
            }
        ),
    ]
}

/// Text without blanks: where lines break is not what this is about.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e00ff}')
}

/// No span can harm the terminal, and no line is wider than it was to be.
fn assert_fit(lines: &[Line], width: u16) -> Result<(), TestCaseError> {
    for line in lines {
        let hidden = line.spans.iter().any(|span| span.text.contains(is_hidden));
        prop_assert!(!hidden, "{line:?}");
        prop_assert!(width < 2 || line.width() <= usize::from(width), "width {width}: {line:?}");
    }
    Ok(())
}

/// Where a needle is to be found, by looking at every text of a parsed answer.
fn is_in_parsed(needle: &Needle, answer: &Answer, xml: &str) -> bool {
    let holds = |text: &str| needle.is_in(text);
    let found = answer.fields.iter().any(|field| match &field.content {
        Content::Empty => false,
        Content::Text(text) => holds(text),
        Content::Selections { chosen, other } => chosen.iter().chain(other).any(|text| holds(text)),
        Content::Upload { key, bytes } => holds(key) || bytes.is_some_and(|bytes| holds(&bytes.to_string())),
        Content::Value(value) => is_in_value(needle, value),
    });
    found || (answer.flaw.is_some() && holds(xml))
}

fn is_in_value(needle: &Needle, value: &JsonValue) -> bool {
    match value {
        JsonValue::Null => needle.is_in("null"),
        JsonValue::Bool(bool) => needle.is_in(&bool.to_string()),
        JsonValue::Number(number) => needle.is_in(&number.to_string()),
        JsonValue::Text(text) => needle.is_in(text),
        JsonValue::Embedded(value) => is_in_value(needle, value),
        JsonValue::List(items) => items.iter().any(|item| is_in_value(needle, item)),
        JsonValue::Object(entries) => entries.iter().any(|(_, value)| is_in_value(needle, value)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_it_fail_or_reach_the_terminal(xml in anything(), width in 0_u16..200, ascii: bool, unfolded: bool, labels in 0_u16..80) {
        let answer = parse(&xml);
        assert_fit(&lines(&answer, &xml, &AnswerLayout { width, unfolded, ascii, labels }), width)?;
        assert_fit(&raw_lines(&xml, width), width)?;
        let _ = answer.plain();
        prop_assert!(!safe::visible(&xml).contains(|c| c != '\n' && is_hidden(c)));
        prop_assert!(!safe::one_line(&xml).contains(is_hidden));
    }

    #[test]
    fn a_flaw_lies_inside_its_document(xml in anything()) {
        if let Some(flaw) = parse(&xml).flaw {
            prop_assert!(xml.is_char_boundary(flaw.at));
            prop_assert!(flaw.line >= 1 && flaw.column >= 1);
        }
    }

    #[test]
    fn no_text_is_lost((xml, texts) in document(), width in 20_u16..120) {
        let answer = parse(&xml);
        prop_assert_eq!(&answer.flaw, &None);
        let plain = answer.plain();
        let shown: String = lines(&answer, &xml, &AnswerLayout { width, unfolded: true, ..AnswerLayout::default() }).iter().map(Line::text).collect();
        let shown = squeezed(&shown);
        for text in texts {
            let in_json = serde_json::to_string(&text).unwrap();
            prop_assert!(plain.contains(&text) || plain.contains(in_json.trim_matches('"')), "{text:?} in {plain:?}");
            let trimmed = text.trim_start_matches(['\n', '\r']).trim_end();
            for word in safe::visible(trimmed).split_whitespace() {
                prop_assert!(shown.contains(&squeezed(word)), "{word:?} in {shown:?}");
            }
        }
    }

    #[test]
    fn searching_agrees_with_parsing(xml in prop_oneof![anything(), document().prop_map(|(xml, _)| xml)], other in text(),
        from in any::<prop::sample::Index>(), length in 1_usize..6) {
        let answer = parse(&xml);
        let letters: Vec<char> = answer.plain().chars().collect();
        let known: String = match letters.len() {
            0 => String::new(),
            count => letters[from.index(count)..].iter().take(length).collect(),
        };
        for needle in [known.to_lowercase(), known, other] {
            if let Some(found) = Needle::new(&needle) {
                prop_assert_eq!(found.is_in_answer(&xml), is_in_parsed(&found, &answer, &xml), "{:?}", needle);
            }
        }
    }

    #[test]
    fn searching_without_case_finds_what_lower_case_holds(hay in text(), needle in "[a-zéσ日 ]{1,3}") {
        let lower: String = hay.chars().flat_map(char::to_lowercase).collect();
        let found = Needle::new(&needle).unwrap().is_in(&hay);
        prop_assert!(found || !lower.contains(&needle), "{needle:?} in {hay:?}");
    }
}

/// A document with one free text.
fn free_text(text: &str) -> String {
    format!(
        "<QuestionFormAnswers><Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>{text}</FreeText></Answer></QuestionFormAnswers>"
    )
}

#[test]
fn deep_json_is_laid_out_without_end_of_stack() {
    let nested = |inside: &str| format!("{}{inside}{}", "[0,{\"a\":".repeat(60), "}]".repeat(60));
    let once = serde_json::to_string(&nested("1")).unwrap();
    let twice = serde_json::to_string(&nested(&once)).unwrap();
    for json in
        [nested("1"), nested(&once), nested(&twice), "[".repeat(100_000), "{\"a\":".repeat(20_000) + "}"]
    {
        let xml = free_text(&json);
        for width in [2, 20, 80] {
            let shown =
                lines(&parse(&xml), &xml, &AnswerLayout { width, unfolded: true, ..AnswerLayout::default() });
            assert!(!shown.is_empty());
        }
        assert!(!Needle::new("nowhere").unwrap().is_in_answer(&xml));
    }
}

#[test]
fn a_huge_answer_is_read_searched_and_laid_out() {
    let xml = free_text(&"wörd &amp; 日本 ".repeat(10_000));
    let answer = parse(&xml);
    assert_eq!(
        lines(&answer, &xml, &AnswerLayout { width: 3, unfolded: true, ..AnswerLayout::default() }).len(),
        40_001
    );
    assert!(raw_lines(&xml, 80).len() > 1_000);
    assert!(
        Needle::new("日本 ").unwrap().is_in_answer(&xml)
            && !Needle::new("nowhere").unwrap().is_in_answer(&xml)
    );
}

#[test]
fn documents_of_the_wild_are_read_where_they_are_at_hand() {
    let folder = std::env::var_os("HITDECK_ANSWERS")
        .map_or_else(|| "../shared/answers".into(), std::path::PathBuf::from);
    let Ok(files) = std::fs::read_dir(&folder) else {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: no folder {} (HITDECK_ANSWERS names another)",
            folder.display()
        );
        return;
    };
    let composed = std::fs::read_dir(folder.join("composed")).into_iter().flatten();
    for file in files.chain(composed) {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xml") {
            continue;
        }
        let xml = std::fs::read_to_string(&path).unwrap();
        let answer = parse(&xml);
        assert_eq!(answer.flaw.is_some(), path.to_string_lossy().contains("malformed"), "{}", path.display());
        assert!(
            !lines(&answer, &xml, &AnswerLayout { width: 60, unfolded: true, ..AnswerLayout::default() })
                .is_empty()
        );
    }
}
