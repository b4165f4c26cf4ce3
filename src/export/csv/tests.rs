use super::{Formulas, write_csv};
use crate::export::sample::{assignment, at, hit, records, texts};
use crate::export::{ExportError, Replay, ReplayError};
use crate::model::{
    Approver, AssignmentId, HitId, KeptMembers, SavedAssignment, SavedRecord, Status, TakeRecord, Trials,
};
use std::cell::Cell;

const FIXED: &str = "\"HITId\",\"HITTypeId\",\"Title\",\"Description\",\"Keywords\",\"Reward\",\"CreationTime\",\
    \"MaxAssignments\",\"RequesterAnnotation\",\"AssignmentDurationInSeconds\",\"AutoApprovalDelayInSeconds\",\
    \"Expiration\",\"NumberOfSimilarHITs\",\"LifetimeInSeconds\",\"AssignmentId\",\"WorkerId\",\"AssignmentStatus\",\
    \"AcceptTime\",\"SubmitTime\",\"AutoApprovalTime\",\"ApprovalTime\",\"RejectionTime\",\"RequesterFeedback\",\
    \"WorkTimeInSeconds\",\"LifetimeApprovalRate\",\"Last30DaysApprovalRate\",\"Last7DaysApprovalRate\"";

fn written(saved: Vec<SavedAssignment>) -> String {
    write(&records(saved), Formulas::AsTheyAre)
}

fn write(records: &[SavedRecord], formulas: Formulas) -> String {
    let mut out = Vec::new();
    write_csv(&records, &mut out, formulas, &mut |_| {}).unwrap();
    String::from_utf8(out).unwrap()
}

/// The headers, and what stands in each row under them.
fn table(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let mut rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (rows.next().unwrap(), rows.collect())
}

/// The headers behind the fixed columns, and the cells under them.
fn behind(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let (header, rows) = table(csv);
    (header[27..].to_vec(), rows.into_iter().map(|row| row[27..].to_vec()).collect())
}

#[test]
fn a_download_is_written_byte_for_byte_as_the_site_does() {
    let rates = texts(&[
        ("LifetimeApprovalRate", "100% (3/3)"),
        ("Last30DaysApprovalRate", "100% (3/3)"),
        ("Last7DaysApprovalRate", "0% (0/0)"),
    ]);
    let by_service = SavedAssignment {
        answers: texts(&[("surveycode", "I, \"6\"")]),
        inputs: texts(&[("image_url", "https://example.com/3.jpg")]),
        extra: rates,
        ..assignment("3FLDASG00000000000000000000011", "3FLDHIT00000000000000000000003")
    };
    let mut by_hand = SavedAssignment { approver: None, ..by_service.clone() };
    by_hand.assignment.id = AssignmentId::from_service("3FLDASG00000000000000000000012");
    by_hand.assignment.approved = Some(at("2019-04-24T05:22:45Z"));
    by_hand.answers = texts(&[("surveycode", "")]);
    let hit = "\"3FLDHIT00000000000000000000003\",\"3FLDTYPE00000000000000000000XX\",\"Say what you see\",\
        \"Look at a picture, then \"\"say\"\" what it shows.\",\"picture, describe, short\",\"$0.05\",\
        \"Tue Apr 23 19:22:45 PDT 2019\",\"3\",\"BatchId:4000001;OriginalHitTemplateId:920000001;\",\"3600\",\"259200\",\
        \"Tue Apr 30 19:22:45 PDT 2019\",\"\",\"\"";
    let assignment = |id: &str, approval: &str, answer: &str| {
        format!(
            "\"{id}\",\"AFLDWORKER011\",\"Approved\",\"Tue Apr 23 20:22:45 PDT 2019\",\"Tue Apr 23 20:25:32 PDT 2019\",\
             \"Fri Apr 26 20:25:32 PDT 2019\",\"{approval}\",\"\",\"\",\"167\",\"100% (3/3)\",\"100% (3/3)\",\"0% (0/0)\",\
             \"https://example.com/3.jpg\",\"{answer}\""
        )
    };
    let expected = format!(
        "{FIXED},\"Input.image_url\",\"Answer.surveycode\",\"Approve\",\"Reject\"\r\n{hit},{}\r\n{hit},{}",
        assignment("3FLDASG00000000000000000000011", "2019-04-27 03:26:07 UTC", "I, \"\"6\"\""),
        assignment("3FLDASG00000000000000000000012", "Tue Apr 23 22:22:45 PDT 2019", ""),
    );
    assert_eq!(written(vec![by_service, by_hand]), expected);
}

#[test]
fn inputs_stand_as_they_come_and_answers_sorted_as_text() {
    let one = SavedAssignment {
        inputs: texts(&[("b", "1"), ("a", "2")]),
        answers: texts(&[("s2", "2"), ("s10", "10")]),
        ..assignment("3A", "3H")
    };
    let other = SavedAssignment {
        inputs: texts(&[("a", "3"), ("c", "4")]),
        answers: texts(&[("S", "x"), ("s1", "1")]),
        ..assignment("3B", "3H")
    };
    let (header, rows) = behind(&written(vec![one, other]));
    let names = "Input.b Input.a Input.c Answer.S Answer.s1 Answer.s10 Answer.s2 Approve Reject";
    assert_eq!(header.join(" "), names);
    assert_eq!(rows, [["1", "2", "", "", "", "10", "2"], ["", "3", "4", "x", "1", "", ""]]);
}

#[test]
fn what_is_not_known_is_empty() {
    let mut saved = assignment("", "");
    saved.assignment.id = AssignmentId::invented("7f");
    saved.assignment.hit = HitId::invented("8a");
    saved.assignment.status = Status::Other;
    saved.assignment.accepted = None;
    let mut unknown = hit("");
    unknown.id = saved.assignment.hit.clone();
    let told = [SavedRecord::Hit(Box::new(unknown)), SavedRecord::Assignment(Box::new(saved.clone()))];
    let (_, rows) = table(&write(&told, Formulas::AsTheyAre));
    assert_eq!(
        (&*rows[0][0], &*rows[0][2]),
        ("", "Say what you see"),
        "what is known of a HIT without an id"
    );
    assert_eq!([&rows[0][14], &rows[0][16], &rows[0][17], &rows[0][23]], ["", "", "", ""]);
    let (_, rows) = table(&write(&told[1..], Formulas::AsTheyAre));
    assert_eq!(rows[0][..12], [const { "" }; 12], "a HIT that nobody told of");
}

#[test]
fn a_time_that_was_kept_as_text_is_written_as_that_text() {
    let mut saved = assignment("3A", "3H");
    saved.assignment.submitted = None;
    saved.assignment.kept = KeptMembers::from_json(r#"{"SubmitTime":"3/25/14 22:12","Later":[1,2]}"#.into());
    let (header, rows) = table(&written(vec![saved]));
    assert_eq!((&*rows[0][18], &*rows[0][23]), ("3/25/14 22:12", ""));
    assert_eq!((&*header[29], &*rows[0][29]), ("Later", "[1,2]"), "a member nobody knows stands behind");
}

#[test]
fn what_a_file_has_beside_stands_behind_and_only_then_rows_are_full() {
    let plain = assignment("3A", "3H");
    let beside = SavedAssignment {
        extra: texts(&[("NumberOfSimilarHits", "7"), ("note", "a"), ("", "0"), ("note", "b")]),
        surplus: vec!["x".into(), "".into()],
        ..assignment("3B", "3H")
    };
    let csv = written(vec![plain.clone(), beside]);
    let (header, rows) = behind(&csv);
    assert_eq!(header, ["Approve", "Reject", "note", "note", ""]);
    assert_eq!(rows[0], ["", "", "", "", ""]);
    assert_eq!(rows[1], ["", "", "a", "b", "0", "x", ""]);
    assert_eq!(table(&csv).1[1][12], "7");
    let marked = SavedAssignment { extra: texts(&[("Approve", "X")]), ..plain };
    assert_eq!(behind(&written(vec![marked])).1[0], ["X", ""]);
}

#[test]
fn a_document_becomes_columns_and_loses_nothing() {
    let document = "<QuestionFormAnswers>\
        <Answer><QuestionIdentifier>c</QuestionIdentifier><SelectionIdentifier>red</SelectionIdentifier>\
        <SelectionIdentifier>blue</SelectionIdentifier><OtherSelectionText>else</OtherSelectionText></Answer>\
        <Answer><QuestionIdentifier>f</QuestionIdentifier><UploadedFileSizeInBytes>42</UploadedFileSizeInBytes>\
        <UploadedFileKey>k</UploadedFileKey></Answer>\
        <Answer><QuestionIdentifier>t</QuestionIdentifier><FreeText>1</FreeText></Answer>\
        <Answer><QuestionIdentifier>t</QuestionIdentifier><FreeText> </FreeText></Answer></QuestionFormAnswers>";
    let mut saved = assignment("3A", "3H");
    saved.assignment.answer = Some(document.into());
    let (header, rows) = behind(&written(vec![saved.clone()]));
    let names = ["Answer.c", "Answer.f", "Answer.f.UploadedFileSizeInBytes", "Answer.t", "Answer.t"];
    assert_eq!(header[..5], names);
    assert_eq!(rows[0], ["red|blue|else", "k", "42", "1", " "]);

    saved.assignment.answer = Some(document.replace("</QuestionFormAnswers>", "").into());
    let (header, rows) = behind(&written(vec![saved.clone()]));
    assert_eq!(header.last().unwrap(), "Answer", "a broken one stands there whole");
    assert_eq!(rows[0].last().map(String::as_str), saved.assignment.answer.as_deref());
}

#[test]
fn an_assignment_takes_a_row_for_each_of_its_trials() {
    let trials = Trials {
        columns: ["rt".into(), "Answer.word".into()].into(),
        rows: vec![vec!["1".into(), "a".into()], vec!["2".into(), "b".into()]],
    };
    let saved =
        SavedAssignment { answers: texts(&[("age", "40")]), trials: Some(trials), ..assignment("3A", "3H") };
    let csv = written(vec![saved, assignment("3B", "3H")]);
    let (header, rows) = behind(&csv);
    assert_eq!(header, ["Answer.age", "Answer.word", "Approve", "Reject", "rt"]);
    assert_eq!(rows, [["40", "a", "", "", "1"], ["40", "b", "", "", "2"], ["", "", "", "", ""]]);
    assert_eq!(table(&csv).1[1][14], "3A");
}

#[test]
fn formulas_are_neutralised_where_that_is_asked_for_and_numbers_are_not() {
    let saved = SavedAssignment {
        answers: texts(&[("a", "=1+1"), ("b", "-2"), ("c", "@x")]),
        extra: texts(&[("=head", "")]),
        ..assignment("3A", "3H")
    };
    let (header, rows) = behind(&write(&records(vec![saved]), Formulas::Neutralised));
    assert_eq!(header[5], "'=head");
    assert_eq!(rows[0][..3], ["'=1+1", "-2", "'@x"]);
}

#[test]
fn who_approved_shows_in_the_form_of_the_time_alone() {
    let saved = |approver| SavedAssignment { approver, ..assignment("3A", "3H") };
    for (approver, time) in [
        (Some(Approver::Service), "2019-04-27 03:26:07 UTC"),
        (Some(Approver::Requester), "Fri Apr 26 20:26:07 PDT 2019"),
        (None, "Fri Apr 26 20:26:07 PDT 2019"),
    ] {
        assert_eq!(table(&written(vec![saved(approver)])).1[0][20], time);
    }
}

#[test]
fn no_records_are_a_header() {
    assert_eq!(write(&[], Formulas::AsTheyAre), format!("{FIXED},\"Approve\",\"Reject\""));
}

#[test]
fn a_source_that_changes_between_the_passes_is_told() {
    struct Growing(Cell<usize>);
    impl Replay for Growing {
        fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
            let answers: Vec<_> = (0..self.0.get()).map(|_| ("a", "b")).collect();
            self.0.set(self.0.get() + 1);
            records(vec![SavedAssignment { answers: texts(&answers), ..assignment("3A", "3H") }])
                .as_slice()
                .replay(take)
        }
    }
    for answers in [0, 1] {
        let source = Growing(Cell::new(answers));
        let outcome = write_csv(&source, &mut Vec::new(), Formulas::AsTheyAre, &mut |_| {});
        assert!(matches!(outcome, Err(ExportError::Changed)), "{outcome:?}");
    }
}
