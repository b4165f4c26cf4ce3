//! Pages that the service model does not foresee.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: odd_pages, half_an_emoji);

const PAGES: [&str; 12] = [
    "3NULLS",
    "3NULLLIST",
    "3NOLIST",
    "3NOTHING",
    "3EMPTYROW",
    "3UNKNOWN",
    "3ORDER",
    "3TWICE",
    "3SPACED",
    "3ESCAPES",
    "3STATUS",
    "3TYPES",
];

fn odd_pages() {
    let formats = ["json", "text", "table"];
    let cases = PAGES.into_iter().flat_map(|hit| {
        formats.map(|format| case(&format!("--hit-id {hit} --output {format}")).at(Place::Scripted))
    });
    let yaml = case("--hit-id 3NULLS --output yaml").parsed_as_yaml().at(Place::Scripted);
    compare("odd pages", &cases.chain(bodies()).chain([yaml]).collect::<Vec<_>>());
}

fn half_an_emoji() {
    let half = ["json", "text", "table"].map(|format| {
        case(&format!("--hit-id 3HALF --output {format}"))
            .at(Place::Scripted)
            .exits(255)
            .differs(Purpose::HalfAnEmoji)
    });
    compare("half an emoji", &half);
}

fn bodies() -> Vec<Case> {
    ["3NULLROW", "3BLANK"].map(|hit| case(&format!("--hit-id {hit}")).at(Place::Scripted)).into()
}
