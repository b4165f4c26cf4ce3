//! Runs the cases of a theme through all programs, a few at a time.

use crate::case::{Beside, Case};
use crate::difference::{difference, newer_difference, older_difference};
use crate::programs::Program;
use crate::reference::{Version, installed};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many cases run at a time; every one waits for the endpoint as well.
const ABREAST: usize = 2;

/// Compares every case, and fails with all that differ.
pub(crate) fn compare(theme: &str, cases: &[Case]) {
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..ABREAST {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = differences(case).into_iter().map(|found| format!("{case}\n{found}"));
                    failures.lock().unwrap().extend(found);
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{} differences in {} cases of {theme} (- aws, + hitdeck):\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}

/// What a case finds beside each AWS CLI.
fn differences(case: &Case) -> Vec<String> {
    let ours = case.run(Program::Hitdeck);
    let theirs = |version| installed(version).map(|reference| case.run(Program::Aws(reference)));
    let mut found = Vec::new();
    if case.beside == Beside::All {
        found.extend(theirs(Version::Two).and_then(|theirs| difference(case, &ours, &theirs)));
    }
    if case.purpose.is_none() {
        let newer = theirs(Version::Newest).and_then(|theirs| newer_difference(case, &ours, &theirs));
        found.extend(newer.map(|found| format!("beside the newest: {found}")));
    }
    if case.is_for_version_1() {
        let older = theirs(Version::One).and_then(|theirs| older_difference(&ours, &theirs));
        found.extend(older.map(|found| format!("beside version 1: {found}")));
    }
    found
}
