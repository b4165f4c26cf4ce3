use super::answer::{Answered, nothing, page, result};
use super::request::RequestMembers;
use crate::emulator::{Bonus, BonusScope, Emulator};
use crate::wire::{Dollars, HIT_ID, Refusal, ServiceCall};
use serde_json::json;

pub(super) fn send(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let worker = request.required("WorkerId")?;
    let amount = request.required("BonusAmount")?;
    let assignment = request.required("AssignmentId")?;
    let reason = request.required("Reason")?;
    let token = request.text("UniqueRequestToken")?;
    let (worker, assignment) = (worker.worker()?, assignment.assignment()?);
    let token = token.as_ref().map(|token| token.length(1, 64)).transpose()?.map(str::to_owned);
    let amount = amount.amount()?;
    reason.not_empty()?;
    let reason = reason.feedback()?.to_owned();
    emulator.send_bonus(&Bonus { worker, assignment, amount, reason, token }, call.now)?;
    Ok(nothing())
}

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let hit = request.text(HIT_ID)?.map(|given| given.hit()).transpose()?;
    let assignment = request.text("AssignmentId")?.map(|given| given.assignment()).transpose()?;
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
    let wanted = request.page(call, query)?;
    let slice = emulator.bonuses(&scope, wanted.seek)?;
    page(call, &wanted, &slice)
}

pub(super) fn balance(emulator: &Emulator, _: &ServiceCall<'_>) -> Answered {
    result(&json!({"AvailableBalance": Dollars(emulator.balance()?)}))
}
