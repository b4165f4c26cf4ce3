//! What a file holds of an assignment beside the service's members, in one text.

use crate::model::{Approver, NamedText, Provenance, SavedAssignment, Trials};
use serde::{Deserialize, Serialize};

/// What a file holds of an assignment beside the service's members. All texts are untrusted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// The file, as it was given; empty where no file told of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The line on which its row begins there, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The task the worker saw: names and texts to the letter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<(String, String)>,
    /// Columns of the file's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
    /// Cells behind the last column that has a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub surplus: Vec<String>,
    /// The columns of its trials, where it takes several rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trial_columns: Vec<String>,
    /// One row a trial.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<Vec<String>>,
    /// The work time that the file states, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_seconds: Option<i64>,
    /// Whether the service approved by itself, where the file tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_by_service: Option<bool>,
}

impl Beside {
    /// What is beside an assignment; `None` where nothing is.
    pub(super) fn of(saved: &SavedAssignment) -> Option<String> {
        // What is written is read as a `Beside`; this borrows.
        #[derive(Serialize)]
        struct BesideTexts<'s> {
            #[serde(skip_serializing_if = "str::is_empty")]
            file: &'s str,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u64>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            inputs: Vec<(&'s str, &'s str)>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            extra: Vec<(&'s str, &'s str)>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            surplus: Vec<&'s str>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            trial_columns: Vec<&'s str>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            trials: Vec<Vec<&'s str>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            work_seconds: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            approved_by_service: Option<bool>,
        }
        let (file, line) = match &saved.provenance {
            Provenance::File { file, line } => (&**file, Some(*line)),
            Provenance::Service { .. } => ("", None),
        };
        let none = Trials::default();
        let Trials { columns, rows } = saved.trials.as_ref().unwrap_or(&none);
        let written = BesideTexts {
            file,
            line,
            inputs: pairs(&saved.inputs),
            extra: pairs(&saved.extra),
            surplus: saved.surplus.iter().map(|cell| &**cell).collect(),
            trial_columns: columns.iter().map(|name| &**name).collect(),
            trials: rows.iter().map(|row| row.iter().map(|cell| &**cell).collect()).collect(),
            work_seconds: saved.work_time.map(|time| time.as_secs()),
            approved_by_service: saved.approver.map(|approver| approver == Approver::Service),
        };
        serde_json::to_string(&written).ok().filter(|text| text != "{}")
    }

    /// Reads what [`of`](Self::of) wrote.
    pub(super) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

fn pairs(texts: &[NamedText]) -> Vec<(&str, &str)> {
    texts.iter().map(|text| (&*text.name, &*text.text)).collect()
}
