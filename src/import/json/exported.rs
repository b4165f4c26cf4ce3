//! What hitdeck puts beside the service's members where it exports an assignment.

use super::names::{SharedNames, seconds, text};
use crate::answer::question_texts;
use crate::model::{Approver, NamedText, SavedAssignment, Trials};
use crate::wire::{AssignmentMember, Member, RawMembers};
use serde_json::value::RawValue;
use std::sync::Arc;

/// Takes the members back to where they came from.
pub(super) struct ExportedMembers<'n> {
    names: &'n mut SharedNames,
}

impl<'n> ExportedMembers<'n> {
    pub(super) fn new(names: &'n mut SharedNames) -> Self {
        Self { names }
    }

    /// Takes a member; `false` for one that is none of these.
    pub(super) fn take(&mut self, saved: &mut SavedAssignment, name: &str, json: &str) -> bool {
        match name {
            "WorkTimeInSeconds" => {
                saved.work_time = seconds(json);
                saved.work_time.is_some()
            }
            "Approver" => {
                saved.approver = match &*text(json) {
                    "Service" => Some(Approver::Service),
                    "Requester" => Some(Approver::Requester),
                    _ => None,
                };
                saved.approver.is_some()
            }
            "Answers" => self.texts(&mut saved.answers, json),
            "Inputs" => self.texts(&mut saved.inputs, json),
            "Extra" => self.texts(&mut saved.extra, json),
            "Surplus" => {
                let cells: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                saved.surplus = cells.into_iter().map(|cell| text(cell.get()).into()).collect();
                !saved.surplus.is_empty()
            }
            "Trials" => {
                saved.trials = self.trials(json);
                saved.trials.is_some()
            }
            // They are made out of the others, or tell of another file.
            "Values" | "Source" => true,
            _ => false,
        }
    }

    /// Leaves answers out that stand in the document, which an export has twice.
    pub(super) fn leave_to_document(saved: &mut SavedAssignment, members: &RawMembers<'_>) {
        let Some(document) = members.text(AssignmentMember::Answer.name()) else { return };
        let (questions, _) = question_texts(&document);
        saved.answers.retain(|answer| {
            let name = answer.name.strip_suffix(".UploadedFileSizeInBytes").unwrap_or(&answer.name);
            !questions.iter().any(|question| *question.name == *answer.name || *question.name == *name)
        });
    }

    /// Takes names and their texts; a list is several texts under one name.
    fn texts(&mut self, list: &mut Vec<NamedText>, json: &str) -> bool {
        let Ok(members) = RawMembers::parse(json) else { return false };
        for (name, value) in members.iter() {
            let shared = self.names.get(name);
            let several: Vec<&RawValue> = match serde_json::from_str(value.get()) {
                Ok(several) => several,
                Err(_) if value.get() == "null" => continue,
                Err(_) => vec![value],
            };
            let one =
                |value: &&RawValue| NamedText { name: Arc::clone(&shared), text: text(value.get()).into() };
            list.extend(several.iter().map(one));
        }
        true
    }

    /// Takes the rows of one assignment, objects with the same members.
    fn trials(&mut self, json: &str) -> Option<Trials> {
        let rows: Vec<RawMembers<'_>> = serde_json::from_str(json).ok()?;
        let mut columns: Vec<Arc<str>> = Vec::new();
        for (name, _) in rows.first()?.iter() {
            columns.push(self.names.get(name));
        }
        let cell = |row: &RawMembers<'_>, name: &str| {
            row.get(name).map_or("".into(), |value| text(value.get()).into())
        };
        let rows = rows.iter().map(|row| columns.iter().map(|name| cell(row, name)).collect()).collect();
        Some(Trials { columns: columns.into(), rows })
    }
}
