use super::{AssignmentId, HitId, KeptMembers, Status, Timestamp, WorkerId};

/// One worker's work on one HIT, as a page brings it.
///
/// Every member but the ids and the status may be absent: the service leaves out what has not happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Assignment {
    /// The assignment's own id.
    pub id: AssignmentId,
    /// Who did the work. Personal data.
    pub worker: WorkerId,
    /// The HIT it belongs to.
    pub hit: HitId,
    /// Where it stands.
    pub status: Status,
    /// When the worker accepted the HIT (UTC).
    pub accepted: Option<Timestamp>,
    /// When the worker submitted (UTC).
    pub submitted: Option<Timestamp>,
    /// When the service approves by itself if nobody decides before (UTC).
    pub auto_approval: Option<Timestamp>,
    /// When it was approved (UTC).
    pub approved: Option<Timestamp>,
    /// When it was rejected (UTC).
    pub rejected: Option<Timestamp>,
    /// Until when the worker had to submit (UTC).
    pub deadline: Option<Timestamp>,
    /// The QuestionFormAnswers document, byte for byte as the service sent it. Untrusted text.
    pub answer: Option<Box<str>>,
    /// What the requester told the worker with the verdict.
    pub feedback: Option<Box<str>>,
    /// What else came, as it was sent: unknown members, and values that could not be read.
    pub kept: KeptMembers,
}

impl Assignment {
    /// Work that was submitted, of which nothing more is known.
    #[must_use]
    pub fn new(id: AssignmentId, worker: WorkerId, hit: HitId) -> Self {
        Self {
            id,
            worker,
            hit,
            status: Status::Submitted,
            accepted: None,
            submitted: None,
            auto_approval: None,
            approved: None,
            rejected: None,
            deadline: None,
            answer: None,
            feedback: None,
            kept: KeptMembers::NONE,
        }
    }
}
