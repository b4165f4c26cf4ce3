use super::answer::{Answered, nothing, page, result};
use super::request::RequestMembers;
use crate::emulator::Emulator;
use crate::emulator::given::Given;
use crate::model::{Assignment, AssignmentId, Hit, Status, StatusSet};
use crate::wire::{ASSIGNMENT_STATUSES, HIT_ID, Refusal, ServiceCall, Written};
use serde::Serialize;
use serde_json::json;
use std::fmt::Write;

/// Where the files that workers uploaded seem to be.
const UPLOADS: &str = "/uploads/";
/// The member with what a worker is told with a decision.
const FEEDBACK: &str = "RequesterFeedback";

/// The statuses that can be asked for.
const STATUSES: [Status; 3] = [Status::Approved, Status::Rejected, Status::Submitted];

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let hit = request.required(HIT_ID)?.hit()?;
    let statuses = statuses(&request.texts(ASSIGNMENT_STATUSES)?.unwrap_or_default())?;
    let wanted = request.page(call, (hit.as_str(), statuses))?;
    let slice = emulator.assignments(&hit, statuses, wanted.seek)?;
    page(call, &wanted, &slice)
}

/// The statuses asked for; none means all.
fn statuses(given: &[Given]) -> Result<StatusSet, Refusal> {
    match given {
        [] => Ok(StatusSet::ALL),
        given => given.iter().map(|given| given.one_of(&STATUSES, Status::word)).collect(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetAssignmentResponse<'a> {
    assignment: Written<'a, Assignment>,
    #[serde(rename = "HIT")]
    hit: Written<'a, Hit>,
}

pub(super) fn get(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let assignment = emulator.assignment(&assignment_id(&RequestMembers::read(call)?)?)?;
    let hit = emulator.hit(&assignment.hit, call.now)?;
    result(&GetAssignmentResponse { assignment: Written(&assignment), hit: Written(&hit) })
}

pub(super) fn approve(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let id = assignment_id(&request)?;
    let feedback = request.text(FEEDBACK)?;
    let feedback = feedback.as_ref().map(Given::feedback).transpose()?;
    emulator.approve(&id, feedback, request.flag("OverrideRejection")?, call.now)?;
    Ok(nothing())
}

pub(super) fn reject(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let id = assignment_id(&request)?;
    let feedback = request.required(FEEDBACK)?;
    feedback.not_empty()?;
    emulator.reject(&id, feedback.feedback()?, call.now)?;
    Ok(nothing())
}

pub(super) fn file_upload_url(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let id = assignment_id(&request)?;
    let question = request.required("QuestionIdentifier")?;
    let answer = emulator.assignment(&id)?.answer.unwrap_or_default();
    let upload = format!("<QuestionIdentifier>{}</QuestionIdentifier><UploadedFile", question.as_str());
    if !answer.contains(&upload) {
        return Err(question.against_rules());
    }
    let question = escaped(question.as_str());
    result(&json!({"FileUploadURL": format!("{}{UPLOADS}{id}/{question}", call.url)}))
}

/// The assignment that a request is about.
fn assignment_id(request: &RequestMembers<'_>) -> Result<AssignmentId, Refusal> {
    request.required("AssignmentId")?.assignment()
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
