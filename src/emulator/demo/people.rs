use crate::emulator::random::Random;
use crate::model::{AssignmentId, HitId, WorkerId};

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// An invented HIT id, of the service's length and looks.
pub(super) fn hit_id(random: &mut Random) -> HitId {
    HitId::from_service(code("3", 30, random))
}

/// An invented id of a HIT type.
pub(super) fn hit_type(random: &mut Random) -> String {
    code("3", 30, random)
}

/// An invented assignment id.
pub(super) fn assignment_id(random: &mut Random) -> AssignmentId {
    AssignmentId::from_service(code("3", 30, random))
}

/// An invented worker id.
pub(super) fn worker_id(random: &mut Random) -> WorkerId {
    let length = if random.chance(0.6) { 14 } else { 13 };
    WorkerId::from_service(code("A", length, random))
}

fn code(first: &str, length: usize, random: &mut Random) -> String {
    let rest = (first.len()..length).filter_map(|_| random.pick(LETTERS).copied().map(char::from));
    first.chars().chain(rest).collect()
}

/// The workers of the demo. Most work on several of its HITs, none twice on the same.
pub(super) struct Crowd(Vec<WorkerId>);

impl Crowd {
    /// As many invented workers.
    pub(super) fn new(size: usize, random: &mut Random) -> Self {
        Self((0..size).map(|_| worker_id(random)).collect())
    }

    /// The workers in a new order (Fisher and Yates).
    pub(super) fn shuffled(&mut self, random: &mut Random) -> &[WorkerId] {
        for last in (1..self.0.len()).rev() {
            let other = usize::try_from(random.between(0, last as u64)).unwrap_or(last);
            self.0.swap(last, other);
        }
        &self.0
    }
}
