//! The whole program in a terminal, measured from outside: how soon it shows something, how soon a key is on the
//! screen while 100,000 answers stream in, how much memory that takes, how soon it is gone.
//!
//! `cargo bench --bench live` prints one table. Every figure but memory includes the terminal's own reading.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a measurement that can not go on should stop with a message"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};
use support::pty::{Program, Pty};
use support::running::{BULK, RunningEndpoint};

const HITDECK: &str = env!("CARGO_BIN_EXE_hitdeck");
const COUNT: u32 = 100_000;
const BYTES: u32 = 2_048;

/// Longer than all measurements together.
const LIMIT: Duration = Duration::from_mins(30);

/// Opens the dashboard on the big HIT; the instant is just before the process starts.
fn open(endpoint: &RunningEndpoint) -> (Instant, Pty) {
    let program = Program::new(HITDECK)
        .args(&[BULK, "--endpoint-url", &endpoint.url])
        .env("AWS_ACCESS_KEY_ID", "invented")
        .env("AWS_SECRET_ACCESS_KEY", "invented");
    (Instant::now(), program.start(50, 200))
}

/// The line of the screen with the selected assignment.
fn marker(screen: &vt100::Screen) -> Option<u16> {
    (0..50).find(|row| screen.cell(*row, 0).is_some_and(|cell| cell.contents() == "▌"))
}

fn shows(pty: &Pty, text: &str) -> bool {
    pty.screen(|screen| screen.contents().contains(text))
}

fn line(what: &str, figure: &str) {
    println!("| {what:<66} | {figure:>22} |");
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Keys pressed while everything streams in: the time of each, until its effect is on the screen.
fn keys_while_loading(pty: &mut Pty) -> Vec<Duration> {
    let mut times = Vec::new();
    let loaded = "100,000 of";
    while !shows(pty, loaded) || times.len() < 100 {
        let key = if times.len() / 20 % 2 == 0 { "j" } else { "k" };
        let before = pty.screen(marker);
        // Half a frame may have taken the marker away and not drawn it yet.
        times.push(pty.time(key, |screen| marker(screen).is_some_and(|row| Some(row) != before)));
    }
    times.sort_unstable();
    times
}

fn starting() {
    let endpoint = RunningEndpoint::start(LIMIT, &["--bulk", "1000x2048", "--latency", "100"]);
    let (mut frames, mut rows, mut quits) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..9 {
        let (start, mut pty) = open(&endpoint);
        pty.wait_for("hitdeck");
        frames.push(start.elapsed());
        pty.wait("rows", |screen| marker(screen).is_some());
        rows.push(start.elapsed());
        // Further pages and the next look are under way.
        let quit = Instant::now();
        pty.send("q");
        assert!(pty.exit().success());
        quits.push(quit.elapsed());
    }
    for times in [&mut frames, &mut rows, &mut quits] {
        times.sort_unstable();
    }
    let median = |times: &[Duration]| times[times.len() / 2];
    line("process start to the first frame, median of 9", &millis(median(&frames)));
    line("process start to the first rows, 100 ms latency, median of 9", &millis(median(&rows)));
    line("quit with requests in flight, median of 9", &millis(median(&quits)));
}

fn streaming() {
    let endpoint = RunningEndpoint::start(LIMIT, &["--bulk", &format!("{COUNT}x{BYTES}")]);
    let (start, mut pty) = open(&endpoint);
    pty.wait("rows", |screen| marker(screen).is_some());
    let times = keys_while_loading(&mut pty);
    let at = |percent: usize| millis(times[(times.len() * percent / 100).min(times.len() - 1)]);
    line("100,000 x 2 KiB loaded and browsed all the while", &millis(start.elapsed()));
    line(&format!("a key on the screen meanwhile, {} keys: median", times.len()), &at(50));
    line("  99th percentile", &at(99));
    line("  slowest", &at(100));
    let peak = pty.peak_memory();
    let answers = f64::from(COUNT) * f64::from(BYTES);
    line("peak memory", &format!("{:.0} MiB", peak as f64 / 1_048_576.0));
    line("  as a share of the answers' bytes", &format!("{:.2}", peak as f64 / answers));
}

/// What a slow link carries: bytes written for a step in the list, for a page of it, and for pages that arrive.
fn bytes() {
    let endpoint = RunningEndpoint::start(LIMIT, &["--bulk", "2000x2048", "--latency", "200"]);
    let (_, mut pty) = open(&endpoint);
    pty.wait("rows", |screen| marker(screen).is_some());
    let arriving = pty.written().len();
    pty.wait("all pages", |screen| screen.contents().contains("● live"));
    let pages = (pty.written().len() - arriving) / 19;
    let mut each = |key: &str| {
        let before = pty.written().len();
        for _ in 0..20 {
            let frames = pty.written().len();
            pty.send(key);
            pty.wait_written(frames, "\x1b[?2026l");
        }
        (pty.written().len() - before) / 20
    };
    let (step, page) = (each("j"), each("\x06"));
    line("bytes of a step in the list, answers of 2 KiB, mean of 20", &step.to_string());
    line("bytes of a page of the list, mean of 20", &page.to_string());
    line("bytes of a page of assignments that arrives, mean of 19", &pages.to_string());
}

fn main() {
    line("measured", "");
    bytes();
    starting();
    streaming();
}
