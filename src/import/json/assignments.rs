//! Assignments among the objects.

use super::exported::ExportedMembers;
use super::members::{AnswerForm, ServiceMembers, of_hit};
use super::names::seconds;
use super::parsed_answer::parsed_answers;
use super::records::{JsonRecords, JsonShape};
use crate::import::row_key::RowKey;
use crate::import::sink::Flow;
use crate::model::{Assignment, AssignmentId, HitId, RemarkWeight, SavedAssignment, SavedRecord};
use crate::wire::{AssignmentMember, HitMember, Member, RawMembers};

impl JsonRecords<'_, '_, '_> {
    /// Takes an assignment.
    pub(super) fn assignment(&mut self, members: &RawMembers<'_>, line: u64) -> Flow {
        let form = AnswerForm::of(members);
        self.shape = self.shape.max(match form {
            AnswerForm::Document => JsonShape::Service,
            AnswerForm::Prefixed | AnswerForm::Bare => JsonShape::Flat,
            AnswerForm::Exported => JsonShape::Exported,
        });
        if form == AnswerForm::Exported {
            return self.exported(members, line);
        }
        let has_type = members.get(HitMember::HitTypeId.name()).is_some();
        let mut service = ServiceMembers::new();
        let mut beside = SavedAssignment::new(crate::wire::Structure::blank(), self.sink.place(line));
        for (name, value) in members.iter().filter(|(_, value)| value.get() != "null") {
            let json = value.get();
            let parsed = match name {
                "Answer" if json.starts_with('{') => parsed_answers(json, &mut self.names),
                _ => None,
            };
            if let Some(parsed) = parsed {
                beside.answers.extend(parsed);
            } else if let Some(member) = AssignmentMember::from_name(name) {
                service.of_assignment(member, json, line, self.sink);
            } else if let Some(member) = of_hit(name, form, has_type) {
                service.of_hit(member, json, line, self.sink);
            } else if !self.beside(&mut beside, name, json, form) {
                service.assignment.keep(name, json);
            }
        }
        self.tell_assignment(members, line, service, beside)
    }

    /// Takes an assignment as hitdeck exports it.
    fn exported(&mut self, members: &RawMembers<'_>, line: u64) -> Flow {
        let mut service = ServiceMembers::new();
        let mut saved = SavedAssignment::new(crate::wire::Structure::blank(), self.sink.place(line));
        let mut own = ExportedMembers::new(&mut self.names);
        let mut hit = None;
        for (name, value) in members.iter().filter(|(_, value)| value.get() != "null") {
            let json = value.get();
            if let Some(member) = AssignmentMember::from_name(name) {
                service.of_assignment(member, json, line, self.sink);
            } else if name == "HIT" {
                hit = Some(json);
            } else if !own.take(&mut saved, name, json) {
                service.assignment.keep(name, json);
            }
        }
        ExportedMembers::leave_to_document(&mut saved, members);
        if let Some(hit) = hit.and_then(|json| RawMembers::parse(json).ok()) {
            let id = HitId::invented(key(&hit));
            let id = serde_json::Value::String(id.to_string()).to_string();
            service.of_assignment(AssignmentMember::HitId, &id, line, self.sink);
            for (name, value) in hit.iter() {
                if let Some(member) = HitMember::from_name(name).filter(|member| *member != HitMember::HitId)
                {
                    service.of_hit(member, value.get(), line, self.sink);
                }
            }
        }
        self.tell_assignment(members, line, service, saved)
    }

    /// Hands on what was read of an assignment.
    fn tell_assignment(
        &mut self,
        members: &RawMembers<'_>,
        line: u64,
        service: ServiceMembers,
        mut beside: SavedAssignment,
    ) -> Flow {
        let spent = service.assignment.between(AssignmentMember::AcceptTime, AssignmentMember::SubmitTime);
        beside.work_time = beside.work_time.or(spent);
        let mut assignment: Assignment = service.assignment.done();
        if assignment.id.as_str().is_empty() {
            assignment.id = AssignmentId::invented(self.keys.distinct(key(members)));
            self.sink.note(
                RemarkWeight::Note,
                line,
                "there is no assignment id: nothing can be decided here",
            );
        }
        if service.tells_hit && !assignment.hit.as_str().is_empty() {
            self.tell_hit(service.hit.done())?;
        }
        if *self.page_hit != *assignment.hit.as_str() {
            self.page_hit = assignment.hit.as_str().into();
        }
        beside.assignment = assignment;
        self.sink.put(SavedRecord::Assignment(Box::new(beside)))
    }

    /// Takes a member that is none of the service's; `false` for one that is to be kept as it came.
    fn beside(&mut self, saved: &mut SavedAssignment, name: &str, json: &str, form: AnswerForm) -> bool {
        match (name, form) {
            ("WorkTimeInSeconds", _) => {
                saved.work_time = seconds(json);
                saved.work_time.is_some()
            }
            ("ResponseMetadata", _) => true,
            (_, AnswerForm::Prefixed | AnswerForm::Bare) => {
                let (list, name) = match (name.strip_prefix("Answer."), name.strip_prefix("Input."), form) {
                    (Some(name), ..) => (&mut saved.answers, name),
                    (_, Some(name), _) => (&mut saved.inputs, name),
                    (.., AnswerForm::Bare) => (&mut saved.answers, name),
                    _ => (&mut saved.extra, name),
                };
                list.push(self.names.named(name, json));
                true
            }
            _ => false,
        }
    }
}

/// The key of an object. Where it was read before it was exported says nothing about it.
fn key(members: &RawMembers<'_>) -> RowKey {
    let said = members.iter().filter(|(name, value)| value.get() != "null" && *name != "Source");
    RowKey::of(said.map(|(name, value)| (name, value.get())))
}
