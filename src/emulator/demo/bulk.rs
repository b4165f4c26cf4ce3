use super::envelope;
use super::people;
use super::task::Envelope;
use crate::emulator::random::Random;
use crate::emulator::{Emulator, EmulatorError};
use crate::model::{Assignment, Cents, Hit, HitId, HitStatus, SignedDuration, Status, Timestamp};
use serde_json::Map;

const WORDS: &[&str] = &[
    "blue", "bottle", "chair", "clear", "cup", "dark", "door", "glass", "green", "lamp", "large", "leather",
    "light", "metal", "old", "paper", "red", "round", "shelf", "shoe", "small", "steel", "table", "white",
    "wood", "yellow",
];
/// Text that answers are cut from: making each anew would take most of the time.
const POOL: usize = 1 << 16;
/// What an answer weighs without its text.
const FRAME: usize = 290;
/// A worker in so many assignments, so that filters by worker have something to find.
const WORKERS: usize = 2_000;

/// Puts in one synthetic HIT of `count` assignments with answers of about `answer_bytes` bytes each.
///
/// Four in five wait for review, the rest is approved or rejected; the last one was submitted a second before `now`.
///
/// # Errors
///
/// When the emulator has this HIT already, or fails.
pub fn bulk(
    emulator: &Emulator,
    hit: &HitId,
    count: u32,
    answer_bytes: usize,
    seed: u64,
    now: Timestamp,
) -> Result<(), EmulatorError> {
    let mut random = Random::new(seed);
    emulator.insert_hit(&bulk_hit(hit, count, &mut random, now))?;
    let workers: Vec<_> = (0..WORKERS).map(|_| people::worker_id(&mut random)).collect();
    let pool = pool(answer_bytes.max(POOL), &mut random);
    let work = (0..i64::from(count)).map(|at| {
        let submitted = now - SignedDuration::from_secs(i64::from(count) - at);
        let accepted = submitted - SignedDuration::from_secs(random.between(20, 300).cast_signed());
        let status = match random.between(0, 9) {
            0 => Status::Rejected,
            1 => Status::Approved,
            _ => Status::Submitted,
        };
        let judged = Some(submitted + SignedDuration::from_millis(500));
        let id = people::assignment_id(&mut random);
        let worker = random.pick(&workers).cloned().unwrap_or_else(|| people::worker_id(&mut random));
        Assignment {
            status,
            accepted: Some(accepted),
            submitted: Some(submitted),
            auto_approval: Some(submitted + SignedDuration::from_hours(30 * 24)),
            approved: judged.filter(|_| status == Status::Approved),
            rejected: judged.filter(|_| status == Status::Rejected),
            deadline: Some(accepted + SignedDuration::from_hours(1)),
            answer: Some(answer(&pool, answer_bytes, &mut random).into()),
            feedback: (status == Status::Rejected).then(|| "The text is not about the picture.".into()),
            ..Assignment::new(id, worker, hit.clone())
        }
    });
    emulator.insert_assignments(work)?;
    Ok(())
}

fn bulk_hit(id: &HitId, count: u32, random: &mut Random, now: Timestamp) -> Hit {
    Hit {
        hit_type: people::hit_type(random),
        title: format!("Describe what you see, {count} times"),
        description: "A synthetic HIT to measure with.".to_owned(),
        keywords: "synthetic, measuring".to_owned(),
        reward: Some(Cents(5)),
        status: HitStatus::Reviewable,
        created: Some(now - SignedDuration::from_secs(i64::from(count)) - SignedDuration::from_hours(1)),
        expires: Some(now + SignedDuration::from_hours(24)),
        duration: Some(SignedDuration::from_hours(1)),
        auto_approval_delay: Some(SignedDuration::from_hours(30 * 24)),
        max: Some(count),
        ..Hit::new(id.clone())
    }
}

/// Words, one after the other.
fn pool(bytes: usize, random: &mut Random) -> String {
    let mut pool = String::with_capacity(bytes * 2 + 16);
    while pool.len() < bytes * 2 {
        pool.push_str(random.pick(WORDS).copied().unwrap_or_default());
        pool.push(' ');
    }
    pool
}

/// A document of about `bytes` bytes with a label and a text cut from the pool.
fn answer(pool: &str, bytes: usize, random: &mut Random) -> String {
    let length = bytes.saturating_sub(FRAME);
    let start = random.between(0, (pool.len() - length) as u64);
    let start = usize::try_from(start).unwrap_or(0);
    // The pool is ASCII: every place in it is a boundary.
    let text = pool.get(start..start + length).unwrap_or_default();
    let mut fields = Map::new();
    fields.insert("label".to_owned(), random.pick(WORDS).copied().unwrap_or_default().into());
    fields.insert("description".to_owned(), text.into());
    envelope::document(Envelope::Form, fields)
}
