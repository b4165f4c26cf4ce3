//! The live service through `aws-sdk-mturk`.
//!
//! [`connect`] reads what the user configured, as the AWS CLI would, and says at once what is wrong with it; it
//! never waits for the network. [`Live`] is the [`Source`](crate::source::Source) behind it: credentials are
//! looked up with the first request, every request passes one limiter, and every failure comes back as a
//! [`Problem`](crate::source::Problem) in words. Nothing secret gets into a problem or a log line, and neither do
//! worker ids or answers.

mod advice;
mod attempt;
mod certificates;
mod connect_error;
mod connection;
mod credentials;
mod forward;
mod ini;
mod limited;
mod limiter;
mod live;
mod mfa;
mod options;
mod paths;
mod problem;
mod profiles;
mod proxies;
mod raw;
mod retries;
mod taken;
#[cfg(test)]
mod tests;
mod transport;

pub use connect_error::ConnectError;
pub use connection::{Configured, connect, connect_with};
pub use live::Live;
pub use mfa::{AskMfa, MfaDevice};
pub use options::ConnectOptions;
pub use paths::expanded_path;
pub use raw::{RawFailure, RawQuery};
pub use taken::RawAnswer;
