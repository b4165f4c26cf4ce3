//! The SDK's types → the model's. Texts are moved, not copied.

use crate::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, HitStatus, SignedDuration, Status, StatusSet, Timestamp,
    WorkerId,
};
use crate::source::PageToken;
use aws_sdk_mturk::types as sdk;
use aws_smithy_types::DateTime;

/// An assignment as a page brings it; `None` without an id, for then nothing can ever be done about it.
///
/// A page need not repeat the HIT's id; it was asked for `hit`.
pub(super) fn assignment(from: sdk::Assignment, hit: &HitId) -> Option<Assignment> {
    let status = from.assignment_status.map_or(Status::Other, |status| Status::from_service(status.as_str()));
    Some(Assignment {
        status,
        accepted: from.accept_time.and_then(timestamp),
        submitted: from.submit_time.and_then(timestamp),
        auto_approval: from.auto_approval_time.and_then(timestamp),
        approved: from.approval_time.and_then(timestamp),
        rejected: from.rejection_time.and_then(timestamp),
        deadline: from.deadline.and_then(timestamp),
        answer: from.answer.map(String::into_boxed_str),
        feedback: from.requester_feedback.map(String::into_boxed_str),
        ..Assignment::new(
            AssignmentId::from_service(from.assignment_id?),
            WorkerId::from_service(from.worker_id.unwrap_or_default()),
            from.hit_id.map_or_else(|| hit.clone(), HitId::from_service),
        )
    })
}

/// A HIT as `GetHIT` and `ListHITs` bring it; `None` without an id.
pub(super) fn hit(from: sdk::Hit) -> Option<Hit> {
    Some(Hit {
        hit_type: from.hit_type_id.unwrap_or_default(),
        title: from.title.unwrap_or_default(),
        description: from.description.unwrap_or_default(),
        keywords: from.keywords.unwrap_or_default(),
        reward: from.reward.and_then(|reward| reward.parse::<Cents>().ok()),
        status: from.hit_status.map_or(HitStatus::Other, |status| HitStatus::from_service(status.as_str())),
        created: from.creation_time.and_then(timestamp),
        expires: from.expiration.and_then(timestamp),
        duration: from.assignment_duration_in_seconds.map(SignedDuration::from_secs),
        auto_approval_delay: from.auto_approval_delay_in_seconds.map(SignedDuration::from_secs),
        annotation: from.requester_annotation,
        max: from.max_assignments.and_then(count),
        available: from.number_of_assignments_available.and_then(count),
        pending: from.number_of_assignments_pending.and_then(count),
        completed: from.number_of_assignments_completed.and_then(count),
        ..Hit::new(HitId::from_service(from.hit_id?))
    })
}

/// The page token; an empty one is none.
pub(super) fn token(from: Option<String>) -> Option<PageToken> {
    from.filter(|token| !token.is_empty()).map(|token| PageToken(token.into()))
}

/// The filter for a set of statuses; `None` asks without one, as does a set with a status the service can
/// not be asked for.
pub(super) fn statuses(set: StatusSet) -> Option<Vec<sdk::AssignmentStatus>> {
    let askable = !set.is_empty() && !set.contains(Status::Other);
    askable.then(|| set.iter().map(|status| sdk::AssignmentStatus::from(status.word())).collect())
}

/// A time; `None` outside the years that can be shown (-9999 to 9999).
fn timestamp(from: DateTime) -> Option<Timestamp> {
    Timestamp::new(from.secs(), i32::try_from(from.subsec_nanos()).ok()?).ok()
}

fn count(from: i32) -> Option<u32> {
    u32::try_from(from).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> HitId {
        HitId::from_service("3HIT")
    }

    #[test]
    fn missing_members_stay_missing_and_the_hit_is_the_one_asked_for() {
        let bare = sdk::Assignment::builder().assignment_id("3A").build();
        let read = assignment(bare, &asked()).unwrap();
        assert_eq!((read.status, read.answer, read.submitted), (Status::Other, None, None));
        assert_eq!(read.hit, asked());
        assert_eq!(assignment(sdk::Assignment::builder().build(), &asked()), None);
    }

    #[test]
    fn a_word_of_a_later_service_is_kept_as_unknown() {
        let later =
            sdk::Assignment::builder().assignment_id("3A").assignment_status("Disputed".into()).build();
        assert_eq!(assignment(later, &asked()).unwrap().status, Status::Other);
        let later = sdk::Hit::builder().hit_id("3H").hit_status("Paused".into()).build();
        assert_eq!(hit(later).unwrap().status, HitStatus::Other);
    }

    #[test]
    fn impossible_numbers_and_times_are_left_out() {
        let odd = sdk::Hit::builder()
            .hit_id("3H")
            .max_assignments(-1)
            .reward("a lot")
            .creation_time(DateTime::from_secs(i64::MAX))
            .build();
        let read = hit(odd).unwrap();
        assert_eq!((read.max, read.reward, read.created), (None, None, None));
    }

    #[test]
    fn only_statuses_the_service_knows_become_a_filter() {
        assert_eq!(statuses(StatusSet::ALL), None);
        assert_eq!(statuses(StatusSet::NONE), None);
        let some = StatusSet::only(Status::Approved).toggled(Status::Rejected);
        let words = [sdk::AssignmentStatus::Approved, sdk::AssignmentStatus::Rejected];
        assert_eq!(statuses(some).unwrap(), words);
    }

    #[test]
    fn an_empty_token_ends_the_list() {
        assert_eq!(token(Some(String::new())), None);
        assert_eq!(token(Some("p1:x".into())), Some(PageToken("p1:x".into())));
    }
}
