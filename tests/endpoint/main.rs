//! The endpoint as clients meet it: over HTTP, through the SDK and byte by byte.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod deciding;
mod demo;
mod faults;
mod listing;
mod sdk;
mod service;
mod support;
mod validating;
mod workers;
