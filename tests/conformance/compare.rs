//! Runs the cases of a theme through both programs, a few at a time.

use crate::case::Case;
use crate::difference::difference;
use crate::programs::{Program, aws_or_skip};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many cases run at a time; every one waits for the endpoint as well.
const ABREAST: usize = 2;

/// Compares every case, and fails with all that differ.
pub(crate) fn compare(theme: &str, cases: &[Case]) {
    let Some(aws) = aws_or_skip(&format!("comparing {theme}")) else { return };
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..ABREAST {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (ours, theirs) = (case.run(Program::Hitdeck), case.run(aws));
                    if let Some(difference) = difference(case, &ours, &theirs) {
                        failures.lock().unwrap().push(format!("{case}\n{difference}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{} of {} differ in {theme} (- aws, + hitdeck):\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}
