use super::fault::Faults;
use std::time::Duration;

/// How an endpoint is run.
#[derive(Debug, Clone, Default)]
pub struct EndpointSettings {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// How long every answer is held back.
    pub latency: Duration,
    /// How the endpoint misbehaves.
    pub faults: Faults,
    /// What chance is made from: the same seed and the same requests meet the same faults.
    pub seed: u64,
}
