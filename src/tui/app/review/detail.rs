//! The answer pane.

use super::answer_matches::AnswerMatches;
use crate::answer::{self, AnswerLayout, LabelWidths, QuestionTexts, ServiceIds};
use crate::feed::Epoch;
use crate::model::HitId;
use crate::table::{Beside, Contradiction, RowId, Store};
use crate::text::{Glyphs, Line, Needle, Role, wrap};
use std::collections::HashMap;

/// So many answers of a HIT are looked at, as they arrive, for the width of its labels.
const SAMPLE: usize = 50;

/// The answer pane: the laid-out lines of the selected assignment, kept until something they depend on changes.
#[derive(Debug, Default)]
pub struct Detail {
    /// The lines at the width of the pane.
    pub lines: Vec<Line>,
    /// The first visible line.
    pub scroll: usize,
    /// Whether the document shows as it was sent.
    pub raw: bool,
    /// Whether form noise shows.
    pub unfolded: bool,
    /// How many fields the answer has.
    pub fields: usize,
    /// How many of them are folded away.
    pub folded: usize,
    /// Where the search matches in the lines.
    pub matches: AnswerMatches,
    /// Whose answer shows.
    row: Option<RowId>,
    /// What the lines were made from; `None` once they have to be made anew.
    made_from: Option<MadeFrom>,
    /// Where to go once the lines are made.
    aim: Option<Aim>,
    /// Where one was when a line began to be typed.
    mark: Option<(RowId, usize)>,
    /// How wide the labels of each form are: of each HIT, in files of each HIT type.
    labels: HashMap<String, LabelWidths>,
}

/// What lines were made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MadeFrom {
    row: RowId,
    width: u16,
    raw: bool,
    unfolded: bool,
}

/// Where to go in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To the first match, or the top.
    First,
    /// To the last match, or the top.
    Last,
    /// To where one was.
    Line(usize),
}

impl Detail {
    /// Lays out the row's answer at this width, unless that is what is shown already.
    /// Another row starts at its top, or where `search` is found first; another search goes to its first match.
    pub(super) fn settle(
        &mut self,
        store: &Store,
        row: Option<RowId>,
        (width, height): (u16, usize),
        form: impl FnOnce(&HitId) -> String,
        search: Option<(Epoch, &Needle)>,
    ) {
        let wanted = row.map(|row| MadeFrom { row, width, raw: self.raw, unfolded: self.unfolded });
        let (same_row, same_lines) = (row == self.row, wanted == self.made_from);
        let same_search = self.matches.are_of(search.map(|(epoch, _)| epoch));
        (self.row, self.made_from) = (row, wanted);
        if !same_lines {
            self.lay_out(store, form);
        }
        if !(same_lines && same_search) {
            let was_at = self.matches.current();
            self.matches = AnswerMatches::of(&self.lines, width, self.raw, search);
            self.matches.go(was_at.filter(|_| same_row && same_search).unwrap_or(0));
        }
        if !same_row {
            self.scroll = 0;
        }
        match self.aim.take().or((!same_row || !same_search).then_some(Aim::First)) {
            Some(Aim::First) => self.reveal(0, height),
            Some(Aim::Last) => self.reveal(usize::MAX, height),
            Some(Aim::Line(line)) => {
                self.scroll = line;
                self.matches.go_to_line(line);
            }
            None => {}
        }
        self.scroll = self.scroll.min(self.lines.len().saturating_sub(height));
    }

    /// Goes somewhere with the next `settle`.
    pub(super) fn aim(&mut self, aim: Aim) {
        self.aim = Some(aim);
    }

    /// Goes to the next match in this answer or the one before. `false` where there is no further one.
    pub(super) fn step_match(&mut self, forward: bool, height: usize) -> bool {
        let stepped = self.matches.step(forward);
        if let Some(number) = self.matches.current().filter(|_| stepped) {
            self.reveal(number, height);
        }
        stepped
    }

    /// Goes to a match and scrolls, where it is out of sight, so that some lines show before it.
    fn reveal(&mut self, number: usize, height: usize) {
        self.matches.go(number);
        if let Some(line) = self.matches.line()
            && !(self.scroll..self.scroll + height).contains(&line)
        {
            self.scroll = line.saturating_sub(height / 3);
        }
    }

    /// Remembers where one is, for [`return_to_mark`](Self::return_to_mark).
    pub(super) fn set_mark(&mut self) {
        self.mark = self.row.map(|row| (row, self.scroll));
    }

    /// Goes back to where one was, if that was in this row's answer.
    pub(super) fn return_to_mark(&mut self, row: Option<RowId>) {
        let mark = self.mark.take().filter(|(marked, _)| Some(*marked) == row);
        self.aim = mark.map(|(_, line)| Aim::Line(line)).or(self.aim);
    }

    /// Makes sure that the next `settle` looks at the store again.
    pub fn forget(&mut self) {
        self.made_from = None;
    }

    /// Whether enough answers of a form were looked at for the width of its labels.
    pub(super) fn wants_sample(&self, form: &str) -> bool {
        self.labels.get(form).is_none_or(|widths| widths.answers() < SAMPLE)
    }

    /// Learns from an answer that arrived how wide the labels of its form are.
    pub(super) fn sample(&mut self, form: &str, xml: &str) {
        match self.labels.get_mut(form) {
            Some(widths) if widths.answers() >= SAMPLE => {}
            Some(widths) => widths.note(&answer::parse(xml)),
            None => {
                let mut widths = LabelWidths::default();
                widths.note(&answer::parse(xml));
                self.labels.insert(form.to_owned(), widths);
            }
        }
    }

    fn lay_out(&mut self, store: &Store, form: impl FnOnce(&HitId) -> String) {
        self.lines.clear();
        (self.fields, self.folded) = (0, 0);
        let Some(from) = self.made_from else { return };
        let Some(row) = store.row(from.row) else { return };
        let earlier = store.contradiction(from.row);
        let mut warnings: Vec<String> = earlier.map(Contradiction::words).into_iter().collect();
        let beside = store.beside(from.row).unwrap_or_default();
        let Some(xml) = store.answer(from.row) else {
            self.lines = warned(&warnings, from.width);
            let none = if beside.file.is_empty() {
                "The worker submitted no answer"
            } else {
                "There is no answer in the file"
            };
            self.lines.extend(wrap::paragraph(none, Role::Dim, from.width.into()));
            return self.lines.extend(file_lines(&beside, from.width));
        };
        let mut parsed = answer::parse(&xml);
        let ids = ServiceIds { worker: row.worker, assignment: row.id, hit: row.hit.as_str() };
        warnings.extend(parsed.dispute(&ids));
        (self.fields, self.folded) = (parsed.fields.len(), parsed.folded());
        let MadeFrom { width, unfolded, .. } = from;
        if from.raw {
            self.lines = if answer::is_columns_document(&xml) {
                wrap::text(&columns_text(&xml), Role::Text, width.into(), Glyphs { ascii: false })
            } else {
                answer::raw_lines(&xml, width)
            };
            return;
        }
        let widths = self.labels.entry(form(row.hit)).or_default();
        widths.note(&parsed);
        let labels = widths.beside(width, unfolded);
        let layout = AnswerLayout { width, unfolded, labels, ..AnswerLayout::default() };
        self.lines = warned(&warnings, width);
        self.lines.extend(answer::lines(&parsed, &xml, &layout));
        self.lines.extend(file_lines(&beside, width));
    }
}

/// What a file holds beside the answer: the trials, its own columns, and where all this stands.
fn file_lines(beside: &Beside, width: u16) -> Vec<Line> {
    let Beside { file, line, extra, surplus, trial_columns, trials, .. } = beside;
    let mut lines = Vec::new();
    let layout = AnswerLayout { width, ..AnswerLayout::default() };
    let mut part = |head: &str, texts: Vec<(&str, &str)>| {
        lines.push(Line::default());
        lines.extend(wrap::paragraph(head, Role::Dim, width.into()));
        lines.extend(answer::lines(&answer::named_texts(texts), "", &layout));
    };
    if !trials.is_empty() {
        let table = trials_table(trial_columns, trials);
        part(&format!("In {} rows of the file, one for each trial:", trials.len()), vec![("", &table)]);
    }
    if !extra.is_empty() {
        part("Other columns of the file:", extra.iter().map(|(name, text)| (&**name, &**text)).collect());
    }
    if !surplus.is_empty() {
        part("Cells behind the last column:", surplus.iter().map(|text| ("", &**text)).collect());
    }
    if let Some(line) = line {
        lines.push(Line::default());
        lines.extend(wrap::paragraph(&format!("{file}:{line}"), Role::Dim, width.into()));
    }
    lines
}

/// The columns of a file to the letter, one after the other.
fn columns_text(xml: &str) -> String {
    let (questions, _) = answer::question_texts(xml);
    let line = |question: &QuestionTexts| format!("{}: {}", question.name, question.texts.join(", "));
    questions.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The trials as a list of objects, which the layout makes a table of.
fn trials_table(columns: &[String], trials: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let named = columns.iter().cloned().zip(cells.iter().map(|cell| cell.clone().into()));
        serde_json::Value::Object(named.collect())
    };
    serde_json::Value::Array(trials.iter().map(row).collect()).to_string()
}

/// What has to be known before one reads on, and a blank line.
fn warned(warnings: &[String], width: u16) -> Vec<Line> {
    let lines = warnings.iter().flat_map(|words| wrap::paragraph(words, Role::Warning, width.into()));
    let mut lines: Vec<Line> = lines.collect();
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}
