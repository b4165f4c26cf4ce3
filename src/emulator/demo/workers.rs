use super::task::Task;
use super::{Demo, history, people};
use crate::emulator::random::Random;
use crate::emulator::{Emulator, EmulatorError};
use crate::model::{HitId, Timestamp};
use std::time::Duration;

/// How long until the first of them submits, in milliseconds, and how long between two.
const FIRST: (u64, u64) = (3_500, 4_500);
const BETWEEN: (u64, u64) = (2_000, 7_000);
/// How often a worker has accepted since the last submission.
const ACCEPTS: f64 = 0.6;

/// Lets workers submit to the demo's open HIT, one every few seconds, until it is full.
///
/// The task ends quietly when the emulator fails: then nobody can see it any more.
pub fn workers(emulator: Emulator, demo: &Demo, seed: u64) -> impl Future<Output = ()> + Send + use<> {
    let mut shift = Shift {
        emulator,
        hit: demo.opens.clone(),
        task: demo.task.clone(),
        random: Random::new(seed.rotate_left(32)),
    };
    async move {
        let mut pause = FIRST;
        loop {
            tokio::time::sleep(shift.pause(pause)).await;
            pause = BETWEEN;
            let step = tokio::task::spawn_blocking(move || (shift.submit(Timestamp::now()), shift)).await;
            match step {
                Ok((Ok(true), back)) => shift = back,
                _ => return,
            }
        }
    }
}

/// What the workers of one HIT need.
struct Shift {
    emulator: Emulator,
    hit: HitId,
    task: Task,
    random: Random,
}

impl Shift {
    fn pause(&mut self, (shortest, longest): (u64, u64)) -> Duration {
        Duration::from_millis(self.random.between(shortest, longest))
    }

    /// One worker submits, perhaps after another has accepted. Returns whether there is more to do.
    fn submit(&mut self, now: Timestamp) -> Result<bool, EmulatorError> {
        let hit = self.emulator.hit(&self.hit, now)?;
        let nobody_works = hit.pending.unwrap_or_default() == 0;
        let accepted = (nobody_works || self.random.chance(ACCEPTS)) && self.emulator.accept(&self.hit)?;
        if nobody_works && !accepted {
            return Ok(false);
        }
        let worker = people::worker_id(&mut self.random);
        let careless = self.random.chance(0.08);
        let work = history::submission(&self.task, &hit, worker, now, &mut self.random, careless);
        self.emulator.submit(&work)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emulator::demo::fill;

    #[test]
    fn workers_submit_until_the_hit_is_full() {
        let emulator = Emulator::in_memory().unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let demo = fill(&emulator, 1, now).unwrap();
        let mut shift = Shift {
            emulator: emulator.clone(),
            hit: demo.opens.clone(),
            task: demo.task.clone(),
            random: Random::new(1),
        };
        let mut submitted = 0;
        while shift.submit(now).unwrap() {
            submitted += 1;
        }
        let hit = emulator.hit(&demo.opens, now).unwrap();
        assert_eq!(
            (submitted, hit.available, hit.pending, hit.listable()),
            (53, Some(0), Some(0), Some(240))
        );
    }
}
