//! What the README shows is what the program does: its key table, and (in `tests/screen`) its picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "test code")]

use hitdeck::tui::keymap::{BINDINGS, Section};
use std::fmt::Write;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- keys: made from the key table; `UPDATE_README=1 cargo test` writes it anew -->\n";
const END: &str = "<!-- end of keys -->";

fn table() -> String {
    let mut out = String::from("\n| key | what it does |\n|---|---|\n");
    for section in Section::ALL {
        writeln!(out, "| | **{}** |", section.word()).unwrap();
        for binding in BINDINGS.iter().filter(|binding| binding.section == section) {
            let keys =
                binding.keys_shown().split(' ').map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
            writeln!(out, "| {keys} | {} |", binding.words).unwrap();
        }
    }
    out.push('\n');
    out
}

#[test]
fn the_readme_has_the_key_table() {
    let readme = std::fs::read_to_string(README).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the mark where the keys begin");
    let (shown, after) = rest.split_once(END).expect("the mark where the keys end");
    if shown == table() {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_README").is_some(),
        "the README's keys are stale: UPDATE_README=1 cargo test"
    );
    std::fs::write(README, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
}
