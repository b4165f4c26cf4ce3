//! Whole inputs as JSON and YAML.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: inputs);

fn inputs() {
    compare("inputs", &[good(), refused()].concat());
}

fn json(text: &str) -> Case {
    case("--cli-input-json").arg(text)
}

fn yaml(text: &str) -> Case {
    case("--cli-input-yaml").arg(text)
}

fn good() -> Vec<Case> {
    let twelve = r#"{"HITId": "3TWELVE", "AssignmentStatuses": ["Rejected"]}"#;
    vec![
        json(r#"{"HITId": "3ONE"}"#),
        json(twelve),
        json(twelve).args("--assignment-statuses Submitted"),
        json(twelve).args("--hit-id 3ONE"),
        json(r#"{"HITId": "3TWELVE", "MaxResults": 3}"#),
        json(r#"{"HITId": "3TWELVE", "MaxResults": 3}"#).args("--output text"),
        json(r#"{"HITId": "3TWELVE", "MaxResults": 3}"#).args("--max-results 2"),
        json(r#"{"HITId": "3ECHO", "AssignmentStatuses": [], "NextToken": "t"}"#).at(Place::Scripted),
        json("file://in.json").file("in.json", twelve),
        json("file:///dev/stdin").stdin(r#"{"HITId": "3ONE"}"#).exits(252).differs(Purpose::PipesAreReadOnce),
        json("-").stdin(r#"{"HITId": "3ONE"}"#).exits(252).differs(Purpose::DashIsStandardInput),
        yaml("HITId: 3ONE"),
        yaml("HITId: 3TWELVE\nAssignmentStatuses: [Submitted, Approved]\n"),
        yaml("HITId: 3TWELVE\nAssignmentStatuses:\n- Rejected  # only\nMaxResults: 2\n"),
        yaml(r#"{"HITId": "3ONE"}"#),
        yaml("HITId: &id 3ONE\n"),
        yaml("HITId: 'no'").exits(254),
        yaml("file://in.yaml").file("in.yaml", "HITId: 3TWELVE\n").args("--page-size 50"),
        yaml("file:///dev/stdin").stdin("HITId: 3ONE\n").exits(252).differs(Purpose::PipesAreReadOnce),
        yaml("-").stdin("HITId: 3ONE\n").exits(252).differs(Purpose::DashIsStandardInput),
    ]
}

fn refused() -> Vec<Case> {
    let usage = [
        json(r#"{"HITId": "3TWELVE", "MaxResults": 3}"#).args("--page-size 5"),
        json("{"),
        json(""),
        json("[]"),
        json("\"3ONE\""),
        json("null"),
        json("{}"),
        json(r#"{"HITId": null}"#),
        json(r#"{"HITId": 5}"#),
        json(r#"{"HITId": ""}"#),
        json(r#"{"HITId": "3ONE", "HitId": "3ONE"}"#),
        json(r#"{"HITId": "3ONE", "MaxResults": "5"}"#),
        json(r#"{"HITId": "3ONE", "MaxResults": 0}"#),
        json(r#"{"HITId": "3ONE", "MaxResults": 1.5}"#),
        json(r#"{"HITId": "3ONE", "AssignmentStatuses": "Submitted"}"#),
        json(r#"{"HITId": "3ONE", "AssignmentStatuses": [1]}"#),
        json(r#"{"HITId": "3ONE", "NextToken": ""}"#),
        json(r#"{"AssignmentStatuses": ["Submitted"]}"#),
        json("file://missing.json"),
        json(r#"{"HITId": "3ONE"}"#).arg("--cli-input-yaml").arg("HITId: 3ONE"),
        yaml("HITId: [unclosed"),
        yaml("- a\n- b\n"),
        yaml("HITId: 12"),
        yaml("HITId: 3ONE\nMaxResults: ten\n"),
        yaml("HITId: 3ONE\nExtra: 1\n"),
        yaml("just text"),
        yaml(""),
        case("--cli-input-json"),
    ];
    let service = [
        json(r#"{"HITId": "3ONE", "MaxResults": 101}"#),
        json(r#"{"HITId": "3ONE", "AssignmentStatuses": ["Pending"]}"#),
    ];
    usage.map(|case| case.exits(252)).into_iter().chain(service.map(|case| case.exits(254))).collect()
}
