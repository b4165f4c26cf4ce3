//! `hitdeck list` keeps what it reads, and prints it offline byte for byte.

use hitdeck::emulator::{Emulator, demo};
use hitdeck::endpoint::{self, Endpoint, EndpointSettings};
use hitdeck::model::HitId;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The demo's HITs behind an endpoint, and a home for the program.
struct World {
    home: TempDir,
    endpoint: Endpoint,
    hits: Vec<HitId>,
    _runtime: Runtime,
}

impl World {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let emulator = Emulator::in_memory().unwrap();
        let filled = demo::fill(&emulator, 1, "2026-09-21T09:14:40Z".parse().unwrap()).unwrap();
        let endpoint = runtime.block_on(endpoint::serve(emulator, EndpointSettings::default())).unwrap();
        let hits = filled.hits.into_iter().map(|(hit, _)| hit).collect();
        Self { home: tempfile::tempdir().unwrap(), endpoint, hits, _runtime: runtime }
    }

    fn list(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
        command.arg("list").args(args).stdin(Stdio::null()).env_clear();
        let home = self.home.path();
        let variables = [("AWS_ACCESS_KEY_ID", "AKIDCANARY"), ("AWS_SECRET_ACCESS_KEY", "secretcanary")];
        command
            .current_dir(home)
            .env("HOME", home)
            .env("XDG_DATA_HOME", home)
            .envs(variables)
            .output()
            .unwrap()
    }

    fn online(&self, args: &[&str]) -> Output {
        let url = self.endpoint.url();
        self.list(&[args, &["--endpoint-url", &url]].concat())
    }

    fn archive(&self) -> std::path::PathBuf {
        self.home.path().join("hitdeck/archive.sqlite")
    }
}

#[test]
fn what_was_listed_is_listed_offline_byte_for_byte() {
    let world = World::new();
    let hits: Vec<&str> = world.hits.iter().map(HitId::as_str).collect();
    let formats = ["json", "yaml", "text", "table", "csv", "jsonl", "off"];
    let mut printed = Vec::new();
    for format in formats {
        let online = world.online(&[&hits[..], &["--output", format]].concat());
        assert!(online.status.success() && online.stderr.is_empty(), "{online:?}");
        printed.push(online.stdout);
    }
    for (format, online) in formats.iter().zip(printed) {
        let offline = world.list(&[&hits[..], &["--output", format, "--offline"]].concat());
        assert!(offline.status.success() && offline.stderr.is_empty(), "{offline:?}");
        assert_eq!(offline.stdout, online, "{format}");
    }
    let filters: [&[&str]; 3] = [
        &["--assignment-statuses", "Submitted"],
        &["--assignment-statuses", "Approved", "Rejected"],
        &["--query", "Assignments[].[AssignmentId,SubmitTime]", "--page-size", "7"],
    ];
    for filter in filters {
        let [online, offline] = [
            world.online(&[&[hits[0]], filter].concat()),
            world.list(&[&[hits[0], "--offline"], filter].concat()),
        ];
        assert_eq!(String::from_utf8(offline.stdout).unwrap(), String::from_utf8(online.stdout).unwrap());
    }
    let bytes = std::fs::read(world.archive()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("canary"), "no credentials are kept");
    assert!(!String::from_utf8_lossy(&bytes).contains("AKID"));
}

#[test]
fn a_listing_offline_goes_on_where_it_stopped() {
    let world = World::new();
    let hit = world.hits[0].as_str();
    let whole = world.online(&[hit, "--output", "jsonl"]).stdout;
    let first =
        world.list(&[hit, "--offline", "--max-items", "13", "--query", "NextToken", "--output", "json"]);
    let token = String::from_utf8(first.stdout).unwrap();
    let begin = world.list(&[hit, "--offline", "--max-items", "13", "--output", "jsonl"]).stdout;
    let token = token.trim().trim_matches('"');
    let rest = world.list(&[hit, "--offline", "--starting-token", token, "--output", "jsonl"]).stdout;
    assert_eq!(String::from_utf8([begin, rest].concat()).unwrap(), String::from_utf8(whole).unwrap());
}

#[test]
fn who_wants_it_keeps_nothing_and_what_is_not_there_is_refused() {
    let world = World::new();
    let hit = world.hits[0].as_str();
    assert!(world.online(&[hit, "--no-archive"]).status.success());
    assert!(!world.archive().exists());
    let missing = world.list(&[hit, "--offline"]);
    let error = String::from_utf8(missing.stderr).unwrap();
    assert!(missing.status.code() == Some(255) && error.contains("there is none here yet"), "{error}");
    assert!(world.online(&[hit]).status.success());
    let other = world.list(&["3NONE", "--offline"]);
    let error = String::from_utf8(other.stderr).unwrap();
    assert!(other.status.code() == Some(254) && error.contains("it is not in the archive"), "{error}");
}
