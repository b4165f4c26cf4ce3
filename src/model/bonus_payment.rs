use super::{AssignmentId, Cents, Timestamp, WorkerId};

/// A bonus that was paid. What the service did not tell is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BonusPayment {
    /// Who got it. Personal data.
    pub worker: WorkerId,
    /// The assignment it was for.
    pub assignment: AssignmentId,
    /// How much the worker got; the fee came on top.
    pub amount: Option<Cents>,
    /// What the worker was told.
    pub reason: String,
    /// When it was paid (UTC).
    pub granted: Option<Timestamp>,
}
