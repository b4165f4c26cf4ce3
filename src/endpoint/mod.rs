//! An MTurk-compatible endpoint on loopback: AWS JSON 1.1 over an [`Emulator`](crate::emulator::Emulator).
//!
//! It is what the demo and the tests talk to, and what scripts on boto3 or the AWS CLI can be pointed at with
//! `--endpoint-url`. It promises what the service model says: the same operations, members, limits, error
//! shapes and codes, pages with opaque tokens. Where the model is silent it follows what was seen of the real
//! service. It can also misbehave on purpose ([`Faults`]), so that clients meet every way in which a service
//! fails.
//!
//! It listens on 127.0.0.1 and answers only requests that were sent to a loopback name. **Signatures are not
//! checked**: whoever can reach the port can use it.

mod damage;
mod error;
mod fault;
mod operation;
mod page;
mod reply;
mod request;
mod server;
mod validate;
mod verbs;
mod wire;

pub use error::EndpointError;
pub use fault::{Fault, FaultError, Faults, Rate};
pub use operation::Operation;
pub use server::{Endpoint, serve};

use std::time::Duration;

/// How an endpoint is run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// How long every answer is held back.
    pub latency: Duration,
    /// How the endpoint misbehaves.
    pub faults: Faults,
    /// What chance is made from: the same seed and the same requests meet the same faults.
    pub seed: u64,
}
