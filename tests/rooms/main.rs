//! The walls of the house: rooms import upwards only, no two files import each other, a name stands for one thing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod crate_map;
mod source;

use crate_map::{CrateMap, Edge, circles};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The rooms in the order of the table in the crate's own documentation.
fn rooms() -> Vec<String> {
    let map = include_str!("../../src/lib.rs");
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned())).collect()
}

fn room(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

#[test]
fn the_map_names_every_room_and_no_other() {
    let built = include_str!("../../src/lib.rs").lines().filter_map(|line| line.strip_prefix("pub mod "));
    let mut built: Vec<&str> = built.map(|name| name.trim_end_matches(';')).collect();
    let mut named = rooms();
    named.sort_unstable();
    built.sort_unstable();
    assert_eq!(named, built);
}

#[test]
fn what_contributing_names_is_there() {
    let text = include_str!("../../CONTRIBUTING.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = text.split('`').filter(|word| word.contains('/') && !word.contains(' '));
    // What tools put under target/ is not there before they ran.
    let kept = named.filter(|path| !path.starts_with("target/"));
    let missing: Vec<&str> = kept.filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn names_are_followed_to_the_file_that_declares_them() {
    let edges = CrateMap::read().edges();
    let imports = |from: &str, to: &str| edges.contains(&(from.to_owned(), to.to_owned()));
    assert!(imports("table/view.rs", "table/filter.rs"), "through the re-export of table/mod.rs");
    assert!(!imports("table/mod.rs", "table/filter.rs"), "which is no import");
}

#[test]
fn rooms_import_only_rooms_above_them() {
    let order = rooms();
    let place = |path: &str| order.iter().position(|name| name == room(path));
    // The crate's root belongs to no room.
    let down = |(from, to): &&Edge| place(from).is_some_and(|from| place(to).is_none_or(|to| to > from));
    let lines: Vec<String> = CrateMap::read().edges().iter().filter(down).map(told).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn no_two_files_import_each_other() {
    let edges = CrateMap::read().edges();
    let circles = circles(&edges);
    let inside = |(from, to): &&Edge| {
        circles.iter().any(|circle: &BTreeSet<&str>| circle.contains(&**from) && circle.contains(&**to))
    };
    let lines: Vec<String> = edges.iter().filter(inside).map(told).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn a_type_name_stands_for_one_thing() {
    let map = CrateMap::read();
    let foreign = map.foreign();
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, file) in map.types() {
        homes.entry(name).or_default().push(file);
    }
    for (name, files) in &mut homes {
        files.extend(foreign.get(name));
    }
    let shared = homes.iter().filter(|(_, files)| files.len() > 1);
    let lines: Vec<String> = shared.map(|(name, files)| format!("{name}: {}", files.join(", "))).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

fn told((from, to): &Edge) -> String {
    format!("{from} imports {to}")
}
