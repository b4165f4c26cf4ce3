//! One function an operation: read the request, ask the emulator, write the answer.

mod assignments;
mod bonuses;
mod hits;
mod workers;

use super::error::Refusal;
use super::page::Page;
use super::reply::Reply;
use super::wire::PageMember;
use super::{Fault, Operation};
use crate::emulator::{Emulator, Slice};
use crate::model::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::hash::Hash;

pub(super) use assignments::UPLOADS;

/// A request that is being carried out.
pub(super) struct Call<'a> {
    /// What is served.
    pub(super) emulator: &'a Emulator,
    /// Where the endpoint listens.
    pub(super) url: &'a str,
    /// The time it is.
    pub(super) now: Timestamp,
    /// What is asked for.
    pub(super) operation: Operation,
    /// The fault that strikes, for those that spoil a page.
    pub(super) fault: Option<Fault>,
}

/// Carries out a request.
pub(super) fn perform(call: &Call<'_>, body: &[u8]) -> Result<Reply, Refusal> {
    match call.operation {
        Operation::ListAssignmentsForHit => assignments::list(call, read(body)?),
        Operation::GetAssignment => assignments::get(call, read(body)?),
        Operation::ApproveAssignment => assignments::approve(call, read(body)?),
        Operation::RejectAssignment => assignments::reject(call, read(body)?),
        Operation::GetFileUploadUrl => assignments::file_upload_url(call, read(body)?),
        Operation::GetHit => hits::get(call, read(body)?),
        Operation::ListHits => hits::list(call, read(body)?),
        Operation::ListReviewableHits => hits::list_reviewable(call, read(body)?),
        Operation::UpdateHitReviewStatus => hits::update_review_status(call, read(body)?),
        Operation::SendBonus => bonuses::send(call, read(body)?),
        Operation::ListBonusPayments => bonuses::list(call, read(body)?),
        Operation::GetAccountBalance => bonuses::balance(call),
        Operation::ListWorkerBlocks => workers::list_blocks(call, read(body)?),
        Operation::CreateWorkerBlock => workers::block(call, read(body)?),
        Operation::DeleteWorkerBlock => workers::unblock(call, read(body)?),
        Operation::NotifyWorkers => workers::notify(call, read(body)?),
    }
}

/// Reads a request's members; those the model does not know are passed over.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| Refusal::Serialization(error.to_string()))
}

/// Answers with a result.
fn result(result: &impl Serialize) -> Result<Reply, Refusal> {
    Reply::ok(result).map_err(|_| Refusal::Fault)
}

/// Answers an operation that has no result.
fn done() -> Result<Reply, Refusal> {
    result(&serde_json::Map::new())
}

impl Call<'_> {
    /// The page that a list request asks for.
    fn page(
        &self,
        query: impl Hash,
        max_results: Option<i64>,
        next_token: Option<String>,
    ) -> Result<Page, Refusal> {
        Page::new(self.operation, query, max_results, next_token, self.fault)
    }
}

/// Answers with a page of `kind`, its items written as `member` says.
fn page<'a, T, M: Serialize>(
    kind: &'static str,
    page: &Page,
    slice: &'a Slice<T>,
    member: impl Fn(&'a T) -> M,
) -> Result<Reply, Refusal> {
    let items: Vec<M> = slice.items.iter().map(member).collect();
    result(&PageMember { kind, items: &items, next: page.next(slice.last) })
}
