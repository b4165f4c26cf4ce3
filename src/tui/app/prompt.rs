//! A line being typed. What it does shows while it is typed; Esc takes it back.

use super::entry::{edit, line, text_of};
use super::place::Place;
use crate::model::HitId;
use crate::table::RowId;
use crate::tui::key::Key;
use crossterm::event::KeyCode;
use ratatui_textarea::TextArea;

/// What a typed line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// A search.
    Search,
    /// A filter by text.
    FilterText,
    /// A filter by worker.
    FilterWorker,
}

impl PromptKind {
    /// What stands before the line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::FilterText => "filter by text ›",
            Self::FilterWorker => "filter by worker ›",
        }
    }

    /// The other filter.
    fn swapped(self) -> Option<Self> {
        match self {
            Self::Search => None,
            Self::FilterText => Some(Self::FilterWorker),
            Self::FilterWorker => Some(Self::FilterText),
        }
    }
}

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// The line.
    pub line: TextArea<'static>,
    /// What Esc goes back to.
    pub(super) undo: Undo,
}

/// What was in force before a line was typed, and where one stood: a row, never a position.
#[derive(Debug, Clone)]
pub(super) enum Undo {
    /// In the list of HITs.
    Hits {
        /// Where one stood.
        place: Place<HitId>,
        /// What was searched for; empty for nothing.
        search: String,
    },
    /// In a review.
    Review {
        /// Where one stood.
        place: Place<RowId>,
        /// What was searched for; empty for nothing.
        search: String,
        /// The filter by text; empty for none.
        text: String,
        /// The filter by worker; empty for none.
        worker: String,
    },
}

/// What a key did to a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptStep {
    /// Nothing that shows elsewhere.
    Open,
    /// The text changed.
    Typed,
    /// It is for the other filter now; what the kind before did should be undone.
    Swapped(PromptKind),
    /// What is typed is meant.
    Accepted,
    /// It was all a mistake.
    TakenBack,
}

impl Prompt {
    /// A prompt that begins with a text.
    pub(super) fn new(kind: PromptKind, text: &str, undo: Undo) -> Self {
        Self { kind, line: line(text), undo }
    }

    /// What is typed.
    pub(super) fn text(&self) -> String {
        text_of(&self.line)
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: Key) -> PromptStep {
        let event = key.event();
        match event.code {
            KeyCode::Enter => PromptStep::Accepted,
            KeyCode::Esc => PromptStep::TakenBack,
            KeyCode::Backspace if self.text().is_empty() => PromptStep::TakenBack,
            KeyCode::Tab | KeyCode::BackTab => match self.kind.swapped() {
                Some(other) => PromptStep::Swapped(std::mem::replace(&mut self.kind, other)),
                None => PromptStep::Open,
            },
            _ if edit(&mut self.line, event) => PromptStep::Typed,
            _ => PromptStep::Open,
        }
    }

    /// Pasted text joins what is typed.
    pub(super) fn paste(&mut self, text: &str) {
        self.line.insert_str(text);
    }
}
