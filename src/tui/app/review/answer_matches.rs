//! Where a search matches in the answer that shows, and at which of these places one is.

use crate::feed::Epoch;
use crate::text::{Line, MatchPart, Needle, Role, matches};

/// The matches in the answer that shows.
#[derive(Debug, Default)]
pub struct AnswerMatches {
    /// From the top.
    parts: Vec<MatchPart>,
    /// The match one is at, from 0.
    current: usize,
    /// The search they are of.
    search: Option<Epoch>,
}

impl AnswerMatches {
    /// Looks through the lines of an answer. The names of fields and what we say beside them are not searched;
    /// `raw` lines are all the worker's.
    pub(super) fn of(lines: &[Line], width: u16, raw: bool, search: Option<(Epoch, &Needle)>) -> Self {
        let searched = |role: Role| matches!(role, Role::Text | Role::Accent) || (raw && role == Role::Dim);
        let parts = search.map(|(_, needle)| matches(lines, width.into(), needle, searched));
        Self { parts: parts.unwrap_or_default(), current: 0, search: search.map(|(epoch, _)| epoch) }
    }

    /// Whether they are of this search.
    pub(super) fn are_of(&self, search: Option<Epoch>) -> bool {
        self.search == search
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.last().map_or(0, |part| part.number + 1)
    }

    /// The number of the match one is at, from 0; `None` where there is none.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        (!self.parts.is_empty()).then_some(self.current)
    }

    /// What of them stands on a line.
    #[must_use]
    pub fn on_line(&self, line: usize) -> &[MatchPart] {
        let from = self.parts.partition_point(|part| part.line < line);
        let rest = self.parts.get(from..).unwrap_or_default();
        let to = rest.partition_point(|part| part.line == line);
        rest.get(..to).unwrap_or_default()
    }

    /// The line that the match one is at begins on.
    pub(super) fn line(&self) -> Option<usize> {
        let first = self.parts.partition_point(|part| part.number < self.current);
        self.parts.get(first).map(|part| part.line)
    }

    /// Goes to the match with this number, or to the last.
    pub(super) fn go(&mut self, number: usize) {
        self.current = number.min(self.count().saturating_sub(1));
    }

    /// Goes to the first match at or below a line, or to the last.
    pub(super) fn go_to_line(&mut self, line: usize) {
        let part = self.parts.get(self.parts.partition_point(|part| part.line < line));
        self.go(part.map_or(usize::MAX, |part| part.number));
    }

    /// Goes to the next match or the one before. `false` at the end.
    pub(super) fn step(&mut self, forward: bool) -> bool {
        let next = if forward { self.current.checked_add(1) } else { self.current.checked_sub(1) };
        let next = next.filter(|next| *next < self.count());
        self.current = next.unwrap_or(self.current);
        next.is_some()
    }
}
