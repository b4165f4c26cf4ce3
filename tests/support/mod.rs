//! What several integration tests need: a program in a pseudo-terminal, and pictures of a screen.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "test code; not every test uses all of it"
)]

mod activity;
pub mod child;
pub mod film;
pub mod pty;
pub mod running;
mod seen;
pub mod silent;
pub mod svg;
