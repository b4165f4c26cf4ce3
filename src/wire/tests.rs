use super::sample::{any_assignment, any_hit, hostile};
use super::*;
use crate::model::{
    Assignment, AssignmentId, BonusPayment, Cents, Hit, HitStatus, Status, Timestamp, WorkerBlock, WorkerId,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const LIST: Operation = Operation::ListAssignmentsForHit;

fn written<T: Structure>(items: &[T], operation: Operation, next: Option<&str>) -> String {
    let items: Vec<_> = items.iter().map(Written).collect();
    let list = operation.list().unwrap();
    serde_json::to_string(&WrittenPage { list, items: &items, next: next.map(str::to_owned) }).unwrap()
}

/// The only assignment on a page, with these members beside its ids.
fn assignment(members: &str) -> Assignment {
    let body =
        format!(r#"{{"Assignments":[{{"AssignmentId":"3A","WorkerId":"AW","HITId":"3H",{members}}}]}}"#);
    let page = page::<Assignment>(LIST, body.as_bytes()).unwrap();
    page.items.into_iter().next().unwrap()
}

#[test]
fn members_have_the_names_and_the_order_of_the_service_model() {
    let names: Vec<&str> = AssignmentMember::ALL.iter().map(|member| member.name()).collect();
    assert_eq!(
        names.join(" "),
        "AssignmentId WorkerId HITId AssignmentStatus AutoApprovalTime AcceptTime SubmitTime ApprovalTime \
         RejectionTime Deadline Answer RequesterFeedback"
    );
    let names: Vec<&str> = HitMember::ALL.iter().map(|member| member.name()).collect();
    assert_eq!(
        names.join(" "),
        "HITId HITTypeId HITGroupId HITLayoutId CreationTime Title Description Question Keywords HITStatus \
         MaxAssignments Reward AutoApprovalDelayInSeconds Expiration AssignmentDurationInSeconds RequesterAnnotation \
         QualificationRequirements HITReviewStatus NumberOfAssignmentsPending NumberOfAssignmentsAvailable \
         NumberOfAssignmentsCompleted"
    );
}

#[test]
fn times_and_numbers_are_read_however_they_are_written() {
    let at = Timestamp::from_second(1_575_201_600).ok();
    for time in [
        "1575201600",
        "1575201600.0",
        r#""1575201600""#,
        r#""2019-12-01T12:00:00Z""#,
        r#""2019-12-01T12:00:00""#,
    ] {
        let read = assignment(&format!(r#""SubmitTime":{time}"#));
        assert_eq!((read.submitted, read.kept.is_empty()), (at, true), "{time}");
    }
    let body =
        br#"{"HIT":{"HITId":"3H","MaxAssignments":"9","Reward":0.12,"AutoApprovalDelayInSeconds":"60"}}"#;
    let hit: Hit = one("HIT", body).unwrap();
    assert_eq!((hit.max, hit.reward), (Some(9), Some(Cents(12))));
    assert_eq!(hit.auto_approval_delay.unwrap().as_secs(), 60);
    assert!(hit.kept.is_empty());
}

#[test]
fn what_can_not_be_read_costs_its_own_value_and_is_kept_as_it_came() {
    let read = assignment(
        r#""AssignmentStatus":"Disputed","SubmitTime":"soon","AcceptTime":5,"Answer":{"odd":1},"Later":[1],"Gone":null"#,
    );
    assert_eq!((read.status, read.submitted), (Status::Other, None));
    assert_eq!((read.accepted, read.answer.as_deref()), (Timestamp::from_second(5).ok(), None));
    assert_eq!(
        read.kept.json(),
        Some(r#"{"Later":[1],"AssignmentStatus":"Disputed","SubmitTime":"soon","Answer":{"odd":1}}"#)
    );
    let body = br#"{"HIT":{"HITId":"3H","HITStatus":"Paused","MaxAssignments":-1,"Reward":"a lot","CreationTime":1e300,
        "QualificationRequirements":[{"QualificationTypeId":"Q","Comparator":"In","New":1}]}}"#;
    let hit: Hit = one("HIT", body).unwrap();
    assert_eq!((hit.status, hit.max, hit.reward, hit.created), (HitStatus::Other, None, None, None));
    assert!(hit.requirements.is_empty());
    assert_eq!(hit.kept.get("HITStatus").as_deref(), Some("Paused"));
    assert_eq!(hit.kept.get("MaxAssignments").as_deref(), Some("-1"));
}

#[test]
fn half_an_emoji_in_an_answer_costs_one_character_and_the_answer_is_written_as_it_came() {
    let read = assignment(r#""Answer":"a\ud83db""#);
    assert_eq!(read.answer.as_deref(), Some("a\u{FFFD}b"));
    let json = serde_json::to_string(&Written(&read)).unwrap();
    assert!(json.contains(r#""Answer":"a\ud83db""#), "{json}");
}

#[test]
fn an_id_that_is_a_number_is_its_digits_and_a_row_without_one_is_none() {
    let body = br#"{"Assignments":[{"AssignmentId":7},{"AssignmentId":""},{"WorkerId":"AW"},3,null,"x"]}"#;
    let page = page::<Assignment>(LIST, body).unwrap();
    let ids: Vec<&str> = page.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["7"]);
    assert_eq!(page.items[0].status, Status::Other, "none was told");
}

#[test]
fn a_page_without_a_list_is_none_unless_it_says_that_it_is_empty() {
    let read = |body: &str| page::<Assignment>(LIST, body.as_bytes());
    for body in ["{}", r#"{"NumResults":3}"#, r#"{"Assignments":"x"}"#, r#"{"HITs":[]}"#] {
        assert_eq!(read(body), Err(AnswerError::NoList), "{body}");
    }
    assert_eq!(read(r#"{"Assignments":[],"NextToken":5}"#), Err(AnswerError::NoToken));
    for body in ["", "<html>", "[]", r#"{"Assignments":[{"#, r#"{"Assignments":[]} x"#] {
        let error = read(body).unwrap_err();
        assert!(matches!(error, AnswerError::Json(_)), "{body}: {error}");
    }
    let empty = Ok(WirePage { items: Vec::new(), next: None });
    assert_eq!(read(r#"{"NumResults":0}"#), empty);
    assert_eq!(read(r#"{"Assignments":[],"NextToken":""}"#), empty);
    assert_eq!(one::<Hit>("HIT", b"{}"), Err(AnswerError::Nothing("HIT")));
}

#[test]
fn words_about_an_answer_never_quote_it() {
    for body in [r#""a secret""#, r#"{"Assignments":[{"Answer":"a secret"#, r#"{"a secret" 5}"#] {
        let error = page::<Assignment>(LIST, body.as_bytes()).unwrap_err().to_string();
        assert!(!error.contains("secret"), "{error}");
    }
}

/// An object with these members, and at last an id.
fn object<'a>(members: impl Iterator<Item = (&'a str, &'a String)>, id: &str) -> String {
    let members =
        members.fold("{".to_owned(), |object, (name, value)| object + &format!(r#""{name}":{value},"#));
    members + &format!(r#""{id}":"3LAST"}}"#)
}

proptest! {
    #[test]
    fn any_assignments_are_written_so_that_they_read_the_same(
        items in vec(any_assignment(), 0..5),
        next in prop::option::of("[a-z]{1,9}"),
    ) {
        let body = written(&items, LIST, next.as_deref());
        let read = page(LIST, body.as_bytes()).unwrap();
        prop_assert_eq!(&super::page::odd_page("Assignments", &body), &Ok(read.clone()));
        prop_assert_eq!(read, WirePage { items, next: next.map(Into::into) }, "{}", body);
    }

    #[test]
    fn any_hits_are_written_so_that_they_read_the_same(items in vec(any_hit(), 0..4)) {
        let body = written(&items, Operation::ListHits, None);
        let read = page::<Hit>(Operation::ListHits, body.as_bytes()).unwrap();
        prop_assert_eq!(read.items, items, "{}", body);
    }

    #[test]
    fn payments_and_blocks_are_written_so_that_they_read_the_same(
        (id, reason) in ("[A-Z0-9]{1,9}", any::<String>()),
        (amount, second) in (prop::option::of(0..i64::MAX), prop::option::of(0..4_000_000_000_i64)),
    ) {
        let worker = WorkerId::from_service(id.clone());
        let payment = BonusPayment {
            worker: worker.clone(),
            assignment: AssignmentId::from_service(id),
            amount: amount.map(Cents),
            reason: reason.clone(),
            granted: second.map(|second| Timestamp::from_second(second).unwrap()),
        };
        let body = written(std::slice::from_ref(&payment), Operation::ListBonusPayments, None);
        prop_assert_eq!(page::<BonusPayment>(Operation::ListBonusPayments, body.as_bytes()).unwrap().items, [payment]);
        let block = WorkerBlock { worker, reason };
        let body = written(std::slice::from_ref(&block), Operation::ListWorkerBlocks, None);
        prop_assert_eq!(page::<WorkerBlock>(Operation::ListWorkerBlocks, body.as_bytes()).unwrap().items, [block]);
    }

    #[test]
    fn hostile_values_never_lose_the_page(
        odd in vec((select(AssignmentMember::ALL), hostile()), 0..8),
        entries in vec(hostile(), 0..3),
        beside in hostile(),
    ) {
        let odd = object(odd.iter().map(|(member, value)| (member.name(), value)), "AssignmentId");
        let entries = entries.iter().fold(String::new(), |entries, entry| entries + entry + ",");
        let body = format!(
            r#"{{"\ud83d":{beside},"NumResults":{beside},"Assignments":[{entries}{odd}]}}"#
        );
        let read = page::<Assignment>(LIST, body.as_bytes()).unwrap();
        prop_assert_eq!(&super::page::odd_page("Assignments", &body), &Ok(read.clone()));
        prop_assert!(read.items.iter().any(|item| item.id.as_str() == "3LAST"), "{}", body);
        // What was read is written so that it reads the same, odd as it is.
        let again = written(&read.items, LIST, None);
        let again: WirePage<Assignment> = page(LIST, again.as_bytes()).unwrap();
        prop_assert_eq!(again.items.len(), read.items.len());
    }

    #[test]
    fn hostile_values_never_lose_a_hit(odd in vec((select(HitMember::ALL), hostile()), 0..8)) {
        let odd = object(odd.iter().map(|(member, value)| (member.name(), value)), "HITId");
        let body = format!(r#"{{"HIT":{odd}}}"#);
        let hit: Hit = one("HIT", body.as_bytes()).unwrap();
        prop_assert_eq!(hit.id.as_str(), "3LAST");
    }

    #[test]
    fn no_bytes_are_too_odd(body in vec(any::<u8>(), 0..60), text in r#"[\[\]{}",:a-zA-Z0-9\\u]{0,60}"#) {
        for body in [&body[..], text.as_bytes()] {
            let _ = page::<Assignment>(LIST, body);
            let _ = one::<Hit>("HIT", body);
            let _ = ErrorAnswer::read(400, None, body).to_string();
            let _ = CliWords::read(400, body);
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_cost_their_characters(bad in vec(128_u8..=255, 0..5)) {
        let body = [&br#"{"Assignments":[{"AssignmentId":"3A","Answer":"x"#[..], &bad, br#"y"}]}"#].concat();
        let read = page::<Assignment>(LIST, &body).unwrap();
        let answer = read.items[0].answer.as_deref().unwrap();
        prop_assert!(answer.starts_with('x') && answer.ends_with('y'), "{}", answer);
    }
}
