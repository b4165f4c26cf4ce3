use crate::emulator::EmulatorError;
use crate::model::Cents;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The demo's HITs, in the order they are listed.
const ASSETS: &[(&str, &str)] = &[
    ("photos", include_str!("../../../assets/demo/photos.json")),
    ("sentiment", include_str!("../../../assets/demo/sentiment.json")),
    ("boxes", include_str!("../../../assets/demo/boxes.json")),
    ("entities", include_str!("../../../assets/demo/entities.json")),
    ("transcription", include_str!("../../../assets/demo/transcription.json")),
    ("survey", include_str!("../../../assets/demo/survey.json")),
    ("receipts", include_str!("../../../assets/demo/receipts.json")),
    ("outlines", include_str!("../../../assets/demo/outlines.json")),
    ("listings", include_str!("../../../assets/demo/listings.json")),
];

/// A HIT of the demo: what workers are asked, and how their answers come about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    /// The title workers see.
    pub(super) title: String,
    /// The description workers see.
    pub(super) description: String,
    /// Comma separated keywords.
    pub(super) keywords: String,
    /// The requester's own note.
    pub(super) annotation: Option<String>,
    /// The question document workers see.
    pub(super) question: Option<String>,
    /// What one assignment pays.
    #[serde(deserialize_with = "cents")]
    pub(super) reward: Cents,
    /// How many assignments the HIT asks for.
    pub(super) max: u32,
    /// How many workers hold one right now.
    #[serde(default)]
    pub(super) pending: u32,
    /// How many wait for review.
    pub(super) submitted: usize,
    /// How many were approved.
    pub(super) approved: usize,
    /// How many were rejected.
    pub(super) rejected: usize,
    /// HITs of a batch that ask the same: how many of each wait, were approved, and were rejected. None where it is one
    /// HIT.
    #[serde(default)]
    pub(super) batch: Vec<[usize; 3]>,
    /// Whether workers go on submitting, and the demo opens with this HIT.
    #[serde(default)]
    pub(super) open: bool,
    /// How long ago the HIT was published, in hours.
    pub(super) age_hours: f64,
    /// How long it can be accepted, in hours.
    pub(super) lifetime_hours: f64,
    /// After how many days the service approves by itself.
    pub(super) auto_approval_days: i64,
    /// How long a worker has, in minutes.
    pub(super) duration_minutes: i64,
    /// How long a worker usually takes, in seconds.
    pub(super) work_seconds: f64,
    /// How answers are wrapped.
    pub(super) envelope: Envelope,
    /// The template of an answer.
    pub(super) answer: Map<String, Value>,
    /// The template of an answer that ends up rejected, where it differs.
    pub(super) careless: Option<Map<String, Value>>,
    /// Answers that are hostile or broken, each given once.
    #[serde(default)]
    pub(super) odd: Vec<Odd>,
    /// What templates draw their words from.
    #[serde(default)]
    pub(super) phrases: HashMap<String, Vec<String>>,
    /// What rejected workers were told.
    #[serde(default)]
    pub(super) rejections: Vec<String>,
    /// What some approved workers were told.
    #[serde(default)]
    pub(super) thanks: Vec<String>,
}

/// The two ways in which forms send their fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Envelope {
    /// One `Answer` a field.
    Form,
    /// One `Answer`, `taskAnswers`, with all fields as JSON (Crowd HTML Elements).
    Crowd,
}

/// An answer out of the ordinary.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Odd {
    /// These fields replace those of an ordinary answer.
    Fields(Map<String, Value>),
    /// The whole document.
    Raw(String),
    /// No answer at all.
    Absent,
}

impl Task {
    /// The task of each HIT that it is published as.
    pub(super) fn hits(&self) -> Vec<Self> {
        let one = |[submitted, approved, rejected]: &[usize; 3]| {
            let (submitted, approved, rejected) = (*submitted, *approved, *rejected);
            Self { submitted, approved, rejected, ..self.clone() }
        };
        if self.batch.is_empty() { vec![self.clone()] } else { self.batch.iter().map(one).collect() }
    }
}

/// Reads every HIT of the demo.
pub(super) fn all() -> Result<Vec<Task>, EmulatorError> {
    let read = |&(name, text): &(&'static str, &str)| {
        serde_json::from_str(text).map_err(|error| EmulatorError::Demo { name, reason: error.to_string() })
    };
    ASSETS.iter().map(read).collect()
}

fn cents<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cents, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}
