//! The whole program in a pseudo-terminal: what a user sees, types, and gets back afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

#[path = "../support/mod.rs"]
mod support;

mod archive;
mod bytes;
mod ends;
mod expected;
mod idle;
mod job;
mod links;
mod list;
mod mouse;
mod panics;
mod refused;
mod screen;
mod service;
mod tmux;
