//! `--generate-cli-skeleton`: what to fill in, and what comes out.

use crate::output::{Format, ListResponse};
use crate::wire::{
    ASSIGNMENT_STATUSES, ASSIGNMENTS, AssignmentMember, HIT_ID, MAX_RESULTS, Member, NEXT_TOKEN, NUM_RESULTS,
};
use serde_json::{Value, json};

/// Which skeleton.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Skeleton {
    /// What `--cli-input-json` takes.
    Input,
    /// What `--cli-input-yaml` takes.
    YamlInput,
    /// An example of the output.
    Output,
}

/// What `--cli-input-json` takes.
pub(super) fn input() -> String {
    format!(
        r#"{{
    "{HIT_ID}": "",
    "{NEXT_TOKEN}": "",
    "{MAX_RESULTS}": 0,
    "{ASSIGNMENT_STATUSES}": [
        "Submitted"
    ]
}}
"#
    )
}

/// What `--cli-input-yaml` takes.
pub(super) fn yaml_input() -> String {
    format!(
        "{HIT_ID}: ''  # [REQUIRED] The ID of the HIT.\n\
         {NEXT_TOKEN}: '' # Pagination token.\n\
         {MAX_RESULTS}: 0\n\
         {ASSIGNMENT_STATUSES}:  # The status of the assignments to return.\n\
         - Submitted\n"
    )
}

/// An example of the output, as the AWS CLI writes it: its times have no zone, and only in JSON a `T`.
pub(super) fn output(format: Format) -> ListResponse {
    let time = match format {
        Format::Json | Format::Jsonl | Format::Csv => "1970-01-01T00:00:00",
        _ => "1970-01-01 00:00:00",
    };
    let value = |member: AssignmentMember| Value::from(if member.is_time() { time } else { member.name() });
    let assignment: ListResponse =
        AssignmentMember::ALL.iter().map(|member| (member.name().to_owned(), value(*member))).collect();
    [(NEXT_TOKEN, json!(NEXT_TOKEN)), (NUM_RESULTS, json!(0)), (ASSIGNMENTS, json!([assignment]))]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}
