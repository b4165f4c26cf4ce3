//! A HIT's past: who accepted, submitted and was judged when.

use super::people::{self, Crowd};
use super::task::{Odd, Task};
use super::{envelope, template::Draw};
use crate::emulator::random::Random;
use crate::model::{Assignment, Hit, SignedDuration, Status, Timestamp, WorkerId};

/// One worker in so many submits much faster than one can read.
const HASTE: f64 = 0.03;

/// A HIT of a task, without assignments yet; those of a batch share the type of the first.
pub(super) fn hit(task: &Task, hit_type: &mut Option<String>, random: &mut Random, now: Timestamp) -> Hit {
    let created = now - hours(task.age_hours);
    let bare = Hit::new(people::hit_id(random));
    Hit {
        hit_type: hit_type.get_or_insert_with(|| people::hit_type(random)).clone(),
        title: task.title.clone(),
        description: task.description.clone(),
        keywords: task.keywords.clone(),
        reward: Some(task.reward),
        created: Some(created),
        expires: Some(created + hours(task.lifetime_hours)),
        duration: Some(SignedDuration::from_mins(task.duration_minutes)),
        auto_approval_delay: Some(auto_approval_delay(task)),
        annotation: task.annotation.clone(),
        question: task.question.as_deref().map(Into::into),
        max: Some(task.max),
        pending: Some(task.pending),
        ..bare
    }
}

/// The assignments submitted before now, in order of submission.
pub(super) fn assignments(
    task: &Task,
    hit: &Hit,
    crowd: &mut Crowd,
    random: &mut Random,
    now: Timestamp,
) -> Vec<Assignment> {
    let statuses = statuses(task, random);
    let mut times: Vec<Timestamp> =
        (0..statuses.len()).map(|_| now - hours(task.age_hours * 0.97 * random.unit().powf(0.8))).collect();
    times.sort_unstable();
    let workers = crowd.shuffled(random);
    let mut history: Vec<Assignment> = statuses
        .into_iter()
        .zip(times)
        .zip(workers)
        .map(|((status, submitted), worker)| {
            let mut work =
                submission(task, hit, worker.clone(), submitted, random, status == Status::Rejected);
            judge(&mut work, status, task, random, now);
            work
        })
        .collect();
    strew(task, &mut history, random);
    history
}

/// One submission, not judged yet.
pub(super) fn submission(
    task: &Task,
    hit: &Hit,
    worker: WorkerId,
    submitted: Timestamp,
    random: &mut Random,
    careless: bool,
) -> Assignment {
    let accepted = submitted - work_time(task, random);
    let template = task.careless.as_ref().filter(|_| careless).unwrap_or(&task.answer);
    let fields = Draw { phrases: &task.phrases, random }.object(template);
    Assignment {
        accepted: Some(accepted),
        submitted: Some(submitted),
        auto_approval: Some(submitted + auto_approval_delay(task)),
        deadline: Some(accepted + SignedDuration::from_mins(task.duration_minutes)),
        answer: Some(envelope::document(task.envelope, fields).into()),
        ..Assignment::new(people::assignment_id(random), worker, hit.id.clone())
    }
}

/// The statuses in order of submission: what came first was mostly judged first.
fn statuses(task: &Task, random: &mut Random) -> Vec<Status> {
    let counts = [
        (Status::Approved, task.approved),
        (Status::Rejected, task.rejected),
        (Status::Submitted, task.submitted),
    ];
    let mut ranked: Vec<(f64, Status)> = Vec::new();
    for (status, count) in counts {
        let late = if status == Status::Submitted { 0.7 } else { 0.0 };
        ranked.extend((0..count).map(|_| (random.unit() + late, status)));
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked.into_iter().map(|(_, status)| status).collect()
}

/// Work times spread log-normally, as people's do; a few are suspiciously short.
fn work_time(task: &Task, random: &mut Random) -> SignedDuration {
    let seconds = if random.chance(HASTE) {
        task.work_seconds * 0.04
    } else {
        task.work_seconds * (random.normal() * 0.55).exp()
    };
    let whole = SignedDuration::try_from_secs_f64(seconds).unwrap_or_default();
    whole.clamp(SignedDuration::from_secs(2), SignedDuration::from_mins(task.duration_minutes))
}

fn judge(work: &mut Assignment, status: Status, task: &Task, random: &mut Random, now: Timestamp) {
    let submitted = work.submitted.unwrap_or(now);
    let until = work.auto_approval.map_or(now, |auto| auto.min(now));
    let at = submitted + part_of(until.duration_since(submitted), random);
    work.status = status;
    match status {
        Status::Approved => {
            work.approved = Some(at);
            work.feedback =
                random.chance(0.25).then(|| random.pick(&task.thanks).cloned()).flatten().map(Into::into);
        }
        Status::Rejected => {
            work.rejected = Some(at);
            work.feedback = random.pick(&task.rejections).cloned().map(Into::into);
        }
        Status::Submitted | Status::Other => {}
    }
}

/// Some part of a span, neither nothing nor all of it.
fn part_of(span: SignedDuration, random: &mut Random) -> SignedDuration {
    SignedDuration::try_from_secs_f64(span.as_secs_f64() * (0.05 + 0.9 * random.unit())).unwrap_or_default()
}

/// Puts the odd answers of the task among those that wait for review; the newest are ordinary ones.
fn strew(task: &Task, history: &mut [Assignment], random: &mut Random) {
    let mut waiting: Vec<&mut Assignment> =
        history.iter_mut().filter(|work| work.status == Status::Submitted).collect();
    let apart = (waiting.len() / task.odd.len().max(1)).max(1);
    for (work, odd) in waiting.iter_mut().rev().skip(apart - 1).step_by(apart).zip(&task.odd) {
        work.answer = match odd {
            Odd::Absent => None,
            Odd::Raw(document) => Some(document.clone().into()),
            Odd::Fields(replaced) => {
                let mut draw = Draw { phrases: &task.phrases, random };
                let mut fields = draw.object(&task.answer);
                fields.extend(draw.object(replaced));
                Some(envelope::document(task.envelope, fields).into())
            }
        };
    }
}

fn auto_approval_delay(task: &Task) -> SignedDuration {
    SignedDuration::from_hours(task.auto_approval_days * 24)
}

fn hours(hours: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64(hours * 3600.0).unwrap_or_default()
}
