//! What must come out of a file, as `<file>.expected.json` beside it says.

use hitdeck::answer::{JsonValue, nested, question_texts};
use hitdeck::model::{BonusPayment, Hit, Remark, SavedAssignment, SavedRecord, Status, Timestamp};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files that these tests read.
pub(crate) fn path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(file)
}

/// What came out of a file.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) hits: Vec<Hit>,
    pub(crate) assignments: Vec<SavedAssignment>,
    pub(crate) bonuses: Vec<BonusPayment>,
    pub(crate) remarks: Vec<Remark>,
}

impl Records {
    pub(crate) fn take(&mut self, record: SavedRecord) {
        match record {
            SavedRecord::Hit(hit) => self.hits.push(*hit),
            SavedRecord::Assignment(assignment) => self.assignments.push(*assignment),
            SavedRecord::Remark(remark) => self.remarks.push(remark),
            SavedRecord::Bonus(bonus) => self.bonuses.push(*bonus),
        }
    }

    /// The remarks as they are told.
    pub(crate) fn told(&self) -> Vec<String> {
        self.remarks.iter().map(ToString::to_string).collect()
    }

    /// Holds what came out of a file against what must.
    pub(crate) fn compare(&self, file: &str) {
        let json = std::fs::read_to_string(path(&format!("{file}.expected.json"))).unwrap();
        let expected: Value = serde_json::from_str(&json).unwrap();
        let rows = expected["rows"].as_array().unwrap();
        assert_eq!(self.assignments.len(), rows.len(), "{file}: {:?}", self.told());
        for (saved, row) in self.assignments.iter().zip(rows) {
            compare_row(saved, row.as_object().unwrap(), file);
        }
        if let Some(warning) = expected["warn"].as_str() {
            assert!(self.told().iter().any(|told| told.contains(warning)), "{file}: {:?}", self.told());
        }
    }
}

/// Every member that is expected of a row, and no member that is not known here.
fn compare_row(saved: &SavedAssignment, row: &Map<String, Value>, file: &str) {
    let assignment = &saved.assignment;
    for (name, value) in row {
        let place = format!("{file}: {name} of {:?}", assignment.id);
        match name.as_str() {
            "assignment_id" => assert_eq!(assignment.id.real(), value.as_str(), "{place}"),
            "worker_id" => assert_eq!(Some(assignment.worker.as_str()), value.as_str(), "{place}"),
            "status" => {
                // A word that is none of the service's is kept as it stands.
                let other = assignment.kept.get("AssignmentStatus");
                let known = Some(assignment.status.word()).filter(|_| assignment.status != Status::Other);
                assert_eq!(known.or(other.as_deref()), value.as_str(), "{place}");
            }
            "submitted_local" => {
                assert_eq!(assignment.kept.get("SubmitTime").as_deref(), value.as_str(), "{place}");
            }
            "note" => {}
            "submitted" => assert_eq!(assignment.submitted, time(value), "{place}"),
            "approved" => assert_eq!(assignment.approved, time(value), "{place}"),
            "rejected" => assert_eq!(assignment.rejected, time(value), "{place}"),
            "feedback" => assert_eq!(assignment.feedback.as_deref(), value.as_str(), "{place}"),
            "work_seconds" => {
                let stated = saved.work_time;
                let spent =
                    stated.or_else(|| Some(assignment.submitted?.duration_since(assignment.accepted?)));
                assert_eq!(spent.map(|time| time.as_secs()), value.as_i64(), "{place}");
            }
            "work_from" => assert_eq!(saved.work_time, None, "{place}"),
            "answers" => assert_eq!(answers(saved), texts(value), "{place}"),
            "extra" => {
                let extra: BTreeMap<String, String> = saved
                    .extra
                    .iter()
                    .map(|extra| (extra.name.to_string(), extra.text.to_string()))
                    .collect();
                assert_eq!(extra, texts(value), "{place}");
            }
            "extra_cells" => assert_eq!(Some(saved.surplus.len() as u64), value.as_u64(), "{place}"),
            "trials" => {
                let trials = saved.trials.as_ref().map(|trials| trials.rows.len() as u64);
                assert_eq!(trials, value.as_u64(), "{place}");
            }
            "accept_raw" => {
                let kept = assignment.kept.get("AcceptTime");
                assert_eq!(kept.as_deref(), value.as_str().filter(|text| !text.is_empty()), "{place}");
                assert_eq!(assignment.accepted.is_none(), kept.is_some(), "{place}");
            }
            "approve_cell" => assert_eq!(beside(saved, "Approve"), value, "{place}"),
            "reject_cell" => assert_eq!(beside(saved, "Reject"), value, "{place}"),
            "unwrapped" => {
                let texts = answers(saved);
                let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
                let values = JsonValue::Object(nested(texts)).to_string();
                assert_eq!(serde_json::from_str::<Value>(&values).unwrap(), *value, "{place}");
            }
            other => panic!("{file}: nothing holds {other:?} against what came out"),
        }
    }
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn texts(value: &Value) -> BTreeMap<String, String> {
    let texts = value.as_object().unwrap().iter();
    texts.map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned())).collect()
}

fn beside<'s>(saved: &'s SavedAssignment, name: &str) -> &'s str {
    saved.extra.iter().find(|extra| &*extra.name == name).map_or("", |extra| &extra.text)
}

/// The answers of a row, out of its columns and its document.
pub(crate) fn answers(saved: &SavedAssignment) -> BTreeMap<String, String> {
    let mut answers: BTreeMap<String, String> =
        saved.answers.iter().map(|answer| (answer.name.to_string(), answer.text.to_string())).collect();
    let document = saved.assignment.answer.as_deref().map(question_texts);
    for question in document.into_iter().flat_map(|(questions, _)| questions) {
        answers.insert(question.name, question.texts.concat());
    }
    answers
}
