use super::WorkerId;

/// A worker who can not work on the account's HITs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerBlock {
    /// The worker. Personal data.
    pub worker: WorkerId,
    /// The requester's own note; the worker does not see it.
    pub reason: String,
}
