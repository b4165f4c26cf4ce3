//! What answers carry, member by member, in the service model's names.

use crate::emulator::{Block, Payment};
use crate::model::{Assignment, Cents, Hit, SignedDuration};
use crate::wire::Seconds;
use serde::{Serialize, Serializer};

/// An `Assignment`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AssignmentMember<'a> {
    assignment_id: &'a str,
    worker_id: &'a str,
    #[serde(rename = "HITId")]
    hit_id: &'a str,
    assignment_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    auto_approval_time: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accept_time: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submit_time: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approval_time: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejection_time: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester_feedback: Option<&'a str>,
}

impl<'a> From<&'a Assignment> for AssignmentMember<'a> {
    fn from(assignment: &'a Assignment) -> Self {
        Self {
            assignment_id: assignment.id.as_str(),
            worker_id: assignment.worker.as_str(),
            hit_id: assignment.hit.as_str(),
            assignment_status: assignment.status.word(),
            auto_approval_time: assignment.auto_approval.map(Seconds),
            accept_time: assignment.accepted.map(Seconds),
            submit_time: assignment.submitted.map(Seconds),
            approval_time: assignment.approved.map(Seconds),
            rejection_time: assignment.rejected.map(Seconds),
            deadline: assignment.deadline.map(Seconds),
            answer: assignment.answer.as_deref(),
            requester_feedback: assignment.feedback.as_deref(),
        }
    }
}

/// A `HIT`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct HitMember<'a> {
    #[serde(rename = "HITId")]
    hit_id: &'a str,
    #[serde(rename = "HITTypeId")]
    hit_type_id: &'a str,
    /// HITs of one type are shown to workers as one group; here the type's id names it too.
    #[serde(rename = "HITGroupId")]
    hit_group_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_time: Option<Seconds>,
    title: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    keywords: &'a str,
    #[serde(rename = "HITStatus")]
    hit_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_assignments: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reward: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auto_approval_delay_in_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration: Option<Seconds>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment_duration_in_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester_annotation: Option<&'a str>,
    qualification_requirements: [(); 0],
    #[serde(rename = "HITReviewStatus")]
    hit_review_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_assignments_pending: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_assignments_available: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_assignments_completed: Option<u32>,
}

impl<'a> HitMember<'a> {
    /// A HIT with what its workers were asked, where that is known.
    pub(super) fn new(hit: &'a Hit, question: Option<String>) -> Self {
        Self {
            hit_id: hit.id.as_str(),
            hit_type_id: &hit.hit_type,
            hit_group_id: &hit.hit_type,
            creation_time: hit.created.map(Seconds),
            title: &hit.title,
            description: &hit.description,
            question,
            keywords: &hit.keywords,
            hit_status: hit.status.word(),
            max_assignments: hit.max,
            reward: hit.reward.map(dollars),
            auto_approval_delay_in_seconds: hit
                .auto_approval_delay
                .map(|time| SignedDuration::as_secs(&time)),
            expiration: hit.expires.map(Seconds),
            assignment_duration_in_seconds: hit.duration.map(|time| SignedDuration::as_secs(&time)),
            requester_annotation: hit.annotation.as_deref(),
            qualification_requirements: [],
            hit_review_status: "NotReviewed",
            number_of_assignments_pending: hit.pending,
            number_of_assignments_available: hit.available,
            number_of_assignments_completed: hit.completed,
        }
    }
}

/// A `BonusPayment`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BonusMember<'a> {
    worker_id: &'a str,
    bonus_amount: String,
    assignment_id: &'a str,
    reason: &'a str,
    grant_time: Seconds,
}

impl<'a> From<&'a Payment> for BonusMember<'a> {
    fn from(payment: &'a Payment) -> Self {
        Self {
            worker_id: payment.bonus.worker.as_str(),
            bonus_amount: dollars(payment.bonus.amount),
            assignment_id: payment.bonus.assignment.as_str(),
            reason: &payment.bonus.reason,
            grant_time: Seconds(payment.granted),
        }
    }
}

/// A `WorkerBlock`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BlockMember<'a> {
    worker_id: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a Block> for BlockMember<'a> {
    fn from(block: &'a Block) -> Self {
        Self { worker_id: block.worker.as_str(), reason: &block.reason }
    }
}

/// A page; `kind` is the name of the member that holds its items.
pub(super) struct PageMember<'a, T> {
    /// The member's name, such as `Assignments`.
    pub(super) kind: &'static str,
    /// What is on the page.
    pub(super) items: &'a [T],
    /// The token of the next one.
    pub(super) next: Option<String>,
}

impl<T: Serialize> Serialize for PageMember<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut members = serializer.serialize_map(None)?;
        if let Some(next) = &self.next {
            members.serialize_entry("NextToken", next)?;
        }
        members.serialize_entry("NumResults", &self.items.len())?;
        members.serialize_entry(self.kind, self.items)?;
        members.end()
    }
}

/// An amount of money as the service writes it: `0.12`.
pub(super) fn dollars(cents: Cents) -> String {
    cents.to_string().replace('$', "")
}
