//! The AWS CLI's text: a line for each assignment, its scalars in the order of their names and parted by tabs, without the
//! names.
//!
//! Members that no assignment of a page has leave no column, so that a column's place says nothing. What a cell is, is
//! found in its form and its neighbours: the status is one of three words, the assignment's id stands before it, the
//! document is XML, the worker is last. Answers hold tabs and line ends of their own: a document goes on until it is
//! closed, and an assignment until the next begins.

mod cells;

use super::draft::StructureDraft;
use super::error::{ImportError, ImportErrorKind};
use super::long_lines::{LONGEST, LineRead, LongLines, TOO_LONG};
use super::sink::{Flow, RecordSink};
use super::text_kind::SECTIONS;
use crate::model::{Assignment, BonusPayment, RemarkWeight, SavedAssignment, SavedRecord};
use crate::wire::{BonusPaymentMember, Member};
use cells::CliCells;
use std::io::BufRead;

/// The members of a bonus in the order of their names; all of them are always there.
const BONUS: [BonusPaymentMember; 5] = [
    BonusPaymentMember::AssignmentId,
    BonusPaymentMember::BonusAmount,
    BonusPaymentMember::GrantTime,
    BonusPaymentMember::Reason,
    BonusPaymentMember::WorkerId,
];

/// Reads the text.
pub(super) fn read_cli_text(text: impl BufRead, sink: &mut RecordSink<'_, '_>) -> Flow {
    let mut lines = LongLines::new(text);
    let mut rows = CliRows { sink, row: String::new(), line: 0, is_long: false, hits: 0, next: None };
    loop {
        let read = lines.read().map_err(|error| ImportError::from_io(error, rows.sink.file()))?;
        match read {
            LineRead::End => break,
            LineRead::TooLong => rows.overflow(lines.number()),
            LineRead::Line => rows.line(lines.text(), lines.number())?,
        }
    }
    rows.finish()
}

/// Rows while their lines come in.
struct CliRows<'s, 't, 'r> {
    sink: &'s mut RecordSink<'t, 'r>,
    row: String,
    /// The line on which the row begins.
    line: u64,
    is_long: bool,
    /// Lines of HITs, which have no names either and too many forms.
    hits: u64,
    /// The line of a token that is left.
    next: Option<u64>,
}

impl CliRows<'_, '_, '_> {
    fn line(&mut self, line: &str, number: u64) -> Flow {
        if self.row.is_empty() || (begins_row(line) && !is_open(&self.row)) {
            self.row()?;
            self.line = number;
            self.row.push_str(line);
        } else if self.row.len() + line.len() > LONGEST {
            self.overflow(number);
        } else if !self.is_long {
            self.row.push('\n');
            self.row.push_str(line);
        }
        Ok(())
    }

    fn overflow(&mut self, number: u64) {
        if self.row.is_empty() {
            self.line = number;
        }
        self.is_long = true;
        self.row.clear();
    }

    /// Reads the row that is complete.
    fn row(&mut self) -> Flow {
        if std::mem::take(&mut self.is_long) {
            return self.sink.lost(self.line, TOO_LONG);
        }
        let row = std::mem::take(&mut self.row);
        let row = row.strip_suffix('\r').unwrap_or(&row);
        let Some((section, cells)) = row.split_once('\t') else {
            // A page's own members, or nothing.
            return Ok(());
        };
        match section {
            "ASSIGNMENTS" | "ASSIGNMENT" => self.assignment(cells),
            "BONUSPAYMENTS" => self.bonus(cells),
            "HITS" | "HIT" => {
                self.hits += 1;
                Ok(())
            }
            "NEXTTOKEN" => {
                self.next = Some(self.line);
                Ok(())
            }
            // Members of a HIT, or a page's own.
            _ => Ok(()),
        }
    }

    fn assignment(&mut self, row: &str) -> Flow {
        let Some(cells) = CliCells::of(row) else {
            let why =
                "this row can not be told apart into members: an id and a status are not where they belong";
            return self.sink.lost(self.line, why);
        };
        let mut draft = StructureDraft::<Assignment>::new();
        for (member, cell) in cells.members() {
            draft.text(member, member.is_time(), cell).tell(self.sink, member.name(), self.line);
        }
        let saved = SavedAssignment::new(draft.done(), self.sink.place(self.line));
        self.sink.put(SavedRecord::Assignment(Box::new(saved)))
    }

    fn bonus(&mut self, row: &str) -> Flow {
        // Only the reason may hold a tab.
        let cells: Vec<&str> = row.splitn(4, '\t').collect();
        let [assignment, amount, time, rest] = cells.as_slice() else {
            return self.sink.lost(self.line, "this row has too few cells for a bonus");
        };
        let Some((reason, worker)) = rest.rsplit_once('\t') else {
            return self.sink.lost(self.line, "this row has too few cells for a bonus");
        };
        let mut draft = StructureDraft::<BonusPayment>::new();
        for (member, cell) in BONUS.iter().zip([*assignment, *amount, *time, reason, worker]) {
            let is_time = *member == BonusPaymentMember::GrantTime;
            draft.text(*member, is_time, cell).tell(self.sink, member.name(), self.line);
        }
        self.sink.put(SavedRecord::Bonus(Box::new(draft.done())))
    }

    fn finish(mut self) -> Flow {
        self.row()?;
        if let Some(line) = self.next {
            let text = "it is a part: a NextToken is left, with which more could be asked for";
            self.sink.note(RemarkWeight::Loss, line, text);
        }
        if self.hits > 0 && self.sink.is_empty() {
            let what = "it lists HITs as text, where nothing says which column is what: save them with --output json";
            return Err(ImportError::new(ImportErrorKind::NoResults, self.sink.file(), what).into());
        }
        if self.sink.is_empty() {
            let what = "no row of it could be read";
            return Err(ImportError::new(ImportErrorKind::Broken, self.sink.file(), what).into());
        }
        if self.hits > 0 {
            let text = "lines of HITs, where nothing says which column is what, are left out";
            self.sink.remark(RemarkWeight::Loss, None, text.to_owned())?;
        }
        self.sink.finish()
    }
}

/// Whether a line begins with the name of a section.
fn begins_row(line: &str) -> bool {
    line.split_once('\t').is_some_and(|(name, _)| {
        SECTIONS.contains(&name)
            || matches!(
                name,
                "NEXTTOKEN"
                    | "QUALIFICATIONREQUIREMENTS"
                    | "INTEGERVALUES"
                    | "LOCALEVALUES"
                    | "RESPONSEMETADATA"
            )
    })
}

/// Whether a document in the row is not closed yet.
fn is_open(row: &str) -> bool {
    row.rfind("<QuestionFormAnswers")
        .is_some_and(|at| !row.get(at..).unwrap_or_default().contains("</QuestionFormAnswers>"))
}
