use super::answer::{Answered, nothing, page, read, result};
use crate::emulator::page_request::PageRequest;
use crate::emulator::{Acquaintance, Emulator, validate};
use crate::model::{WorkerBlock, WorkerId};
use crate::wire::{Refusal, ServiceCall};
use serde::Deserialize;
use serde_json::{Value, json};

/// Most workers one message goes to, and the lengths of its subject and text (the operation's documentation).
const ADDRESSEES: usize = 100;
const SUBJECT: usize = 200;
const TEXT: usize = 4096;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListBlocksRequest {
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list_blocks(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ListBlocksRequest = read(call)?;
    let wanted = PageRequest::new(call.operation, (), input.max_results, input.next_token.as_deref())?;
    let slice = emulator.blocks(wanted.seek)?;
    page(call, &wanted, &slice)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BlockRequest {
    worker_id: Option<String>,
    reason: Option<String>,
}

pub(super) fn block(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: BlockRequest = read(call)?;
    let worker = validate::required("WorkerId", input.worker_id)?;
    let reason = validate::required("Reason", input.reason)?;
    let worker = validate::worker("WorkerId", &worker)?;
    validate::not_empty("Reason", &reason)?;
    emulator.block(&WorkerBlock { worker, reason })?;
    Ok(nothing())
}

pub(super) fn unblock(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: BlockRequest = read(call)?;
    let worker = validate::required("WorkerId", input.worker_id)?;
    emulator.unblock(&validate::worker("WorkerId", &worker)?)?;
    Ok(nothing())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NotifyRequest {
    subject: Option<String>,
    message_text: Option<String>,
    worker_ids: Option<Vec<String>>,
}

/// The message goes nowhere; what is told is who could not have been reached.
pub(super) fn notify(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: NotifyRequest = read(call)?;
    let subject = validate::required("Subject", input.subject)?;
    let text = validate::required("MessageText", input.message_text)?;
    let workers = validate::required("WorkerIds", input.worker_ids)?;
    let members = workers.iter().zip(1..).map(|(id, at)| (format!("WorkerIds.{at}.member"), id));
    let workers: Vec<WorkerId> =
        members.map(|(member, id)| validate::worker(&member, id)).collect::<Result<_, _>>()?;
    if workers.is_empty() || workers.len() > ADDRESSEES {
        return Err(Refusal::value("WorkerIds", &format!("{} workers", workers.len())));
    }
    for (member, value, longest) in [("Subject", &subject, SUBJECT), ("MessageText", &text, TEXT)] {
        validate::not_empty(member, value)?;
        if value.chars().count() > longest {
            return Err(Refusal::value(member, value));
        }
    }
    let mut failures = Vec::new();
    for worker in &workers {
        failures.extend(failure(emulator, worker)?);
    }
    result(&json!({"NotifyWorkersFailureStatuses": failures}))
}

/// Why a worker can not be written to: the service delivers only to those whose work was decided.
fn failure(emulator: &Emulator, worker: &WorkerId) -> Result<Option<Value>, Refusal> {
    if emulator.worker(worker)? == Some(Acquaintance::Reviewed) {
        return Ok(None);
    }
    Ok(Some(json!({
        "NotifyWorkersFailureCode": "HardFailure",
        "NotifyWorkersFailureMessage": format!(
            "Could not send message to worker {worker}: none of their work was approved or rejected by you."
        ),
        "WorkerId": worker.as_str(),
    })))
}
