use crate::model::{
    Assignment, AssignmentId, HitId, KeptMembers, SignedDuration, Status, Timestamp, WorkerId,
};
use crate::text::time;
use std::borrow::Cow;

/// One assignment as the store holds it, less its answer, which has to be unpacked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// The assignment's own id.
    pub id: &'a str,
    /// Who did the work. Personal data.
    pub worker: &'a str,
    /// The HIT it belongs to.
    pub hit: &'a HitId,
    /// Where it stands.
    pub status: Status,
    /// When the worker accepted the HIT (UTC, as all times here, to the microsecond).
    pub accepted: Option<Timestamp>,
    /// When the worker submitted.
    pub submitted: Option<Timestamp>,
    /// When the service approves by itself if nobody decides before.
    pub auto_approval: Option<Timestamp>,
    /// When it was approved.
    pub approved: Option<Timestamp>,
    /// When it was rejected.
    pub rejected: Option<Timestamp>,
    /// Until when the worker had to submit.
    pub deadline: Option<Timestamp>,
    /// What the requester told the worker with the verdict.
    pub feedback: Option<&'a str>,
    /// What else came, as it was sent: unknown members, and values that could not be read. Untrusted.
    pub kept: KeptMembers<&'a str>,
    /// The length of the answer in bytes; 0 where there is none.
    pub answer_len: usize,
}

impl Row<'_> {
    /// From accepting to submitting.
    #[must_use]
    pub fn work_time(&self) -> Option<SignedDuration> {
        Some(self.submitted?.duration_since(self.accepted?))
    }

    /// Whether it approves itself within a day, unless somebody decides.
    #[must_use]
    pub fn is_urgent(&self, now: Timestamp) -> bool {
        let due = self.auto_approval.filter(|_| self.status == Status::Submitted);
        due.is_some_and(|at| time::is_soon(at, now))
    }

    /// The whole assignment again, with the answer that [`Store::answer`](crate::table::Store::answer) gave.
    #[must_use]
    pub fn to_assignment(&self, answer: Option<Cow<'_, str>>) -> Assignment {
        Assignment {
            status: self.status,
            accepted: self.accepted,
            submitted: self.submitted,
            auto_approval: self.auto_approval,
            approved: self.approved,
            rejected: self.rejected,
            deadline: self.deadline,
            answer: answer.map(|answer| answer.into_owned().into_boxed_str()),
            feedback: self.feedback.map(Into::into),
            kept: self.kept.to_owned(),
            ..Assignment::new(
                AssignmentId::from_service(self.id),
                WorkerId::from_service(self.worker),
                self.hit.clone(),
            )
        }
    }
}
