//! The key table with a line to search it: help and palette.

use super::entry::{edit, line, text_of};
use crate::tui::key::Key;
use crate::tui::keymap::{BINDINGS, Binding};
use crossterm::event::KeyCode;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui_textarea::TextArea;

/// How far a page key moves the cursor.
const PAGE: isize = 10;

/// Whether the key table is read or run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// All keys, by chapter.
    Help,
    /// What can be done here, best match first.
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

impl Picker {
    /// The whole table.
    pub(super) fn new(kind: PickerKind) -> Self {
        let mut picker = Self { kind, query: line(""), found: Vec::new(), selected: 0 };
        picker.search();
        picker
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: Key) -> PickerStep {
        match key.event().code {
            KeyCode::Esc => return PickerStep::Closed,
            KeyCode::Enter => {
                return self
                    .found
                    .get(self.selected)
                    .map_or(PickerStep::Closed, |binding| PickerStep::Picked(binding));
            }
            KeyCode::Down => self.step(1),
            KeyCode::Up => self.step(-1),
            KeyCode::PageDown => self.step(PAGE),
            KeyCode::PageUp => self.step(-PAGE),
            _ if edit(&mut self.query, key.event()) => self.search(),
            _ => {}
        }
        PickerStep::Open
    }

    /// Pasted text joins what is typed.
    pub(super) fn paste(&mut self, text: &str) {
        self.query.insert_str(text);
        self.search();
    }

    /// Finds the bindings that match what is typed.
    fn search(&mut self) {
        let kind = match self.kind {
            PickerKind::Help => AtomKind::Substring,
            PickerKind::Palette => AtomKind::Fuzzy,
        };
        let pattern = Pattern::new(&text_of(&self.query), CaseMatching::Smart, Normalization::Smart, kind);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &'static Binding)> = BINDINGS
            .iter()
            .filter_map(|binding| {
                let text = format!("{} {}", binding.words, binding.keys.join(" "));
                Some((pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?, binding))
            })
            .collect();
        if self.kind == PickerKind::Palette {
            scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        self.found = scored.into_iter().map(|(_, binding)| binding).collect();
        self.selected = 0;
    }

    fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
    }
}
