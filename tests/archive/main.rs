//! The archive through the built program.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test code")]

mod command;
mod importing;
mod listing;
