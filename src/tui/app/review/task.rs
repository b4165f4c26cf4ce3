//! The task pane: what the worker of the selected assignment was asked, as far as it is known.

use super::Review;
use super::task_view::{TaskFrom, TaskView};
use crate::answer::{self, AnswerLayout, TaskText, task_text};
use crate::text::{Glyphs, Line, Role, wrap};
use crate::tui::app::session::Session;
use crate::tui::keymap::Motion;
use crate::tui::layout::{self, Areas, Pane};

impl Review {
    /// How many lines the task pane wants: none where nothing is known, or nobody asked for it and it is the same for
    /// every row.
    #[must_use]
    pub fn task_lines(&self) -> usize {
        if self.focus == Pane::Task || self.task.of_row { self.task.lines.len() } else { 0 }
    }

    /// Shows the task and gives it the keys, or gives them back to the list.
    pub(super) fn toggle_task(&mut self, session: &mut Session) {
        match self.focus {
            Pane::Task => self.focus = Pane::List,
            _ if self.task.lines.is_empty() => session.say("What the worker was asked is not known here"),
            _ => {
                self.stay();
                self.focus = Pane::Task;
            }
        }
    }

    /// Scrolls the task.
    pub(super) fn step_task(&mut self, motion: Motion, count: Option<usize>, areas: &Areas) {
        let rows = areas.task_rows();
        let stops = self.task.lines.len().saturating_sub(rows) + 1;
        self.task.scroll = motion.target(self.task.scroll, count, rows, stops);
    }

    /// Lays out the task of the selected assignment, unless that is what shows.
    pub(super) fn settle_task(&mut self, session: &Session) {
        let width = layout::detail_width(session.area(), self.columns(session.size.width).total);
        let question = self.hit().and_then(|hit| hit.question.as_deref());
        let wanted = self.row().map(|row| TaskFrom { row, width, has_question: question.is_some() });
        if wanted == self.task.made_from {
            return;
        }
        let same_row = wanted.map(|from| from.row) == self.task.made_from.map(|from| from.row);
        self.read_question();
        let (lines, of_row) = wanted.map_or_else(Default::default, |from| self.lay_out_task(from, session));
        let scroll = if same_row { self.task.scroll } else { 0 };
        let words = self.task.words.take();
        self.task = TaskView { lines, scroll, of_row, words, made_from: wanted };
        if self.task.lines.is_empty() && self.focus == Pane::Task {
            self.focus = Pane::List;
        }
    }

    /// Reads the question of the selected assignment's HIT, unless it was read last.
    fn read_question(&mut self) {
        let asked = self.hit().and_then(|hit| Some((&hit.id, hit.question.as_deref()?)));
        if asked.map(|(id, _)| id) == self.task.words.as_ref().map(|(of, _)| of) {
            return;
        }
        self.task.words = asked.map(|(id, question)| match task_text(question) {
            Some(TaskText::Words(words) | TaskText::Page(words)) => (id.clone(), words),
            None => (id.clone(), String::new()),
        });
    }

    /// The inputs of the row, then the words of its HIT's question; and whether the row has inputs.
    fn lay_out_task(&self, from: TaskFrom, session: &Session) -> (Vec<Line>, bool) {
        let TaskFrom { row, width, .. } = from;
        let ascii = session.setup.theme.ascii;
        let inputs = self.store.beside(row).map(|beside| beside.inputs).unwrap_or_default();
        let mut lines = Vec::new();
        if !inputs.is_empty() {
            let texts = inputs.iter().map(|(name, text)| (&**name, &**text));
            let layout = AnswerLayout { width, ascii, ..AnswerLayout::default() };
            lines = answer::lines(&answer::named_texts(texts), "", &layout);
        }
        if let Some((_, words)) = self.task.words.as_ref().filter(|(_, words)| !words.is_empty()) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(wrap::text(words.trim(), Role::Text, width.into(), Glyphs { ascii }));
        }
        (lines, !inputs.is_empty())
    }
}
