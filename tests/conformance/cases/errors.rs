//! What goes wrong at the service and on the way, and how it is told.

use crate::case::{Beside, Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;
use hitdeck::endpoint::Fault;

trials!(compared: errors);

fn errors() {
    compare("errors", &[refusals(), scripted(), unreadable(), network(), retries(), formats()].concat());
}

fn refusals() -> Vec<Case> {
    vec![
        case("--hit-id 3MISSING").exits(254),
        case("--hit-id 3missing").exits(254),
        case("--hit-id 3-X").exits(254),
        case(&format!("--hit-id {}", "A".repeat(65))).exits(254),
        case("--hit-id").arg("").exits(252),
        case("--hit-id").arg("日本").exits(254),
        case("--hit-id 3MISSING --output text").exits(254),
        case("--hit-id 3MISSING --output table --color off").exits(254),
        case("--hit-id 3MISSING --output table --color on").exits(254).differs(Purpose::PlainMessages),
        case("--hit-id 3MISSING --output yaml-stream").exits(254),
        case("--hit-id 3MISSING --no-paginate").exits(254),
        case("--hit-id 3MISSING").query("Assignments").exits(254),
    ]
}

/// How errors are written, which only the newest version lets one choose.
fn formats() -> Vec<Case> {
    let newest = |args: &str| case(args).beside(Beside::Newest).exits(254);
    let mut cases: Vec<Case> = ["legacy", "json", "yaml", "text", "table", "enhanced", "JSON"]
        .into_iter()
        .flat_map(|format| {
            ["3ESPACE", "3ELOWER", "3EWORDS", "3E503"].map(|hit| {
                newest(&format!("--hit-id {hit} --output text"))
                    .at(Place::Scripted)
                    .env("AWS_CLI_ERROR_FORMAT", format)
                    .parsed_as_yaml()
            })
        })
        .collect();
    let config = "[default]\ncli_error_format = json\n";
    cases.extend([
        newest("--hit-id 3ESPACE --cli-error-format json").at(Place::Scripted),
        newest("--hit-id 3ESPACE --cli-error-format yaml --no-paginate").at(Place::Scripted).parsed_as_yaml(),
        newest("--hit-id 3ESPACE --cli-error-format legacy")
            .env("AWS_CLI_ERROR_FORMAT", "json")
            .at(Place::Scripted),
        newest("--hit-id 3ESPACE").at(Place::Scripted).config(config),
        newest("--hit-id 3ESPACE").at(Place::Scripted).config(config).env("AWS_CLI_ERROR_FORMAT", "text"),
        newest("--hit-id 3ESPACE --cli-error-format xml").at(Place::Scripted).exits(252),
    ]);
    cases
}

fn scripted() -> Vec<Case> {
    let hits = [
        "3E502",
        "3E503",
        "3E429",
        "3E404",
        "3ETHROTTLED",
        "3ESPACE",
        "3ELOWER",
        "3EBOTH",
        "3EMUTE",
        "3ENULL",
        "3EHEADER",
        "3ECODE",
        "3EBARE",
        "3EGARBLED",
        "3EWORDS",
        "3E500",
        "3E413",
    ];
    hits.map(|hit| case(&format!("--hit-id {hit}")).at(Place::Scripted).exits(254)).into()
}

/// Answers that claim to be good.
fn unreadable() -> Vec<Case> {
    let failing = ["3BADTIME", "3FARTIME", "3LIST", "3ROWTEXT", "3LISTTEXT"];
    let failing = failing.map(|hit| case(&format!("--hit-id {hit}")).at(Place::Scripted).exits(255));
    let no_json = [
        case("--hit-id 3GARBLED").at(Place::Scripted),
        case("--hit-id 3HTML").at(Place::Scripted),
        case("--hit-id 3TWELVE").at(Place::Faulty(&[(Fault::Cut, 9)])),
        case("--hit-id 3TWELVE").at(Place::Faulty(&[(Fault::Garbled, 9)])),
    ];
    let no_json = no_json.map(|case| case.differs(Purpose::UnreadableIsAnError));
    failing.into_iter().chain(no_json).collect()
}

fn network() -> Vec<Case> {
    vec![
        case("--hit-id 3ONE").at(Place::Nowhere).exits(255),
        case("--hit-id 3ONE --output text").at(Place::Nowhere).exits(255),
        case("--hit-id 3ONE --endpoint-url http://no-such-host.invalid").at(Place::Unsaid).exits(255),
        case("--hit-id 3ONE").at(Place::Faulty(&[(Fault::Drop, 9)])).exits(255),
        case("--hit-id 3ONE").at(Place::Faulty(&[(Fault::Throttle, 9)])).exits(254),
        case("--hit-id 3ONE").at(Place::Faulty(&[(Fault::ServiceFault, 9)])).exits(254),
        case("--hit-id 3ONE").at(Place::Faulty(&[(Fault::Unavailable, 9)])).exits(254),
        // A later page fails: text has printed what came before.
        case("--hit-id 3TWELVE --page-size 5")
            .at(Place::Faulty(&[(Fault::ExpiredToken, 9)]))
            .exits(254)
            .differs(Purpose::PagesAsTheyArrive),
        case("--hit-id 3TWELVE --page-size 5 --output text")
            .at(Place::Faulty(&[(Fault::ExpiredToken, 9)]))
            .exits(254),
        case("--hit-id 3TWELVE --page-size 5 --output yaml-stream")
            .parsed_as_yaml()
            .at(Place::Faulty(&[(Fault::ExpiredToken, 9)]))
            .exits(254),
        case("--hit-id 3TWELVE --page-size 5")
            .at(Place::Faulty(&[(Fault::RepeatedToken, 9)]))
            .exits(255)
            .differs(Purpose::PagesAsTheyArrive),
        case("--hit-id 3TWELVE --page-size 5").at(Place::Faulty(&[(Fault::EmptyPage, 2)])),
    ]
}

fn retries() -> Vec<Case> {
    let twice: &[(Fault, u32)] = &[(Fault::Throttle, 1), (Fault::Unavailable, 1)];
    let always: &[(Fault, u32)] = &[(Fault::ServiceFault, 9)];
    let standard = |attempts| case("--hit-id 3ONE").env("AWS_MAX_ATTEMPTS", attempts);
    vec![
        standard("3").at(Place::Faulty(twice)),
        standard("2").at(Place::Faulty(&[(Fault::Drop, 1)])),
        standard("2").at(Place::Faulty(&[(Fault::Throttle, 9)])).exits(254),
        standard("2").at(Place::Faulty(always)).exits(254),
        standard("2").env("AWS_RETRY_MODE", "adaptive").at(Place::Faulty(always)).exits(254),
        // What a second try would not change is not tried again.
        case("--hit-id 3MISSING").env("AWS_MAX_ATTEMPTS", "3").exits(254),
    ]
}
