//! cli
pub mod connection;
