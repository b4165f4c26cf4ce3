use super::answer::{Answered, nothing, page, read, result};
use crate::emulator::page_request::PageRequest;
use crate::emulator::{Bonus, BonusScope, Emulator, validate};
use crate::wire::{Dollars, Refusal, ServiceCall};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendBonusRequest {
    worker_id: Option<String>,
    bonus_amount: Option<String>,
    assignment_id: Option<String>,
    reason: Option<String>,
    unique_request_token: Option<String>,
}

pub(super) fn send(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: SendBonusRequest = read(call)?;
    let worker = validate::required("WorkerId", input.worker_id)?;
    let amount = validate::required("BonusAmount", input.bonus_amount)?;
    let assignment = validate::required("AssignmentId", input.assignment_id)?;
    let reason = validate::required("Reason", input.reason)?;
    let worker = validate::worker("WorkerId", &worker)?;
    let assignment = validate::assignment("AssignmentId", &assignment)?;
    if let Some(token) = &input.unique_request_token {
        validate::length("UniqueRequestToken", token, 1, 64)?;
    }
    let amount = validate::amount("BonusAmount", &amount)?;
    validate::not_empty("Reason", &reason)?;
    validate::feedback("Reason", &reason)?;
    let bonus = Bonus { worker, assignment, amount, reason, token: input.unique_request_token };
    emulator.send_bonus(&bonus, call.now)?;
    Ok(nothing())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListBonusesRequest {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
    assignment_id: Option<String>,
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ListBonusesRequest = read(call)?;
    let hit = input.hit_id.map(|id| validate::hit("HITId", &id)).transpose()?;
    let assignment = input.assignment_id.map(|id| validate::assignment("AssignmentId", &id)).transpose()?;
    let scope = match (assignment, hit) {
        (Some(assignment), _) => BonusScope::Assignment(assignment),
        (None, Some(hit)) => BonusScope::Hit(hit),
        (None, None) => {
            return Err(Refusal::Parameter("Either HITId or AssignmentId must be specified.".to_owned()));
        }
    };
    let query = match &scope {
        BonusScope::Hit(id) => ("HIT", id.as_str()),
        BonusScope::Assignment(id) => ("Assignment", id.as_str()),
    };
    let wanted = PageRequest::new(call.operation, query, input.max_results, input.next_token.as_deref())?;
    let slice = emulator.bonuses(&scope, wanted.seek)?;
    page(call, &wanted, &slice)
}

pub(super) fn balance(emulator: &Emulator, _: &ServiceCall<'_>) -> Answered {
    result(&json!({"AvailableBalance": Dollars(emulator.balance()?)}))
}
