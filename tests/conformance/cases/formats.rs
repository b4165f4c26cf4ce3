//! Every format with every kind of HIT.

use crate::case::{Beside, Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: formats_of_the_same_bytes, columns_of_text_hang_on_the_page, yaml_of_the_same_meaning, output_that_is_off_or_encoded, times);

const HITS: [&str; 6] = ["3EMPTY", "3ONE", "3TWELVE", "3UNICODE", "3LONG", "3THOUSAND"];

fn formats_of_the_same_bytes() {
    let cases = ["json", "text", "table"].into_iter().flat_map(|format| {
        HITS.map(|hit| case(&format!("--hit-id {hit} --page-size 100 --output {format}")))
    });
    compare("json, text and table", &cases.collect::<Vec<_>>());
}

/// Columns are laid out anew for each page, so it shows in text which assignments were in one page.
fn columns_of_text_hang_on_the_page() {
    let gaps = |more: &str| case(&format!("--hit-id 3GAPS --output text {more}"));
    let places = [
        case("--hit-id 3UNEVEN --output text").at(Place::Scripted),
        case("--hit-id 3SHORT --output text").at(Place::Scripted),
        case("--hit-id 3GAPS --output text").config("[default]\noutput = json\n"),
        case("--hit-id 3GAPS").config("[default]\noutput = text\n"),
    ];
    let all = ["", "--page-size 10", "--page-size 7", "--page-size 100", "--max-items 25", "--max-items 130"]
        .map(gaps)
        .into_iter()
        .chain([
            gaps("--assignment-statuses Rejected Approved"),
            gaps("--starting-token None___4"),
            gaps("--starting-token None___10"),
            gaps("--starting-token None___9 --max-items 120"),
            gaps("--no-paginate"),
            gaps("--max-results 37"),
        ]);
    compare("columns of text", &all.chain(places).collect::<Vec<_>>());
}

/// What the newest version brought.
fn output_that_is_off_or_encoded() {
    let newest = |args: &str| case(args).beside(Beside::Newest);
    let off = [
        newest("--hit-id 3THOUSAND --page-size 100 --output off"),
        newest("--hit-id 3ONE --output off --no-paginate"),
        newest("--hit-id 3ONE --output off").query("length(Assignments)"),
        newest("--hit-id 3MISSING --output off").exits(254),
        newest("--hit-id 3ONE").env("AWS_DEFAULT_OUTPUT", "off"),
        newest("--hit-id 3ONE").config("[default]\noutput = off\n"),
        newest("--hit-id 3ONE --output off --generate-cli-skeleton output"),
    ];
    let encoded = ["utf-8", "UTF8", "latin-1", "cp1252", "utf-16"].into_iter().flat_map(|name| {
        ["json", "text"].map(|format| {
            newest(&format!("--hit-id 3ONE --output {format}")).env("AWS_CLI_OUTPUT_ENCODING", name)
        })
    });
    let none = newest("--hit-id 3ONE").env("AWS_CLI_OUTPUT_ENCODING", "klingon").exits(255);
    compare(
        "output that is off or encoded",
        &off.into_iter().chain(encoded).chain([none]).collect::<Vec<_>>(),
    );
}

fn yaml_of_the_same_meaning() {
    let cases = ["yaml", "yaml-stream"].into_iter().flat_map(|format| {
        HITS.map(|hit| case(&format!("--hit-id {hit} --page-size 100 --output {format}")).parsed_as_yaml())
    });
    compare("yaml", &cases.collect::<Vec<_>>());
}

fn times() {
    let zones = ["Asia/Kathmandu", "America/New_York", "Nowhere/Unknown", "<+03>-3", ""];
    let places = zones.map(|zone| case("--hit-id 3TWELVE --page-size 50").env("TZ", zone));
    let written = ["iso8601", "wire"].into_iter().flat_map(|format| {
        ["json", "text", "table"].map(|output| {
            case(&format!("--hit-id 3TIMES --output {output}"))
                .at(Place::Scripted)
                .env("TZ", "Asia/Kolkata")
                .file("config", format!("[default]\ncli_timestamp_format = {format}\n"))
        })
    });
    let wire = "[default]\ncli_timestamp_format = wire\n";
    let odd: [Case; 5] = [
        case("--hit-id 3TIMES")
            .at(Place::Scripted)
            .env("TZ", "Asia/Kathmandu")
            .differs(Purpose::OffsetsOfTheTime),
        case("--hit-id 3TEXTTIMES").at(Place::Scripted),
        case("--hit-id 3TEXTTIMES").at(Place::Scripted).config(wire),
        case("--hit-id 3TWELVE --page-size 50 --output text").config(wire),
        case("--hit-id 3TWELVE --page-size 50 --output yaml").config(wire).parsed_as_yaml(),
    ];
    compare("times", &places.into_iter().chain(written).chain(odd).collect::<Vec<_>>());
}
