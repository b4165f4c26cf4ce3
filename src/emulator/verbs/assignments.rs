use super::answer::{Answered, nothing, page, read, result};
use crate::emulator::page_request::PageRequest;
use crate::emulator::{Emulator, validate};
use crate::model::{Assignment, Hit, Status, StatusSet};
use crate::wire::{Refusal, ServiceCall, Written};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fmt::Write;

/// Where the files that workers uploaded seem to be.
const UPLOADS: &str = "/uploads/";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListAssignmentsRequest {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
    assignment_statuses: Option<Vec<String>>,
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ListAssignmentsRequest = read(call)?;
    let hit = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    let statuses = statuses(&input.assignment_statuses.unwrap_or_default())?;
    let wanted = PageRequest::new(
        call.operation,
        (hit.as_str(), statuses),
        input.max_results,
        input.next_token.as_deref(),
    )?;
    let slice = emulator.assignments(&hit, statuses, wanted.seek)?;
    page(call, &wanted, &slice)
}

/// The statuses asked for; none means all.
fn statuses(words: &[String]) -> Result<StatusSet, Refusal> {
    for (word, at) in words.iter().zip(1..) {
        let member = format!("AssignmentStatuses.{at}.member");
        validate::word(&member, word, &["Approved", "Rejected", "Submitted"])?;
    }
    Ok(match words {
        [] => StatusSet::ALL,
        words => words.iter().map(|word| Status::from_service(word)).collect(),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetAssignmentRequest {
    assignment_id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetAssignmentResponse<'a> {
    assignment: Written<'a, Assignment>,
    #[serde(rename = "HIT")]
    hit: Written<'a, Hit>,
}

pub(super) fn get(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: GetAssignmentRequest = read(call)?;
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let assignment = emulator.assignment(&validate::assignment("AssignmentId", &id)?)?;
    let hit = emulator.hit(&assignment.hit, call.now)?;
    result(&GetAssignmentResponse { assignment: Written(&assignment), hit: Written(&hit) })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ApproveRequest {
    assignment_id: Option<String>,
    requester_feedback: Option<String>,
    override_rejection: Option<bool>,
}

pub(super) fn approve(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ApproveRequest = read(call)?;
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let id = validate::assignment("AssignmentId", &id)?;
    let feedback = input.requester_feedback.as_deref();
    validate::feedback("RequesterFeedback", feedback.unwrap_or_default())?;
    emulator.approve(&id, feedback, input.override_rejection.unwrap_or_default(), call.now)?;
    Ok(nothing())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RejectRequest {
    assignment_id: Option<String>,
    requester_feedback: Option<String>,
}

pub(super) fn reject(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: RejectRequest = read(call)?;
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let id = validate::assignment("AssignmentId", &id)?;
    let feedback = validate::required("RequesterFeedback", input.requester_feedback)?;
    validate::not_empty("RequesterFeedback", &feedback)?;
    validate::feedback("RequesterFeedback", &feedback)?;
    emulator.reject(&id, &feedback, call.now)?;
    Ok(nothing())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FileUploadRequest {
    assignment_id: Option<String>,
    question_identifier: Option<String>,
}

pub(super) fn file_upload_url(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: FileUploadRequest = read(call)?;
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let question = validate::required("QuestionIdentifier", input.question_identifier)?;
    let assignment = emulator.assignment(&validate::assignment("AssignmentId", &id)?)?;
    let answer = assignment.answer.as_deref().unwrap_or_default();
    if !answer.contains(&format!("<QuestionIdentifier>{question}</QuestionIdentifier><UploadedFile")) {
        return Err(Refusal::value("QuestionIdentifier", &question));
    }
    result(&json!({"FileUploadURL": format!("{}{UPLOADS}{id}/{}", call.url, escaped(&question))}))
}

/// What stands behind such a URL.
pub(in crate::emulator) fn upload(path: &str) -> Option<Vec<u8>> {
    path.starts_with(UPLOADS).then(|| b"Here would be the file that the worker uploaded.\n".to_vec())
}

/// A text as one step of a path.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a `String` can not fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}
