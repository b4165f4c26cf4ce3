use super::member::AssignmentMember;
use super::structure::{Structure, Told, WireValue};
use crate::model::{Assignment, AssignmentId, HitId, KeptMembers, Status, WorkerId};

impl Structure for Assignment {
    type Member = AssignmentMember;

    fn blank() -> Self {
        let nobody = WorkerId::from_service("");
        let bare = Self::new(AssignmentId::from_service(""), nobody, HitId::from_service(""));
        Self { status: Status::Other, ..bare }
    }

    fn set(&mut self, member: AssignmentMember, value: WireValue<'_>) -> bool {
        use AssignmentMember as M;
        match member {
            M::AssignmentId => value.id(&mut self.id, AssignmentId::from_service),
            M::WorkerId => value.id(&mut self.worker, WorkerId::from_service),
            M::HitId => value.id(&mut self.hit, HitId::from_service),
            M::AssignmentStatus => {
                value.text(&mut self.status, |word| Status::from_service(&word))
                    && self.status != Status::Other
            }
            M::AutoApprovalTime => value.time(&mut self.auto_approval),
            M::AcceptTime => value.time(&mut self.accepted),
            M::SubmitTime => value.time(&mut self.submitted),
            M::ApprovalTime => value.time(&mut self.approved),
            M::RejectionTime => value.time(&mut self.rejected),
            M::Deadline => value.time(&mut self.deadline),
            M::Answer => value.text(&mut self.answer, |text| Some(text.into())),
            M::RequesterFeedback => value.text(&mut self.feedback, |text| Some(text.into())),
        }
    }

    fn get(&self, member: AssignmentMember) -> Option<Told<'_>> {
        use AssignmentMember as M;
        match member {
            M::AssignmentId => Some(Told::Text(self.id.as_str())),
            M::WorkerId => Some(Told::Text(self.worker.as_str())),
            M::HitId => Some(Told::Text(self.hit.as_str())),
            M::AssignmentStatus => (self.status != Status::Other).then(|| Told::Text(self.status.word())),
            M::AutoApprovalTime => self.auto_approval.map(Told::Time),
            M::AcceptTime => self.accepted.map(Told::Time),
            M::SubmitTime => self.submitted.map(Told::Time),
            M::ApprovalTime => self.approved.map(Told::Time),
            M::RejectionTime => self.rejected.map(Told::Time),
            M::Deadline => self.deadline.map(Told::Time),
            M::Answer => self.answer.as_deref().map(Told::Text),
            M::RequesterFeedback => self.feedback.as_deref().map(Told::Text),
        }
    }

    fn kept(&self) -> &KeptMembers {
        &self.kept
    }

    fn keep(&mut self, kept: KeptMembers) {
        self.kept = kept;
    }

    fn has_id(&self) -> bool {
        !self.id.as_str().is_empty()
    }
}
