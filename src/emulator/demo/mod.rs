//! The demo: HITs of an invented requester, and invented workers who go on submitting.
//!
//! What the HITs ask and what workers answer stands in `assets/demo`, one file a HIT or batch; this room turns
//! it into assignments. The same seed makes the same ids, answers and times before now.

mod bulk;
mod envelope;
mod history;
mod people;
mod task;
mod template;
mod workers;

pub use bulk::bulk;
pub use workers::workers;

use super::random::Random;
use super::{Emulator, EmulatorError};
use crate::model::{HitId, Timestamp};
use people::Crowd;
use task::Task;

/// How many invented workers there are; more than any HIT has assignments.
const CROWD: usize = 240;

/// What a filled demo has.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The HIT whose workers are still submitting: the one to open first.
    pub opens: HitId,
    /// Every HIT with its title, in the order they are listed.
    pub hits: Vec<(HitId, String)>,
    /// What the workers who are still submitting were asked.
    task: Task,
}

/// Puts the demo's HITs and their assignments into an emulator.
///
/// # Errors
///
/// When an asset can not be read, which a test rules out, or the emulator refuses.
pub fn fill(emulator: &Emulator, seed: u64, now: Timestamp) -> Result<Demo, EmulatorError> {
    let mut random = Random::new(seed);
    let mut crowd = Crowd::new(CROWD, &mut random);
    let mut hits = Vec::new();
    let mut open = None;
    for task in task::all()? {
        let mut hit_type = None;
        for task in task.hits() {
            let hit = history::hit(&task, &mut hit_type, &mut random, now);
            emulator.insert_hit(&hit)?;
            emulator.insert_assignments(history::assignments(&task, &hit, &mut crowd, &mut random, now))?;
            hits.push((hit.id.clone(), hit.title));
            if task.open {
                open = Some((hit.id, task));
            }
        }
    }
    let missing = || EmulatorError::Demo { name: "assets/demo", reason: "no task is marked open".to_owned() };
    let (opens, task) = open.ok_or_else(missing)?;
    Ok(Demo { opens, hits, task })
}
