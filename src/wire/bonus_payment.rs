use super::member::BonusPaymentMember;
use super::structure::{Structure, Told, WireValue};
use crate::model::{AssignmentId, BonusPayment, WorkerId};

impl Structure for BonusPayment {
    type Member = BonusPaymentMember;

    fn blank() -> Self {
        Self {
            worker: WorkerId::from_service(""),
            assignment: AssignmentId::from_service(""),
            amount: None,
            reason: String::new(),
            granted: None,
        }
    }

    fn set(&mut self, member: BonusPaymentMember, value: WireValue<'_>) -> bool {
        use BonusPaymentMember as M;
        match member {
            M::WorkerId => value.id(&mut self.worker, WorkerId::from_service),
            M::BonusAmount => value.money(&mut self.amount),
            M::AssignmentId => value.id(&mut self.assignment, AssignmentId::from_service),
            M::Reason => value.text(&mut self.reason, String::from),
            M::GrantTime => value.time(&mut self.granted),
        }
    }

    fn get(&self, member: BonusPaymentMember) -> Option<Told<'_>> {
        use BonusPaymentMember as M;
        match member {
            M::WorkerId => Some(Told::Text(self.worker.as_str())),
            M::BonusAmount => self.amount.map(Told::Money),
            M::AssignmentId => Some(Told::Text(self.assignment.as_str())),
            M::Reason => Some(Told::Text(&self.reason)),
            M::GrantTime => self.granted.map(Told::Time),
        }
    }

    fn has_id(&self) -> bool {
        !self.assignment.as_str().is_empty()
    }
}
