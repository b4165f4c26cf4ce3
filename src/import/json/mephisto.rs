use super::names::{SharedNames, text};
use crate::import::time::SavedTime;
use crate::model::{AssignmentId, Provenance, SavedAssignment, Timestamp, WorkerId};
use crate::wire::{Keeping, RawMembers, Structure};
use serde_json::value::RawValue;
use std::collections::HashMap;

/// Units of Mephisto, which has words, ids and times of its own.
#[derive(Debug, Default)]
pub(super) struct MephistoUnits {
    /// The unit that has an assignment's id. Several workers of one assignment have a unit each.
    owners: HashMap<Box<str>, Box<str>>,
}

/// What becomes of a unit's members by a place of its own.
const PLACED: [&str; 4] = ["worker_id", "assignment_id", "status", "data"];

impl MephistoUnits {
    /// Reads a unit.
    pub(super) fn read(
        &mut self,
        members: &RawMembers<'_>,
        provenance: Provenance,
        names: &mut SharedNames,
    ) -> SavedAssignment {
        let data = members
            .get("data")
            .map(RawValue::get)
            .and_then(|json| RawMembers::parse(json).ok())
            .unwrap_or_default();
        let times = inner(&data, "times");
        let time = |member: &str, beside: &str| {
            let told = times.as_ref().and_then(|times| times.get(member)).or_else(|| members.get(beside));
            let at = SavedTime::read(&text(told?.get()))?.at;
            // Work times are whole seconds everywhere else.
            Timestamp::from_second(at.as_second()).ok()
        };
        let member = |name: &str| members.get(name).map(|value| text(value.get())).unwrap_or_default();
        let mut saved = SavedAssignment::new(crate::model::Assignment::blank(), provenance);
        saved.assignment.id = self.id(&member("assignment_id"), &member("unit_id"));
        saved.assignment.worker = WorkerId::from_service(&*member("worker_id"));
        saved.assignment.accepted = time("task_start", "task_start");
        saved.assignment.submitted = time("task_end", "task_end");
        let mut kept = Keeping::default();
        kept.text("AssignmentStatus", &member("status"));
        saved.assignment.kept = kept.done();
        for (list, name) in [(&mut saved.answers, "outputs"), (&mut saved.inputs, "inputs")] {
            let Some(values) = inner(&data, name) else { continue };
            list.extend(values.iter().map(|(name, value)| names.named(name, value.get())));
        }
        let beside = members
            .iter()
            .filter(|(name, _)| !PLACED.contains(name))
            .map(|(name, value)| (name.to_owned(), value));
        let inside = data
            .iter()
            .filter(|(name, value)| !matches!(*name, "outputs" | "inputs") || !value.get().starts_with('{'));
        let inside = inside.map(|(name, value)| (format!("data.{name}"), value));
        for (name, value) in beside.chain(inside).filter(|(_, value)| value.get() != "null") {
            saved.extra.push(names.named(&name, value.get()));
        }
        saved
    }

    /// An assignment's id for the first of its units; others get one that says which unit it is.
    fn id(&mut self, assignment: &str, unit: &str) -> AssignmentId {
        if assignment.is_empty() {
            return AssignmentId::invented(format_args!("unit-{unit}"));
        }
        let owner = self.owners.entry(assignment.into()).or_insert_with(|| unit.into());
        if **owner == *unit {
            AssignmentId::from_service(assignment)
        } else {
            AssignmentId::invented(format_args!("{assignment}-unit-{unit}"))
        }
    }
}

/// The object in a member.
fn inner<'j>(members: &RawMembers<'j>, name: &str) -> Option<RawMembers<'j>> {
    RawMembers::parse(members.get(name)?.get()).ok()
}
