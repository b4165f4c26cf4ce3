use super::cell::{CellValue, plain};
use super::column::{AnswerPart, MemberKind, SheetColumn};
use super::group::RowGroup;
use super::header::SheetHeader;
use super::kind::SheetKind;
use super::note::{SheetNote, SheetNotes};
use super::row::SheetRow;
use crate::import::time::TimeForm;
use crate::model::{Approver, NamedText, SavedAssignment, SignedDuration, Status, Trials};
use crate::wire::{AssignmentMember, Keeping, Member, Structure, WireValue};
use std::sync::Arc;

/// What the rows of one assignment become, cell by cell.
pub(super) struct AssignmentCells<'r> {
    header: &'r SheetHeader,
    notes: &'r mut SheetNotes,
    saved: SavedAssignment,
    kept: Keeping,
    submitted: Option<TimeForm>,
    approved: Option<TimeForm>,
}

impl<'r> AssignmentCells<'r> {
    /// Begins with an assignment that has its ids.
    pub(super) fn new(header: &'r SheetHeader, notes: &'r mut SheetNotes, saved: SavedAssignment) -> Self {
        Self { header, notes, saved, kept: Keeping::default(), submitted: None, approved: None }
    }

    /// Reads the rows.
    pub(super) fn read(mut self, rows: &RowGroup, surplus: &[Arc<str>]) -> SavedAssignment {
        let row = rows.first();
        let differing = rows.differing(self.header);
        for (at, column) in self.header.columns.iter().enumerate() {
            let Some(text) = row.get(at) else { break };
            if let SheetColumn::Pairs(behind) = column {
                self.pairs(row, at, *behind);
                break;
            }
            if differing.contains(&at) || self.header.lacks(row, at) {
                continue;
            }
            match self.header.earlier.get(at).copied().flatten() {
                Some(earlier) if row.cell(earlier) == text => {}
                Some(_) if !matches!(column, SheetColumn::Answer(_)) => self.differing_twin(row, at),
                _ => self.cell(row, at, column),
            }
        }
        self.surplus(row, surplus);
        self.parts(rows);
        self.trials(rows, &differing);
        self.done()
    }

    fn cell(&mut self, row: &SheetRow, at: usize, column: &SheetColumn) {
        let text = row.cell(at);
        let named = |name: &Arc<str>| NamedText { name: Arc::clone(name), text: text.into() };
        match column {
            SheetColumn::Assignment(member, kind) => self.member(row, at, *member, *kind),
            SheetColumn::WorkTime => self.work_time(row, at),
            SheetColumn::Answer(name) => self.saved.answers.push(named(name)),
            SheetColumn::Input(name) => self.saved.inputs.push(named(name)),
            SheetColumn::Beside if !text.is_empty() => self.extra(row, at),
            SheetColumn::ViewHit if !text.ends_with(self.saved.assignment.hit.as_str()) => {
                self.extra(row, at);
            }
            SheetColumn::Extra => self.extra(row, at),
            SheetColumn::Unnamed if at > 0 && !text.is_empty() => self.saved.surplus.push(text.into()),
            _ => {}
        }
    }

    fn member(&mut self, row: &SheetRow, at: usize, member: AssignmentMember, kind: MemberKind) {
        use AssignmentMember as M;
        let text = row.cell(at);
        let value = match member {
            M::AssignmentId | M::HitId => return,
            // Other tables have a column of that name too.
            M::Answer if !text.trim_start().starts_with('<') => {
                let name = self.header.names.get(at).cloned().unwrap_or_default();
                return self.saved.answers.push(NamedText { name, text: text.into() });
            }
            _ => CellValue::read(kind, text),
        };
        match member {
            M::SubmitTime => self.submitted = value.time_form(),
            M::ApprovalTime => self.approved = value.time_form(),
            _ => {}
        }
        let read = match value {
            CellValue::Missing => return,
            CellValue::UnknownTime => {
                self.notes.unknown_time(member.name(), row.line, text);
                return self.kept.text(member.name(), text);
            }
            CellValue::Value(WireValue::Text(word)) if member == M::AssignmentStatus => {
                self.saved.assignment.set(member, WireValue::Text(status_word(word)))
            }
            value => value.wire().is_some_and(|value| self.saved.assignment.set(member, value)),
        };
        if !read {
            self.notes.take(SheetNote::UnknownValue(member.name()), row.line, text);
            self.kept.text(member.name(), text);
        }
    }

    fn work_time(&mut self, row: &SheetRow, at: usize) {
        let CellValue::Value(WireValue::Text(digits)) = CellValue::read(MemberKind::Plain, row.cell(at))
        else {
            return;
        };
        match digits.parse() {
            Ok(seconds) => self.saved.work_time = Some(SignedDuration::from_secs(seconds)),
            Err(_) => self.extra(row, at),
        }
    }

    /// Keeps a cell as it stands.
    fn extra(&mut self, row: &SheetRow, at: usize) {
        let Some(name) = self.header.names.get(at) else { return };
        self.saved.extra.push(NamedText { name: Arc::clone(name), text: row.cell(at).into() });
    }

    fn differing_twin(&mut self, row: &SheetRow, at: usize) {
        if row.cell(at).is_empty() {
            return;
        }
        if let Some(name) = self.header.names.get(at) {
            self.notes.take(SheetNote::Differing(Arc::clone(name)), row.line, "");
        }
        self.extra(row, at);
    }

    /// Questions and answers that take turns, up to the columns behind them.
    fn pairs(&mut self, row: &SheetRow, from: usize, behind: usize) {
        let until = row.len().saturating_sub(behind).max(from);
        let mut at = from;
        while at < until && !(row.cell(at).is_empty() && at + 1 >= until) {
            let text = if at + 1 < until { row.cell(at + 1) } else { "" };
            self.saved.answers.push(NamedText { name: row.cell(at).into(), text: text.into() });
            at += 2;
        }
        let columns = self.header.columns.iter().enumerate().skip(from + 1);
        for (cell, (named, _)) in (until..).zip(columns) {
            let Some(name) = self.header.names.get(named) else { continue };
            if let Some(text) = row.get(cell) {
                self.saved.extra.push(NamedText { name: Arc::clone(name), text: text.into() });
            }
        }
    }

    /// Cells behind the last column: answers with the next numbers, or just cells.
    fn surplus(&mut self, row: &SheetRow, names: &[Arc<str>]) {
        let columns = self.header.columns.len();
        if row.len() <= columns || self.header.has_pairs() {
            return;
        }
        if self.header.next_answer.is_some() {
            let answers = row.from(columns).zip(names);
            let answers = answers.map(|(text, name)| NamedText { name: Arc::clone(name), text: text.into() });
            return self.saved.answers.extend(answers);
        }
        if row.from(columns).any(|text| !text.is_empty()) {
            self.notes.take(SheetNote::Surplus, row.line, "");
            self.saved.surplus.extend(row.from(columns).map(Box::from));
        }
    }

    /// Answers that have a row each.
    fn parts(&mut self, rows: &RowGroup) {
        let columns = || self.header.columns.iter().enumerate();
        let question = columns().find(|(_, column)| **column == SheetColumn::Part(AnswerPart::Question));
        let Some((question, _)) = question else { return };
        let answers: Vec<usize> = columns()
            .filter_map(|(at, column)| (*column == SheetColumn::Part(AnswerPart::Answer)).then_some(at))
            .collect();
        for row in rows.rows() {
            let name: Arc<str> = row.cell(question).into();
            let given = |at: &&usize| {
                !row.cell(**at).is_empty() && !self.header.lacks(row, **at) && row.cell(**at) != "NA"
            };
            let mut texts: Vec<&str> = answers.iter().filter(given).map(|at| row.cell(*at)).collect();
            if texts.is_empty() {
                texts.push("");
            }
            let texts =
                texts.into_iter().map(|text| NamedText { name: Arc::clone(&name), text: text.into() });
            self.saved.answers.extend(texts);
        }
    }

    fn trials(&mut self, rows: &RowGroup, differing: &[usize]) {
        let is_part = |at: &&usize| matches!(self.header.columns.get(**at), Some(SheetColumn::Part(_)));
        let columns: Vec<usize> = differing.iter().filter(|at| !is_part(at)).copied().collect();
        if columns.is_empty() {
            return;
        }
        self.notes.take(SheetNote::Trials, rows.first().line, "");
        self.saved.trials = Some(Trials {
            columns: columns.iter().filter_map(|at| self.header.names.get(*at).cloned()).collect(),
            rows: rows.rows().map(|row| columns.iter().map(|at| row.cell(*at).into()).collect()).collect(),
        });
    }

    /// The site writes the time of an approval in another form where the service approved by itself.
    fn done(mut self) -> SavedAssignment {
        if self.header.kind == SheetKind::Batch && self.submitted == Some(TimeForm::Java) {
            self.saved.approver = match self.approved {
                Some(TimeForm::Java) => Some(Approver::Requester),
                Some(TimeForm::Utc) => Some(Approver::Service),
                Some(TimeForm::Other) | None => None,
            };
        }
        self.saved.assignment.kept = self.kept.done();
        self.saved
    }
}

/// The service's spelling of a status.
fn status_word(word: &str) -> &str {
    let known = Status::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word));
    known.filter(|status| *status != Status::Other).map_or(word, |status| status.word())
}

/// The id in a cell, if there is one.
pub(super) fn id_in<'r>(header: &SheetHeader, row: &'r SheetRow) -> Option<&'r str> {
    let id = plain(row.cell(header.assignment_id?));
    (!id.is_empty() && id != "NA").then_some(id)
}
