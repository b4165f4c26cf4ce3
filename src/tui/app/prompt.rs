//! A line being typed. What it does shows while it is typed; Esc takes it back.

use super::entry::{PromptKind, clear_left, edit, line, text_of};
use super::history::EntryHistory;
use super::place::Place;
use crate::table::{FoldKey, HitRowId, RowId, WorkerFilter};
use crate::tui::key::Key;
use crate::tui::keymap::{self, PopupAction};
use crossterm::event::KeyCode;
use ratatui_textarea::TextArea;

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// The line.
    pub line: TextArea<'static>,
    /// The line of the other filter, which keeps what was typed there.
    other: Option<TextArea<'static>>,
    /// The earlier line that shows, if one does.
    recalled: Option<Recalled>,
    /// What Esc goes back to.
    pub(super) undo: Undo,
}

/// An earlier line that shows in place of what was typed.
#[derive(Debug)]
struct Recalled {
    /// How many steps ago it was typed, from 1.
    back: usize,
    /// What was being typed.
    draft: String,
}

/// What was in force before a line was typed, and where one stood: a row, never a position.
#[derive(Debug, Clone)]
pub(super) enum Undo {
    /// In the list of HITs.
    Hits {
        /// Where one stood.
        place: Place<HitRowId>,
        /// What was searched for; empty for nothing.
        search: String,
        /// What was open of what folds.
        open: Vec<FoldKey>,
    },
    /// In a review.
    Review {
        /// Where one stood.
        place: Place<RowId>,
        /// What was searched for; empty for nothing.
        search: String,
        /// The filter by text; empty for none.
        text: String,
        /// The filter by worker.
        worker: Option<WorkerFilter>,
    },
}

/// What a key did to a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptStep {
    /// Nothing that shows elsewhere.
    Open,
    /// The text changed.
    Typed,
    /// What is typed is meant.
    Accepted,
    /// It was all a mistake.
    TakenBack,
}

impl Prompt {
    /// A prompt that begins with a text; the other filter's line begins with what that is.
    pub(super) fn new(kind: PromptKind, text: &str, undo: Undo) -> Self {
        let other = match (kind, &undo) {
            (PromptKind::FilterText, Undo::Review { worker, .. }) => {
                Some(line(worker.as_ref().map_or("", WorkerFilter::text)))
            }
            (PromptKind::FilterWorker, Undo::Review { text, .. }) => Some(line(text)),
            _ => None,
        };
        Self { kind, line: line(text), other, recalled: None, undo }
    }

    /// What is typed.
    pub(super) fn text(&self) -> String {
        text_of(&self.line)
    }

    /// Everything that is typed, in the other line too.
    pub(super) fn entered(&self) -> impl Iterator<Item = (PromptKind, String)> {
        let other = self.kind.swapped().zip(self.other.as_ref().map(text_of));
        std::iter::once((self.kind, self.text())).chain(other)
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: Key, history: &EntryHistory) -> PromptStep {
        match keymap::popup_lookup(key, self.kind.popup()) {
            Some(PopupAction::Choose) => return PromptStep::Accepted,
            Some(PopupAction::Close) => return PromptStep::TakenBack,
            Some(PopupAction::Swap) => return self.swap(),
            Some(PopupAction::Earlier) => return self.recall(history, true),
            Some(PopupAction::Later) => return self.recall(history, false),
            Some(PopupAction::ClearLeft) => clear_left(&mut self.line),
            _ if key.event().code == KeyCode::Backspace && self.text().is_empty() => {
                return PromptStep::TakenBack;
            }
            _ if edit(&mut self.line, key.event()) => {}
            _ => return PromptStep::Open,
        }
        self.recalled = None;
        PromptStep::Typed
    }

    /// Goes to the other filter's line; what either does goes on.
    fn swap(&mut self) -> PromptStep {
        if let Some((kind, other)) = self.kind.swapped().zip(self.other.as_mut()) {
            self.kind = kind;
            std::mem::swap(&mut self.line, other);
            self.recalled = None;
        }
        PromptStep::Open
    }

    /// Shows the line that was typed before the one that shows, or after it; at the end what was being typed.
    fn recall(&mut self, history: &EntryHistory, earlier: bool) -> PromptStep {
        let here = self.recalled.as_ref().map_or(0, |recalled| recalled.back);
        let back = if earlier { here + 1 } else { here.saturating_sub(1) };
        let draft = self.recalled.take().map_or_else(|| self.text(), |recalled| recalled.draft);
        match history.back(self.kind, back) {
            Some(text) => {
                self.line = line(text);
                self.recalled = Some(Recalled { back, draft });
            }
            None if earlier => {
                // The earliest shows already; with none at all, what is typed stays.
                self.recalled = (here > 0).then_some(Recalled { back: here, draft });
                return PromptStep::Open;
            }
            None => self.line = line(&draft),
        }
        PromptStep::Typed
    }

    /// Pasted text joins what is typed.
    pub(super) fn paste(&mut self, text: &str) {
        self.line.insert_str(text);
    }
}
