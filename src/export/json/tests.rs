use super::{write_json, write_jsonl};
use crate::export::sample::{assignment, records, texts};
use crate::model::{
    AssignmentId, BonusPayment, Cents, Hit, HitId, KeptMembers, Provenance, SavedAssignment, SavedRecord,
    Status, Trials, WorkerId,
};
use crate::wire::Structure;
use serde_json::{Value, json};

fn lines(records: &[SavedRecord]) -> Vec<String> {
    let mut out = Vec::new();
    write_jsonl(&records, &mut out, &mut |_| {}).unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

fn line(saved: SavedAssignment) -> Value {
    serde_json::from_str(lines(&records(vec![saved])).last().unwrap()).unwrap()
}

#[test]
fn an_assignment_is_a_line_with_the_services_members_and_what_stands_beside() {
    let saved = SavedAssignment {
        answers: texts(&[("b", "x"), ("age.option_1", "true"), ("b", "")]),
        inputs: texts(&[("url", "https://example.com/3.jpg")]),
        extra: texts(&[("note", "n")]),
        ..assignment("3A", "3H")
    };
    let expected = r#"{"AssignmentId":"3A","WorkerId":"AFLDWORKER011","HITId":"3H","AssignmentStatus":"Approved","AutoApprovalTime":"2019-04-27T03:25:32Z","AcceptTime":"2019-04-24T03:22:45Z","SubmitTime":"2019-04-24T03:25:32Z","ApprovalTime":"2019-04-27T03:26:07Z","RejectionTime":null,"Deadline":null,"RequesterFeedback":null,"WorkTimeInSeconds":167,"Approver":"Service","Answers":{"b":["x",""],"age.option_1":"true"},"Values":{"b":["x",""],"age":{"option_1":true}},"Inputs":{"url":"https://example.com/3.jpg"},"Extra":{"note":"n"},"Trials":null,"Source":{"File":"results.csv","Line":2}}"#;
    assert_eq!(lines(&records(vec![saved]))[1], expected);
}

#[test]
fn a_hit_is_told_once_as_the_service_answers_with_it() {
    let told = lines(&records(vec![assignment("3A", "3H"), assignment("3B", "3H")]));
    assert_eq!(told.len(), 3);
    let hit = r#"{"HIT":{"HITId":"3H","HITTypeId":"3FLDTYPE00000000000000000000XX","CreationTime":"2019-04-24T02:22:45Z","Title":"Say what you see","Description":"Look at a picture, then \"say\" what it shows.","Keywords":"picture, describe, short","MaxAssignments":3,"Reward":"0.05","AutoApprovalDelayInSeconds":259200,"Expiration":"2019-05-01T02:22:45Z","AssignmentDurationInSeconds":3600,"RequesterAnnotation":"BatchId:4000001;OriginalHitTemplateId:920000001;"}}"#;
    assert_eq!(told[0], hit);
}

#[test]
fn what_is_not_known_is_null_and_invented_ids_are_not_told() {
    let mut saved = assignment("", "");
    saved.assignment.id = AssignmentId::invented("7f");
    saved.assignment.hit = HitId::invented("8a");
    saved.assignment.worker = WorkerId::from_service("");
    saved.assignment.status = Status::Other;
    saved.approver = None;
    let hit = Hit { id: saved.assignment.hit.clone(), title: "T".into(), ..Hit::blank() };
    let told = [SavedRecord::Hit(Box::new(hit)), SavedRecord::Assignment(Box::new(saved))];
    let told = lines(&told);
    assert_eq!(told.len(), 1);
    let line: Value = serde_json::from_str(&told[0]).unwrap();
    for member in
        ["AssignmentId", "WorkerId", "HITId", "AssignmentStatus", "Approver", "Answers", "Inputs", "Extra"]
    {
        assert_eq!(line.get(member), Some(&Value::Null), "{member}");
    }
    assert_eq!(line["HIT"], json!({"Title": "T"}), "which no line of its own could be found for");
}

#[test]
fn what_could_not_be_read_stands_as_it_was_sent_and_on_one_line() {
    let mut saved = SavedAssignment { surplus: vec!["s".into()], ..assignment("3A", "3H") };
    saved.assignment.submitted = None;
    let kept = "{\"SubmitTime\":\"3/25/14 22:12\",\"Later\":[1,\n 2.50],\"Extra\":{\"x\":1}}";
    saved.assignment.kept = KeptMembers::from_json(kept.into());
    let told = lines(&records(vec![saved]));
    assert_eq!(told.len(), 2);
    assert!(told[1].contains(r#""SubmitTime":"3/25/14 22:12","#), "{}", told[1]);
    assert!(told[1].contains(r#""Later":[1,  2.50],"#), "{}", told[1]);
    assert!(told[1].contains(r#""Extra":{"Extra":"{\"x\":1}"},"Surplus":["s"],"#), "{}", told[1]);
}

#[test]
fn a_document_is_there_to_the_letter_beside_its_answers() {
    let document = "<QuestionFormAnswers><Answer><QuestionIdentifier>c</QuestionIdentifier>\
        <SelectionIdentifier>a|b</SelectionIdentifier><SelectionIdentifier>c</SelectionIdentifier></Answer><Answer>\
        <QuestionIdentifier>taskAnswers</QuestionIdentifier><FreeText>[{\"a\":1}]</FreeText></Answer></QuestionFormAnswers>";
    let mut saved = assignment("3A", "3H");
    saved.assignment.answer = Some(document.into());
    let line = line(saved);
    assert_eq!(line["Answer"], document);
    assert_eq!(line["Answers"], json!({"c": ["a|b", "c"], "taskAnswers": "[{\"a\":1}]"}));
    assert_eq!(line["Values"], json!({"c": ["a|b", "c"], "a": 1}));
}

#[test]
fn trials_are_objects_in_a_list() {
    let trials = Trials {
        columns: ["rt".into(), "w".into()].into(),
        rows: vec![vec!["1".into(), "a".into()], vec!["2".into(), "b".into()]],
    };
    let line = line(SavedAssignment { trials: Some(trials), ..assignment("3A", "3H") });
    assert_eq!(line["Trials"], json!([{"rt": "1", "w": "a"}, {"rt": "2", "w": "b"}]));
}

#[test]
fn a_document_of_everything_has_a_list_of_each() {
    let mut all = records(vec![assignment("3A", "3H"), assignment("3B", "3H")]);
    let service = Provenance::Service {
        endpoint: "http://localhost".into(),
        seen: "2020-01-01T00:00:00Z".parse().unwrap(),
    };
    all.push(SavedRecord::Assignment(Box::new(SavedAssignment {
        provenance: service,
        ..assignment("3C", "3H")
    })));
    all.push(SavedRecord::Bonus(Box::new(BonusPayment {
        worker: WorkerId::from_service("AFLDWORKER011"),
        assignment: AssignmentId::from_service("3A"),
        amount: Some(Cents(150)),
        reason: "Thanks".into(),
        granted: Some("2020-01-01T00:00:00.5Z".parse().unwrap()),
    })));
    let mut out = Vec::new();
    let exported = write_json(&all.as_slice(), &mut out, &mut |_| {}).unwrap();
    assert_eq!((exported.hits, exported.assignments, exported.bonuses), (1, 3, 1));
    let document: Value = serde_json::from_slice(&out).unwrap();
    let lines: Vec<Value> = lines(&all).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(document["HITs"][0], lines[0]["HIT"]);
    assert_eq!(document["Assignments"], Value::from(lines[1..4].to_vec()));
    assert_eq!(document["BonusPayments"], lines[4]["BonusPayments"]);
    let bonus = json!({"WorkerId": "AFLDWORKER011", "BonusAmount": "1.50", "AssignmentId": "3A", "Reason": "Thanks",
        "GrantTime": "2020-01-01T00:00:00.5Z"});
    assert_eq!(document["BonusPayments"][0], bonus);
    assert_eq!(lines[3]["Source"], json!({"Endpoint": "http://localhost", "Seen": "2020-01-01T00:00:00Z"}));

    let mut out = Vec::new();
    write_json(&[].as_slice(), &mut out, &mut |_| {}).unwrap();
    let empty: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(empty, json!({"HITs": [], "Assignments": [], "BonusPayments": []}));
}
