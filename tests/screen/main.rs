//! The screen without a terminal: keys in, pictures out, everything in between real.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can not go on should stop with a message"
)]

mod batches;
mod beside;
mod columns;
mod copying;
mod elsewhere;
mod facts;
mod files;
mod hits;
mod keys;
mod pictures;
mod places;
mod pointer;
mod popups;
mod problems;
mod prompts;
mod reading;
mod rig;
mod watching;
