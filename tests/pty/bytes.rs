//! How much a step writes: what a slow line carries for every key.

use crate::service::Service;
use hitdeck::model::HitId;

/// Most bytes of a step in the list at 120 columns and 40 lines, mean of ten, for the demo's HITs: row, answer and
/// timeline change. It takes 600 to 1,500.
const STEP: usize = 1800;

/// Bytes of a step in the list of a HIT.
fn step(service: &Service, hit: &HitId) -> usize {
    let mut pty = service.review(hit, &["--every", "3600"]).start(40, 120);
    pty.wait_for("● live");
    let from = pty.written().len();
    for _ in 0..10 {
        let before = pty.written().len();
        pty.send("j");
        pty.wait_written(before, "\x1b[?2026l");
    }
    (pty.written().len() - from) / 10
}

#[test]
fn a_step_in_the_list_writes_few_bytes() {
    let service = Service::start_now();
    // Of the others fewer wait than steps are made.
    let long = ["sort", "review", "vehicle", "said", "travel", "receipt"];
    let is_long = |title: &str| long.iter().any(|word| title.to_lowercase().contains(word));
    let hits = service.hits.iter().filter(|(_, title)| is_long(title));
    let steps: Vec<(usize, &str)> = hits.map(|(hit, title)| (step(&service, hit), title.as_str())).collect();
    assert!(steps.len() == long.len() && steps.iter().all(|(step, _)| *step <= STEP), "{steps:#?}");
}
