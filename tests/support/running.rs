//! `hitdeck endpoint` in a process of its own.

use super::child::LimitedChild;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The HIT that `--bulk` makes. Nobody works on it.
pub const BULK: &str = "3BULK0000000000000000000000000";

/// `hitdeck endpoint` while it runs.
pub struct RunningEndpoint {
    pub process: LimitedChild,
    pub url: String,
    /// The HIT it says to open.
    pub hit: String,
}

impl RunningEndpoint {
    /// Starts it and waits until it says where it is; it is killed at the `limit` at the latest.
    pub fn start(limit: Duration, args: &[&str]) -> Self {
        let mut endpoint = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
        endpoint.arg("endpoint").args(args).stdout(Stdio::piped());
        let mut process = LimitedChild::within(limit, &mut endpoint).unwrap();
        let mut lines = BufReader::new(process.child.stdout.take().unwrap()).lines();
        let url = lines.next().unwrap().unwrap();
        let hit = lines.map(Result::unwrap).find_map(|line| Some(line.split_once("  ")?.0.to_owned()));
        Self { process, url, hit: hit.unwrap() }
    }
}
