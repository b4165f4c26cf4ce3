use crate::support::{Desk, assignment};
use hitdeck::model::Status::{Approved, Submitted};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_block_stands_until_it_is_lifted() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Submitted]);
    for worker in ["AW0", "AW1", "AW0"] {
        desk.ok("CreateWorkerBlock", &json!({"WorkerId": worker, "Reason": format!("Noise by {worker}")}));
    }
    let first = desk.ok("ListWorkerBlocks", &json!({"MaxResults": 1}));
    assert_eq!(first["WorkerBlocks"], json!([{"WorkerId": "AW0", "Reason": "Noise by AW0"}]));
    desk.ok("DeleteWorkerBlock", &json!({"WorkerId": "AW0"}));
    let rest = desk.ok("ListWorkerBlocks", &json!({}));
    assert_eq!(rest["WorkerBlocks"], json!([{"WorkerId": "AW1", "Reason": "Noise by AW1"}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_blocked_who_never_worked_here() {
    let desk = Desk::new().await;
    let (code, message) =
        desk.refused("CreateWorkerBlock", &json!({"WorkerId": "ANOBODY", "Reason": "Noise"}));
    assert_eq!(code, "AWS.ParameterValidationError");
    assert!(
        message.starts_with("The value \"ANOBODY\" is not valid for the parameter WorkerId. ("),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_workers_with_decided_work_can_be_written_to() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted, Approved]);
    let message =
        json!({"Subject": "Chairs", "MessageText": "There are more.", "WorkerIds": ["AW0", "AW1", "ANEW"]});
    let answer = desk.ok("NotifyWorkers", &message);
    let failures = answer["NotifyWorkersFailureStatuses"].as_array().unwrap();
    let failed: Vec<_> = failures.iter().map(|failure| failure["WorkerId"].as_str().unwrap()).collect();
    assert_eq!(failed, ["AW0", "ANEW"]);
    assert_eq!(failures[0]["NotifyWorkersFailureCode"], "HardFailure");
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_have_their_limits() {
    let desk = Desk::new().await;
    let workers = |count: usize| vec!["AW0"; count];
    for (subject, text, count) in [
        ("s".repeat(201), "t".into(), 1),
        ("s".into(), "t".repeat(4097), 1),
        ("s".into(), "t".into(), 101),
        ("s".into(), "t".into(), 0),
    ] {
        let input = json!({"Subject": subject, "MessageText": text, "WorkerIds": workers(count)});
        assert_eq!(desk.refused("NotifyWorkers", &input).0, "AWS.ParameterValidationError");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_file_can_be_fetched_where_the_endpoint_says() {
    let desk = Desk::new().await;
    let mut upload = assignment(0, Submitted);
    upload.answer = Some(
        "<Answer><QuestionIdentifier>the photo</QuestionIdentifier>\
         <UploadedFileSizeInBytes>7</UploadedFileSizeInBytes><UploadedFileKey>k</UploadedFileKey></Answer>"
            .into(),
    );
    desk.emulator.insert_assignments([upload]).unwrap();
    let asked = |question: &str| json!({"AssignmentId": "3A0", "QuestionIdentifier": question});
    let answer = desk.ok("GetFileUploadURL", &asked("the photo"));
    assert_eq!(answer["FileUploadURL"], format!("{}/uploads/3A0/the%20photo", desk.endpoint.url()));
    assert!(desk.get("/uploads/3A0/the%20photo").starts_with("HTTP/1.1 200 OK"));
    assert_eq!(desk.refused("GetFileUploadURL", &asked("other")).0, "AWS.ParameterValidationError");
}
