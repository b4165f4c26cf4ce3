//! One function an operation: read the request, ask the emulator, write the answer.

mod answer;
mod assignments;
mod bonuses;
mod hits;
mod request;
mod workers;

use super::Emulator;
use crate::wire::{Operation, Refusal, ServiceCall};

pub(super) use assignments::upload;

/// The operations that are emulated, each with its verb.
pub(super) fn verb(operation: Operation) -> Option<Verb> {
    use Operation as O;
    Some(match operation {
        O::ListAssignmentsForHit => assignments::list,
        O::GetAssignment => assignments::get,
        O::ApproveAssignment => assignments::approve,
        O::RejectAssignment => assignments::reject,
        O::GetFileUploadUrl => assignments::file_upload_url,
        O::GetHit => hits::get,
        O::ListHits => hits::list,
        O::ListReviewableHits => hits::list_reviewable,
        O::UpdateHitReviewStatus => hits::update_review_status,
        O::SendBonus => bonuses::send,
        O::ListBonusPayments => bonuses::list,
        O::GetAccountBalance => bonuses::balance,
        O::ListWorkerBlocks => workers::list_blocks,
        O::CreateWorkerBlock => workers::block,
        O::DeleteWorkerBlock => workers::unblock,
        O::NotifyWorkers => workers::notify,
        _ => return None,
    })
}

/// What carries out an operation.
pub(super) type Verb = fn(&Emulator, &ServiceCall<'_>) -> Result<Vec<u8>, Refusal>;
