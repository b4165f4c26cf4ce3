use crate::support::{Desk, HIT};
use hitdeck::endpoint::{EndpointSettings, Fault, Faults};
use hitdeck::model::Status::Submitted;
use hitdeck::wire::Operation;
use serde_json::{Value, json};
use std::time::Duration;

const LIST: &str = "ListAssignmentsForHIT";
const LISTING: Operation = Operation::ListAssignmentsForHit;

fn balance_meets(desk: &Desk, fault: Fault) {
    desk.faults(Faults::script([(Operation::GetAccountBalance, fault, 1)]));
}

/// Five assignments, and a fault for the next page.
async fn list_meets(fault: Fault) -> Desk {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted; 5]);
    desk.faults(Faults::script([(LISTING, fault, 1)]));
    desk
}

fn ids(page: &Value) -> Vec<&str> {
    page["Assignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|work| work["AssignmentId"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_have_the_services_shapes() {
    let desk = Desk::new().await;
    balance_meets(&desk, Fault::Throttle);
    let throttled = json!({"__type": "ThrottlingException", "message": "Rate exceeded"});
    assert_eq!(desk.call("GetAccountBalance", &json!({})), (400, throttled));
    balance_meets(&desk, Fault::ServiceFault);
    let (status, answer) = desk.call("GetAccountBalance", &json!({}));
    assert_eq!((status, &answer["__type"]), (500, &json!("ServiceFault")));
    balance_meets(&desk, Fault::Unavailable);
    assert_eq!(desk.call("GetAccountBalance", &json!({})).0, 503);
    desk.ok("GetAccountBalance", &json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_connection_answers_nothing() {
    let desk = Desk::new().await;
    balance_meets(&desk, Fault::Drop);
    assert_eq!(desk.bytes("localhost", "GetAccountBalance", "{}"), b"");
    desk.ok("GetAccountBalance", &json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_answer_is_shorter_than_it_says() {
    let desk = list_meets(Fault::Cut).await;
    let (status, body) = desk.raw_call(LIST, &json!({"HITId": HIT}).to_string());
    let whole = desk.raw_call(LIST, &json!({"HITId": HIT}).to_string()).1;
    assert_eq!((status, body.as_str()), (200, &whole[..whole.len() / 2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_garbled_answer_is_no_json() {
    let desk = list_meets(Fault::Garbled).await;
    let (status, body) = desk.raw_call(LIST, &json!({"HITId": HIT}).to_string());
    assert_eq!(status, 200);
    assert!(serde_json::from_str::<Value>(&body).is_err(), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_token_comes_back_with_the_page_it_asked_for() {
    let desk = list_meets(Fault::RepeatedToken).await;
    let first = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2}));
    let second = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2, "NextToken": first["NextToken"]}));
    assert_eq!(ids(&second), ["3A2", "3A3"]);
    assert_eq!(second["NextToken"], first["NextToken"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_page_goes_on_where_it_stood() {
    let desk = list_meets(Fault::EmptyPage).await;
    let empty = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2}));
    assert_eq!((ids(&empty).len(), &empty["NumResults"]), (0, &json!(0)));
    desk.faults(Faults::script([(LISTING, Fault::EmptyPage, 1)]));
    let again = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2, "NextToken": empty["NextToken"]}));
    assert_ne!(again["NextToken"], empty["NextToken"]);
    let page = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2, "NextToken": again["NextToken"]}));
    assert_eq!(ids(&page), ["3A0", "3A1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_token_is_refused_once() {
    let desk = list_meets(Fault::ExpiredToken).await;
    let first = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2}));
    let next = json!({"HITId": HIT, "MaxResults": 2, "NextToken": first["NextToken"]});
    assert_eq!(desk.refused(LIST, &next).0, "AWS.MechanicalTurk.InvalidParameterValue");
    assert_eq!(ids(&desk.ok(LIST, &next)), ["3A2", "3A3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_decision_changes_nothing_and_a_lost_answer_hides_one_that_was_made() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    let approve = Operation::ApproveAssignment;
    desk.faults(Faults::script([(approve, Fault::ServiceFault, 1), (approve, Fault::Drop, 1)]));
    let input = json!({"AssignmentId": "3A0"});
    let status = || desk.ok("GetAssignment", &input)["Assignment"]["AssignmentStatus"].clone();
    assert_eq!(desk.call("ApproveAssignment", &input).0, 500);
    assert_eq!(status(), "Submitted");
    assert_eq!(desk.bytes("localhost", "ApproveAssignment", &input.to_string()), b"");
    assert_eq!(status(), "Approved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_arrived_before_its_answer_is_held_back_and_stopping_lets_it_go() {
    let settings = EndpointSettings { latency: Duration::from_mins(10), ..EndpointSettings::default() };
    let desk = Desk::with(settings).await;
    let url = desk.endpoint.url();
    let asking = tokio::spawn(crate::sdk::client(&url).get_account_balance().send());
    desk.endpoint.arrived(Operation::GetAccountBalance, 1).await;
    assert_eq!((desk.endpoint.requests(), desk.endpoint.requests_of(LISTING)), (1, 0));
    desk.endpoint.stop().await;
    assert_eq!(asking.await.unwrap().unwrap().available_balance(), Some("10000.00"));
    assert!(crate::sdk::client(&url).get_account_balance().send().await.is_err());
}
