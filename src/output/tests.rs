use super::{
    Format, ListResponse, OutputError, OutputTarget, Printer, Query, TimestampFormat, response as response_of,
};
use crate::wire::SentPage;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

fn response(value: Value) -> ListResponse {
    match value {
        Value::Object(map) => map,
        other => panic!("{other} is no response"),
    }
}

fn page(assignments: &Value) -> ListResponse {
    response(json!({"NextToken": "t", "NumResults": 1, "Assignments": assignments}))
}

fn printer(format: Format, query: Option<&str>) -> Printer<Vec<u8>> {
    let query = query.map(|query| Query::compile(query).unwrap());
    Printer::new(format, query, OutputTarget::default(), Vec::new())
}

fn try_print(format: Format, query: Option<&str>, pages: &[Value]) -> Result<String, OutputError> {
    let mut printer = printer(format, query);
    for assignments in pages {
        printer.page(page(assignments))?;
    }
    Ok(String::from_utf8(printer.end(None)?).unwrap())
}

fn print(format: Format, query: Option<&str>, pages: &[Value]) -> String {
    try_print(format, query, pages).unwrap()
}

/// Prints a single assignment with this answer to a terminal.
fn print_safe(format: Format, answer: &str) -> String {
    let target = OutputTarget { safe: true, ..OutputTarget::default() };
    let mut printer = Printer::new(format, None, target, Vec::new());
    printer.page(page(&json!([{"Answer": answer}]))).unwrap();
    String::from_utf8(printer.end(None).unwrap()).unwrap()
}

/// What has been written and flushed after the first of two pages.
fn after_first_page(format: Format, query: Option<&str>) -> String {
    let mut seen = Seen::default();
    let query = query.map(|query| Query::compile(query).unwrap());
    let mut printer = Printer::new(format, query, OutputTarget::default(), &mut seen);
    printer.page(page(&json!([{"AssignmentId": "A1"}]))).unwrap();
    drop(printer);
    String::from_utf8(seen.flushed).unwrap()
}

/// Keeps what was flushed apart from what was only written.
#[derive(Default)]
struct Seen {
    written: Vec<u8>,
    flushed: Vec<u8>,
}

impl std::io::Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.written.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.flushed.append(&mut self.written);
        Ok(())
    }
}

#[test]
fn a_page_is_out_as_soon_as_it_is_in() {
    let json = "{\n    \"Assignments\": [\n        {\n            \"AssignmentId\": \"A1\"\n        }";
    assert_eq!(after_first_page(Format::Json, None), json);
    assert_eq!(after_first_page(Format::Yaml, None), "Assignments:\n- AssignmentId: A1\n");
    assert_eq!(after_first_page(Format::Text, Some("Assignments[].AssignmentId")), "A1\n");
    assert!(after_first_page(Format::YamlStream, Some("@")).starts_with("- NextToken: t\n"));
    assert_eq!(after_first_page(Format::Csv, Some("Assignments")), "AssignmentId\nA1\n");
    assert_eq!(after_first_page(Format::Jsonl, Some("Assignments")), "{\"AssignmentId\":\"A1\"}\n");
}

#[test]
fn json_that_broke_off_is_no_json() {
    let cut = after_first_page(Format::Json, None);
    assert!(serde_json::from_str::<Value>(&cut).is_err());
}

#[test]
fn what_a_query_needs_whole_waits_for_the_end() {
    for format in [Format::Json, Format::Yaml, Format::Table] {
        assert_eq!(after_first_page(format, Some("sort(Assignments[].AssignmentId)")), "", "{format}");
        // It may fail on a later page, and then nothing is to be printed.
        assert_eq!(
            after_first_page(format, Some("Assignments[?contains(AssignmentId, '1')]")),
            "",
            "{format}"
        );
    }
    assert_eq!(after_first_page(Format::Table, Some("Assignments")), "");
}

#[test]
fn a_list_that_is_made_row_by_row_is_out_with_its_page() {
    let ids = Some("Assignments[?AssignmentId].AssignmentId | []");
    assert_eq!(after_first_page(Format::Json, ids), "[\n    \"A1\"");
    assert_eq!(after_first_page(Format::Yaml, ids), "- A1\n");
    assert_eq!(
        print(Format::Json, ids, &[json!([{"AssignmentId": "A1"}]), json!([{"AssignmentId": "A2"}])]),
        "[\n    \"A1\",\n    \"A2\"\n]\n"
    );
    for format in [Format::Json, Format::Yaml] {
        assert_eq!(print(format, ids, &[json!([{}]), json!([])]), "[]\n");
        assert_eq!(print(format, ids, &[]), "null\n");
    }
}

#[test]
fn a_query_that_fails_says_so_and_prints_nothing() {
    let error = try_print(Format::Text, Some("sum(Assignments)"), &[json!([{}])]).unwrap_err();
    assert!(
        matches!(&error, OutputError::FailingQuery { query, .. } if query == "sum(Assignments)"),
        "{error}"
    );
}

#[test]
fn yaml_pages_are_one_document_with_the_token_at_its_end() {
    let mut printer = printer(Format::Yaml, None);
    printer.page(page(&json!([{"WorkerId": "W1", "Answer": "a: b\n"}]))).unwrap();
    printer.page(page(&json!([]))).unwrap();
    printer.page(page(&json!([{"WorkerId": null, "x": [[1, []], {}, {"y": 1e16}]}]))).unwrap();
    let out = String::from_utf8(printer.end(Some("eyJ=")).unwrap()).unwrap();
    assert_eq!(
        out,
        "Assignments:\n- WorkerId: W1\n  Answer: \"a: b\\n\"\n- WorkerId: null\n  x:\n  - - 1\n    - []\n  - {}\n  \
         - \"y\": 1.0e+16\nNextToken: \"eyJ=\"\n"
    );
    assert_eq!(print(Format::Yaml, None, &[json!([])]), "Assignments: []\n");
    assert_eq!(print(Format::Yaml, Some("length(Assignments)"), &[json!([])]), "0\n");
}

#[test]
fn yaml_strings_are_plain_only_where_nobody_can_misread_them() {
    let cases = [
        ("A1-b_C", "A1-b_C"),
        ("", "\"\""),
        ("Yes", "\"Yes\""),
        ("null", "\"null\""),
        ("1e3", "\"1e3\""),
        ("3E4", "\"3E4\""),
        ("~", "\"~\""),
        (" a", "\" a\""),
        ("a b", "\"a b\""),
        ("a\r\n\tb", "\"a\\r\\n\\tb\""),
        ("\"\\", "\"\\\"\\\\\""),
        ("é日👍", "\"é日👍\""),
        ("\u{0}\u{7f}\u{85}\u{2028}\u{feff}", "\"\\x00\\x7f\\x85\\u2028\\ufeff\""),
    ];
    for (text, expected) in cases {
        let out = print(Format::Yaml, Some("Assignments[0]"), &[json!([[text]])]);
        assert_eq!(out, format!("- {expected}\n"), "{text:?}");
    }
}

#[test]
fn a_yaml_stream_has_every_page_as_it_came() {
    let out = print(Format::YamlStream, None, &[json!([{"WorkerId": "W1"}]), json!([])]);
    assert_eq!(
        out,
        "- NextToken: t\n  NumResults: 1\n  Assignments:\n  - WorkerId: W1\n\
         - NextToken: t\n  NumResults: 1\n  Assignments: []\n"
    );
    assert_eq!(print(Format::YamlStream, Some("`{}`"), &[json!([])]), "- {}\n");
    let whole = printer(Format::YamlStream, None).whole(ListResponse::new()).unwrap();
    assert_eq!(whole, b"");
}

const HEADER: &str = "AssignmentId,WorkerId,HITId,AssignmentStatus,AutoApprovalTime,AcceptTime,SubmitTime,\
                      ApprovalTime,RejectionTime,Deadline,Answer,RequesterFeedback\n";

#[test]
fn csv_has_a_header_and_a_row_for_each_assignment() {
    let pages = [
        json!([{"Answer": "a,\"b\"\nc", "AssignmentId": "A1", "SubmitTime": 1.5}]),
        json!([{"AssignmentId": "A2", "RequesterFeedback": "=1+1", "Unknown": 1}]),
    ];
    let rows = "A1,,,,,,1.5,,,,\"a,\"\"b\"\"\nc\",\nA2,,,,,,,,,,,'=1+1\n";
    assert_eq!(print(Format::Csv, None, &pages), format!("{HEADER}{rows}"));
    assert_eq!(print(Format::Csv, None, &[]), HEADER);
    assert_eq!(print(Format::Csv, None, &[json!([]), json!([])]), HEADER);
}

#[test]
fn csv_cells_are_never_formulas() {
    let answers = ["=A1", "+A1", "-1+2", "--1", "- x", "-inf", "@x", "\tx", "\rx", "x=1"];
    let out = print(Format::Csv, Some("Assignments"), &[json!(answers)]);
    assert_eq!(out, "'=A1\n'+A1\n'-1+2\n'--1\n'- x\n'-inf\n'@x\n'\tx\n\"'\rx\"\nx=1\n");
    assert_eq!(print(Format::Csv, Some("Assignments"), &[json!([-1, null, true])]), "-1\n\"\"\ntrue\n");
}

#[test]
fn csv_leaves_numbers_as_they_are() {
    let numbers = ["-1", "-0.25", "-", "+1", "+", "-1e-5", "-.5", "1"];
    let out = print(Format::Csv, Some("Assignments"), &[json!(numbers)]);
    assert_eq!(out, numbers.join("\n") + "\n");
}

#[test]
fn csv_of_a_query_takes_its_columns_from_the_first_page() {
    let query = Some("Assignments");
    let pages = [json!([{"b": 1}, {"a": {"c": [1]}, "b": "x"}]), json!([]), json!([{"a": 2}])];
    assert_eq!(print(Format::Csv, query, &pages), "b,a\n1,\nx,\"{\"\"c\"\":[1]}\"\n,2\n");
    assert_eq!(print(Format::Csv, query, &[json!([["x", 1], ["y"]])]), "x,1\ny\n");
    assert_eq!(print(Format::Csv, Some("{n: length(Assignments)}"), &[json!([]), json!([1])]), "n\n0\n1\n");
    assert_eq!(print(Format::Csv, Some("nope"), &[json!([])]), "");
}

#[test]
fn csv_that_does_not_fit_its_header_says_why() {
    let query = Some("Assignments");
    let error = |pages: &[Value]| try_print(Format::Csv, query, pages).unwrap_err().to_string();
    let late = error(&[json!([{"a": 1}]), json!([{"a": 1, "late": 2}])]);
    assert!(late.contains("\"late\"") && late.contains("jsonl"), "{late}");
    assert!(error(&[json!([{"a": 1}, 2])]).contains("after objects"));
    assert!(error(&[json!([1]), json!([{"a": 1}])]).contains("no column names"));
}

#[test]
fn json_lines_are_a_line_a_value() {
    let pages = [json!([{"b": 1, "a": "x\ny"}, {}]), json!([{"f": 1e16}])];
    assert_eq!(print(Format::Jsonl, None, &pages), "{\"b\":1,\"a\":\"x\\ny\"}\n{}\n{\"f\":1e+16}\n");
    assert_eq!(print(Format::Jsonl, Some("Assignments[0].f"), &pages), "1e+16\n");
    assert_eq!(print(Format::Jsonl, Some("length(Assignments)"), &pages), "2\n1\n");
    assert_eq!(print(Format::Jsonl, None, &[]), "");
}

#[test]
fn a_terminal_gets_escapes_where_they_lose_nothing() {
    let answer = "\u{1b}[31m\t\r\nx\u{7f}\u{9b}\u{202e}\u{e0041}é";
    let json = print_safe(Format::Json, answer);
    assert!(json.contains(r#""\u001b[31m\t\r\nx\u007f\u009b\u202e\udb40\udc41é""#), "{json}");
    let back: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(back["Assignments"][0]["Answer"], answer);
    let jsonl = print_safe(Format::Jsonl, answer);
    assert_eq!(serde_json::from_str::<Value>(&jsonl).unwrap()["Answer"], answer);
    assert!(jsonl.contains(r"\u202e"), "{jsonl}");
    let yaml = print_safe(Format::Yaml, answer);
    assert_eq!(yaml, "Assignments:\n- Answer: \"\\x1b[31m\\t\\r\\nx\\x7f\\x9b\\u202e\\U000e0041é\"\n");
}

#[test]
fn a_terminal_gets_names_where_there_are_no_escapes() {
    assert_eq!(print_safe(Format::Text, "\u{1b}[31m\u{202e}é"), "ASSIGNMENTS\t␛[31m⟨U+202E⟩é\n");
    assert!(print_safe(Format::Table, "\u{1b}[31m").contains("|  ␛[31m "));
    assert!(print_safe(Format::Csv, "\u{1b}[31m").ends_with(",␛[31m,\n"));
}

/// Assignments with and without members, of which some hold no texts.
fn sent(from: usize, to: usize) -> SentPage {
    let statuses = ["Submitted", "Approved", "Rejected"];
    let rows: Vec<Value> = (from..to)
        .map(|at| {
            let mut row = json!({
                "AssignmentId": format!("3A{at:02}"),
                "WorkerId": format!("AINVENTED{}", at * 7 % 5),
                "AssignmentStatus": statuses[at % 3],
                "SubmitTime": 1_700_000_000 + at * 61,
                "Answer": format!("{at} <a>\"é\"</a>\n"),
                "Stranger": at,
            });
            if at % 4 == 1 {
                row["RequesterFeedback"] = "no".into();
            }
            if at % 5 == 2 {
                row.as_object_mut().unwrap().remove("Answer");
            }
            if at == 6 { json!({}) } else { row }
        })
        .collect();
    let mut page = json!({"NumResults": rows.len(), "Assignments": rows});
    if to < 12 {
        page["NextToken"] = "t".into();
    }
    SentPage::read(page.to_string().into()).unwrap()
}

/// What comes of queries over pages, each told without looking at the pages as one.
const OVER_PAGES: &[&str] = &[
    "Assignments",
    "Assignments[]",
    "Assignments[*].AssignmentId",
    "Assignments[].[AssignmentId, Answer, RequesterFeedback]",
    "Assignments[].{Id: AssignmentId, Told: RequesterFeedback}",
    "Assignments[?AssignmentStatus=='Rejected']",
    "Assignments[?AssignmentStatus=='Rejected'] | [?Answer].Answer",
    "Assignments[?contains(AssignmentId || '', '1')].AssignmentId",
    "Assignments[?RequesterFeedback][]",
    "Assignments[?!RequesterFeedback] | @",
    "@.Assignments[].WorkerId",
    "@ | Assignments[].WorkerId",
    "@",
    "*",
    "*[0].AssignmentId",
    "keys(@)",
    "length(@)",
    "length(Assignments)",
    "length(Assignments[?Answer])",
    "length(Assignments[6])",
    "length(Assignments[0])",
    "length(@.Assignments)",
    "Assignments[0]",
    "Assignments[-1].Answer",
    "Assignments[:3]",
    "Assignments[::-1].AssignmentId",
    "Assignments[2:5].[AssignmentId, Answer]",
    "Assignments[?RequesterFeedback] | [1]",
    "Assignments[].AssignmentId | [1]",
    "sort(Assignments[].WorkerId)",
    "sort_by(Assignments[?SubmitTime], &SubmitTime)",
    "sort_by(Assignments[?SubmitTime], &WorkerId)[].[WorkerId, Answer]",
    "reverse(Assignments)",
    "reverse(Assignments)[?Answer == RequesterFeedback]",
    "max_by(Assignments[?SubmitTime], &SubmitTime)",
    "join(',', Assignments[].WorkerId)",
    "map(&WorkerId, Assignments)",
    "map(&keys(@), Assignments)",
    "map(&to_string(@), Assignments)",
    "map(&length(@), Assignments)",
    "map(&@.*, Assignments)",
    "to_string(Assignments)",
    "values(Assignments[0])",
    "merge(Assignments[0], `{\"x\": 1}`)",
    "Assignments[0] == Assignments[1]",
    "Assignments[6] || 'empty'",
    "Assignments[0] == Assignments[::-1] | @",
    "contains(Assignments[].WorkerId, 'AINVENTED0')",
    "contains(Assignments, Assignments[0])",
    "not_null(Missing, Assignments[0])",
    "to_array(Assignments[0])",
    "type(Assignments)",
    "[Assignments[].WorkerId, Assignments[0], NextToken]",
    "{n: length(Assignments), list: Assignments[:2].AssignmentId, all: Assignments[?RequesterFeedback]}",
    "Assignments && 'yes'",
    "Assignments[0] && Assignments[1].Answer",
    "!Assignments",
    "NumResults",
    "Missing",
    "Assignments[].[Assignments, @]",
    "Assignments[].*",
    "Assignments[][0]",
    "[Assignments][]",
    "[Assignments[0], Assignments[1]][?Answer].AssignmentId",
    "`[1]`",
    "Assignments[].AssignmentId[]",
    "Assignments.AssignmentId",
    "Assignments.*",
    "Assignments[?@ == `{}`]",
    "reverse(Assignments)[?@ == `{}`]",
    "unknown(@)",
    "abs(Assignments)",
    "sort_by(Assignments, &Missing)",
];

#[test]
fn a_query_finds_in_pages_what_it_finds_in_all_of_them_as_one() {
    let times = TimestampFormat::Iso8601(TimeZone::UTC);
    let printer = |format, query: Option<&&str>| {
        let query = query.map(|query| Query::compile(query).unwrap());
        Printer::new(format, query, OutputTarget::default(), Vec::new()).timed(times.clone())
    };
    let mut whole = response_of(sent(0, 12), &times).unwrap();
    whole.remove("NumResults");
    let mut queries: Vec<Option<&&str>> = OVER_PAGES.iter().map(Some).collect();
    queries.push(None);
    for query in queries {
        for format in [Format::Json, Format::Yaml, Format::Table] {
            let expected = printer(format, query).whole(whole.clone()).ok();
            let mut by_page = printer(format, query);
            let pages = [(0, 5), (5, 5), (5, 6), (6, 12)];
            let added = pages.into_iter().try_for_each(|(from, to)| by_page.page(sent(from, to)));
            let found = added.and_then(|()| by_page.end(None)).ok();
            let [found, expected] =
                [found, expected].map(|out| out.map(|out| String::from_utf8(out).unwrap()));
            assert_eq!(found, expected, "{query:?} {format}");
        }
    }
}
