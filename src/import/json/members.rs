use crate::import::draft::StructureDraft;
use crate::import::sink::RecordSink;
use crate::model::{Assignment, Hit};
use crate::wire::{AssignmentMember, HitMember, Member, RawMembers};

/// How an object holds answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerForm {
    /// As a document, or not at all: other members are the service's.
    Document,
    /// Under `Answers`, as hitdeck exports them.
    Exported,
    /// As members `Answer.…`, as pandas makes them of a batch's columns.
    Prefixed,
    /// As members of their own names, as amti writes tables.
    Bare,
}

impl AnswerForm {
    /// Finds out.
    pub(super) fn of(members: &RawMembers<'_>) -> Self {
        if is_exported(members) {
            Self::Exported
        } else if members.iter().any(|(name, _)| name.starts_with("Answer.")) {
            Self::Prefixed
        } else if members.get(AssignmentMember::Answer.name()).is_some()
            || members.iter().all(|(name, _)| is_known(name))
        {
            Self::Document
        } else {
            Self::Bare
        }
    }
}

/// Whether an object is an assignment that hitdeck exported: it always has these, if only as `null`.
pub(super) fn is_exported(members: &RawMembers<'_>) -> bool {
    ["Answers", "Inputs", "Trials", "Source"].iter().all(|own| members.iter().any(|(name, _)| name == *own))
}

fn is_known(name: &str) -> bool {
    AssignmentMember::from_name(name).is_some()
        || HitMember::from_name(name).is_some()
        || name == "ResponseMetadata"
}

/// Whether a member is one of the HIT's. Where answers stand under their own names, words as `Title` are answers unless
/// the HIT is there with its type.
pub(super) fn of_hit(name: &str, form: AnswerForm, has_type: bool) -> Option<HitMember> {
    let member = HitMember::from_name(name)?;
    let word = matches!(
        member,
        HitMember::Title | HitMember::Description | HitMember::Keywords | HitMember::Question
    );
    (form != AnswerForm::Bare || has_type || !word).then_some(member)
}

/// The members of the service in an object.
pub(super) struct ServiceMembers {
    pub(super) assignment: StructureDraft<Assignment>,
    pub(super) hit: StructureDraft<Hit>,
    /// Whether anything was told of the HIT but its id.
    pub(super) tells_hit: bool,
}

impl ServiceMembers {
    pub(super) fn new() -> Self {
        Self { assignment: StructureDraft::new(), hit: StructureDraft::new(), tells_hit: false }
    }

    /// Takes an assignment's member.
    pub(super) fn of_assignment(
        &mut self,
        member: AssignmentMember,
        json: &str,
        line: u64,
        sink: &mut RecordSink<'_, '_>,
    ) {
        self.assignment.json(member, member.is_time(), json).tell(sink, member.name(), line);
        if member == AssignmentMember::HitId {
            self.hit.json(HitMember::HitId, false, json);
        }
    }

    /// Takes a HIT's member.
    pub(super) fn of_hit(&mut self, member: HitMember, json: &str, line: u64, sink: &mut RecordSink<'_, '_>) {
        let is_time = matches!(member, HitMember::CreationTime | HitMember::Expiration);
        self.hit.json(member, is_time, json).tell(sink, member.name(), line);
        self.tells_hit = true;
    }
}
