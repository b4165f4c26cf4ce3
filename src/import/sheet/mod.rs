//! Tables of text: the requester site's batch CSV, results of the command line tools, and what spreadsheets, R and pandas
//! made of them.
//!
//! ```text
//!  text ──► head: separator, quotes, line ends ──► rows ──► header: columns by name ──► groups of rows ──► records
//! ```
//!
//! Rows that follow each other under one assignment id are one assignment, with what differs as its trials. Memory holds
//! one such group; of what came before only hashes of ids are remembered. An assignment whose rows stand apart is told
//! again for each: whoever takes records merges them by id.

mod assignments;
mod cell;
mod column;
mod dialect;
mod group;
mod head;
mod header;
mod hits;
mod invented;
mod kind;
mod note;
mod row;
mod rows;

use super::error::ImportError;
use crate::model::{
    Assignment, AssignmentId, Provenance, Remark, RemarkWeight, SavedAssignment, SavedRecord, TakeRecord,
};
use crate::wire::Structure;
use assignments::AssignmentCells;
use group::{NextRow, RowGroup};
use head::{RowHabit, SheetHead};
use header::SheetHeader;
use hits::SheetHits;
use invented::InventedIds;
use note::{SheetNote, SheetNotes};
use row::SheetRow;
use rows::{RowRead, RowReader};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What was read of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSummary {
    /// The kind of table, in words.
    pub kind: &'static str,
    /// Assignments, each counted once.
    pub assignments: u64,
    /// HITs, those without an id too.
    pub hits: u64,
    /// Assignments without an id.
    pub without_id: u64,
}

/// Reads a table. What can not be read costs its row; where the file itself ends in an error, what came before it stays
/// and the error is told.
///
/// # Errors
///
/// Where nothing could be read: the file can not be, is no text, or no table with assignments.
pub fn read_sheet(
    mut text: impl BufRead,
    file: &Arc<str>,
    take: &mut TakeRecord<'_>,
) -> Result<SheetSummary, ImportError> {
    let io = |error| ImportError::from_io(error, file);
    let head = SheetHead::read(&mut text).map_err(io)?;
    let dialect = head.dialect();
    let habit = head.habit(dialect);
    let mut rows = RowReader::new(head.before(text), dialect);
    let mut row = SheetRow::default();
    let mut notes = SheetNotes::default();
    while let RowRead::Lost(why, line) = rows.read(&mut row).map_err(io)? {
        notes.take(why.into(), line, "");
    }
    let header = header_of(&row, habit);
    header.check(file)?;
    let mut sheet = Sheet::new(header, file, notes, habit);
    let end = sheet.rows(&mut rows, row, take);
    match end {
        Ok(ControlFlow::Continue(())) => sheet.tell(None, take),
        Ok(ControlFlow::Break(())) => {}
        Err(error) if sheet.assignments == 0 => return Err(io(error)),
        Err(error) => sheet.tell(Some(io(error)), take),
    }
    Ok(sheet.summary())
}

fn header_of(row: &SheetRow, habit: RowHabit) -> SheetHeader {
    match habit {
        RowHabit::None | RowHabit::SeparatorBehind => SheetHeader::read(row),
        RowHabit::NumberInFront => SheetHeader::read_behind_numbers(row),
    }
}

/// A table while it is read.
struct Sheet<'f> {
    file: &'f Arc<str>,
    header: SheetHeader,
    notes: SheetNotes,
    hits: SheetHits,
    invented: InventedIds,
    group: RowGroup,
    hasher: RandomState,
    /// The hashes of the ids that were told.
    told: HashSet<u64>,
    /// Names of answers behind the last column.
    surplus: Vec<Arc<str>>,
    habit: RowHabit,
    /// Whether a row was lost and no whole one came since.
    in_rubble: bool,
    assignments: u64,
    without_id: u64,
}

impl<'f> Sheet<'f> {
    fn new(header: SheetHeader, file: &'f Arc<str>, notes: SheetNotes, habit: RowHabit) -> Self {
        Self {
            file,
            header,
            notes,
            hits: SheetHits::default(),
            invented: InventedIds::default(),
            group: RowGroup::default(),
            hasher: RandomState::new(),
            told: HashSet::new(),
            surplus: Vec::new(),
            habit,
            in_rubble: false,
            assignments: 0,
            without_id: 0,
        }
    }

    /// Reads all rows behind the header.
    fn rows<R: BufRead>(
        &mut self,
        rows: &mut RowReader<R>,
        mut row: SheetRow,
        take: &mut TakeRecord<'_>,
    ) -> std::io::Result<ControlFlow<()>> {
        loop {
            let read = rows.read(&mut row);
            let flow = match read {
                Ok(RowRead::Row) => self.row(&mut row, take),
                Ok(RowRead::Lost(why, line)) => {
                    self.notes.take(why.into(), line, "");
                    self.in_rubble = true;
                    ControlFlow::Continue(())
                }
                Ok(RowRead::End) => return Ok(self.flush(take)),
                Err(error) => {
                    let _ = self.flush(take);
                    return Err(error);
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }

    fn row(&mut self, row: &mut SheetRow, take: &mut TakeRecord<'_>) -> ControlFlow<()> {
        if row.from(0).all(str::is_empty) {
            return ControlFlow::Continue(());
        }
        if self.habit == RowHabit::SeparatorBehind && row.ends_with_separator() {
            row.drop_last();
        }
        if self.header.is_again(row) {
            return self.header_again(row, take);
        }
        if self.in_rubble && !self.is_whole(row) {
            self.notes.take(SheetNote::Rubble, row.line, "");
            return ControlFlow::Continue(());
        }
        self.in_rubble = false;
        match self.group.take(&self.header, row) {
            NextRow::Taken => ControlFlow::Continue(()),
            NextRow::Twice => {
                self.notes.take(SheetNote::Twice, row.line, "");
                ControlFlow::Continue(())
            }
            NextRow::Other => {
                let flow = self.flush(take);
                self.group.restart(row);
                flow
            }
        }
    }

    /// Reads what follows by the header that came between the rows.
    fn header_again(&mut self, row: &SheetRow, take: &mut TakeRecord<'_>) -> ControlFlow<()> {
        let flow = self.flush(take);
        self.notes.take(SheetNote::HeaderAgain, row.line, "");
        self.header = header_of(row, self.habit);
        self.surplus.clear();
        self.in_rubble = false;
        flow
    }

    /// Whether a row behind one that was lost is one by itself, and not the rest of that.
    fn is_whole(&self, row: &SheetRow) -> bool {
        let id = self.header.assignment_id.map(|at| cell::plain(row.cell(at)));
        let plausible = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (self.header.least..=self.header.columns.len()).contains(&row.len()) && id.is_none_or(plausible)
    }

    /// Tells the assignment whose rows were gathered.
    fn flush(&mut self, take: &mut TakeRecord<'_>) -> ControlFlow<()> {
        let group = std::mem::take(&mut self.group);
        let row = group.first();
        if row.line == 0 {
            return ControlFlow::Continue(());
        }
        let hit = self.hits.id(&self.header, row, &mut self.notes);
        if let Some(hit) = self.hits.more(&self.header, row, &hit, &mut self.notes) {
            take(SavedRecord::Hit(Box::new(hit)))?;
        }
        // Downloads of single HITs have as many cells as there are answers.
        if row.len() < self.header.least && self.habit != RowHabit::SeparatorBehind {
            self.notes.take(SheetNote::Short, row.line, "");
        }
        let id = self.id(row);
        self.name_surplus(row.len());
        let assignment = Assignment { id, hit, ..Assignment::blank() };
        let provenance = Provenance::File { file: Arc::clone(self.file), line: row.line };
        let saved = SavedAssignment::new(assignment, provenance);
        let saved = AssignmentCells::new(&self.header, &mut self.notes, saved).read(&group, &self.surplus);
        self.group = group;
        self.group.clear();
        take(SavedRecord::Assignment(Box::new(saved)))
    }

    /// The assignment's id, or an invented one.
    fn id(&mut self, row: &SheetRow) -> AssignmentId {
        let Some(id) = assignments::id_in(&self.header, row) else {
            self.notes.take(SheetNote::NoAssignmentId, row.line, "");
            self.without_id += 1;
            self.assignments += 1;
            return self.invented.assignment(&self.header, row);
        };
        if self.told.insert(self.hasher.hash_one(id)) {
            self.assignments += 1;
        } else {
            self.notes.take(SheetNote::Again, row.line, "");
        }
        AssignmentId::from_service(id)
    }

    /// Makes names for answers behind the last column.
    fn name_surplus(&mut self, cells: usize) {
        let Some(next) = self.header.next_answer else { return };
        while self.header.columns.len() + self.surplus.len() < cells {
            self.surplus.push(format!("Answer {}", next + self.surplus.len()).into());
        }
    }

    /// Tells what there is to say of the table.
    fn tell(&mut self, end: Option<ImportError>, take: &mut TakeRecord<'_>) {
        let notes = std::mem::take(&mut self.notes).remarks(self.file);
        let end = end.map(|error| Remark {
            weight: RemarkWeight::Loss,
            file: Arc::clone(self.file),
            line: error.line,
            text: format!("the file can not be read to its end: {}", error.what),
        });
        for remark in notes.chain(end) {
            if take(SavedRecord::Remark(remark)).is_break() {
                return;
            }
        }
    }

    fn summary(&self) -> SheetSummary {
        SheetSummary {
            kind: self.header.kind.words(),
            assignments: self.assignments,
            hits: self.hits.count(),
            without_id: self.without_id,
        }
    }
}
