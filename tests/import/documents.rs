//! Files of every kind, opened as people open them.

use crate::expected::{Records, path};
use hitdeck::import::{FileSummary, ImportError, ResultsPlace, open, read};
use hitdeck::model::{Cents, RemarkWeight, Status};
use std::ops::ControlFlow;
use std::path::Path;

/// Opens what stands at a path.
pub(crate) fn opened(path: impl AsRef<Path>) -> (Result<FileSummary, ImportError>, Records) {
    let mut records = Records::default();
    let summary = open(&ResultsPlace::named(path.as_ref()), &mut |record| {
        records.take(record);
        ControlFlow::Continue(())
    });
    (summary, records)
}

/// Reads bytes.
pub(crate) fn from(bytes: impl AsRef<[u8]>) -> (Result<FileSummary, ImportError>, Records) {
    let mut records = Records::default();
    let summary = read(&mut bytes.as_ref(), &"results".into(), &mut |record| {
        records.take(record);
        ControlFlow::Continue(())
    });
    (summary, records)
}

/// What bytes hold that can be read.
pub(crate) fn records(bytes: impl AsRef<[u8]>) -> Records {
    let (summary, records) = from(bytes);
    summary.unwrap();
    records
}

#[test]
fn every_file_comes_out_as_it_must_whatever_it_is_called() {
    for (name, summary) in [
        ("25-amti-extract-tabular.jsonl", "Flat JSON with answers beside members, 3 assignments of 1 HIT"),
        ("26-amti-assignments.jsonl", "JSON lines, 3 assignments of 1 HIT"),
        ("27-aws-cli-v2-json-iso-local-offset.json", "JSON of the AWS CLI or an SDK, 3 assignments of 1 HIT"),
        ("29-aws-cli-v2-first-page-with-token.json", "JSON of the AWS CLI or an SDK, 2 assignments of 1 HIT"),
        ("30-aws-cli-v2.yaml", "YAML of the AWS CLI, 3 assignments of 1 HIT"),
        ("31-aws-cli-v2-text.txt", "Text of the AWS CLI, 3 assignments of 1 HIT"),
        ("33-hitdeck-list.jsonl", "JSON lines, 3 assignments of 1 HIT"),
        ("34-boto3-json-default-str.json", "JSON of the AWS CLI or an SDK, 3 assignments of 1 HIT"),
        ("37-boto3-printed-python-literal.txt", "Printed Python, 3 assignments of 1 HIT"),
        ("38-legacy-api-as-json.json", "JSON of the API before 2017, 1 assignment of 1 HIT"),
        ("39-mephisto-units.jsonl", "Units of Mephisto, 3 assignments"),
        (
            "01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv",
            "Batch CSV of the requester site, 3 assignments of 2 HITs",
        ),
        ("09-batch-taskanswers-raw-json.csv", "Batch CSV of the requester site, 3 assignments of 1 HIT"),
        (
            "16-clt-tab-results-no-quotes-json-answers.results",
            "Results of the command line tools, 3 assignments of 1 HIT",
        ),
        ("32-hitdeck-list.csv", "Table of assignments with their answer documents, 3 assignments of 1 HIT"),
    ] {
        let (told, records) = opened(path(name));
        assert_eq!(told.unwrap().to_string(), summary, "{name}: {:?}", records.told());
        records.compare(name);
        let (told, records) = from(std::fs::read(path(name)).unwrap());
        assert_eq!(told.unwrap().to_string(), summary, "{name} under no name");
        records.compare(name);
    }
}

#[test]
fn a_first_page_is_told_to_be_a_part() {
    let (_, records) = opened(path("29-aws-cli-v2-first-page-with-token.json"));
    let losses: Vec<&str> = records
        .remarks
        .iter()
        .filter(|told| told.weight == RemarkWeight::Loss)
        .map(|told| &*told.text)
        .collect();
    assert_eq!(losses, ["it is a part: a NextToken is left, with which more could be asked for"]);
    let page = |id: &str, hit: &str, token: &str| {
        format!(r#"{{"NextToken":{token},"Assignments":[{{"AssignmentId":"{id}","HITId":"{hit}"}}]}}"#)
    };
    let whole = records_of(&[page("A", "H", "\"t\""), page("B", "H", "null"), page("C", "G", "\"\"")]);
    assert_eq!(whole.told(), Vec::<String>::new(), "the next page follows");
    let part = records_of(&[page("A", "H", "\"t\""), page("B", "G", "null")]);
    assert_eq!(part.told().len(), 1, "that is the page of another HIT");
}

fn records_of(documents: &[String]) -> Records {
    let lines = records(documents.join("\n"));
    let apart = records(documents.join("\n\n").replace('{', "{\n"));
    assert_eq!(lines.assignments.len(), apart.assignments.len());
    assert_eq!(lines.told().len(), apart.told().len());
    let list = records(format!("[\n{}\n]", documents.join(",\n")));
    assert_eq!(lines.assignments.len(), list.assignments.len());
    lines
}

#[test]
fn responses_of_other_operations_are_read() {
    let hit = r#"{"HITId":"H","Title":"T","Reward":"0.05","CreationTime":1523298262.5,"MaxAssignments":3,"Later":1}"#;
    let got = records(format!(r#"{{"Assignment":{{"AssignmentId":"A","HITId":"H"}},"HIT":{hit}}}"#));
    assert_eq!((got.assignments.len(), got.hits.len()), (1, 1));
    assert_eq!(got.hits[0].reward, Some(Cents(5)));
    assert_eq!(got.hits[0].kept.get("Later").as_deref(), Some("1"));
    let (summary, listed) = from(format!(r#"{{"NumResults":1,"HITs":[{hit}]}}"#));
    assert_eq!((summary.unwrap().hits, listed.hits.len()), (1, 1));
    let bonus = r#"{"BonusPayments":[{"WorkerId":"W","BonusAmount":"1.50","AssignmentId":"A","Reason":"r","GrantTime":1523298262}]}"#;
    let (summary, paid) = from(bonus);
    assert_eq!(summary.unwrap().to_string(), "JSON of the AWS CLI or an SDK, 1 bonus");
    assert_eq!(paid.bonuses[0].amount, Some(Cents(150)));
    let text = "BONUSPAYMENTS\tA\t1.50\t2018-04-09T18:24:22+00:00\tgood\twork\tW\n";
    let (_, text) = from(text);
    assert_eq!(text.bonuses[0].reason, "good\twork");
    assert_eq!(text.bonuses[0].worker.as_str(), "W");
    let by_hit = records(
        r#"{"H1":[{"AssignmentId":"A","HITId":"H1"}],"H2":{"Assignments":[{"AssignmentId":"B","HITId":"H2"}]}}"#,
    );
    assert_eq!(by_hit.assignments.len(), 2, "as scripts put them together");
}

#[test]
fn a_hit_is_told_before_its_assignments() {
    let mut order = Vec::new();
    let json = r#"{"Assignment":{"AssignmentId":"A","HITId":"H"},"HIT":{"HITId":"H"}}"#;
    read(&mut json.as_bytes(), &"f".into(), &mut |record| {
        order.push(match record {
            hitdeck::model::SavedRecord::Hit(_) => "hit",
            _ => "assignment",
        });
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(order, ["hit", "assignment"]);
}

#[test]
fn a_batch_that_pandas_wrote_as_json_is_read_by_its_columns() {
    let json = r#"[{"HITId":"H","HITTypeId":"T","Title":"Say","Reward":"$0.05","MaxAssignments":3.0,
        "AssignmentId":"A","WorkerId":"W","AssignmentStatus":"Approved","SubmitTime":"Wed Nov 20 21:03:26 PST 2019",
        "WorkTimeInSeconds":45,"LifetimeApprovalRate":"0% (0/0)","Input.url":"x","Answer.q":"NA","Approve":null}]"#;
    let (summary, records) = from(json);
    assert_eq!(summary.unwrap().to_string(), "Flat JSON with answers beside members, 1 assignment of 1 HIT");
    let saved = &records.assignments[0];
    assert_eq!(saved.assignment.submitted.unwrap().to_string(), "2019-11-21T05:03:26Z");
    assert_eq!(saved.work_time.unwrap().as_secs(), 45);
    let pair = |text: &hitdeck::model::NamedText| (text.name.to_string(), text.text.to_string());
    assert_eq!(saved.answers.iter().map(pair).collect::<Vec<_>>(), [("q".into(), "NA".into())]);
    assert_eq!(saved.inputs.iter().map(pair).collect::<Vec<_>>(), [("url".into(), "x".into())]);
    assert_eq!(
        saved.extra.iter().map(pair).collect::<Vec<_>>(),
        [("LifetimeApprovalRate".into(), "0% (0/0)".into())]
    );
    assert_eq!((records.hits[0].reward, records.hits[0].max), (Some(Cents(5)), Some(3)));
    assert_eq!(records.told(), Vec::<String>::new());
}

#[test]
fn what_hitdeck_exports_is_read_back() {
    let document = r#""<QuestionFormAnswers><Answer><QuestionIdentifier>doc</QuestionIdentifier><FreeText>x</FreeText></Answer></QuestionFormAnswers>""#;
    let json = format!(
        r#"{{"AssignmentId":"A","WorkerId":"W","HITId":"H","AssignmentStatus":"Approved","SubmitTime":"2020-04-18T15:23:30Z","Answer":{document},"Later":7,"WorkTimeInSeconds":35,"Approver":"Service","Answers":{{"doc":"x","q":"0042","m":["a","b"]}},"Values":{{"q":"0042"}},"Inputs":{{"url":"u"}},"Extra":{{"note":"n"}},"Surplus":["s"],"Trials":[{{"rt":"1"}},{{"rt":"2"}}],"Source":{{"File":"f.csv","Line":2}}}}
{{"AssignmentId":null,"WorkerId":"V","HITId":null,"AssignmentStatus":null,"Answers":null,"Inputs":null,"Trials":null,"Source":{{"File":"f","Line":1}},"HIT":{{"HITId":"","Title":"T","Reward":"0.05"}}}}
{{"HIT":{{"HITId":"H","Title":"Say"}}}}
{{"BonusPayments":[{{"WorkerId":"W","AssignmentId":"A","BonusAmount":"1.00"}}]}}
"#
    );
    let (summary, records) = from(&json);
    assert_eq!(
        summary.unwrap().to_string(),
        "Export of hitdeck, 2 assignments of 2 HITs, 1 bonus, 1 row without an id"
    );
    let [first, second] = records.assignments.as_slice() else { panic!("{records:?}") };
    let pair = |text: &hitdeck::model::NamedText| (text.name.to_string(), text.text.to_string());
    let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let answers: Vec<_> = first.answers.iter().map(pair).collect();
    assert_eq!(
        answers,
        owned(&[("q", "0042"), ("m", "a"), ("m", "b")]),
        "the document's stand in the document"
    );
    assert_eq!(first.inputs.iter().map(pair).collect::<Vec<_>>(), owned(&[("url", "u")]));
    assert_eq!(first.extra.iter().map(pair).collect::<Vec<_>>(), owned(&[("note", "n")]));
    assert_eq!((&*first.surplus[0], first.trials.as_ref().unwrap().rows.len()), ("s", 2));
    assert_eq!(first.approver, Some(hitdeck::model::Approver::Service));
    assert_eq!(first.assignment.kept.json(), Some(r#"{"Later":7}"#));
    assert!(second.assignment.id.is_invented() && second.assignment.hit.is_invented());
    let titles: Vec<&str> = records.hits.iter().map(|hit| &*hit.title).collect();
    assert_eq!(titles, ["T", "Say"]);
    assert_eq!(records.hits[0].id, second.assignment.hit);
}

#[test]
fn tables_that_stand_in_json_by_columns_are_read_by_rows() {
    for json in [
        r#"{"AssignmentId":{"0":"A","1":"B"},"SubmitTime":{"0":1587223410000,"1":null},"Answer.q":{"0":"x","1":"y"}}"#,
        r#"{"columns":["AssignmentId","SubmitTime","Answer.q"],"index":[0,1],"data":[["A",1587223410000,"x"],["B",null,"y"]]}"#,
        r#"{"AssignmentId":["A","B"],"SubmitTime":["2020-04-18T15:23:30Z",null],"Answer.q":["x","y"]}"#,
        r#"{"schema":{},"data":[{"AssignmentId":"A","SubmitTime":"2020-04-18T15:23:30Z","Answer.q":"x"},{"AssignmentId":"B","Answer.q":"y"}]}"#,
    ] {
        let records = records(json);
        let [first, second] = records.assignments.as_slice() else { panic!("{json}: {records:?}") };
        assert_eq!((first.assignment.id.as_str(), second.assignment.id.as_str()), ("A", "B"), "{json}");
        assert_eq!(first.assignment.submitted.unwrap().to_string(), "2020-04-18T15:23:30Z", "{json}");
        assert_eq!((&*first.answers[0].text, &*second.answers[0].text), ("x", "y"), "{json}");
    }
}

#[test]
fn answers_that_somebody_had_parsed_are_answers() {
    let json = r#"{"AssignmentId":"A","AssignmentStatus":"Submitted","Answer":{"QuestionFormAnswers":{"@xmlns":"x","Answer":[
        {"QuestionIdentifier":"q","FreeText":"x"},{"QuestionIdentifier":"c","SelectionIdentifier":["a","b"]},{"QuestionIdentifier":"e","FreeText":null}]}}}"#;
    let records = records(json);
    let answers: Vec<(&str, &str)> =
        records.assignments[0].answers.iter().map(|answer| (&*answer.name, &*answer.text)).collect();
    assert_eq!(answers, [("q", "x"), ("c", "a"), ("c", "b"), ("e", "")]);
    assert_eq!(records.assignments[0].assignment.answer, None);
}

#[test]
fn times_that_can_not_be_known_are_kept_as_text_and_told() {
    let json = r#"{"AssignmentId":"A","SubmitTime":"2020-04-18T10:23:30","AcceptTime":"2020-04-18T10:22:55","ApprovalTime":1234,"RejectionTime":"soon"}"#;
    let records = records(json);
    let saved = &records.assignments[0];
    assert_eq!(saved.assignment.submitted, None);
    assert_eq!(saved.assignment.kept.get("SubmitTime").as_deref(), Some("2020-04-18T10:23:30"));
    assert_eq!(saved.assignment.kept.get("ApprovalTime").as_deref(), Some("1234"));
    assert_eq!(saved.work_time.unwrap().as_secs(), 35, "whatever the zone");
    assert_eq!(records.remarks.len(), 4);
    assert!(records.remarks.iter().all(|told| told.weight == RemarkWeight::Doubt));
}

#[test]
fn what_the_service_has_no_word_for_is_kept() {
    let records = records(r#"{"AssignmentId":"A","AssignmentStatus":"Pending","Answer":"<x/>","New":[1,2]}"#);
    let assignment = &records.assignments[0].assignment;
    assert_eq!(assignment.status, Status::Other);
    assert_eq!(assignment.kept.get("AssignmentStatus").as_deref(), Some("Pending"));
    assert_eq!(assignment.kept.get("New").as_deref(), Some("[1,2]"));
}

#[test]
fn rows_without_an_id_keep_theirs_from_reading_to_reading() {
    let lines = "{\"WorkerId\":\"W\",\"HITId\":\"H\"}\n{\"WorkerId\":\"W\",\"HITId\":\"H\"}\n{\"WorkerId\":\"V\",\"HITId\":\"H\"}\n";
    let (summary, records) = from(lines);
    assert_eq!(summary.unwrap().to_string(), "JSON lines, 3 assignments of 1 HIT, 3 rows without an id");
    let ids = |records: &Records| -> Vec<String> {
        records.assignments.iter().map(|saved| saved.assignment.id.to_string()).collect()
    };
    assert_eq!(ids(&records), ids(&from(lines).1));
}

#[test]
fn units_of_one_mephisto_assignment_stay_apart() {
    let unit = |id: u8, worker: u8| {
        format!(
            r#"{{"worker_id":{worker},"unit_id":{id},"assignment_id":"7","status":"completed","data":{{"outputs":{{"a":[1]}},"more":1}}}}"#
        )
    };
    let records = records(format!("{}\n{}\n", unit(1, 3), unit(2, 4)));
    assert_eq!(records.assignments[0].assignment.id.real(), Some("7"));
    assert!(records.assignments[1].assignment.id.is_invented());
    assert_eq!(&*records.assignments[0].answers[0].text, "[1]");
    assert!(records.assignments[0].extra.iter().any(|extra| &*extra.name == "data.more"));
}

#[test]
fn a_broken_line_costs_itself() {
    let lines = "{\"AssignmentId\":\"A\"}\n{\"AssignmentId\":\"B\",\"Answer\":\"cut\n{\"AssignmentId\":\"C\"}\n[1]\n\n{\"AssignmentId\":\"D\"} {\"AssignmentId\":\"E\"}\n";
    let records = records(lines);
    let ids: Vec<&str> = records.assignments.iter().map(|saved| saved.assignment.id.as_str()).collect();
    assert_eq!(ids, ["A", "C", "D", "E"]);
    let told = records.told();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("results:2: this is no JSON"), "{told:?}");
    assert_eq!(told[1], "results: values that are no assignments, HITs or bonuses: 1 (left out)");
}

#[test]
fn yaml_is_read_in_the_forms_others_write_it_in() {
    for yaml in [
        "Assignments:\n- AssignmentId: A\n  HITId: '007'\n  AssignmentStatus: Approved\n- AssignmentId: B\nNextToken: x\n",
        "---\nAssignments:\n  - AssignmentId: A\n    HITId: 007\n\n  - AssignmentId: B\nNumResults: 2\nNextToken: x\n",
        "- Assignments:\n  - AssignmentId: A\n    HITId: \"007\"\n  - AssignmentId: B\n  NextToken: x\n",
        "Assignment:\n  AssignmentId: A\n  HITId: '007'\n---\nAssignment:\n  AssignmentId: B\nNextToken: x\n",
        "# saved\nAssignmentId: A\nHITId: '007'\n---\nAssignmentId: B\nNextToken: x\n",
    ] {
        let (summary, records) = from(yaml);
        assert_eq!(summary.unwrap().assignments, 2, "{yaml}: {:?}", records.told());
        assert_eq!(records.assignments[0].assignment.hit.as_str(), "007", "{yaml}");
    }
    let words = records(
        "Assignments:\n- AssignmentId: A\n  RequesterFeedback: No\n  SubmitTime: 2020-04-18 10:23:30-05:00\n",
    );
    assert_eq!(words.assignments[0].assignment.feedback.as_deref(), Some("No"));
    assert_eq!(words.assignments[0].assignment.submitted.unwrap().to_string(), "2020-04-18T15:23:30Z");
    let odd = records("Assignments:\n- AssignmentId: A\n- AssignmentId: [\n- AssignmentId: C\n");
    assert_eq!(odd.assignments.len(), 2);
    assert!(odd.told()[0].starts_with("results:3: this is no YAML: "), "{:?}", odd.told());
}

#[test]
fn text_of_the_aws_cli_is_read_over_pages_of_other_columns() {
    let xml = "<?xml version=\"1.0\"?><QuestionFormAnswers>a\tb\nASSIGNMENTS\tc</QuestionFormAnswers>";
    let text = format!(
        "ASSIGNMENTS\t1587223375.0\t{xml}\t3A\tSubmitted\t1587482610.0\t3H\t1587223410.0\tAW1\n\
         ASSIGNMENTS\t1587223375.0\t{xml}\t1587230000.0\t3B\tApproved\t1587482610.0\t3H\tFine,\nthanks\t1587223410.0\tAW2\n\
         NEXTTOKEN\tabc\n"
    );
    let (summary, records) = from(text);
    assert_eq!(summary.unwrap().to_string(), "Text of the AWS CLI, 2 assignments of 1 HIT");
    let [first, second] = records.assignments.as_slice() else { panic!("{records:?}") };
    assert_eq!(first.assignment.answer.as_deref(), Some(xml));
    assert_eq!(second.assignment.feedback.as_deref(), Some("Fine,\nthanks"));
    assert_eq!(second.assignment.approved.unwrap().as_second(), 1_587_230_000);
    assert!(records.told()[0].contains("NextToken"), "{:?}", records.told());
}

#[test]
fn windows_text_is_read() {
    let text = std::fs::read_to_string(path("27-aws-cli-v2-json-iso-local-offset.json")).unwrap();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(text.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let records = records(utf16);
    assert_eq!(records.assignments.len(), 3, "as PowerShell redirects it");
    assert_eq!(records.told(), ["results: read as UTF-16 (little-endian)"]);
}

#[test]
fn reading_ends_where_nobody_wants_more() {
    for name in [
        "26-amti-assignments.jsonl",
        "27-aws-cli-v2-json-iso-local-offset.json",
        "30-aws-cli-v2.yaml",
        "31-aws-cli-v2-text.txt",
        "32-hitdeck-list.csv",
    ] {
        let mut taken = 0;
        let summary = open(&ResultsPlace::named(path(name)), &mut |record| {
            taken += u64::from(matches!(record, hitdeck::model::SavedRecord::Assignment(_)));
            if taken == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((taken, summary.unwrap().assignments), (2, 2), "{name}");
    }
}
