//! What becomes of two records of one thing: the newer one counts, and what it does not tell stays.

use crate::model::{Assignment, Hit, KeptMembers, SavedAssignment, Status, Timestamp};
use crate::wire::{AssignmentMember, HitMember, Member, RawMembers, Structure, Told};

/// Whether a member was told: empty texts and lists are what a source writes that does not know.
fn is_told(told: Option<&Told<'_>>) -> bool {
    match told {
        None => false,
        Some(Told::Text(text)) => !text.is_empty(),
        Some(Told::Shape(shape)) => shape.get() != "[]",
        Some(_) => true,
    }
}

/// Fills what `newer` does not tell from `older`, where `fills` lets a member stand beside what is newer.
fn fill<T: Structure>(newer: &mut T, older: &T, fills: impl Fn(T::Member) -> bool) {
    for member in T::Member::ALL {
        let Some(told) = older.get(*member).filter(|told| is_told(Some(told))) else { continue };
        let finer = match (newer.get(*member), &told) {
            (Some(Told::Time(newer)), Told::Time(older)) => is_finer(*older, newer),
            (newer, _) => !is_told(newer.as_ref()) && fills(*member),
        };
        if finer {
            newer.set(*member, told.as_value());
        }
    }
    let kept = kept(newer, older);
    newer.keep(kept);
}

/// Whether `time` tells the same second with more digits: files have no fractions.
fn is_finer(time: Timestamp, than: Timestamp) -> bool {
    than.subsec_nanosecond() == 0 && time != than && second(time) == than.as_second()
}

/// The whole second a time stands in.
fn second(time: Timestamp) -> i64 {
    time.as_second() - i64::from(time.subsec_nanosecond() < 0)
}

/// The members kept beside `newer`, and those beside `older` that say something which it does not.
fn kept<T: Structure>(newer: &T, older: &T) -> KeptMembers {
    let (mut members, before) = (RawMembers::kept(newer.kept()), RawMembers::kept(older.kept()));
    let mut grown = false;
    for (name, value) in before.iter() {
        let told = T::Member::from_name(name).and_then(|member| newer.get(member));
        if members.get(name).is_none() && !is_told(told.as_ref()) {
            members.set(name, value);
            grown = true;
        }
    }
    match serde_json::to_string(&members) {
        Ok(json) if grown => KeptMembers::from_json(json.into()),
        _ => newer.kept().json().map(Into::into).into(),
    }
}

/// A HIT as two sources tell it. Counters that were true at one time stand together or not at all.
pub(super) fn hits(mut newer: Hit, older: &Hit) -> Hit {
    use HitMember as M;
    let counted = [newer.available, newer.pending, newer.completed].iter().any(Option::is_some);
    let together = !counted && (newer.max.is_none() || newer.max == older.max);
    fill(&mut newer, older, |member| match member {
        M::NumberOfAssignmentsAvailable | M::NumberOfAssignmentsPending | M::NumberOfAssignmentsCompleted => {
            together
        }
        _ => true,
    });
    newer
}

/// An assignment as two sources tell it. What a decision brought along belongs to its status.
pub(super) fn assignments(mut newer: SavedAssignment, older: &SavedAssignment) -> SavedAssignment {
    use AssignmentMember as M;
    let unknown =
        newer.assignment.status == Status::Other && newer.assignment.kept.get("AssignmentStatus").is_none();
    let same = unknown || newer.assignment.status == older.assignment.status;
    fill(&mut newer.assignment, &older.assignment, |member| match member {
        M::ApprovalTime | M::RejectionTime | M::RequesterFeedback => same,
        _ => true,
    });
    or(&mut newer.answers, &older.answers);
    or(&mut newer.inputs, &older.inputs);
    or(&mut newer.extra, &older.extra);
    or(&mut newer.surplus, &older.surplus);
    if newer.trials.is_none() {
        newer.trials.clone_from(&older.trials);
    }
    newer.work_time = newer.work_time.or(older.work_time);
    if same {
        newer.approver = newer.approver.or(older.approver);
    }
    newer
}

fn or<T: Clone>(newer: &mut Vec<T>, older: &[T]) {
    if newer.is_empty() {
        newer.extend_from_slice(older);
    }
}

/// The first member that both records tell and tell differently, to the second of times.
pub(super) fn difference(
    kept: &SavedAssignment,
    news: &SavedAssignment,
    equals: bool,
) -> Option<&'static str> {
    let differs = |member: &&AssignmentMember| {
        let one = [AssignmentMember::WorkerId, AssignmentMember::HitId, AssignmentMember::Answer];
        (equals || one.contains(member)) && differs(&kept.assignment, &news.assignment, **member)
    };
    let member = AssignmentMember::ALL.iter().find(differs).map(|member| member.name());
    member.or_else(|| {
        let other = |kept: &[crate::model::NamedText], news: &[crate::model::NamedText]| {
            !kept.is_empty() && !news.is_empty() && kept != news
        };
        match () {
            () if !equals => None,
            () if other(&kept.answers, &news.answers) => Some("an answer"),
            () if other(&kept.inputs, &news.inputs) => Some("an input"),
            () => None,
        }
    })
}

fn differs(kept: &Assignment, news: &Assignment, member: AssignmentMember) -> bool {
    match (kept.get(member), news.get(member)) {
        (Some(Told::Text(kept)), Some(Told::Text(news))) => {
            let ids = [kept, news].iter().all(|id| !id.is_empty() && !id.starts_with('~'));
            ids && kept != news
        }
        (Some(Told::Time(kept)), Some(Told::Time(news))) => second(kept) != second(news),
        _ => false,
    }
}

/// How a record stands to what is kept already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// It counts, and fills up what it does not tell.
    Newer,
    /// Neither is known to be newer.
    Equal,
    /// It only fills up.
    Older,
}

/// What decides which record counts: who said it, when, and the decision in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// When a service said it, in microseconds; `None` of a file, which was written nobody knows when.
    pub(super) seen: Option<i64>,
    /// Whether a decision is known, and of what is not even known to be submitted not.
    rank: u8,
    /// The second of the latest decision.
    decided: Option<i64>,
}

impl Standing {
    /// Of an assignment.
    pub(super) fn of(assignment: &Assignment, seen: Option<i64>) -> Self {
        let rank = match assignment.status {
            Status::Other => 0,
            Status::Submitted => 1,
            Status::Approved | Status::Rejected => 2,
        };
        Self { seen, rank, decided: decided(assignment).map(second) }
    }

    /// How news stands to what is kept.
    pub(super) fn of_news(self, kept: Self) -> Precedence {
        let micros =
            |decided: Option<i64>| decided.map_or(i64::MIN, |second| second.saturating_mul(1_000_000));
        let newer = |is: bool| if is { Precedence::Newer } else { Precedence::Older };
        match (self.seen, kept.seen) {
            (Some(news), Some(kept)) => newer(news >= kept),
            // A decision that a file tells may have come after the service was asked.
            (None, Some(seen)) => newer(self.rank == 2 && micros(self.decided) > seen),
            (Some(seen), None) => newer(kept.rank < 2 || micros(kept.decided) <= seen),
            (None, None) => match (self.rank, self.decided).cmp(&(kept.rank, kept.decided)) {
                std::cmp::Ordering::Greater => Precedence::Newer,
                std::cmp::Ordering::Equal => Precedence::Equal,
                std::cmp::Ordering::Less => Precedence::Older,
            },
        }
    }
}

/// When it was decided last.
pub(super) fn decided(assignment: &Assignment) -> Option<Timestamp> {
    assignment.approved.max(assignment.rejected)
}
