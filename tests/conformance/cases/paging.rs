//! Pages, limits and tokens.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: paging);

fn paging() {
    compare("paging", &[limits(), tokens(), single(), refused(), asked()].concat());
}

fn limits() -> Vec<Case> {
    let mut cases: Vec<Case> = ["0", "1", "5", "6", "10", "12", "13", "-1"]
        .into_iter()
        .map(|most| case(&format!("--hit-id 3TWELVE --page-size 5 --max-items {most}")))
        .collect();
    for format in ["text", "table", "yaml", "yaml-stream"] {
        let all = case(&format!("--hit-id 3TWELVE --page-size 5 --max-items 7 --output {format}"));
        cases.push(if format.starts_with("yaml") { all.parsed_as_yaml() } else { all });
    }
    cases.extend([
        case("--hit-id 3TWELVE --page-size 5 --max-items 7 --output text").query("Assignments[].WorkerId"),
        case("--hit-id 3TWELVE --page-size 5 --max-items 7").query("NextToken"),
        case("--hit-id 3TWELVE --page-size 5 --max-items 0 --output text"),
        case("--hit-id 3EMPTY --max-items 0"),
        case("--hit-id 3ONE --max-items 1"),
        case("--hit-id 3THOUSAND --page-size 100 --max-items 150").query("[length(Assignments), NextToken]"),
        // The places within pages of ten are in the tokens.
        case("--hit-id 3TWELVE --max-items 7"),
        case("--hit-id 3TWELVE --max-items 11"),
        case("--hit-id 3TWELVE --max-items 11 --output text"),
        case("--hit-id 3TWELVE --output yaml-stream").parsed_as_yaml(),
        case("--hit-id 3TWELVE --output text").query("length(Assignments)"),
    ]);
    cases
}

/// Tokens of the AWS CLI: Base64 of JSON, or the text before that.
fn tokens() -> Vec<Case> {
    let skip = "eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAzfQ==";
    let pages = "--hit-id 3TWELVE --page-size 5 --starting-token";
    let repeat = "--hit-id 3REPEAT --starting-token";
    vec![
        case(&format!("{pages} {skip}")),
        case(&format!("{pages} {skip} --max-items 1")),
        case(&format!("{pages} {skip} --max-items 2 --output text")),
        case(&format!("{pages} {skip} --output table")),
        case(&format!("{pages} None___3")),
        case(&format!("{pages} None___100")),
        case(&format!("{pages} invented")).exits(254),
        case(&format!("{pages} invented___2")).exits(254),
        case(&format!("{pages} None___x")).exits(254),
        case(&format!("{pages} a___b___c")).exits(255),
        case(pages).exits(252),
        case(pages).arg("").exits(252),
        // Base64 of {"NextToken": "x"}, of {"Other": "x"}, of [1], of {"NextToken": null, "boto_truncate_amount": -2}.
        case(&format!("{pages} eyJOZXh0VG9rZW4iOiAieCJ9")).exits(254),
        case(&format!("{pages} eyJPdGhlciI6ICJ4In0=")).exits(252),
        case(&format!("{pages} WzFd")).exits(254),
        case(&format!("{pages} eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAtMn0=")),
        case("--hit-id 3REPEAT").at(Place::Scripted).exits(255).differs(Purpose::PagesAsTheyArrive),
        case("--hit-id 3REPEAT --output yaml-stream").at(Place::Scripted).parsed_as_yaml().exits(255),
        case("--hit-id 3REPEAT --max-items 2").at(Place::Scripted),
        case(&format!("{repeat} again")).at(Place::Scripted).exits(255).differs(Purpose::PagesAsTheyArrive),
        case("--hit-id 3EMPTYPAGE").at(Place::Scripted),
        case("--hit-id 3EMPTYPAGE --output text").at(Place::Scripted),
        case("--hit-id 3EMPTYPAGE --output yaml-stream").at(Place::Scripted).parsed_as_yaml(),
        case("--hit-id 3EMPTYPAGE --max-items 0").at(Place::Scripted),
        case("--hit-id 3UNEVEN --output text").at(Place::Scripted),
        case("--hit-id 3UNEVEN --output table").at(Place::Scripted),
        case("--hit-id 3UNEVEN").at(Place::Scripted),
        case("--hit-id 3NOTOKEN").at(Place::Scripted),
    ]
}

/// One call, and its answer as it came.
fn single() -> Vec<Case> {
    let mut cases = vec![
        case("--hit-id 3TWELVE --max-results 5"),
        case("--hit-id 3TWELVE --no-paginate --max-results 5"),
        case("--hit-id 3EMPTY --no-paginate"),
        case("--hit-id 3EMPTY --no-paginate --output text"),
        case("--hit-id 3TWELVE --next-token invented").exits(254),
        case("--hit-id 3TWELVE --next-token").arg("").exits(252),
        case("--hit-id 3NULLS --no-paginate").at(Place::Scripted),
        case("--hit-id 3NOTHING --no-paginate").at(Place::Scripted),
        case("--hit-id 3NOTHING --no-paginate --output text").at(Place::Scripted),
        case("--hit-id 3NOTHING --no-paginate --output yaml").at(Place::Scripted).parsed_as_yaml(),
        case("--hit-id 3NUMBERS --no-paginate").at(Place::Scripted),
        case("--hit-id 3TYPES --no-paginate").at(Place::Scripted),
        case("--hit-id 3ECHO --next-token abc --max-results 3").at(Place::Scripted),
    ];
    for format in ["json", "text", "table", "yaml", "yaml-stream"] {
        let call = case(&format!("--hit-id 3TWELVE --no-paginate --output {format}"));
        cases.push(if format.starts_with("yaml") { call.parsed_as_yaml() } else { call });
    }
    cases
}

fn refused() -> Vec<Case> {
    vec![
        case("--hit-id 3ONE --page-size 0").exits(252),
        case("--hit-id 3ONE --page-size 101").exits(254),
        case("--hit-id 3ONE --page-size ten").exits(252),
        case("--hit-id 3ONE --max-items many").exits(252),
        case("--hit-id 3ONE --max-results 0").exits(252),
        case("--hit-id 3ONE --max-results 101").exits(254),
        case("--hit-id 3ONE --max-results 1.5").exits(255).differs(Purpose::NumbersAreChecked),
        case("--hit-id 3ONE --no-paginate --max-items 5").exits(252),
        case("--hit-id 3ONE --no-paginate --page-size 5").exits(252),
        case("--hit-id 3ONE --no-paginate --starting-token a").exits(252),
        case("--hit-id 3ONE --max-results 5 --max-items 5").exits(252),
        case("--hit-id 3ONE --next-token a --page-size 5").exits(252),
    ]
}

/// What the service is asked.
fn asked() -> Vec<Case> {
    let echo = |args: &str| case("--hit-id 3ECHO").at(Place::Scripted).args(args);
    vec![
        echo("--page-size 7"),
        echo("--max-items 7 --page-size 7 --assignment-statuses Submitted Approved"),
        echo("--starting-token abc --page-size 7"),
        echo("--no-paginate"),
        echo("--no-paginate --max-results 4 --next-token abc"),
        echo("").differs(Purpose::PagesOfAHundred),
    ]
}
