use super::rows::LostRow;
use crate::model::{Remark, RemarkWeight};
use std::sync::Arc;

/// How many different notes there are at most; more of the kind are one.
const MOST: usize = 64;

/// What there is to say about rows of a table. The same is said once, with how often it is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetNote {
    /// A time can not be known: the column, and its form with zeros for digits.
    UnknownTime(&'static str, String),
    /// A value can not be read: the column.
    UnknownValue(&'static str),
    /// Cells behind the last column.
    Surplus,
    /// Cells are missing.
    Short,
    /// The whole row stands there twice.
    Twice,
    /// The assignment had rows before, apart from this one.
    Again,
    /// The assignment has several rows.
    Trials,
    /// Two columns of the same name differ.
    Differing(Arc<str>),
    /// It is a header once more.
    HeaderAgain,
    /// No assignment id.
    NoAssignmentId,
    /// No HIT id.
    NoHitId,
    /// A quote is never closed.
    Unclosed,
    /// The row is longer than any may be, or has more cells.
    TooLong,
    /// What follows a row that could not be read is no whole row either.
    Rubble,
}

/// The notes of a table.
#[derive(Debug, Default)]
pub(super) struct SheetNotes(Vec<NoteCount>);

/// A note, with how often it holds.
#[derive(Debug)]
struct NoteCount {
    note: SheetNote,
    count: u64,
    /// The line of the first row it is about.
    line: u64,
    /// What stands there.
    example: String,
}

impl SheetNotes {
    /// Takes a note about the row on this line, where `example` stands.
    pub(super) fn take(&mut self, note: SheetNote, line: u64, example: &str) {
        if let Some(known) = self.0.iter_mut().find(|known| known.note == note) {
            known.count += 1;
        } else if self.0.len() < MOST {
            self.0.push(NoteCount { note, count: 1, line, example: example.chars().take(40).collect() });
        } else if let Some(last) = self.0.last_mut() {
            last.count += 1;
        }
    }

    /// Takes a note about a time that can not be known.
    pub(super) fn unknown_time(&mut self, column: &'static str, line: u64, text: &str) {
        let mut form = String::new();
        for char in text.chars().take(40) {
            let char = if char.is_ascii_digit() { '0' } else { char };
            if char != '0' || !form.ends_with('0') {
                form.push(char);
            }
        }
        self.take(SheetNote::UnknownTime(column, form), line, text);
    }

    /// What there is to tell of the file.
    pub(super) fn remarks(self, file: &Arc<str>) -> impl Iterator<Item = Remark> {
        self.0.into_iter().map(move |NoteCount { note, count, line, example }| Remark {
            weight: note.weight(),
            file: Arc::clone(file),
            line: Some(line),
            text: note.words(count, &example),
        })
    }
}

impl From<LostRow> for SheetNote {
    fn from(why: LostRow) -> Self {
        match why {
            LostRow::Unclosed => Self::Unclosed,
            LostRow::TooLong => Self::TooLong,
        }
    }
}

impl SheetNote {
    fn weight(&self) -> RemarkWeight {
        match self {
            Self::Unclosed | Self::TooLong | Self::Rubble => RemarkWeight::Loss,
            Self::UnknownTime(..)
            | Self::UnknownValue(_)
            | Self::Surplus
            | Self::Short
            | Self::Differing(_) => RemarkWeight::Doubt,
            Self::Twice
            | Self::Again
            | Self::HeaderAgain
            | Self::Trials
            | Self::NoAssignmentId
            | Self::NoHitId => RemarkWeight::Note,
        }
    }

    fn words(&self, count: u64, example: &str) -> String {
        match self {
            Self::UnknownTime(column, _) => {
                format!(
                    "times of {column} that can not be known, as {example:?}, which has no zone: {count} (kept as text)"
                )
            }
            Self::UnknownValue(column) => {
                format!("values of {column} that could not be read, as {example:?}: {count} (kept as text)")
            }
            Self::Surplus => format!("rows longer than the header: {count} (their surplus cells are kept)"),
            Self::Short => format!("rows shorter than the header: {count} (their last cells are missing)"),
            Self::Twice => format!("rows that stand there twice, word for word: {count}"),
            Self::Again => format!("rows of assignments that had a row before: {count}"),
            Self::Trials => {
                format!("assignments with several rows: {count} (what differs is kept as their trials)")
            }
            Self::Differing(column) => {
                let column = format!("{column:.40}");
                format!("rows in which two columns {column:?} differ: {count} (both are kept)")
            }
            Self::NoAssignmentId => {
                format!("rows without an assignment id: {count} (nothing can be decided on them)")
            }
            Self::HeaderAgain => {
                format!("headers between the rows: {count} (the rows behind each are read by it)")
            }
            Self::NoHitId => format!("rows without a HIT id: {count}"),
            Self::Unclosed => format!("rows that could not be read, for a quote is never closed: {count}"),
            Self::TooLong => format!(
                "rows that could not be read, for they are too long (64 MB or 100,000 cells): {count}"
            ),
            Self::Rubble => format!("lines behind it that are no whole row: {count}"),
        }
    }
}
