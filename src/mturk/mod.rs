//! The live service through `aws-sdk-mturk`.
//!
//! [`connect`] reads what the user configured, as the AWS CLI would, and says at once what is wrong with it; it
//! never waits for the network. [`Live`] is the [`Source`](crate::source::Source) behind it: credentials are
//! looked up with the first request, every request passes one limiter, and every failure comes back as a
//! [`Problem`](crate::source::Problem) in words. Nothing secret gets into a problem or a log line, and neither do
//! worker ids or answers.

mod certificates;
mod connection;
mod convert;
mod credentials;
mod ini;
mod limiter;
mod live;
mod mfa;
mod paths;
mod problem;
mod profiles;
mod proxies;
mod raw;
mod refusal;
mod response;
mod retries;
mod transport;

pub use connection::{Configured, ConnectError, Connection, connect, connect_with};
pub use live::Live;
pub use mfa::{AskMfa, MfaDevice};
pub use paths::expanded_path;
pub use raw::{RawAnswer, RawFailure, RawQuery};
pub use response::{ResponseError, TimestampFormat, response};
