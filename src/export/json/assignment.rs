//! An assignment as JSON.

use super::grouped::GroupedJson;
use super::member::{MemberJson, OneLine, StructureJson, value};
use crate::answer::nested;
use crate::export::answers::{AnsweredQuestion, answered};
use crate::export::work_time::work_seconds;
use crate::model::{Approver, Hit, NamedText, Provenance, SavedAssignment, Trials};
use crate::wire::{AssignmentMember, Member, RawMembers, text_of};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Members that this program adds to the service's.
const OWN: [&str; 11] = [
    "WorkTimeInSeconds",
    "Approver",
    "Answers",
    "Values",
    "Inputs",
    "Extra",
    "Surplus",
    "Trials",
    "HIT",
    "Source",
    "BonusPayments",
];

/// An assignment: the service's members, and what its source has beside them.
pub(super) struct AssignmentJson<'s> {
    /// The assignment.
    pub(super) saved: &'s SavedAssignment,
    /// Its HIT, where that has no id and can not be told apart from the assignment.
    pub(super) hit: Option<Hit>,
}

impl Serialize for AssignmentJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let saved = self.saved;
        let kept = RawMembers::kept(&saved.assignment.kept);
        let unknown = || kept.iter().filter(|(name, _)| AssignmentMember::from_name(name).is_none());
        let mut map = serializer.serialize_map(None)?;
        for member in AssignmentMember::ALL {
            match self.member(&kept, *member) {
                None if *member == AssignmentMember::Answer => {}
                value => map.serialize_entry(member.name(), &value)?,
            }
        }
        for (name, value) in unknown().filter(|(name, _)| !OWN.contains(name)) {
            map.serialize_entry(name, &OneLine(value))?;
        }
        map.serialize_entry("WorkTimeInSeconds", &work_seconds(saved))?;
        map.serialize_entry("Approver", &saved.approver.map(word))?;
        map.serialize_entry("Answers", &AnswersJson(saved))?;
        map.serialize_entry("Values", &ValuesJson(saved))?;
        map.serialize_entry("Inputs", &GroupedJson::new(saved.inputs.iter().map(pair)))?;
        let taken = unknown().filter(|(name, _)| OWN.contains(name));
        let taken: Vec<_> =
            taken.map(|(name, value)| (name, text_of(value.get()).unwrap_or(value.get().into()))).collect();
        let extra = saved.extra.iter().map(pair).chain(taken.iter().map(|(name, text)| (*name, &**text)));
        map.serialize_entry("Extra", &GroupedJson::new(extra))?;
        if !saved.surplus.is_empty() {
            map.serialize_entry("Surplus", &saved.surplus)?;
        }
        map.serialize_entry("Trials", &saved.trials.as_ref().map(TrialsJson))?;
        if let Some(hit) = &self.hit {
            map.serialize_entry("HIT", &StructureJson(hit))?;
        }
        map.serialize_entry("Source", &SourceJson(&saved.provenance))?;
        map.end()
    }
}

impl<'s> AssignmentJson<'s> {
    /// A member's value. Ids that were invented are not there.
    fn member(&self, kept: &RawMembers<'s>, member: AssignmentMember) -> Option<MemberJson<'s>> {
        let assignment = &self.saved.assignment;
        let invented = match member {
            AssignmentMember::AssignmentId => assignment.id.is_invented(),
            AssignmentMember::HitId => assignment.hit.is_invented(),
            _ => false,
        };
        if invented { None } else { value(assignment, kept, member) }
    }
}

/// Who approved, in a word.
fn word(approver: Approver) -> &'static str {
    match approver {
        Approver::Service => "Service",
        Approver::Requester => "Requester",
    }
}

fn pair(text: &NamedText) -> (&str, &str) {
    (&text.name, &text.text)
}

/// What was answered, to the letter.
pub(in crate::export) struct AnswersJson<'s>(pub(in crate::export) &'s SavedAssignment);

impl Serialize for AnswersJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let questions = answered(self.0).questions;
        GroupedJson::new(questions.iter().flat_map(AnsweredQuestion::pairs)).serialize(serializer)
    }
}

/// What the answers mean: elements of crowd-forms whole, JSON opened. `null` where nothing was answered.
pub(in crate::export) struct ValuesJson<'s>(pub(in crate::export) &'s SavedAssignment);

impl Serialize for ValuesJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let questions = answered(self.0).questions;
        let values = nested(questions.iter().flat_map(AnsweredQuestion::pairs));
        GroupedJson::new(values.iter().map(|(name, value)| (&**name, value))).serialize(serializer)
    }
}

/// The trials as a list of objects.
pub(in crate::export) struct TrialsJson<'s>(pub(in crate::export) &'s Trials);

impl Serialize for TrialsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = || self.0.columns.iter().map(|column| &**column);
        serializer.collect_seq(
            self.0.rows.iter().map(|row| GroupedJson::new(columns().zip(row.iter().map(|text| &**text)))),
        )
    }
}

/// Where an assignment was read.
struct SourceJson<'s>(&'s Provenance);

impl Serialize for SourceJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        match self.0 {
            Provenance::Service { endpoint, seen } => {
                map.serialize_entry("Endpoint", &**endpoint)?;
                map.serialize_entry("Seen", &seen.to_string())?;
            }
            Provenance::File { file, line } => {
                map.serialize_entry("File", &**file)?;
                map.serialize_entry("Line", line)?;
            }
        }
        map.end()
    }
}
