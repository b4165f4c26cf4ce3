//! The MTurk protocol on loopback: AWS JSON 1.1 over HTTP, for anything that answers operations as a
//! [`Service`](crate::wire::Service).
//!
//! It is what the demo and the tests talk to, and what scripts on boto3 or the AWS CLI can be pointed at with
//! `--endpoint-url`. It can also misbehave on purpose ([`Faults`]), so that clients meet every way in which a service
//! fails: faults strike requests and answers, whoever serves.
//!
//! It listens on 127.0.0.1 and answers only requests that were sent to a loopback name. **Signatures are not
//! checked**: whoever can reach the port can use it.

mod damage;
mod error;
mod fault;
mod lists;
mod reply;
mod request;
mod serve;
mod server;
mod settings;

pub use error::EndpointError;
pub use fault::{Fault, FaultError, Faults, Rate};
pub use serve::{Endpoint, serve};
pub use settings::EndpointSettings;
