//! Every option once, and what each refuses.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: options, numbers_and_files);

fn options() {
    compare("options", &[statuses(), connection(), appearance(), refused()].concat());
}

fn numbers_and_files() {
    compare("numbers and files", &[numbers(), files()].concat());
}

/// Numbers as Python's `int()` reads them.
fn numbers() -> Vec<Case> {
    let echo = || case("--hit-id 3ECHO").at(Place::Scripted);
    let mut cases: Vec<Case> = ["   2", "2\n", "\t2 ", "+2", "007", "1_0"]
        .into_iter()
        .map(|number| echo().arg("--page-size").arg(number))
        .collect();
    cases.extend([
        echo().args("--max-items").arg(" 2\n").args("--page-size 9"),
        echo().arg("--max-results").arg(" 2"),
        echo().args("--page-size 9 --cli-read-timeout").arg(" 5 "),
        echo().args("--page-size 9 --cli-connect-timeout").arg("5\n"),
        echo().arg("--page-size").arg("1 0").exits(252),
        echo().arg("--page-size").arg("_1").exits(252),
        echo().arg("--page-size").arg("1__0").exits(252),
        echo().arg("--page-size").arg("").exits(252),
    ]);
    cases
}

/// Parameters that stand in files.
fn files() -> Vec<Case> {
    let hit = |path: &str| case("--page-size 9 --hit-id").arg(path).file("id", "3ECHO").at(Place::Scripted);
    let input = |path: &str| {
        let json = r#"{"HITId": "3ECHO"}"#;
        case("--page-size 9 --cli-input-json").arg(path).file("in.json", json).at(Place::Scripted)
    };
    let statuses = |text: &str| {
        let statuses = "--hit-id 3ECHO --page-size 9 --assignment-statuses file://s";
        case(statuses).file("s", text).at(Place::Scripted)
    };
    vec![
        hit("file://id"),
        hit("file://~/id"),
        hit("file://$HOME/id"),
        hit("file://${HOME}/id"),
        hit("file://$NO_SUCH/id").exits(252),
        hit("fileb://id").exits(252),
        case("--page-size 9 --hit-id file://id").file("id", "3ECHO\n").at(Place::Scripted),
        input("file://~/in.json"),
        input("file://$HOME/in.json"),
        statuses(r#"["Submitted", "Approved"]"#),
        statuses("Submitted").args("Approved"),
        statuses("Submitted").differs(Purpose::StatusesFromFiles),
        case("--hit-id 3ECHO --page-size 9 --assignment-statuses").arg("").at(Place::Scripted),
        case("--hit-id 3ECHO --page-size 9 --assignment-statuses")
            .arg("")
            .arg("Submitted")
            .at(Place::Scripted),
        case("--hit-id 3ECHO --page-size 9 --assignment-statuses").arg(" ").at(Place::Scripted),
        case("--hit-id 3TWELVE --assignment-statuses").arg("").arg("Submitted").exits(254),
    ]
}

fn statuses() -> Vec<Case> {
    vec![
        case("--hit-id 3TWELVE"),
        case("--hit-id=3ONE"),
        case("--hit-i 3ONE"),
        case("--hit-id 3TWELVE --assignment-statuses Submitted"),
        case("--assignment-statuses Approved Rejected --hit-id 3TWELVE"),
        case("--hit-id 3TWELVE --assignment-statuses Submitted Approved Rejected"),
        case("--hit-id 3TWELVE --assignment-statuses Rejected Rejected"),
        case("--hit-id 3TWELVE --assignment-statuses Submitted --assignment-statuses Approved"),
        case("--hit-id 3TWELVE --assignment-statuses").arg(r#"["Submitted","Approved"]"#),
        case("--hit-id 3TWELVE --assignment-statuses Pending").exits(254),
        case("--hit-id 3TWELVE --assignment-statuses submitted").exits(254),
        case("--hit-id 3TWELVE --assignment-statuses").arg("").exits(254),
        case("--hit-id 3TWELVE --assignment-statuses Submitted,Approved")
            .exits(254)
            .differs(Purpose::StatusesSplitAtCommas),
        case("--hit-id 3ONE --hit-id 3TWELVE").differs(Purpose::SeveralHits),
    ]
}

fn connection() -> Vec<Case> {
    let echo = |args: &str| case("--hit-id 3ECHO --page-size 9").at(Place::Scripted).args(args);
    let tls = |args: &str| case("--hit-id 3ECHO --page-size 9").at(Place::Tls).args(args);
    vec![
        echo("--region eu-west-1"),
        echo("--no-sign-request"),
        echo("--no-sign-request").without("AWS_ACCESS_KEY_ID").without("AWS_SECRET_ACCESS_KEY"),
        echo("--cli-read-timeout 5 --cli-connect-timeout 5"),
        echo("--cli-read-timeout 0 --cli-connect-timeout 0"),
        echo("--cli-binary-format base64"),
        echo("--cli-binary-format raw-in-base64-out"),
        echo("--no-cli-pager"),
        echo("--no-cli-auto-prompt"),
        echo("--debug").chatty(),
        case("--hit-id 3NEVER --cli-read-timeout 1").at(Place::Scripted).exits(255),
        tls("--ca-bundle ca.pem"),
        tls("").env("AWS_CA_BUNDLE", "ca.pem"),
        tls("").config("[default]\nca_bundle = ca.pem\n"),
        // The AWS CLI warns in Python's words.
        tls("--no-verify-ssl").chatty(),
        // With a bundle that is nothing the AWS CLI trusts everybody.
        tls("").arg("--ca-bundle").arg("").env("AWS_CA_BUNDLE", "ca.pem").differs(Purpose::NothingIsNotGiven),
        tls("").exits(255),
        tls("--ca-bundle missing.pem").exits(255),
    ]
}

fn appearance() -> Vec<Case> {
    vec![
        case("--hit-id 3TWELVE --output table --color off"),
        case("--hit-id 3TWELVE --output table --color on"),
        case("--hit-id 3ONE --output table --color auto"),
        case("--hit-id 3ONE --output json --color on"),
        case("--hit-id 3ONE --output text --color on"),
    ]
}

fn refused() -> Vec<Case> {
    let usage = |args: &str| case(args).exits(252);
    vec![
        usage(""),
        usage("--hit-id"),
        case("help").at(Place::Unsaid).differs(Purpose::OwnManual),
        case("--output text help").at(Place::Unsaid).differs(Purpose::OwnManual),
        case("--hit-id 3ONE help").differs(Purpose::OwnManual),
        usage("--hit-id 3ONE --page-sizes 5"),
        usage("--hit-id 3ONE 3TWELVE").differs(Purpose::SeveralHits),
        usage("--hit-id 3ONE --output xml"),
        usage("--hit-id 3ONE --color blue"),
        usage("--hit-id 3ONE --cli-binary-format hex"),
        usage("--hit-id 3ONE --cli-auto-prompt --no-cli-auto-prompt"),
        usage("--hit-id 3ONE --no-such-option"),
        usage("--hit-id 3ONE --endpoint-url 127.0.0.1:8080").at(Place::Unsaid),
        case("--hit-id 3ONE --cli-read-timeout x").exits(255).differs(Purpose::NumbersAreChecked),
        case("--hit-id 3ONE --cli-connect-timeout 1.5").exits(255).differs(Purpose::NumbersAreChecked),
        case("--hit-id 3ONE --output csv").exits(252).differs(Purpose::OwnFormats),
        case("--hit-id 3ONE --output jsonl").exits(252).differs(Purpose::OwnFormats),
    ]
}
