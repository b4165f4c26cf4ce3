//! Menus: a few choices, one key each.

use crate::model::Status;
use crate::table::{HitSortKey, SortKey};
use crate::tui::key::Key;
use crossterm::event::KeyCode;
use std::borrow::Cow;

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// The assignment's id.
    Assignment,
    /// The worker's id.
    Worker,
    /// The answer as lines of text.
    Answer,
    /// The answer as it was sent.
    Xml,
    /// The row, tab separated.
    Row,
    /// The HIT's id.
    Hit,
}

/// What a choice in a menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Sort assignments.
    Sort(SortKey),
    /// Sort HITs.
    SortHits(HitSortKey),
    /// Show or hide a status.
    Toggle(Status),
    /// Copy.
    Copy(Copy),
    /// Show or hide the column of an answer field, by its number.
    Column(usize),
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// Its key.
    pub key: char,
    /// Its words.
    pub words: Cow<'static, str>,
    /// What it does.
    pub choice: Choice,
}

/// A few choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What is chosen.
    pub title: &'static str,
    /// The choices.
    pub entries: Vec<MenuEntry>,
    /// The one under the cursor.
    pub selected: usize,
    /// Whether it stays open after a choice.
    pub stays: bool,
}

/// What a key did to a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MenuStep {
    /// The cursor moved, at most.
    Open,
    /// This was chosen.
    Chosen(Choice),
    /// It was left.
    Closed,
}

impl Menu {
    /// A menu that closes with the choice; the cursor stands on what is in force.
    pub(super) fn new(title: &'static str, entries: Vec<MenuEntry>, in_force: Option<Choice>) -> Self {
        let selected = entries.iter().position(|entry| Some(entry.choice) == in_force).unwrap_or(0);
        Self { title, entries, selected, stays: false }
    }

    /// Takes a key: an entry's own, a movement, or one that chooses; any other leaves.
    pub(super) fn press(&mut self, key: Key) -> MenuStep {
        let code = key.event().code;
        let last = self.entries.len().saturating_sub(1);
        let own = match code {
            KeyCode::Char(c) => self.entries.iter().position(|entry| entry.key == c),
            _ => None,
        };
        let chosen = match (own, code) {
            (Some(position), _) => position,
            (None, KeyCode::Char(' ')) => self.selected,
            (None, KeyCode::Enter) if !self.stays => self.selected,
            (None, KeyCode::Char('j') | KeyCode::Down) => return self.select((self.selected + 1).min(last)),
            (None, KeyCode::Char('k') | KeyCode::Up) => return self.select(self.selected.saturating_sub(1)),
            _ => return MenuStep::Closed,
        };
        self.selected = chosen;
        self.entries.get(chosen).map_or(MenuStep::Closed, |entry| MenuStep::Chosen(entry.choice))
    }

    fn select(&mut self, position: usize) -> MenuStep {
        self.selected = position;
        MenuStep::Open
    }
}

/// An entry of a menu.
pub(super) fn entry(key: char, words: impl Into<Cow<'static, str>>, choice: Choice) -> MenuEntry {
    MenuEntry { key, words: words.into(), choice }
}
