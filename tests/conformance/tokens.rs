//! A list that one program began and the other goes on with.

use crate::case::case;
use crate::programs::{Program, Ran};
use crate::reference::{Version, installed};
use serde_json::Value;

trials!(compared: a_token_of_one_program_goes_on_in_the_other);

/// Lists that stop in the middle of pages, and in how many parts they are read. Without a size the two programs
/// ask for pages of different sizes.
const LISTS: [(&str, usize); 2] =
    [("--hit-id 3TWELVE --page-size 5 --max-items 4", 3), ("--hit-id 3THOUSAND --max-items 333", 4)];

/// Reads a part of a list from where `token` says.
fn list(program: Program, list: &str, format: &str, token: Option<&str>) -> Ran {
    let list = case(&format!("{list} --output {format}"));
    let ran = match token {
        Some(token) => list.args("--starting-token").arg(token),
        None => list,
    }
    .run(program);
    assert_eq!(ran.exit, Some(0), "{program:?}: {}", ran.stderr);
    ran
}

/// The token that a program printed for going on.
fn token(format: &str, ran: &Ran) -> Option<String> {
    let text = String::from_utf8(ran.stdout.clone()).unwrap();
    if format == "text" {
        return text.lines().find_map(|line| line.strip_prefix("NEXTTOKEN\t")).map(str::to_owned);
    }
    let page: Value = serde_json::from_str(&text).unwrap();
    page["NextToken"].as_str().map(str::to_owned)
}

fn a_token_of_one_program_goes_on_in_the_other() {
    let Some(aws) = installed(Version::Two).map(Program::Aws) else { return };
    for (part, parts) in LISTS {
        for format in ["json", "text"] {
            // Begun by one, then in turns; beside it, all by the AWS CLI.
            for mut turns in [[Program::Hitdeck, aws], [aws, Program::Hitdeck]] {
                let (mut mixed, mut alone) =
                    (list(turns[0], part, format, None), list(aws, part, format, None));
                let mut read = 1;
                while let Some(next) = token(format, &mixed) {
                    assert_eq!(mixed, alone, "part {read} of {part} as {format}, {turns:?}");
                    turns.reverse();
                    mixed = list(turns[0], part, format, Some(&next));
                    alone = list(aws, part, format, token(format, &alone).as_deref());
                    read += 1;
                }
                assert_eq!((mixed, read), (alone, parts), "{part} as {format}");
            }
        }
    }
}
