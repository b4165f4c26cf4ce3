//! A list that one program began and the other goes on with.

use crate::case::case;
use crate::programs::{Program, Ran, aws_or_skip};
use serde_json::Value;

const LIST: &str = "--hit-id 3TWELVE --page-size 5 --max-items 4 --output";

/// Lists four assignments from where `token` says.
fn list(program: Program, format: &str, token: Option<&str>) -> Ran {
    let list = case(&format!("{LIST} {format}"));
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

#[test]
fn a_token_of_one_program_goes_on_in_the_other() {
    let Some(aws) = aws_or_skip("handing tokens over") else { return };
    for format in ["json", "text"] {
        // Begun by one, then in turns; beside it, all by the AWS CLI.
        for mut turns in [[Program::Hitdeck, aws], [aws, Program::Hitdeck]] {
            let (mut mixed, mut alone) = (list(turns[0], format, None), list(aws, format, None));
            let mut pages = 1;
            while let Some(next) = token(format, &mixed) {
                assert_eq!(mixed, alone, "page {pages} as {format}, {turns:?}");
                turns.reverse();
                mixed = list(turns[0], format, Some(&next));
                alone = list(aws, format, token(format, &alone).as_deref());
                pages += 1;
            }
            assert_eq!((mixed, pages), (alone, 3), "{format}");
        }
    }
}
