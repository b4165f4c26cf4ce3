//! `hitdeck list-assignments-for-hit` beside `aws mturk list-assignments-for-hit` of the AWS CLI v2.
//!
//! Both programs get the same command line, environment, files and standard input, and ask the same endpoint.
//! Standard output, the exit code and, where the service speaks, standard error have to be the same bytes. What
//! differs on purpose has a name and a reason in [`difference::Purpose`]. Where the AWS CLI v2 is missing the
//! comparisons say that they were skipped; what `own` expects is checked all the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod case;
mod cases;
#[path = "../support/child.rs"]
#[allow(dead_code, unreachable_pub, reason = "test code that other tests share")]
mod child;
mod compare;
mod difference;
mod own;
mod programs;
mod scripted;
mod secure;
#[path = "../support/silent.rs"]
#[allow(unreachable_pub, reason = "test code that other tests share")]
mod silent;
#[path = "../support/tls.rs"]
mod tls;
mod tokens;
mod world;
