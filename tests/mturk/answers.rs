//! What comes back: pages, and failures in words.

use crate::support::*;
use hitdeck::model::{Cents, HitId, HitStatus, Status, StatusSet, Timestamp};
use hitdeck::mturk::Live;
use hitdeck::source::{AssignmentsQuery, PageToken, Problem, ProblemKind, Source};
use std::sync::{Arc, Mutex};

fn connected(server: &Server) -> Live {
    live(&at(server.url()), &Home::with("").env(&KEYS)).unwrap()
}

fn id() -> HitId {
    HitId::parse("3HIT").unwrap()
}

#[tokio::test]
async fn a_page_of_assignments_arrives_whole() {
    let server = Server::plain(|_, _| {
        json(
            200,
            r#"{"NumResults":2,"NextToken":"p1:next","Assignments":[
                {"AssignmentId":"3A","WorkerId":"AINVENTED","HITId":"3HIT","AssignmentStatus":"Approved",
                 "AcceptTime":1700000000.25,"SubmitTime":1700000061,"ApprovalTime":1700000100,
                 "AutoApprovalTime":1702592061,"Deadline":1700003600,"Answer":"<A>é</A>","RequesterFeedback":"Fine"},
                {"AssignmentId":"3B","WorkerId":"AINVENTED","AssignmentStatus":"Submitted","Later":[1]}]}"#,
        )
    })
    .await;
    let statuses = StatusSet::only(Status::Submitted).toggled(Status::Approved);
    let query =
        AssignmentsQuery { hit: id(), statuses, page_size: 20, token: Some(PageToken("p1:this".into())) };
    let page = connected(&server).assignments(query).await.unwrap();
    assert_eq!(page.next, Some(PageToken("p1:next".into())));
    let [first, second] = &page.items[..] else { panic!("{page:?}") };
    assert_eq!((first.status, second.status), (Status::Approved, Status::Submitted));
    assert_eq!(first.accepted, Timestamp::from_millisecond(1_700_000_000_250).ok());
    assert_eq!((first.answer.as_deref(), first.feedback.as_deref()), (Some("<A>é</A>"), Some("Fine")));
    assert_eq!((second.hit.as_str(), second.answer.as_deref()), ("3HIT", None));
    let body: serde_json::Value = serde_json::from_str(&server.last().body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({"HITId": "3HIT", "NextToken": "p1:this", "MaxResults": 20,
            "AssignmentStatuses": ["Submitted", "Approved"]})
    );
}

#[tokio::test]
async fn hits_arrive_with_their_counters() {
    const HIT: &str = r#"{"HITId":"3HIT","Title":"Count","Reward":"0.12","HITStatus":"Assignable","MaxAssignments":9,
        "NumberOfAssignmentsPending":1,"NumberOfAssignmentsAvailable":2,"NumberOfAssignmentsCompleted":3}"#;
    let server = Server::plain(|nth, _| match nth {
        0 => json(200, &format!(r#"{{"HIT":{HIT}}}"#)),
        _ => json(200, &format!(r#"{{"NumResults":1,"HITs":[{HIT}]}}"#)),
    })
    .await;
    let live = connected(&server);
    let hit = live.hit(id()).await.unwrap();
    assert_eq!((hit.waiting(), hit.reward, hit.status), (Some(3), Some(Cents(12)), HitStatus::Assignable));
    let page = live.hits(100, None).await.unwrap();
    assert_eq!((page.items, page.next), (vec![hit], None));
}

async fn failure(status: u16, body: &'static str) -> (Problem, usize) {
    let server = Server::plain(move |_, _| json(status, body)).await;
    let problem = ask(&connected(&server)).await.unwrap_err();
    (problem, server.count())
}

#[tokio::test]
async fn a_refusal_is_told_with_code_and_message_and_not_repeated() {
    let (problem, requests) = failure(
        400,
        r#"{"__type":"RequestError","Message":"Hit 3HIT does not exist. (1624047673969)",
            "TurkErrorCode":"AWS.MechanicalTurk.HITDoesNotExist"}"#,
    )
    .await;
    assert_eq!((problem.kind, requests), (ProblemKind::NotFound, 1));
    assert_eq!(
        problem.to_string(),
        "ListAssignmentsForHIT for 3HIT: AWS.MechanicalTurk.HITDoesNotExist: Hit 3HIT does not exist."
    );
    assert!(problem.advice.contains("120 days"), "{}", problem.advice);
}

#[tokio::test]
async fn trouble_that_may_pass_is_tried_three_times_before_it_is_told() {
    for (status, body, kind) in [
        (400, r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#, ProblemKind::Throttled),
        (500, r#"{"__type":"ServiceFault","Message":"Try your call again."}"#, ProblemKind::Unavailable),
        (503, "<html>busy</html>", ProblemKind::Unavailable),
    ] {
        let (problem, requests) = failure(status, body).await;
        assert_eq!((problem.kind, requests), (kind, 3), "{problem}");
    }
}

#[tokio::test]
async fn one_throttling_is_no_failure() {
    let server = Server::plain(|nth, _| match nth {
        0 => json(400, r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
        _ => empty_page(),
    })
    .await;
    assert_eq!(ask(&connected(&server)).await, Ok(0));
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn an_answer_that_is_not_the_protocol_is_garbled() {
    for body in ["", "{}", "<html>", r#"{"Assignments":[{"#, r#"{"NumResults":3}"#, r#"{"Assignments":{}}"#] {
        let server = Server::plain(move |_, _| json(200, body)).await;
        let answer = ask(&connected(&server)).await;
        let Err(problem) = answer else { panic!("{body:?} was taken for {answer:?}") };
        assert_eq!(problem.kind, ProblemKind::Garbled, "{body:?}: {problem}");
    }
    let server = Server::plain(|_, _| json(200, "{}")).await;
    let problem = connected(&server).hit(id()).await.unwrap_err();
    assert_eq!((problem.kind, problem.answer.as_str()), (ProblemKind::Garbled, "the answer holds no HIT"));
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_the_networks_fault() {
    let cut = raw(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"Assignments\":[").await;
    let live = live(&at(format!("http://{cut}")), &Home::with("").env(&KEYS)).unwrap();
    assert_eq!(ask(&live).await.unwrap_err().kind, ProblemKind::Network);
}

#[tokio::test]
async fn an_expired_page_token_and_expired_credentials_are_told_apart() {
    let (problem, _) =
        failure(400, r#"{"__type":"RequestError","Message":"Invalid NextToken (1624047673969)"}"#).await;
    assert_eq!(problem.kind, ProblemKind::ExpiredToken);
    let (problem, _) =
        failure(400, r#"{"__type":"ExpiredTokenException","message":"The security token is expired"}"#).await;
    assert_eq!(problem.kind, ProblemKind::Denied);
}

#[tokio::test]
async fn a_throttled_attempt_slows_requests_down_even_where_the_next_one_succeeds() {
    let server = Server::plain(|nth, _| match nth {
        0 => json(400, r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
        _ => empty_page(),
    })
    .await;
    let live = connected(&server);
    assert_eq!(live.slowed(), None);
    ask(&live).await.unwrap();
    assert!(live.slowed().is_some());
}

#[tokio::test]
async fn what_the_sdk_can_not_read_costs_its_own_value_and_not_the_page() {
    let server = Server::plain(|_, _| {
        json(
            200,
            r#"{"Assignments":[
                {"AssignmentId":"3A","AssignmentStatus":"Disputed","SubmitTime":"2019-12-01T12:00:00Z",
                 "AcceptTime":"1575201000","Deadline":"soon","Answer":"a\ud83db","New":{"x":1}},
                {"AssignmentId":"3B","AssignmentStatus":"Submitted"}]}"#,
        )
    })
    .await;
    let query = AssignmentsQuery { hit: id(), statuses: StatusSet::ALL, page_size: 20, token: None };
    let page = connected(&server).assignments(query).await.unwrap();
    let [odd, plain] = &page.items[..] else { panic!("{page:?}") };
    assert_eq!(odd.submitted, Timestamp::from_second(1_575_201_600).ok());
    assert_eq!(odd.accepted, Timestamp::from_second(1_575_201_000).ok());
    assert_eq!((odd.status, odd.deadline), (Status::Other, None));
    assert_eq!(odd.answer.as_deref(), Some("a\u{FFFD}b"));
    assert_eq!(odd.kept.get("AssignmentStatus").as_deref(), Some("Disputed"));
    assert_eq!(odd.kept.get("Deadline").as_deref(), Some("soon"));
    assert_eq!(odd.kept.get("New").as_deref(), Some(r#"{"x":1}"#));
    assert!(plain.kept.is_empty());
}

#[tokio::test]
async fn a_refusal_keeps_its_words_whoever_says_them() {
    for (status, body, kind, answer) in [
        (
            400,
            r#"{"__type":"RequestError","message":"No.","Message":"No, no."}"#,
            ProblemKind::Refused,
            "RequestError: No.",
        ),
        (400, "Try it\nelsewhere", ProblemKind::Refused, "HTTP 400: Try it elsewhere"),
        (
            403,
            "<html><p>This Requester API is no longer supported.</p></html>",
            ProblemKind::Refused,
            "HTTP 403: This Requester API is no longer supported.",
        ),
    ] {
        let (problem, requests) = failure(status, body).await;
        assert_eq!((problem.kind, problem.answer.as_str(), requests), (kind, answer, 1));
    }
    let (problem, _) = failure(403, "This Requester API is no longer supported.").await;
    assert!(problem.advice.contains("closes"), "{}", problem.advice);
}

/// What is logged while the subscriber is the current one.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_tells_requests_and_no_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _current = tracing::subscriber::set_default(subscriber);
    let server = Server::plain(|_, _| {
        let assignment = r#"{"AssignmentId":"3A","WorkerId":"AINVENTED","Answer":"<A>words</A>"}"#;
        json(200, &format!(r#"{{"NumResults":1,"Assignments":[{assignment}]}}"#))
    })
    .await;
    let live = connected(&server);
    ask(&live).await.unwrap();
    // A line first reached on another thread while the log was being set up may have been decided without it.
    tracing::callsite::rebuild_interest_cache();
    ask(&live).await.unwrap();
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let ours: Vec<&str> = log.lines().filter(|line| line.contains("hitdeck::")).collect();
    assert!(
        ours.iter().any(|line| line.contains("ListAssignmentsForHIT") && line.contains("3HIT")),
        "{ours:?}"
    );
    for secret in ["AINVENTED", "words", "AKENV", "secret", "Signature="] {
        assert!(!ours.iter().any(|line| line.contains(secret)), "{secret} in {ours:?}");
    }
}
