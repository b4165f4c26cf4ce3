//! The key table to read and to search: help and palette.

use super::entry::{clear_left, edit, line, text_of};
use crate::tui::key::Key;
use crate::tui::keymap::{self, BINDINGS, Binding, Context, Popup, PopupAction};
use crate::tui::zones::{PointerAct, Target};
use crossterm::event::KeyCode;
use ratatui_textarea::TextArea;

/// Whether the key table is read, searched or run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// All keys, by chapter; letters move.
    Help,
    /// All keys, while one types what to look for.
    HelpFilter,
    /// What can be done here, by name.
    Palette,
}

/// The key table with a line to search it.
#[derive(Debug)]
pub struct Picker {
    /// Help or palette.
    pub kind: PickerKind,
    /// What is typed.
    pub query: TextArea<'static>,
    /// The bindings that match, in the order they show.
    pub found: Vec<&'static Binding>,
    /// The one under the cursor.
    pub selected: usize,
    /// Where one is; the palette has only what can be done there.
    contexts: &'static [Context],
}

/// What a key did to a picker.
#[derive(Debug, Clone, Copy)]
pub(super) enum PickerStep {
    /// It is open still.
    Open,
    /// This should be done.
    Picked(&'static Binding),
    /// It was left.
    Closed,
}

impl PickerKind {
    /// Whose keys it has.
    #[must_use]
    pub fn popup(self) -> Popup {
        match self {
            Self::Help => Popup::Help,
            Self::HelpFilter => Popup::HelpFilter,
            Self::Palette => Popup::Palette,
        }
    }
}

impl Picker {
    /// The whole table, or what can be done in these contexts.
    pub(super) fn new(kind: PickerKind, contexts: &'static [Context]) -> Self {
        let mut picker = Self { kind, query: line(""), found: Vec::new(), selected: 0, contexts };
        picker.search();
        picker
    }

    /// What is looked for; empty for everything.
    #[must_use]
    pub fn typed(&self) -> String {
        text_of(&self.query)
    }

    /// Takes a key; `rows` lines show at a time.
    pub(super) fn press(&mut self, key: Key, rows: usize) -> PickerStep {
        match keymap::popup_lookup(key, self.kind.popup()) {
            Some(PopupAction::Close) => return self.close(),
            Some(PopupAction::Choose) => return self.pick(self.selected),
            Some(PopupAction::Move(motion)) => {
                self.selected = motion.target(self.selected, None, rows, self.found.len());
            }
            Some(PopupAction::StartFilter) => {
                self.kind = PickerKind::HelpFilter;
                self.search();
            }
            Some(PopupAction::ClearLeft) => {
                clear_left(&mut self.query);
                self.search();
            }
            _ if self.kind == PickerKind::Help => {}
            _ if key.event().code == KeyCode::Backspace && self.typed().is_empty() => return self.close(),
            _ if edit(&mut self.query, key.event()) => self.search(),
            _ => {}
        }
        PickerStep::Open
    }

    /// Takes the mouse: in the palette what is clicked runs, in the help it is selected first.
    pub(super) fn point(&mut self, act: PointerAct, target: Option<&Target>) -> PickerStep {
        match (act, target) {
            (PointerAct::Click, Some(Target::Entry(entry))) => {
                if self.kind == PickerKind::Palette || self.selected == *entry {
                    return self.pick(*entry);
                }
                self.selected = *entry;
            }
            (PointerAct::Scroll(by), _) => {
                let last = self.found.len().saturating_sub(1);
                self.selected = self.selected.saturating_add_signed(by).min(last);
            }
            _ => {}
        }
        PickerStep::Open
    }

    /// Runs what stands at a place among those found.
    fn pick(&self, place: usize) -> PickerStep {
        self.found.get(place).map_or(PickerStep::Open, |binding| PickerStep::Picked(binding))
    }

    /// Leaves; out of what was looked for, back to all keys.
    fn close(&mut self) -> PickerStep {
        if self.kind != PickerKind::HelpFilter {
            return PickerStep::Closed;
        }
        *self = Self::new(PickerKind::Help, self.contexts);
        PickerStep::Open
    }

    /// Pasted text joins what is typed.
    pub(super) fn paste(&mut self, text: &str) {
        if self.kind == PickerKind::Help {
            return;
        }
        self.query.insert_str(text);
        self.search();
    }

    /// Finds the bindings that match what is typed.
    fn search(&mut self) {
        let typed = self.typed();
        self.found = match self.kind {
            PickerKind::Palette => keymap::matching(&typed, keymap::reachable(self.contexts)),
            PickerKind::Help => keymap::readable(self.contexts).collect(),
            PickerKind::HelpFilter => keymap::matching(&typed, BINDINGS.iter()),
        };
        self.selected = 0;
    }
}
