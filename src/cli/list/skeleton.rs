//! `--generate-cli-skeleton`: what to fill in, and what comes out.

use crate::output::{Format, ListResponse};
use crate::wire::{AssignmentMember, Member};
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
pub(super) const INPUT: &str = r#"{
    "HITId": "",
    "NextToken": "",
    "MaxResults": 0,
    "AssignmentStatuses": [
        "Submitted"
    ]
}
"#;

/// What `--cli-input-yaml` takes.
pub(super) const YAML_INPUT: &str = "\
HITId: ''  # [REQUIRED] The ID of the HIT.
NextToken: '' # Pagination token.
MaxResults: 0
AssignmentStatuses:  # The status of the assignments to return.
- Submitted
";

/// An example of the output, as the AWS CLI writes it: its times have no zone, and only in JSON a `T`.
pub(super) fn output(format: Format) -> ListResponse {
    let time = match format {
        Format::Json | Format::Jsonl | Format::Csv => "1970-01-01T00:00:00",
        _ => "1970-01-01 00:00:00",
    };
    let value = |member: AssignmentMember| Value::from(if member.is_time() { time } else { member.name() });
    let assignment: ListResponse =
        AssignmentMember::ALL.iter().map(|member| (member.name().to_owned(), value(*member))).collect();
    [("NextToken", json!("NextToken")), ("NumResults", json!(0)), ("Assignments", json!([assignment]))]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}
