//! The columns, their types, and what stands in them.

use crate::export::answers::{AnsweredQuestion, answered};
use crate::export::json::{AnswersJson, TrialsJson, ValuesJson};
use crate::export::work_time::work_seconds;
use crate::model::{Hit, NamedText, Provenance, SavedAssignment};
use crate::wire::{AssignmentMember, HitMember, Member, Structure, Told};
use serde::Serialize;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParquetColumn {
    /// A member of the assignment.
    Assignment(AssignmentMember),
    /// What the source has beside the members.
    Beside(BesideColumn),
    /// A member of the HIT, told again for each of its assignments: a dictionary makes it small.
    Hit(HitMember),
}

/// What stands beside the service's members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BesideColumn {
    /// Seconds from accepting to submitting.
    WorkTime,
    /// `Service` or `Requester`.
    Approver,
    /// Answers, to the letter.
    Answers,
    /// The same as one JSON object in a text.
    AnswersJson,
    /// What the answers mean.
    Values,
    /// The task's input.
    Inputs,
    /// Columns of its own.
    Extra,
    /// Cells behind the last column.
    Surplus,
    /// Rows of one assignment.
    Trials,
    /// Members of the assignment that could not be read, as they were sent.
    Kept,
    /// Members of the HIT that could not be read, as they were sent.
    HitKept,
    /// The file it was read from.
    SourceFile,
    /// The line in it.
    SourceLine,
    /// The service it was read from.
    SourceEndpoint,
    /// When.
    SourceSeen,
}

/// How a column's values are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParquetKind {
    /// UTF-8.
    Text,
    /// JSON in UTF-8.
    Json,
    /// Microseconds since 1970, UTC.
    Time,
    /// A small whole number.
    Count,
    /// A whole number.
    Number,
    /// Dollars with two decimals.
    Money,
    /// A list of names and values.
    Texts,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParquetCell {
    /// Nothing.
    Missing,
    /// A text.
    Text(String),
    /// A number, a time, cents.
    Number(i64),
    /// Names and values.
    Texts(Vec<(String, String)>),
}

impl From<Option<String>> for ParquetCell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Missing, Self::Text)
    }
}

impl From<Option<i64>> for ParquetCell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Missing, Self::Number)
    }
}

impl BesideColumn {
    const ALL: [Self; 15] = [
        Self::WorkTime,
        Self::Approver,
        Self::Answers,
        Self::AnswersJson,
        Self::Values,
        Self::Inputs,
        Self::Extra,
        Self::Surplus,
        Self::Trials,
        Self::Kept,
        Self::HitKept,
        Self::SourceFile,
        Self::SourceLine,
        Self::SourceEndpoint,
        Self::SourceSeen,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::WorkTime => "WorkTimeInSeconds",
            Self::Approver => "Approver",
            Self::Answers => "Answers",
            Self::AnswersJson => "AnswersJson",
            Self::Values => "Values",
            Self::Inputs => "Inputs",
            Self::Extra => "Extra",
            Self::Surplus => "Surplus",
            Self::Trials => "Trials",
            Self::Kept => "Kept",
            Self::HitKept => "HITKept",
            Self::SourceFile => "SourceFile",
            Self::SourceLine => "SourceLine",
            Self::SourceEndpoint => "SourceEndpoint",
            Self::SourceSeen => "SourceSeen",
        }
    }

    fn kind(self) -> ParquetKind {
        match self {
            Self::WorkTime | Self::SourceLine => ParquetKind::Number,
            Self::Approver | Self::AnswersJson | Self::SourceFile | Self::SourceEndpoint => ParquetKind::Text,
            Self::Answers | Self::Inputs | Self::Extra => ParquetKind::Texts,
            Self::Values | Self::Surplus | Self::Trials | Self::Kept | Self::HitKept => ParquetKind::Json,
            Self::SourceSeen => ParquetKind::Time,
        }
    }

    fn cell(self, saved: &SavedAssignment, hit: Option<&Hit>) -> ParquetCell {
        match (self, &saved.provenance) {
            (Self::WorkTime, _) => work_seconds(saved).into(),
            (Self::Approver, _) => saved.approver.map(|approver| format!("{approver:?}")).into(),
            (Self::Answers, _) => answers(saved),
            (Self::AnswersJson, _) => json(&AnswersJson(saved)),
            (Self::Values, _) => json(&ValuesJson(saved)),
            (Self::Inputs, _) => texts(&saved.inputs),
            (Self::Extra, _) => texts(&saved.extra),
            (Self::Surplus, _) if saved.surplus.is_empty() => ParquetCell::Missing,
            (Self::Surplus, _) => json(&saved.surplus),
            (Self::Trials, _) => json(&saved.trials.as_ref().map(TrialsJson)),
            (Self::Kept, _) => saved.assignment.kept.json().map(str::to_owned).into(),
            (Self::HitKept, _) => hit.and_then(|hit| hit.kept.json()).map(str::to_owned).into(),
            (Self::SourceFile, Provenance::File { file, .. }) => ParquetCell::Text(file.to_string()),
            (Self::SourceLine, Provenance::File { line, .. }) => i64::try_from(*line).ok().into(),
            (Self::SourceEndpoint, Provenance::Service { endpoint, .. }) => {
                ParquetCell::Text(endpoint.to_string())
            }
            (Self::SourceSeen, Provenance::Service { seen, .. }) => {
                ParquetCell::Number(seen.as_microsecond())
            }
            (Self::SourceFile | Self::SourceLine | Self::SourceEndpoint | Self::SourceSeen, _) => {
                ParquetCell::Missing
            }
        }
    }
}

impl ParquetColumn {
    /// Every column, in the order of the file.
    pub(super) fn all() -> Vec<Self> {
        let assignment = AssignmentMember::ALL.iter().copied().map(Self::Assignment);
        let beside = BesideColumn::ALL.into_iter().map(Self::Beside);
        // The assignment has its HIT's id.
        let hit = HitMember::ALL.iter().copied().filter(|member| *member != HitMember::HitId).map(Self::Hit);
        assignment.chain(beside).chain(hit).collect()
    }

    /// Its name: that of the member.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Assignment(member) => member.name(),
            Self::Beside(column) => column.name(),
            Self::Hit(member) => member.name(),
        }
    }

    /// How its values are stored.
    pub(super) fn kind(self) -> ParquetKind {
        use AssignmentMember as A;
        use HitMember as H;
        match self {
            Self::Assignment(
                A::AcceptTime
                | A::SubmitTime
                | A::AutoApprovalTime
                | A::ApprovalTime
                | A::RejectionTime
                | A::Deadline,
            )
            | Self::Hit(H::CreationTime | H::Expiration) => ParquetKind::Time,
            Self::Hit(H::AutoApprovalDelayInSeconds | H::AssignmentDurationInSeconds) => ParquetKind::Number,
            Self::Hit(H::Reward) => ParquetKind::Money,
            Self::Hit(H::QualificationRequirements) => ParquetKind::Json,
            Self::Hit(
                H::MaxAssignments
                | H::NumberOfAssignmentsAvailable
                | H::NumberOfAssignmentsPending
                | H::NumberOfAssignmentsCompleted,
            ) => ParquetKind::Count,
            Self::Assignment(_) | Self::Hit(_) => ParquetKind::Text,
            Self::Beside(column) => column.kind(),
        }
    }

    /// What stands in it.
    pub(super) fn cell(self, saved: &SavedAssignment, hit: Option<&Hit>) -> ParquetCell {
        let assignment = &saved.assignment;
        match self {
            Self::Assignment(AssignmentMember::AssignmentId) => {
                assignment.id.real().map(str::to_owned).into()
            }
            Self::Assignment(AssignmentMember::HitId) => assignment.hit.real().map(str::to_owned).into(),
            Self::Assignment(member) => told(assignment.get(member)),
            Self::Hit(member) => told(hit.and_then(|hit| hit.get(member))),
            Self::Beside(column) => column.cell(saved, hit),
        }
    }
}

fn told(told: Option<Told<'_>>) -> ParquetCell {
    match told {
        None | Some(Told::Text("")) => ParquetCell::Missing,
        Some(Told::Text(text)) => ParquetCell::Text(text.to_owned()),
        Some(Told::Time(at)) => ParquetCell::Number(at.as_microsecond()),
        Some(Told::Count(count)) => ParquetCell::Number(count.into()),
        Some(Told::Span(span)) => ParquetCell::Number(span.as_secs()),
        Some(Told::Money(amount)) => ParquetCell::Number(amount.0),
        Some(Told::Shape(shape)) if shape.get() == "[]" => ParquetCell::Missing,
        Some(Told::Shape(shape)) => ParquetCell::Text(shape.get().to_owned()),
    }
}

/// JSON in a text; `null` is nothing.
fn json(value: &impl Serialize) -> ParquetCell {
    serde_json::to_string(value).ok().filter(|json| json != "null").into()
}

fn texts(texts: &[NamedText]) -> ParquetCell {
    pairs(texts.iter().map(|text| (text.name.to_string(), text.text.to_string())))
}

/// A value for each text that was answered; a question without one has an empty one.
fn answers(saved: &SavedAssignment) -> ParquetCell {
    pairs(answered(saved).questions.into_iter().flat_map(|AnsweredQuestion { name, texts }| {
        let nothing = texts.is_empty().then(String::new);
        let texts = texts.into_iter().map(std::borrow::Cow::into_owned).chain(nothing);
        texts.map(|text| (name.to_string(), text)).collect::<Vec<_>>()
    }))
}

fn pairs(pairs: impl Iterator<Item = (String, String)>) -> ParquetCell {
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() { ParquetCell::Missing } else { ParquetCell::Texts(pairs) }
}
