use crate::support::{Desk, HIT};
use hitdeck::model::Status::Submitted;
use serde_json::{Value, json};

/// What a violation of the service model is called.
const MODEL: &str = "ValidationException";
/// What a violation of the service's further rules is called.
const RULES: &str = "AWS.ParameterValidationError";

fn check(desk: &Desk, operation: &str, input: &Value, code: &str, words: &str) {
    let (found, message) = desk.refused(operation, input);
    assert_eq!(found, code, "{operation} {input}: {message}");
    assert!(message.contains(words), "{operation} {input}: {message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_follow_the_service_model() {
    let desk = Desk::new().await;
    let pattern = "at 'hITId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z0-9]+$";
    check(&desk, "GetHIT", &json!({"HITId": "3x"}), MODEL, pattern);
    check(&desk, "GetHIT", &json!({"HITId": ""}), MODEL, "length greater than or equal to 1");
    check(&desk, "GetHIT", &json!({"HITId": "A".repeat(65)}), MODEL, "length less than or equal to 64");
    check(&desk, "GetHIT", &json!({}), MODEL, "Value null at 'hITId'");
    check(&desk, "GetAssignment", &json!({"AssignmentId": "3-A"}), MODEL, "'assignmentId'");
    let worker = |id: &str| json!({"WorkerId": id, "Reason": "Noise"});
    for id in ["3AW", "A", "Aw1"] {
        check(&desk, "CreateWorkerBlock", &worker(id), MODEL, "pattern: ^A[A-Z0-9]+$");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_have_one_to_a_hundred_results_and_tokens_one_to_255_characters() {
    let desk = Desk::new().await;
    let list = "ListAssignmentsForHIT";
    check(&desk, list, &json!({"HITId": HIT, "MaxResults": 0}), MODEL, "greater than or equal to 1");
    check(&desk, list, &json!({"HITId": HIT, "MaxResults": 101}), MODEL, "less than or equal to 100");
    check(&desk, list, &json!({"HITId": HIT, "NextToken": ""}), MODEL, "'nextToken'");
    check(&desk, list, &json!({"HITId": HIT, "NextToken": "p".repeat(256)}), MODEL, "'nextToken'");
    check(&desk, "ListHITs", &json!({"MaxResults": -1}), MODEL, "'maxResults'");
    check(&desk, list, &json!({"HITId": HIT, "MaxResults": "10"}), "SerializationException", "");
}

#[tokio::test(flavor = "multi_thread")]
async fn enumerations_take_their_own_words() {
    let desk = Desk::new().await;
    let input = json!({"HITId": HIT, "AssignmentStatuses": ["Submitted", "submitted"]});
    let words = "'assignmentStatuses.2.member' failed to satisfy constraint: Member must satisfy enum value set: [Approved, Rejected, Submitted]";
    check(&desk, "ListAssignmentsForHIT", &input, MODEL, words);
    check(&desk, "ListReviewableHITs", &json!({"Status": "Disposed"}), MODEL, "[Reviewable, Reviewing]");
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_is_required_for_a_rejection_and_limited_for_both() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    check(&desk, "RejectAssignment", &json!({"AssignmentId": "3A0"}), MODEL, "'requesterFeedback'");
    let long = "x".repeat(1025);
    for feedback in [long.as_str(), "bell \u{7}", "thumbs up \u{1f44d}"] {
        let input = json!({"AssignmentId": "3A0", "RequesterFeedback": feedback});
        check(&desk, "RejectAssignment", &input, RULES, "is not valid for the parameter RequesterFeedback.");
        check(&desk, "ApproveAssignment", &input, RULES, "is not valid for the parameter RequesterFeedback.");
    }
    check(
        &desk,
        "RejectAssignment",
        &json!({"AssignmentId": "3A0", "RequesterFeedback": " "}),
        RULES,
        "RequesterFeedback",
    );
    desk.ok(
        "RejectAssignment",
        &json!({"AssignmentId": "3A0", "RequesterFeedback": "\u{ffe6}".repeat(1024)}),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bonus_has_an_amount_and_a_reason() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    let bonus = |member: &str, value: Value| {
        let mut input =
            json!({"WorkerId": "AW0", "AssignmentId": "3A0", "BonusAmount": "1", "Reason": "Good"});
        input[member] = value;
        input
    };
    for amount in ["", "-1", "1.234", "$1", "1,50"] {
        check(&desk, "SendBonus", &bonus("BonusAmount", json!(amount)), MODEL, "'bonusAmount'");
    }
    check(&desk, "SendBonus", &bonus("BonusAmount", json!("0.00")), RULES, "BonusAmount");
    check(&desk, "SendBonus", &bonus("Reason", Value::Null), MODEL, "Value null at 'reason'");
    check(&desk, "SendBonus", &bonus("Reason", json!("")), RULES, "Reason");
    check(
        &desk,
        "SendBonus",
        &bonus("UniqueRequestToken", json!("t".repeat(65))),
        MODEL,
        "'uniqueRequestToken'",
    );
    check(&desk, "ListBonusPayments", &json!({}), RULES, "Either HITId or AssignmentId");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_of_the_protocol_is_refused() {
    let desk = Desk::new().await;
    assert_eq!(desk.refused("CreateHIT", &json!({})).0, "UnknownOperationException");
    let (status, body) = desk.raw_call("GetHIT", "{\"HITId\":");
    assert_eq!(status, 400);
    assert!(body.contains("SerializationException"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_to_a_foreign_name_is_refused() {
    let desk = Desk::new().await;
    let answer = String::from_utf8(desk.bytes("mturk.evil.example", "GetAccountBalance", "{}")).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    assert!(!answer.contains("Balance"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_an_id_of_its_own() {
    let desk = Desk::new().await;
    let id = || {
        let answer = String::from_utf8(desk.bytes("localhost", "GetAccountBalance", "{}")).unwrap();
        answer.lines().find_map(|line| Some(line.strip_prefix("x-amzn-requestid: ")?.to_owned())).unwrap()
    };
    assert_ne!(id(), id());
}
