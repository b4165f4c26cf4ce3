use super::answer::{Answered, nothing, page, read, result};
use crate::emulator::page_request::PageRequest;
use crate::emulator::{Emulator, validate};
use crate::model::{Hit, HitStatus};
use crate::wire::{ServiceCall, Written};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct GetHitRequest {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
}

#[derive(Serialize)]
struct GetHitResponse<'a> {
    #[serde(rename = "HIT")]
    hit: Written<'a, Hit>,
}

pub(super) fn get(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: GetHitRequest = read(call)?;
    let id = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    let hit = emulator.hit(&id, call.now)?;
    result(&GetHitResponse { hit: Written(&hit) })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListHitsRequest {
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ListHitsRequest = read(call)?;
    let wanted = PageRequest::new(call.operation, (), input.max_results, input.next_token.as_deref())?;
    let slice = emulator.hits(wanted.seek, call.now)?;
    page(call, &wanted, &slice)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListReviewableRequest {
    #[serde(rename = "HITTypeId")]
    hit_type_id: Option<String>,
    status: Option<String>,
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list_reviewable(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ListReviewableRequest = read(call)?;
    let status = input.status.as_deref().unwrap_or("Reviewable");
    validate::word("Status", status, &["Reviewable", "Reviewing"])?;
    let hit_type = input.hit_type_id.as_deref();
    hit_type.map(|id| validate::entity("HITTypeId", id)).transpose()?;
    let wanted =
        PageRequest::new(call.operation, (hit_type, status), input.max_results, input.next_token.as_deref())?;
    let status = HitStatus::from_service(status);
    let slice = emulator.hits_with_status(status, hit_type, wanted.seek, call.now)?;
    page(call, &wanted, &slice)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ReviewStatusRequest {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
    revert: Option<bool>,
}

pub(super) fn update_review_status(emulator: &Emulator, call: &ServiceCall<'_>) -> Answered {
    let input: ReviewStatusRequest = read(call)?;
    let id = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    emulator.set_reviewing(&id, !input.revert.unwrap_or_default(), call.now)?;
    Ok(nothing())
}
