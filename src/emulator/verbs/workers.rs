use super::answer::{Answered, nothing, page, result};
use super::request::RequestMembers;
use crate::emulator::given::{Given, missing};
use crate::emulator::{Acquaintance, Emulator};
use crate::model::{WorkerBlock, WorkerId};
use crate::wire::{Refusal, ServiceCall};
use serde_json::{Value, json};

/// Most workers one message goes to, and the lengths of its subject and text (the operation's documentation).
const ADDRESSEES: usize = 100;
const SUBJECT: usize = 200;
const TEXT: usize = 4096;

/// The member with one worker's id, and the one with those of many.
const WORKER: &str = "WorkerId";
const WORKERS: &str = "WorkerIds";

pub(super) fn list_blocks(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let wanted = RequestMembers::read(call)?.page(call, ())?;
    page(call, &wanted, &emulator.blocks(wanted.seek)?)
}

pub(super) fn block(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let worker = request.required(WORKER)?;
    let reason = request.required("Reason")?;
    let worker = worker.worker()?;
    let reason = reason.not_empty()?.to_owned();
    emulator.block(&WorkerBlock { worker, reason })?;
    Ok(nothing())
}

pub(super) fn unblock(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    emulator.unblock(&RequestMembers::read(call)?.required(WORKER)?.worker()?)?;
    Ok(nothing())
}

/// The message goes nowhere; what is told is who could not have been reached.
pub(super) fn notify(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let subject = request.required("Subject")?;
    let text = request.required("MessageText")?;
    let workers = request.texts(WORKERS)?.ok_or_else(|| missing(WORKERS))?;
    let workers: Vec<WorkerId> = workers.iter().map(Given::worker).collect::<Result<_, _>>()?;
    if workers.is_empty() || workers.len() > ADDRESSEES {
        return Err(Refusal::value(WORKERS, &format!("{} workers", workers.len())));
    }
    for (given, longest) in [(subject, SUBJECT), (text, TEXT)] {
        given.not_empty()?;
        given.at_most(longest)?;
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
        WORKER: worker.as_str(),
    })))
}
