use super::member::WorkerBlockMember;
use super::structure::{Structure, Told, WireValue};
use crate::model::{WorkerBlock, WorkerId};

impl Structure for WorkerBlock {
    type Member = WorkerBlockMember;

    fn blank() -> Self {
        Self { worker: WorkerId::from_service(""), reason: String::new() }
    }

    fn set(&mut self, member: WorkerBlockMember, value: WireValue<'_>) -> bool {
        match member {
            WorkerBlockMember::WorkerId => value.id(&mut self.worker, WorkerId::from_service),
            WorkerBlockMember::Reason => value.text(&mut self.reason, String::from),
        }
    }

    fn get(&self, member: WorkerBlockMember) -> Option<Told<'_>> {
        Some(Told::Text(match member {
            WorkerBlockMember::WorkerId => self.worker.as_str(),
            WorkerBlockMember::Reason => &self.reason,
        }))
    }

    fn has_id(&self) -> bool {
        !self.worker.as_str().is_empty()
    }
}
