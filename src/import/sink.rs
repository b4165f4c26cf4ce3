use super::error::ImportError;
use crate::model::{Provenance, Remark, RemarkWeight, SavedRecord, TakeRecord};
use crate::text::size::number;
use std::ops::ControlFlow;
use std::sync::Arc;

/// So many rows that could not be read are told one by one; of the others, how many.
const MOST_LOST: u64 = 50;

/// So many different notes are told of a file.
const MOST_NOTES: usize = 64;

/// Why reading ends before the end.
#[derive(Debug)]
pub(super) enum Halt {
    /// Nobody wants more.
    Stopped,
    /// It can not go on.
    Failed(ImportError),
}

impl From<ImportError> for Halt {
    fn from(error: ImportError) -> Self {
        Self::Failed(error)
    }
}

/// How a reader got on.
pub(super) type Flow<T = ()> = Result<T, Halt>;

/// Where a reader puts what it finds in one file.
pub(super) struct RecordSink<'t, 'r> {
    file: Arc<str>,
    take: &'t mut TakeRecord<'r>,
    notes: Vec<FileNote>,
    /// Rows that could not be read.
    lost: u64,
    /// What was handed on, but remarks.
    records: u64,
}

/// Something to tell once, however often it was seen.
struct FileNote {
    weight: RemarkWeight,
    text: String,
    line: u64,
    times: u64,
}

impl<'t, 'r> RecordSink<'t, 'r> {
    /// For the file that is called so.
    pub(super) fn new(file: &Arc<str>, take: &'t mut TakeRecord<'r>) -> Self {
        Self { file: Arc::clone(file), take, notes: Vec::new(), lost: 0, records: 0 }
    }

    /// The file's name.
    pub(super) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// Where something stands in the file.
    pub(super) fn place(&self, line: u64) -> Provenance {
        Provenance::File { file: Arc::clone(&self.file), line }
    }

    /// Whether nothing was found yet.
    pub(super) fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Hands a record on.
    pub(super) fn put(&mut self, record: SavedRecord) -> Flow {
        self.records += u64::from(!matches!(record, SavedRecord::Remark(_)));
        match (self.take)(record) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Halt::Stopped),
        }
    }

    /// Tells something at once.
    pub(super) fn remark(&mut self, weight: RemarkWeight, line: Option<u64>, text: String) -> Flow {
        let file = Arc::clone(&self.file);
        self.put(SavedRecord::Remark(Remark { weight, file, line, text }))
    }

    /// Tells of a row that could not be read.
    pub(super) fn lost(&mut self, line: u64, why: impl Into<String>) -> Flow {
        self.lost += 1;
        if self.lost > MOST_LOST { Ok(()) } else { self.remark(RemarkWeight::Loss, Some(line), why.into()) }
    }

    /// Tells something at the end, with the first line it is about and how often it was so.
    pub(super) fn note(&mut self, weight: RemarkWeight, line: u64, text: impl AsRef<str>) {
        let text = text.as_ref();
        if let Some(note) = self.notes.iter_mut().find(|note| note.text == text) {
            note.times += 1;
        } else if self.notes.len() < MOST_NOTES {
            self.notes.push(FileNote { weight, text: text.to_owned(), line, times: 1 });
        }
    }

    /// Tells what was noted.
    pub(super) fn finish(&mut self) -> Flow {
        if let Some(more) = self.lost.checked_sub(MOST_LOST).filter(|more| *more > 0) {
            let text = format!("{} more that could not be read", count(more));
            self.remark(RemarkWeight::Loss, None, text)?;
        }
        for FileNote { weight, text, line, times } in std::mem::take(&mut self.notes) {
            let text = if times > 1 { format!("{text} ({} times)", count(times)) } else { text };
            self.remark(weight, Some(line), text)?;
        }
        Ok(())
    }
}

/// A count with its thousands apart.
pub(super) fn count(count: u64) -> String {
    number(usize::try_from(count).unwrap_or(usize::MAX))
}
