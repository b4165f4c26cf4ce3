use super::answer::{Answered, nothing, page, result};
use super::request::RequestMembers;
use crate::emulator::Emulator;
use crate::emulator::given::Given;
use crate::model::{Hit, HitId, HitStatus};
use crate::wire::{HIT_ID, Refusal, ServiceCall, Written};
use serde::Serialize;

/// The states of a HIT whose results can be reviewed.
const REVIEWABLE: [HitStatus; 2] = [HitStatus::Reviewable, HitStatus::Reviewing];

#[derive(Serialize)]
struct GetHitResponse<'a> {
    #[serde(rename = "HIT")]
    hit: Written<'a, Hit>,
}

pub(super) fn get(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let hit = emulator.hit(&hit_id(&RequestMembers::read(call)?)?, call.now)?;
    result(&GetHitResponse { hit: Written(&hit) })
}

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let wanted = RequestMembers::read(call)?.page(call, ())?;
    page(call, &wanted, &emulator.hits(wanted.seek, call.now)?)
}

pub(super) fn list_reviewable(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let status = request.text("Status")?;
    let status =
        status.map_or(Ok(HitStatus::Reviewable), |given| given.one_of(&REVIEWABLE, HitStatus::word))?;
    let hit_type = request.text("HITTypeId")?;
    let hit_type = hit_type.as_ref().map(Given::entity).transpose()?;
    let wanted = request.page(call, (hit_type, status.word()))?;
    let slice = emulator.hits_with_status(status, hit_type, wanted.seek, call.now)?;
    page(call, &wanted, &slice)
}

pub(super) fn update_review_status(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let request = RequestMembers::read(call)?;
    let id = hit_id(&request)?;
    emulator.set_reviewing(&id, !request.flag("Revert")?, call.now)?;
    Ok(nothing())
}

/// The HIT that a request is about.
fn hit_id(request: &RequestMembers<'_>) -> Result<HitId, Refusal> {
    request.required(HIT_ID)?.hit()
}
