//! How verbs answer.

use crate::emulator::Slice;
use crate::emulator::page_request::PageRequest;
use crate::wire::{Refusal, ServiceCall, Structure, Written, WrittenPage};
use serde::Serialize;

/// A verb's answer: JSON text.
pub(super) type Answered = Result<Vec<u8>, Refusal>;

/// Answers with a result.
pub(super) fn result(result: &impl Serialize) -> Answered {
    serde_json::to_vec(result).map_err(|_| Refusal::Fault)
}

/// The answer of an operation that has no result.
pub(super) fn nothing() -> Vec<u8> {
    b"{}".to_vec()
}

/// Answers with a page of a list.
pub(super) fn page<T: Structure>(call: &ServiceCall<'_>, page: &PageRequest, slice: &Slice<T>) -> Answered {
    let items: Vec<Written<'_, T>> = slice.items.iter().map(Written).collect();
    let list = call.operation.list().unwrap_or_default();
    result(&WrittenPage { list, items: &items, next: slice.last.map(|last| page.token(last)) })
}
