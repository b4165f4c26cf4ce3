use crate::support::{Desk, HIT, assignment, days, hit, now};
use hitdeck::model::Status::{Approved, Rejected, Submitted};
use hitdeck::model::{HitId, HitStatus};
use serde_json::{Value, json};

const LIST: &str = "ListAssignmentsForHIT";

/// The ids on every page of a chain.
fn chain(desk: &Desk, operation: &str, mut input: Value, items: &str, id: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    loop {
        let page = desk.ok(operation, &input);
        let items = page[items].as_array().unwrap();
        assert_eq!(page["NumResults"], items.len());
        pages.push(items.iter().map(|item| item[id].as_str().unwrap().to_owned()).collect());
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => return pages,
        }
    }
}

fn assignments(desk: &Desk, input: Value) -> Vec<String> {
    chain(desk, LIST, input, "Assignments", "AssignmentId").concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_size_lists_everything_once_and_in_order() {
    let desk = Desk::new().await;
    let statuses: Vec<_> = [Submitted, Approved, Rejected].into_iter().cycle().take(23).collect();
    desk.submitted(&statuses);
    let all: Vec<String> = (0..23).map(|at| format!("3A{at}")).collect();
    for size in 1..=100 {
        assert_eq!(assignments(&desk, json!({"HITId": HIT, "MaxResults": size})), all, "pages of {size}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_has_ten_unless_asked_otherwise() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted; 15]);
    let pages = chain(&desk, LIST, json!({"HITId": HIT}), "Assignments", "AssignmentId");
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [10, 5]);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_combination_of_statuses_filters() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Approved, Rejected, Submitted]);
    for (asked, found) in [
        (json!(["Submitted"]), vec!["3A0", "3A3"]),
        (json!(["Approved"]), vec!["3A1"]),
        (json!(["Approved", "Rejected"]), vec!["3A1", "3A2"]),
        (json!(["Rejected", "Submitted"]), vec!["3A0", "3A2", "3A3"]),
        (json!([]), vec!["3A0", "3A1", "3A2", "3A3"]),
    ] {
        let input = json!({"HITId": HIT, "AssignmentStatuses": asked, "MaxResults": 1});
        assert_eq!(assignments(&desk, input), found, "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_neither_repeats_nor_loses_anything_while_the_list_changes() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted; 4]);
    let input = json!({"HITId": HIT, "AssignmentStatuses": ["Submitted"], "MaxResults": 2});
    let first = desk.ok(LIST, &input);
    desk.ok("ApproveAssignment", &json!({"AssignmentId": "3A0"}));
    desk.emulator.insert_assignments([assignment(4, Submitted)]).unwrap();
    let mut rest = input;
    rest["NextToken"] = first["NextToken"].clone();
    assert_eq!(assignments(&desk, rest), ["3A2", "3A3", "3A4"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_good_for_its_own_query_only() {
    let desk = Desk::new().await;
    desk.emulator.insert_hit(&hit("3OTHER")).unwrap();
    desk.submitted(&[Submitted; 4]);
    let page = desk.ok(LIST, &json!({"HITId": HIT, "MaxResults": 2}));
    let token = &page["NextToken"];
    assert!(token.as_str().unwrap().len() <= 255);
    for (operation, input) in [
        (LIST, json!({"HITId": "3OTHER", "NextToken": token})),
        (LIST, json!({"HITId": HIT, "AssignmentStatuses": ["Submitted"], "NextToken": token})),
        (LIST, json!({"HITId": HIT, "NextToken": "p1:garbage"})),
        ("ListHITs", json!({"NextToken": token})),
    ] {
        let (code, message) = desk.refused(operation, &input);
        assert_eq!(code, "AWS.MechanicalTurk.InvalidParameterValue", "{input}");
        assert!(message.contains("NextToken"), "{message}");
    }
    desk.ok(LIST, &json!({"HITId": HIT, "NextToken": token, "MaxResults": 7}));
}

#[tokio::test(flavor = "multi_thread")]
async fn assignments_carry_what_happened_and_nothing_else() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted]);
    let listed = desk.ok(LIST, &json!({"HITId": HIT, "Unknown": {"member": 1}}))["Assignments"][0].clone();
    let names: Vec<&String> = listed.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "AssignmentId",
            "WorkerId",
            "HITId",
            "AssignmentStatus",
            "AutoApprovalTime",
            "AcceptTime",
            "SubmitTime",
            "Deadline",
            "Answer"
        ]
    );
    assert_eq!(listed["Answer"], "<Answer>\u{e9} \u{1b}[31m \"0\"\n</Answer>");
    assert!(listed["SubmitTime"].is_number());
    let got = desk.ok("GetAssignment", &json!({"AssignmentId": "3A0"}));
    assert_eq!(got["Assignment"], listed);
    assert_eq!(got["HIT"]["HITId"], HIT);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said_in_the_services_words() {
    let desk = Desk::new().await;
    let (code, message) = desk.refused("GetHIT", &json!({"HITId": "3NONE"}));
    assert_eq!(code, "AWS.MechanicalTurk.HITDoesNotExist");
    assert!(message.starts_with("Hit 3NONE does not exist. (1"), "{message}");
    let (code, message) = desk.refused("GetAssignment", &json!({"AssignmentId": "3NONE"}));
    assert_eq!(code, "AWS.MechanicalTurk.AssignmentDoesNotExist");
    assert!(message.starts_with("Assignment 3NONE does not exist. (1"), "{message}");
    assert_eq!(desk.refused(LIST, &json!({"HITId": "3NONE"})).0, "AWS.MechanicalTurk.HITDoesNotExist");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counters_of_a_hit_always_add_up() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Submitted, Approved, Rejected]);
    assert!(desk.emulator.accept(&HitId::parse(HIT).unwrap()).unwrap());
    let counters = |max: u32, available: u32, pending: u32, completed: u32| {
        let hit = desk.ok("GetHIT", &json!({"HITId": HIT}))["HIT"].clone();
        let figures = [
            "MaxAssignments",
            "NumberOfAssignmentsAvailable",
            "NumberOfAssignmentsPending",
            "NumberOfAssignmentsCompleted",
        ];
        assert_eq!(
            figures.map(|figure| hit[figure].as_u64()),
            [max, available, pending, completed].map(|n| Some(n.into()))
        );
    };
    counters(10, 5, 1, 2);
    desk.ok("ApproveAssignment", &json!({"AssignmentId": "3A0"}));
    counters(10, 5, 1, 3);
    desk.emulator.submit(&assignment(9, Submitted)).unwrap();
    counters(10, 5, 0, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_are_paged_and_disposed_ones_left_out() {
    let desk = Desk::new().await;
    for at in 0..6 {
        let mut more = hit(&format!("3MORE{at}"));
        more.status = if at == 2 { HitStatus::Disposed } else { HitStatus::Assignable };
        desk.emulator.insert_hit(&more).unwrap();
    }
    for size in 1..=7 {
        let hits = chain(&desk, "ListHITs", json!({"MaxResults": size}), "HITs", "HITId").concat();
        assert_eq!(hits, [HIT, "3MORE0", "3MORE1", "3MORE3", "3MORE4", "3MORE5"], "pages of {size}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_is_reviewable_once_it_has_expired_and_reviewing_once_marked() {
    let desk = Desk::new().await;
    let mut expired = hit("3EXPIRED");
    expired.expires = Some(now() - days(1));
    desk.emulator.insert_hit(&expired).unwrap();
    let listed = |status: &str| {
        let input = json!({"Status": status, "HITTypeId": "3TYPE"});
        chain(&desk, "ListReviewableHITs", input, "HITs", "HITId").concat()
    };
    assert_eq!(listed("Reviewable"), ["3EXPIRED"]);
    desk.ok("UpdateHITReviewStatus", &json!({"HITId": "3EXPIRED"}));
    assert_eq!((listed("Reviewable"), listed("Reviewing")), (vec![], vec!["3EXPIRED".to_owned()]));
    desk.ok("UpdateHITReviewStatus", &json!({"HITId": "3EXPIRED", "Revert": true}));
    assert_eq!(listed("Reviewable"), ["3EXPIRED"]);
    let (code, message) = desk.refused("UpdateHITReviewStatus", &json!({"HITId": HIT}));
    assert_eq!(code, "AWS.MechanicalTurk.InvalidHITState");
    assert!(message.starts_with("This operation can be called with a status of: Reviewable"), "{message}");
    let other = json!({"HITTypeId": "3OTHERTYPE"});
    assert_eq!(desk.ok("ListReviewableHITs", &other)["NumResults"], 0);
}
