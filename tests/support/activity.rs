//! What a program does while nobody looks, by the system's own count.

use rustix::process::Pid;
use std::fs;

/// What a program did since it was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// What it wrote to its terminal.
    pub bytes: usize,
    /// Processor time, its own and the system's for it, in ticks of the clock.
    pub ticks: u64,
    /// How often any of its threads went to sleep, and so how often one was woken.
    pub sleeps: usize,
}

impl Activity {
    /// What a process did so far, less what it wrote.
    pub fn of(process: Pid) -> Self {
        let process = format!("/proc/{}", process.as_raw_pid());
        let stat = fs::read_to_string(format!("{process}/stat")).unwrap();
        // The name before the parenthesis may hold blanks; user and system time are the 12th and 13th field behind it.
        let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
        let ticks = fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        let threads = fs::read_dir(format!("{process}/task")).unwrap();
        let sleeps = threads.map(|thread| sleeps(&thread.unwrap().path().join("status"))).sum();
        Self { bytes: 0, ticks, sleeps }
    }
}

/// How often a thread went to sleep; none for one that has ended meanwhile.
fn sleeps(status: &std::path::Path) -> usize {
    let status = fs::read_to_string(status).unwrap_or_default();
    let count = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    count.map_or(0, |count| count.trim().parse().unwrap())
}
