use crate::support::{Desk, HIT, assignment, days, now};
use hitdeck::model::Status::{Approved, Rejected, Submitted};
use serde_json::{Value, json};

const STATE: &str = "AWS.MechanicalTurk.InvalidAssignmentState";

fn balance(desk: &Desk) -> String {
    desk.ok("GetAccountBalance", &json!({}))["AvailableBalance"].as_str().unwrap().to_owned()
}

fn assignment_now(desk: &Desk, id: &str) -> Value {
    desk.ok("GetAssignment", &json!({"AssignmentId": id}))["Assignment"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_pays_the_reward_and_the_fee_once() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    assert_eq!(balance(&desk), "10000.00");
    let answer = desk.ok("ApproveAssignment", &json!({"AssignmentId": "3A0", "RequesterFeedback": "Thanks"}));
    assert_eq!(answer, json!({}));
    let now = assignment_now(&desk, "3A0");
    assert_eq!((&now["AssignmentStatus"], &now["RequesterFeedback"]), (&json!("Approved"), &json!("Thanks")));
    assert!(now["ApprovalTime"].is_number());
    assert_eq!(balance(&desk), "9999.30");
    let (code, message) = desk.refused("ApproveAssignment", &json!({"AssignmentId": "3A0"}));
    assert_eq!(code, STATE);
    assert!(message.starts_with("This operation can be called with a status of: Submitted ("), "{message}");
    assert_eq!(balance(&desk), "9999.30");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_tells_the_worker_and_pays_nothing() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Approved]);
    desk.ok(
        "RejectAssignment",
        &json!({"AssignmentId": "3A0", "RequesterFeedback": "Not a chair\tbut\na table"}),
    );
    let now = assignment_now(&desk, "3A0");
    assert_eq!(now["AssignmentStatus"], "Rejected");
    assert_eq!(now["RequesterFeedback"], "Not a chair\tbut\na table");
    assert_eq!(balance(&desk), "10000.00");
    for id in ["3A0", "3A1"] {
        let input = json!({"AssignmentId": id, "RequesterFeedback": "Once more"});
        assert_eq!(desk.refused("RejectAssignment", &input).0, STATE, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_is_overridden_only_on_request_and_within_thirty_days() {
    let desk = Desk::new().await;
    let mut old = assignment(1, Rejected);
    old.submitted = Some(now() - days(31));
    desk.emulator.insert_assignments([assignment(0, Rejected), old]).unwrap();
    assert_eq!(desk.refused("ApproveAssignment", &json!({"AssignmentId": "3A0"})).0, STATE);
    desk.ok("ApproveAssignment", &json!({"AssignmentId": "3A0", "OverrideRejection": true}));
    assert_eq!(assignment_now(&desk, "3A0")["AssignmentStatus"], "Approved");
    let (code, message) =
        desk.refused("ApproveAssignment", &json!({"AssignmentId": "3A1", "OverrideRejection": true}));
    assert_eq!(code, STATE);
    assert!(message.contains("30 days"), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_decided_is_approved_and_paid_when_its_time_has_come() {
    let desk = Desk::new().await;
    let mut due = assignment(0, Submitted);
    due.auto_approval = Some(now() - days(1));
    desk.emulator.insert_assignments([due.clone(), assignment(1, Submitted)]).unwrap();
    let listed = desk.ok("ListAssignmentsForHIT", &json!({"HITId": HIT, "AssignmentStatuses": ["Approved"]}));
    assert_eq!(listed["NumResults"], 1);
    assert_eq!(listed["Assignments"][0]["ApprovalTime"], listed["Assignments"][0]["AutoApprovalTime"]);
    assert_eq!(balance(&desk), "9999.30");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bonus_is_paid_once_for_each_request_token() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Approved]);
    let bonus = json!({
        "WorkerId": "AW0", "AssignmentId": "3A0", "BonusAmount": "1.5", "Reason": "Every chair!",
        "UniqueRequestToken": "token-1",
    });
    desk.ok("SendBonus", &bonus);
    assert_eq!(balance(&desk), "9998.20");
    let (code, message) = desk.refused("SendBonus", &bonus);
    assert_eq!(code, "AWS.MechanicalTurk.DuplicateRequest");
    assert!(
        message.starts_with("The idempotency token \"token-1\" has already been processed. ("),
        "{message}"
    );
    assert_eq!(balance(&desk), "9998.20");
    for scope in [json!({"HITId": HIT}), json!({"AssignmentId": "3A0"})] {
        let paid = desk.ok("ListBonusPayments", &scope);
        assert_eq!(paid["NumResults"], 1);
        assert_eq!(paid["BonusPayments"][0]["BonusAmount"], "1.50");
        assert_eq!(paid["BonusPayments"][0]["Reason"], "Every chair!");
    }
    assert_eq!(desk.ok("ListBonusPayments", &json!({"AssignmentId": "3A1"}))["NumResults"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn bonuses_without_a_token_are_paid_each_time() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    let bonus = json!({"WorkerId": "AW0", "AssignmentId": "3A0", "BonusAmount": "0.01", "Reason": "Again"});
    desk.ok("SendBonus", &bonus);
    desk.ok("SendBonus", &bonus);
    let page = desk.ok("ListBonusPayments", &json!({"HITId": HIT, "MaxResults": 1}));
    let rest = desk.ok("ListBonusPayments", &json!({"HITId": HIT, "NextToken": page["NextToken"]}));
    assert_eq!((&page["NumResults"], &rest["NumResults"]), (&json!(1), &json!(1)));
    assert_eq!(balance(&desk), "9999.96");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bonus_goes_only_to_the_worker_of_the_assignment() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Submitted]);
    let bonus = json!({"WorkerId": "AW1", "AssignmentId": "3A0", "BonusAmount": "1", "Reason": "Oops"});
    assert_eq!(desk.refused("SendBonus", &bonus).0, "AWS.MechanicalTurk.InvalidParameterValue");
    assert_eq!(balance(&desk), "10000.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_decided_that_the_account_can_not_pay() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    let bonus = |amount: &str| json!({"WorkerId": "AW0", "AssignmentId": "3A0", "BonusAmount": amount, "Reason": "All"});
    desk.ok("SendBonus", &bonus("8333"));
    assert_eq!(balance(&desk), "0.40");
    let refused = "AWS.MechanicalTurk.InsufficientFunds";
    assert_eq!(desk.refused("SendBonus", &bonus("1")).0, refused);
    assert_eq!(desk.refused("ApproveAssignment", &json!({"AssignmentId": "3A0"})).0, refused);
    assert_eq!(assignment_now(&desk, "3A0")["AssignmentStatus"], "Submitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bonus_beyond_all_money_is_refused_and_the_balance_stays() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    for amount in ["92233720368547758.07", "76861433640456465", "10000"] {
        let bonus = json!({"WorkerId": "AW0", "AssignmentId": "3A0", "BonusAmount": amount, "Reason": "All"});
        assert_eq!(desk.refused("SendBonus", &bonus).0, "AWS.MechanicalTurk.InsufficientFunds", "{amount}");
        assert_eq!(balance(&desk), "10000.00");
    }
}
