//! Tables: the files of the kinds that requesters have, and what is particular about each.

use crate::expected::{Records, path};
use hitdeck::import::{DecodedText, ImportError, SheetSummary, read_sheet};
use hitdeck::model::{Approver, Cents, HitStatus, RemarkWeight, Status};
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Reads a table, with what is told of its encoding.
pub(crate) fn read(bytes: impl Read) -> (Result<SheetSummary, ImportError>, Records) {
    let file: Arc<str> = "results.csv".into();
    let mut records = Records::default();
    let mut text = DecodedText::new(bytes, &file);
    let summary = read_sheet(&mut text, &file, &mut |record| {
        records.take(record);
        ControlFlow::Continue(())
    });
    records.remarks.extend(text.remark());
    (summary, records)
}

pub(crate) fn opened(text: impl AsRef<[u8]>) -> Records {
    let (summary, records) = read(text.as_ref());
    summary.unwrap();
    records
}

fn file(name: &str) -> (SheetSummary, Records) {
    let (summary, records) = read(std::fs::File::open(path(name)).unwrap());
    (summary.unwrap(), records)
}

#[test]
fn every_kind_of_table_comes_out_as_it_must() {
    for (name, kind) in [
        (
            "01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv",
            "Batch CSV of the requester site",
        ),
        ("02-batch-approvaltime-two-forms-in-one-column.csv", "Batch CSV of the requester site"),
        ("04-batch-dotted-booleans-sorted-as-text.csv", "Batch CSV of the requester site"),
        ("05-batch-pandas-index-column-true-false-lf.csv", "Batch CSV of the requester site"),
        ("06-batch-resaved-by-excel-minimal-quotes-reward-blank.csv", "Batch CSV of the requester site"),
        ("07-batch-bom-no-ids-spaces-in-answer-names.csv", "Batch CSV of the requester site"),
        ("08-batch-bounding-boxes-json-in-cell.csv", "Batch CSV of the requester site"),
        ("09-batch-taskanswers-raw-json.csv", "Batch CSV of the requester site"),
        ("10-batch-clone-utc-dates-empty-hittypeid.csv", "Batch CSV of the requester site"),
        ("12-batch-2016-no-approve-reject-columns-lf-in-cells.csv", "Batch CSV of the requester site"),
        ("14-batch-stripped-no-assignment-no-times.csv", "Batch CSV of the requester site"),
        ("15-backtick-quotes-rows-longer-than-header.csv", "Table of assignments"),
        ("16-clt-tab-results-no-quotes-json-answers.results", "Results of the command line tools"),
        ("17-clt-reformat-csv-workerid-twice.csv", "Results of the command line tools"),
        ("19-clt-written-by-r-row-names-na.csv", "Results of the command line tools"),
        ("20-clt-excel-for-mac-cr-line-ends-some-dates-changed.csv", "Results of the command line tools"),
        ("22-manage-hits-download-trailing-comma-rows-of-any-length.csv", "Download of single HITs"),
        ("23-turkle-results-utc-no-status.csv", "Turkle results"),
        ("32-hitdeck-list.csv", "Table of assignments with their answer documents"),
        ("42-clt-one-row-per-trial.csv", "Results of the command line tools"),
    ] {
        let (summary, records) = file(name);
        assert_eq!(summary.kind, kind, "{name}");
        assert_eq!(summary.assignments, records.assignments.len() as u64, "{name}");
        records.compare(name);
    }
}

#[test]
fn a_table_without_assignments_is_no_result_file() {
    let (summary, _) = read(std::fs::File::open(path("40-headers-with-blanks-no-answers.csv")).unwrap());
    assert_eq!(
        summary.unwrap_err().to_string(),
        "results.csv:1: no result file: none of the columns AssignmentId, Answer and Answer.… is there, only \
         \"WorkerId\", \"HITId\""
    );
}

#[test]
fn a_batch_says_what_its_hits_are() {
    let (summary, records) = file("01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv");
    assert_eq!((summary.hits, summary.without_id), (2, 0));
    // The second row of the first HIT has other times than the first.
    let told: Vec<&str> = records.hits.iter().map(|hit| &hit.id.as_str()[28..]).collect();
    assert_eq!(told, ["01", "01", "02"], "once for each HIT, and again where it changed");
    let hit = &records.hits[0];
    assert_eq!(hit.id.as_str(), "3FLDHIT00000000000000000000001");
    assert_eq!(hit.title, "Say what you see");
    assert_eq!(hit.reward, Some(Cents(5)));
    assert_eq!(hit.annotation.as_deref(), Some("BatchId:4000001;OriginalHitTemplateId:920000001;"));
    assert_eq!(hit.created.unwrap().to_string(), "2019-11-03T07:30:00Z");
    assert_eq!((hit.max, hit.status), (Some(3), HitStatus::Other));
    assert_eq!(hit.auto_approval_delay.unwrap().as_secs(), 259_200);
    let first = &records.assignments[0];
    assert_eq!(first.assignment.hit, hit.id);
    assert_eq!((&*first.inputs[0].name, &*first.inputs[0].text), ("image_url", "https://example.com/1.jpg"));
    let extra: Vec<(&str, &str)> = first.extra.iter().map(|extra| (&*extra.name, &*extra.text)).collect();
    assert_eq!(extra[0], ("LifetimeApprovalRate", "100% (3/3)"));
    assert_eq!(records.told(), Vec::<String>::new(), "rows two cells short are how the site writes them");
}

#[test]
fn the_form_of_an_approval_tells_who_approved() {
    let (_, records) = file("02-batch-approvaltime-two-forms-in-one-column.csv");
    let approvers: Vec<_> = records.assignments.iter().map(|saved| saved.approver).collect();
    assert_eq!(approvers, [Some(Approver::Service), Some(Approver::Requester), Some(Approver::Service)]);
    let (_, records) = file("16-clt-tab-results-no-quotes-json-answers.results");
    assert!(
        records.assignments.iter().all(|saved| saved.approver.is_none()),
        "the tools have one form for both"
    );
}

#[test]
fn the_tools_tell_the_counters_of_a_hit() {
    let (_, records) = file("16-clt-tab-results-no-quotes-json-answers.results");
    let hit = &records.hits[0];
    assert_eq!(
        (hit.max, hit.available, hit.pending, hit.completed),
        (Some(200), Some(1), Some(0), Some(199))
    );
    assert_eq!(hit.status, HitStatus::Reviewable);
    assert_eq!(hit.expires.unwrap().to_string(), "2016-04-07T04:40:43Z");
}

#[test]
fn a_reward_with_a_blank_is_read() {
    let (_, records) = file("06-batch-resaved-by-excel-minimal-quotes-reward-blank.csv");
    assert_eq!(records.hits[0].reward, Some(Cents(1)));
}

#[test]
fn rows_without_ids_keep_theirs_from_reading_to_reading() {
    let name = "07-batch-bom-no-ids-spaces-in-answer-names.csv";
    let ids = |records: &Records| -> Vec<String> {
        records.assignments.iter().map(|saved| saved.assignment.id.to_string()).collect()
    };
    let (summary, records) = file(name);
    assert_eq!((summary.without_id, summary.hits), (3, 1), "the same task is the same HIT");
    assert!(records.assignments.iter().all(|saved| saved.assignment.hit.is_invented()));
    let first = ids(&records);
    assert_eq!(first, ids(&file(name).1));
    assert!(first[0] != first[1]);
    assert!(records.told().contains(
        &"results.csv:2: rows without an assignment id: 3 (nothing can be decided on them)".into()
    ));
    // The same rows, saved by another program and in another order; equal rows are two.
    let text = "WorkerId;Answer.q\nW2;b\nW1;a\nW1;a\n";
    let again = "\u{feff}\"WorkerId\",\"Answer.q\"\r\n\"W1\",\"a\"\r\n\"W2\",\"b\"\r\n\"W1\",\"a\"";
    let (mut one, mut other) = (ids(&opened(text)), ids(&opened(again)));
    one.sort();
    other.sort();
    assert_eq!(one, other);
    assert!(one[0] != one[1] && one[1] != one[2] && one[0] != one[2]);
}

#[test]
fn times_without_a_zone_are_told_once_for_each_form() {
    let (_, records) = file("20-clt-excel-for-mac-cr-line-ends-some-dates-changed.csv");
    assert_eq!(
        records.told(),
        [
            "results.csv:2: times of AcceptTime that can not be known, as \"3/25/14 22:12\", which has no zone: 2 (kept as text)"
        ]
    );
    assert_eq!(records.assignments[0].assignment.feedback, None, "NA beside times that are NA");
}

#[test]
fn trials_are_one_assignment() {
    let (summary, records) = file("42-clt-one-row-per-trial.csv");
    assert_eq!(summary.assignments, 2);
    let trials = records.assignments[1].trials.as_ref().unwrap();
    let columns: Vec<&str> = trials.columns.iter().map(|name| &**name).collect();
    assert_eq!(columns, ["rt", "object", "response", "slide_number_in_experiment"]);
    let last: Vec<&str> = trials.rows[2].iter().map(|cell| &**cell).collect();
    assert_eq!(last, ["903", "obj3", "0.30000000000000004", "3"]);
    assert!(!records.assignments[0].extra.iter().any(|extra| &*extra.name == "rt"));
    assert!(records.assignments[0].extra.iter().any(|extra| &*extra.name == "utterance"));
}

#[test]
fn merged_files_have_an_assignment_twice() {
    let head = "HITId,AssignmentId,WorkerId,AssignmentStatus,SubmitTime,Answer.q\n";
    let text = format!(
        "{head}H,A1,W,Submitted,,x\nH,A1,W,Approved,,x\nH,A2,W,Submitted,,y\nH,A2,W,Submitted,,y\nH,A1,W,Approved,,x\n"
    );
    let records = opened(text);
    let told: Vec<(&str, Status)> = records
        .assignments
        .iter()
        .map(|saved| (saved.assignment.id.as_str(), saved.assignment.status))
        .collect();
    // Other states of an assignment are no trials: who takes them merges them.
    assert_eq!(
        told,
        [
            ("A1", Status::Submitted),
            ("A1", Status::Approved),
            ("A2", Status::Submitted),
            ("A1", Status::Approved)
        ]
    );
    assert!(records.assignments.iter().all(|saved| saved.trials.is_none()));
    assert_eq!(
        records.told(),
        [
            "results.csv:3: rows of assignments that had a row before: 2",
            "results.csv:5: rows that stand there twice, word for word: 1",
        ]
    );
}

#[test]
fn encodings_are_found_and_told() {
    let text = "HITId,AssignmentId,WorkerId,AcceptTime,SubmitTime,Answer.wort\n\
                H,A,W,Do Mär 01 15:56:36 MEZ 2018,Do Mär 01 15:57:36 MEZ 2018,schön “so”\n";
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let encode = |byte: fn(char) -> u8| text.chars().map(byte).collect::<Vec<u8>>();
    let windows = |char| match char {
        'ä' => 0xe4,
        'ö' => 0xf6,
        '“' => 0x93,
        '”' => 0x94,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    let mac = |char| match char {
        'ä' => 0x8a,
        'ö' => 0x9a,
        '“' => 0xd2,
        '”' => 0xd3,
        '\n' => b'\r',
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    for (bytes, told) in [
        (text.as_bytes().to_vec(), None),
        (utf16(u16::to_le_bytes), Some("results.csv: read as UTF-16 (little-endian)")),
        (utf16(u16::to_be_bytes), Some("results.csv: read as UTF-16 (big-endian)")),
        (encode(windows), Some("results.csv: read as Windows-1252")),
        (encode(mac), Some("results.csv: read as Mac Roman")),
    ] {
        let records = opened(bytes);
        let saved = &records.assignments[0];
        assert_eq!(&*saved.answers[0].text, "schön “so”", "{told:?}");
        assert_eq!(saved.assignment.submitted.unwrap().to_string(), "2018-03-01T14:57:36Z");
        assert_eq!(records.told(), told.map(str::to_owned).into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn separators_and_quotes_are_found() {
    for text in [
        "HITId;AssignmentId;Answer.q\nH;A;\"a;b \"\"c\"\"\"\n",
        "HITId|AssignmentId|Answer.q\nH|A|\"a;b \"\"c\"\"\"\n",
        "HITId\tAssignmentId\tAnswer.q\r\nH\tA\t\"a;b \"\"c\"\"\"\r\n",
        "HITId\tAssignmentId\tAnswer.q\nH\tA\ta;b \"c\"\n",
        "\"HITId\"\t\"AssignmentId\"\t\"Answer.q\"\n\"H\"\t\"A\"\t\"a;b \"\"c\"\"\"\n",
        "sep=;\r\nHITId;AssignmentId;Answer.q\r\nH;A;\"a;b \"\"c\"\"\"\r\n",
        "HITId,AssignmentId,Answer.q\rH,A,\"a;b \"\"c\"\"\"\r",
        "\n\nHITId,AssignmentId,Answer.q\n,,\nH,A,\"a;b \"\"c\"\"\"\n,,\n",
    ] {
        let records = opened(text);
        assert_eq!(records.assignments.len(), 1, "{text:?}");
        assert_eq!(&*records.assignments[0].answers[0].text, "a;b \"c\"", "{text:?}");
        assert_eq!(records.told(), Vec::<String>::new(), "{text:?}");
    }
    let json = opened("hitid\tassignmentid\tviewhit\tAnswer.q\nH\tA\thttps://x/?HITId=H\t\"only\"\n");
    assert_eq!(&*json.assignments[0].answers[0].text, "\"only\"", "the tools quote nothing");
    assert!(json.assignments[0].extra.is_empty());
}

#[test]
fn na_is_what_a_worker_wrote_but_where_r_wrote_it() {
    let r = opened(
        "\"HITId\",\"AssignmentId\",\"RequesterFeedback\",\"Answer.a\",\"Answer.b\"\n\"H\",\"A\",NA,NA,\"NA\"\n",
    );
    let answers: Vec<&str> = r.assignments[0].answers.iter().map(|answer| &*answer.text).collect();
    assert_eq!(answers, ["NA"]);
    assert_eq!(r.assignments[0].assignment.feedback, None);
    let site = opened("HITId,AssignmentId,RequesterFeedback,WorkTimeInSeconds,Answer.a\nH,A,NA,NA,NA\n");
    assert_eq!(site.assignments[0].assignment.feedback.as_deref(), Some("NA"));
    assert_eq!(&*site.assignments[0].answers[0].text, "NA");
    assert_eq!(site.assignments[0].work_time, None);
    assert!(site.assignments[0].extra.is_empty());
}

#[test]
fn columns_that_are_there_twice_and_differ_are_both_kept() {
    let records =
        opened("HITId,AssignmentId,WorkerId,workerid,Answer.q,Answer.q\nH,A,W,V,x,y\nH,B,W,W,x,x\n");
    let first = &records.assignments[0];
    assert_eq!(first.assignment.worker.as_str(), "W");
    assert_eq!((&*first.extra[0].name, &*first.extra[0].text), ("workerid", "V"));
    assert_eq!(first.answers.len(), 2);
    assert_eq!(records.assignments[1].answers.len(), 1);
    assert_eq!(
        records.told(),
        ["results.csv:2: rows in which two columns \"workerid\" differ: 1 (both are kept)"]
    );
}

#[test]
fn words_and_values_that_are_none_of_the_service_are_kept() {
    let records = opened(
        "HITId,AssignmentId,AssignmentStatus,Reward,WorkTimeInSeconds,Answer.q\nH,A,Pending,free,long,x\nH,B,APPROVED,free,61.0,x\n",
    );
    let first = &records.assignments[0];
    assert_eq!(first.assignment.status, Status::Other);
    assert_eq!(first.assignment.kept.get("AssignmentStatus").as_deref(), Some("Pending"));
    assert_eq!((&*first.extra[0].name, &*first.extra[0].text), ("WorkTimeInSeconds", "long"));
    assert_eq!(records.hits[0].kept.get("Reward").as_deref(), Some("free"));
    assert_eq!(records.assignments[1].assignment.status, Status::Approved);
    assert_eq!(records.assignments[1].work_time.unwrap().as_secs(), 61);
    let doubts = records.remarks.iter().filter(|remark| remark.weight == RemarkWeight::Doubt).count();
    assert_eq!(doubts, 2, "{:?}", records.told());
}

#[test]
fn a_hit_is_told_again_where_a_row_says_more() {
    let records = opened(
        "HITId,AssignmentId,Title,Reward,Answer.q\nH,A,T,,x\nH,B,T,$0.10,x\nH,C,,,x\nG,D,T,,x\nH,E,T,$0.10,x\n",
    );
    let told: Vec<(&str, Option<Cents>)> =
        records.hits.iter().map(|hit| (hit.id.as_str(), hit.reward)).collect();
    assert_eq!(told, [("H", None), ("H", Some(Cents(10))), ("G", None)]);
}

#[test]
fn answers_of_r_are_columns_or_rows() {
    let columns = opened(
        "\"AssignmentId\",\"SubmitTime\",\"SecondsOnHIT\",\"age\",\"mood\"\n\"A\",\"2014-03-23T03:37:52Z\",12,\"40\",\"fine\"\n",
    );
    let first = &columns.assignments[0];
    assert_eq!(first.work_time.unwrap().as_secs(), 12);
    assert_eq!((&*first.answers[1].name, &*first.answers[1].text), ("mood", "fine"));
    let rows = opened(
        "\"\",\"AssignmentId\",\"WorkerId\",\"HITId\",\"QuestionIdentifier\",\"FreeText\",\"SelectionIdentifier\",\"OtherSelectionField\",\"UploadedFileKey\",\"UploadedFileSizeInBytes\"\n\
         \"1\",\"A\",\"W\",\"H\",\"age\",\"40\",NA,NA,NA,NA\n\
         \"2\",\"A\",\"W\",\"H\",\"mood\",NA,\"fine\",\"so so\",NA,NA\n\
         \"3\",\"B\",\"V\",\"H\",\"age\",NA,NA,NA,NA,NA\n",
    );
    assert_eq!(rows.assignments.len(), 2);
    let answers: Vec<(&str, &str)> =
        rows.assignments[0].answers.iter().map(|answer| (&*answer.name, &*answer.text)).collect();
    assert_eq!(answers, [("age", "40"), ("mood", "fine"), ("mood", "so so")]);
    assert!(rows.assignments[0].trials.is_none());
    assert_eq!(&*rows.assignments[1].answers[0].text, "");
}

#[test]
fn pairs_of_the_old_tools_are_answers() {
    let records = opened(
        "\"hitid\"\t\"assignmentid\"\t\"workerid\"\t\"answers[question_id answer_value]\"\t\"note\"\n\
         \"H\"\t\"A\"\t\"W\"\t\"q1\"\t\"yes\"\t\"q2\"\t\"\"\t\"mine\"\n\
         \"H\"\t\"B\"\t\"W\"\t\"mine\"\n",
    );
    let answers: Vec<(&str, &str)> =
        records.assignments[0].answers.iter().map(|answer| (&*answer.name, &*answer.text)).collect();
    assert_eq!(answers, [("q1", "yes"), ("q2", "")]);
    assert_eq!(&*records.assignments[0].extra[0].text, "mine");
    assert!(records.assignments[1].answers.is_empty());
}

#[test]
fn reading_ends_where_nobody_wants_more() {
    let file: Arc<str> = "f".into();
    let text = "AssignmentId,Answer.q\nA,x\nB,y\nC,z\n";
    let mut taken = 0;
    let summary = read_sheet(text.as_bytes(), &file, &mut |_| {
        taken += 1;
        if taken == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((taken, summary.unwrap().assignments), (2, 2));
}

#[test]
fn rows_that_are_cut_are_told() {
    let records = opened("HITId,AssignmentId,Answer.q,Answer.r,Approve,Reject\nH,A,x,y\nH,B,x\nH,C,x,y,,\n");
    assert_eq!(
        records.told(),
        ["results.csv:3: rows shorter than the header: 1 (their last cells are missing)"]
    );
    assert_eq!(records.assignments.len(), 3);
}

#[test]
fn files_put_behind_each_other_are_read_each_by_its_header() {
    let records = opened(
        "HITId,AssignmentId,WorkerId,Answer.q\nH,A,W,x\nHITId,AssignmentId,WorkerId,Answer.q\nH,B,W,y\n\
         HITId,AssignmentId,Answer.r,WorkerId\nH,C,z,V\n",
    );
    let last = &records.assignments[2];
    assert_eq!(records.assignments.len(), 3);
    assert_eq!((last.assignment.worker.as_str(), &*last.answers[0].name), ("V", "r"));
    assert_eq!(
        records.told(),
        ["results.csv:3: headers between the rows: 2 (the rows behind each are read by it)"]
    );
}

#[test]
fn row_numbers_without_a_column_move_nothing() {
    let records = opened(
        "\"HITId\"\t\"AssignmentId\"\t\"Answer.q\"\n\"1\"\t\"H\"\t\"A\"\tNA\n\"2\"\t\"H\"\t\"B\"\t\"NA\"\n",
    );
    let ids: Vec<&str> = records.assignments.iter().map(|saved| saved.assignment.id.as_str()).collect();
    assert_eq!(ids, ["A", "B"]);
    assert!(records.assignments[0].answers.is_empty());
    assert_eq!(&*records.assignments[1].answers[0].text, "NA");
    assert_eq!(records.told(), Vec::<String>::new());
}

#[test]
fn json_texts_in_cells_of_the_service_are_their_text() {
    let cells = ["H", "A", "W", "Submitted", "Tue Mar 01 10:06:40 PST 2016", "x"]
        .map(|cell| format!("\"\"\"{cell}\"\"\""));
    let records = opened(format!(
        "hitid,assignmentid,workerid,assignmentstatus,assignmentsubmittime,Answer.q\n{}\n",
        cells.join(",")
    ));
    let saved = &records.assignments[0];
    let assignment = &saved.assignment;
    assert_eq!(
        (assignment.hit.as_str(), assignment.id.as_str(), assignment.worker.as_str()),
        ("H", "A", "W")
    );
    assert_eq!(assignment.status, Status::Submitted);
    assert_eq!(assignment.submitted.unwrap().to_string(), "2016-03-01T18:06:40Z");
    assert_eq!(&*saved.answers[0].text, "\"x\"", "answers come out to the letter");
}
