use super::{Call, done, page, result};
use crate::endpoint::error::Refusal;
use crate::endpoint::reply::Reply;
use crate::endpoint::validate;
use crate::endpoint::wire::HitMember;
use crate::model::HitStatus;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub(super) struct Get {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
}

pub(super) fn get(call: &Call<'_>, input: Get) -> Result<Reply, Refusal> {
    let id = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    let hit = call.emulator.hit(&id, call.now)?;
    let question = call.emulator.question(&id)?;
    result(&json!({"HIT": HitMember::new(&hit, question)}))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list(call: &Call<'_>, input: List) -> Result<Reply, Refusal> {
    let wanted = call.page((), input.max_results, input.next_token)?;
    let slice = call.emulator.hits(wanted.seek, call.now)?;
    page("HITs", &wanted, &slice, |hit| HitMember::new(hit, None))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListReviewable {
    #[serde(rename = "HITTypeId")]
    hit_type_id: Option<String>,
    status: Option<String>,
    max_results: Option<i64>,
    next_token: Option<String>,
}

pub(super) fn list_reviewable(call: &Call<'_>, input: ListReviewable) -> Result<Reply, Refusal> {
    let status = input.status.as_deref().unwrap_or("Reviewable");
    validate::word("Status", status, &["Reviewable", "Reviewing"])?;
    let hit_type = input.hit_type_id.as_deref();
    hit_type.map(|id| validate::entity("HITTypeId", id)).transpose()?;
    let wanted = call.page((hit_type, status), input.max_results, input.next_token)?;
    let status = HitStatus::from_service(status);
    let slice = call.emulator.hits_with_status(status, hit_type, wanted.seek, call.now)?;
    page("HITs", &wanted, &slice, |hit| HitMember::new(hit, None))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct UpdateReviewStatus {
    #[serde(rename = "HITId")]
    hit_id: Option<String>,
    revert: Option<bool>,
}

pub(super) fn update_review_status(call: &Call<'_>, input: UpdateReviewStatus) -> Result<Reply, Refusal> {
    let id = validate::hit("HITId", &validate::required("HITId", input.hit_id)?)?;
    call.emulator.set_reviewing(&id, !input.revert.unwrap_or_default(), call.now)?;
    done()
}
