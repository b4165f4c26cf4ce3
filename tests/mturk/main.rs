//! The live source against servers on loopback: real HTTP, real TLS, real proxies, an injected environment.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "test code"
)]

mod answers;
mod credentials;
mod endpoints;
mod network;
mod support;
#[path = "../support/tls.rs"]
mod tls;
