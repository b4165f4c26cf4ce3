//! Exports: files of the requester site come out byte for byte, what was written reads the same, and the command.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod command;
#[cfg(feature = "parquet")]
mod duckdb;
mod made;
mod read;
mod round_trip;
mod to_the_letter;
