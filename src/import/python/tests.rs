use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::BufReader;

fn json_of(python: &str, block: usize) -> Result<String, String> {
    let file: Arc<str> = "f".into();
    let source = BufReader::with_capacity(block, python.as_bytes());
    let mut json = String::new();
    match PythonAsJson::new(source, &file).read_to_string(&mut json) {
        Ok(_) => Ok(json),
        Err(error) => Err(ImportError::from_io(error, &file).to_string()),
    }
}

fn value(python: &str) -> Value {
    let whole = json_of(python, 4096).unwrap();
    assert_eq!(json_of(python, 1).unwrap(), whole, "a byte at a time");
    serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"))
}

#[test]
fn literals_are_what_they_say() {
    for (python, expected) in [
        (
            "{'a': None, 'b': [True, False], 'c': (1, -2.5, 3L), }",
            json!({"a": null, "b": [true, false], "c": [1, -2.5, 3]}),
        ),
        ("[(1,), (), {}, u'x', nan]", json!([[1], [], {}, "x", "nan"])),
        (
            r#"['it\'s', "it's", '"', '\\n', '\n\t\x41\u00e9\U0001f600\0z\101', r'\d']"#,
            json!(["it's", "it's", "\"", "\\n", "\n\tAé😀\0zA", "\\d"]),
        ),
        (
            "{'a': 'one, '\n      'two, '\n      \"three\",\n 'b': ''}",
            json!({"a": "one, two, three", "b": ""}),
        ),
        ("['''a 'b' ''c''', \"\"\"\n\"\"\"]", json!(["a 'b' ''c", "\n"])),
        (
            "{'body': <StreamingBody object at 0x7f>, 'd': Decimal('0.05')}",
            json!({"body": "<StreamingBody object at 0x7f>", "d": "0.05"}),
        ),
        ("b'\\xe9'", json!("é")),
    ] {
        assert_eq!(value(python), expected, "{python}");
    }
}

#[test]
fn times_keep_their_offset_and_those_of_a_machine_have_none() {
    for (zone, expected) in [
        ("", "2020-04-18T10:23:30"),
        (", tzinfo=tzlocal()", "2020-04-18T10:23:30"),
        (", tzinfo=<DstTzInfo 'US/Pacific' PDT-1 day, 17:00:00 DST>", "2020-04-18T10:23:30"),
        (", 250000, tzinfo=tzutc()", "2020-04-18T10:23:30.25+00:00"),
        (", tzinfo=datetime.timezone.utc", "2020-04-18T10:23:30+00:00"),
        (", tzinfo=<UTC>, fold=1", "2020-04-18T10:23:30+00:00"),
        (", tzinfo=tzoffset(None, -18000)", "2020-04-18T10:23:30-05:00"),
        (", tzinfo=tzoffset('IST', 19800)", "2020-04-18T10:23:30+05:30"),
        (
            ", tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=61200))",
            "2020-04-18T10:23:30-07:00",
        ),
    ] {
        assert_eq!(
            value(&format!("[datetime.datetime(2020, 4, 18, 10, 23, 30{zone})]")),
            json!([expected]),
            "{zone}"
        );
    }
    assert_eq!(value("[datetime.date(2020, 4, 18)]"), json!(["2020-04-18T00:00:00"]));
}

#[test]
fn what_is_no_literal_is_refused_with_its_line() {
    for (python, what) in [
        ("{'a': open('x')}", "\"open\" is no literal that is read"),
        ("\n['a", "a text is never closed"),
        ("[x]", "\"x\" is no literal"),
        ("[1 § 2]", "'Â' belongs to no literal"),
        ("['\\q']", "a backslash in a text means nothing"),
        ("[datetime.datetime(2020, 13, 1)]", "\"datetime.datetime\" is no literal that is read"),
        ("[f'x']", "\"f\" before a text means nothing"),
    ] {
        let error = json_of(python, 4096).unwrap_err();
        assert!(error.contains(what), "{python}: {error}");
    }
    assert!(json_of("\n\n[x", 4096).unwrap_err().starts_with("f:3: it is printed Python, and"));
    let long = format!("[{}]", "a".repeat(5000));
    assert!(json_of(&long, 4096).is_err());
    let open = format!("[f({}", "(".repeat(100_000));
    assert!(json_of(&open, 4096).is_err());
}

proptest! {
    #[test]
    fn any_text_comes_through(text in any::<String>(), block in 1_usize..9) {
        let python: String = text.chars().flat_map(|char| match char {
            '\\' | '\'' => vec!['\\', char],
            '\n' => vec!['\\', 'n'],
            other => vec![other],
        }).collect();
        let json = json_of(&format!("['{python}']"), block).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), json!([text]));
    }

    #[test]
    fn nothing_makes_it_panic(python in r"[\[\]{}(),:'\\xu0-9a-f\n<> =.-]{0,40}") {
        let _ = json_of(&python, 3);
    }
}
