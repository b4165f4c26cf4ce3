//! Files read into records, and records made comparable.

use hitdeck::export::{Formulas, write_csv};
use hitdeck::import::{DecodedText, ImportError, read_sheet};
use hitdeck::model::{NamedText, Provenance, SavedAssignment, SavedRecord, SignedDuration, Timestamp};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// The records of a table.
pub(crate) fn sheet(bytes: &[u8]) -> Vec<SavedRecord> {
    try_sheet(bytes).unwrap()
}

/// The records of a table, if it is one of results.
pub(crate) fn try_sheet(bytes: &[u8]) -> Result<Vec<SavedRecord>, ImportError> {
    let file: Arc<str> = "results.csv".into();
    let mut records = Vec::new();
    let mut text = DecodedText::new(bytes, &file);
    read_sheet(&mut text, &file, &mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    })?;
    Ok(records)
}

/// The records as the requester site's CSV.
pub(crate) fn csv(records: &[SavedRecord]) -> Vec<u8> {
    let mut out = Vec::new();
    write_csv(&records, &mut out, Formulas::AsTheyAre, &mut |_| {}).unwrap();
    out
}

/// A file of the examples.
pub(crate) fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

/// The assignments without what a table does not say: where they were read, which of two columns stood first, and whether
/// nothing was answered or nothing asked.
pub(crate) fn comparable(records: &[SavedRecord]) -> Vec<SavedAssignment> {
    let assignments = records.iter().filter_map(|record| match record {
        SavedRecord::Assignment(saved) => Some((**saved).clone()),
        _ => None,
    });
    assignments.map(bare).collect()
}

fn bare(mut saved: SavedAssignment) -> SavedAssignment {
    saved.provenance = Provenance::File { file: "".into(), line: 0 };
    for texts in [&mut saved.answers, &mut saved.inputs, &mut saved.extra] {
        texts.retain(|NamedText { text, .. }| !text.is_empty());
        texts.sort_by(|one, other| one.name.cmp(&other.name));
    }
    while saved.surplus.last().is_some_and(|text| text.is_empty()) {
        saved.surplus.pop();
    }
    let seconds = |at: Option<Timestamp>| at.map(Timestamp::as_second);
    if saved.work_time.is_none() {
        let (from, to) = (seconds(saved.assignment.accepted), seconds(saved.assignment.submitted));
        let span = from.zip(to).map(|(from, to)| to - from).filter(|span| *span >= 0);
        saved.work_time = span.map(SignedDuration::from_secs);
    }
    saved
}
