//! `--generate-cli-skeleton`.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;

trials!(compared: skeletons);

fn skeletons() {
    compare("skeletons", &cases());
}

fn cases() -> Vec<Case> {
    let outputs = ["json", "text", "table", "yaml", "yaml-stream"].map(|format| {
        let case = case(&format!("--hit-id 3ONE --generate-cli-skeleton output --output {format}"));
        if format.starts_with("yaml") { case.parsed_as_yaml() } else { case }
    });
    let others = [
        case("--generate-cli-skeleton"),
        case("--generate-cli-skeleton input"),
        case("--generate-cli-skeleton yaml-input"),
        case("--hit-id 3ONE --generate-cli-skeleton"),
        case("--generate-cli-skeleton input --output text"),
        case("--generate-cli-skeleton output").exits(252),
        case("--hit-id 3ONE --generate-cli-skeleton output").query("Assignments[0].AssignmentId"),
        case("--hit-id 3ONE --generate-cli-skeleton output --no-paginate"),
        case("--hit-id 3ONE --generate-cli-skeleton output --max-items 1")
            .exits(252)
            .differs(Purpose::LimitsInSkeletons),
        case("--generate-cli-skeleton yaml").exits(252),
    ];
    outputs.into_iter().chain(others).collect()
}
