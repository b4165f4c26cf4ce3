//! Files that requesters hold, opened: what comes out of them, what is told, and what a broken one costs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod broken;
mod broken_documents;
mod containers;
mod documents;
mod expected;
mod round_trip;
mod round_trip_documents;
mod sheets;
