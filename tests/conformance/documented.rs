//! What differs on purpose, as `docs/aws-cli.md` tells it: its table is made from here and from [`Purpose`], and every
//! row of it is shown by a test. `HITDECK_REWRITE=1` writes the table anew.

use crate::difference::{Purpose, Row};
use std::fmt::Write;
use std::path::{Path, PathBuf};

trials!(own: the_docs_have_the_table_of_differences, every_purpose_is_some_case_s, every_other_row_is_shown_by_a_test);

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// What stands around the table.
const BEGIN: &str = "<!-- differences: made from tests/conformance/difference.rs and documented.rs -->\n";
const END: &str = "<!-- end of differences -->";

/// A row that is no case's purpose, and the test that shows it.
struct OtherRow {
    row: Row,
    shown_by: &'static str,
}

const fn other(
    what: &'static str,
    aws: &'static str,
    hitdeck: &'static str,
    shown_by: &'static str,
) -> OtherRow {
    OtherRow { row: Row { what, aws, hitdeck }, shown_by }
}

const OTHERS: &[OtherRow] = &[
    other(
        "`--output off`, `--cli-error-format`, `AWS_CLI_OUTPUT_ENCODING`",
        "not there (2.38: there)",
        "as in 2.38",
        "output_that_is_off_or_encoded",
    ),
    other(
        "the service's errors on stderr",
        "2.9: the message; 2.38: `aws: [ERROR]:` before it, and the TurkErrorCode behind it",
        "as in 2.38; `--cli-error-format legacy` leaves the code out",
        "errors",
    ),
    other(
        "a reader who has gone (`\\| head`)",
        "json, table: nothing is said, 0; text: an error, 255; where the rest fits its buffer: 120 with Python's words, or 0",
        "nothing is said, 120",
        "a_reader_who_has_gone",
    ),
    other(
        "standard output closed (`>&-`)",
        "a Python exception, 255",
        "nothing is printed, 0",
        "standard_output_that_is_closed",
    ),
    other(
        "a full disk (`> /dev/full`)",
        "json, table: nothing is said, 0; text: an error, 255; where all fits its buffer: 120 with Python's words",
        "an error, 120",
        "a_full_disk",
    ),
    other(
        "a pager that is not there",
        "an error, 253",
        "the same in our words, with how to do without",
        "a_pager_that_is_not_there",
    ),
    other(
        "yaml",
        "keys sorted",
        "keys in the service's order; it reads the same",
        "yaml_of_the_same_meaning",
    ),
    other(
        "text on a terminal",
        "as workers wrote it",
        "made safe",
        "workers_text_can_not_command_the_terminal",
    ),
    other(
        "`--cli-auto-prompt`",
        "a prompt for every option",
        "asks for the HIT",
        "a_hit_that_is_not_named_is_picked",
    ),
    other(
        "messages about the command line or the network, `--debug`",
        "its own",
        "ours, with the same exit codes; no log line holds credentials, worker ids or answers",
        "the_log_tells_requests_and_no_secrets",
    ),
    other(
        "table columns with characters that are newer than the AWS CLI's Python",
        "each counted as two wide",
        "as wide as they show",
        "a_character_newer_than_the_reference_is_as_wide_as_it_shows",
    ),
];

fn the_docs_have_the_table_of_differences() {
    let path = Path::new(ROOT).join("docs/aws-cli.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap_or_else(|| panic!("the page has no {BEGIN}"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("the page has no {END}"));
    let current = format!("{before}{BEGIN}{}{END}{after}", table());
    if std::env::var_os("HITDECK_REWRITE").is_some() {
        std::fs::write(&path, current).unwrap();
        return;
    }
    assert!(page == current, "docs/aws-cli.md does not tell what differs: run this with HITDECK_REWRITE=1");
}

fn table() -> String {
    let rows = Purpose::ALL.iter().map(|purpose| purpose.row());
    let rows = rows.chain(OTHERS.iter().map(|other| other.row));
    let mut table = String::from("\n| | AWS CLI 2.9 | hitdeck |\n|---|---|---|\n");
    for Row { what, aws, hitdeck } in rows {
        writeln!(table, "| {what} | {aws} | {hitdeck} |").unwrap();
    }
    table.push('\n');
    table
}

/// A case that has a purpose fails where there is no difference any more, so a row with a case is true.
fn every_purpose_is_some_case_s() {
    let cases = texts_of("tests/conformance/cases");
    let unshown: Vec<_> = Purpose::ALL
        .iter()
        .filter(|purpose| !cases.iter().any(|text| names(text, &format!("Purpose::{purpose:?}"))))
        .collect();
    assert!(unshown.is_empty(), "no case has the purpose {unshown:?}");
}

fn every_other_row_is_shown_by_a_test() {
    let texts = [texts_of("tests"), texts_of("src")].concat();
    for other in OTHERS {
        let declared = format!("fn {}()", other.shown_by);
        let shown = texts.iter().any(|text| text.contains(&declared));
        assert!(shown, "no test is called {}, which shows: {}", other.shown_by, other.row.what);
    }
}

/// Whether a name stands in a text, and not as the beginning of another.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[at + name.len()..].starts_with(char::is_alphanumeric))
}

/// All Rust files under a folder of the project.
fn texts_of(folder: &str) -> Vec<String> {
    let mut folders: Vec<PathBuf> = vec![Path::new(ROOT).join(folder)];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}
