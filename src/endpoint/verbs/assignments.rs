use super::{Call, done, page, result};
use crate::endpoint::error::Refusal;
use crate::endpoint::reply::Reply;
use crate::endpoint::validate;
use crate::endpoint::wire::{AssignmentMember, HitMember};
use crate::model::{Status, StatusSet};
use serde::Deserialize;
use serde_json::json;
use std::fmt::Write;

/// Where the files that workers uploaded seem to be.
pub(in crate::endpoint) const UPLOADS: &str = "/uploads/";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
    assignment_statuses: Option<Vec<String>>,
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list(call: &Call<'_>, input: List) -> Result<Reply, Refusal> {
    let hit = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    let statuses = statuses(&input.assignment_statuses.unwrap_or_default())?;
    let wanted = call.page((hit.as_str(), statuses), input.max_results, input.next_token)?;
    let slice = call.emulator.assignments(&hit, statuses, wanted.seek)?;
    page("Assignments", &wanted, &slice, AssignmentMember::from)
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
pub(super) struct Get {
    assignment_id: Option<String>,
}

pub(super) fn get(call: &Call<'_>, input: Get) -> Result<Reply, Refusal> {
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let assignment = call.emulator.assignment(&validate::assignment("AssignmentId", &id)?)?;
    let hit = call.emulator.hit(&assignment.hit, call.now)?;
    let question = call.emulator.question(&hit.id)?;
    result(&json!({
        "Assignment": AssignmentMember::from(&assignment),
        "HIT": HitMember::new(&hit, question),
    }))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Approve {
    assignment_id: Option<String>,
    requester_feedback: Option<String>,
    override_rejection: Option<bool>,
}

pub(super) fn approve(call: &Call<'_>, input: Approve) -> Result<Reply, Refusal> {
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let id = validate::assignment("AssignmentId", &id)?;
    let feedback = input.requester_feedback.as_deref();
    validate::feedback("RequesterFeedback", feedback.unwrap_or_default())?;
    call.emulator.approve(&id, feedback, input.override_rejection.unwrap_or_default(), call.now)?;
    done()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Reject {
    assignment_id: Option<String>,
    requester_feedback: Option<String>,
}

pub(super) fn reject(call: &Call<'_>, input: Reject) -> Result<Reply, Refusal> {
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let id = validate::assignment("AssignmentId", &id)?;
    let feedback = validate::required("RequesterFeedback", input.requester_feedback)?;
    validate::not_empty("RequesterFeedback", &feedback)?;
    validate::feedback("RequesterFeedback", &feedback)?;
    call.emulator.reject(&id, &feedback, call.now)?;
    done()
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct FileUpload {
    assignment_id: Option<String>,
    question_identifier: Option<String>,
}

pub(super) fn file_upload_url(call: &Call<'_>, input: FileUpload) -> Result<Reply, Refusal> {
    let id = validate::required("AssignmentId", input.assignment_id)?;
    let question = validate::required("QuestionIdentifier", input.question_identifier)?;
    let assignment = call.emulator.assignment(&validate::assignment("AssignmentId", &id)?)?;
    let answer = assignment.answer.as_deref().unwrap_or_default();
    if !answer.contains(&format!("<QuestionIdentifier>{question}</QuestionIdentifier><UploadedFile")) {
        return Err(Refusal::value("QuestionIdentifier", &question));
    }
    result(&json!({"FileUploadURL": format!("{}{UPLOADS}{id}/{}", call.url, escaped(&question))}))
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
