//! Menus: a few choices, one key each.

use crate::model::Status;
use crate::table::{HitSortKey, SortKey};
use crate::tui::key::Key;
use crate::tui::keymap::{self, Popup, PopupAction};
use crate::tui::zones::{PointerAct, Target};
use std::borrow::Cow;

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyPart {
    /// The assignment's id.
    Assignment,
    /// The worker's id.
    Worker,
    /// The answer as lines of text, made safe to paste anywhere.
    Answer,
    /// The same as the worker wrote it, with whatever is in it.
    RawAnswer,
    /// The answer as it was sent.
    Xml,
    /// The row, tab separated.
    Row,
    /// The HIT's id.
    Hit,
    /// The HIT's title.
    Title,
    /// The id of the HIT's type.
    HitType,
    /// The requester's own note on the HIT.
    Annotation,
    /// Where workers see the HIT before they accept it.
    Preview,
}

/// What a choice in a menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Sort assignments.
    Sort(SortKey),
    /// Sort HITs.
    SortHits(HitSortKey),
    /// Show or hide a status.
    Toggle(Status),
    /// Copy.
    Copy(CopyPart),
    /// Open a link.
    Link(String),
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub(super) fn new(title: &'static str, entries: Vec<MenuEntry>, in_force: Option<&Choice>) -> Self {
        let selected = entries.iter().position(|entry| Some(&entry.choice) == in_force).unwrap_or(0);
        Self { title, entries, selected, stays: false }
    }

    /// Whose keys it has, beside those of its entries.
    #[must_use]
    pub fn popup(&self) -> Popup {
        if self.stays { Popup::Toggles } else { Popup::Menu }
    }

    /// Takes a key: an entry's own, which chooses it, or one that all menus have.
    pub(super) fn press(&mut self, key: Key) -> MenuStep {
        let own = |entry: &MenuEntry| Key::from(entry.key) == key;
        if let Some(position) = self.entries.iter().position(own) {
            self.selected = position;
            return self.choose();
        }
        match keymap::popup_lookup(key, self.popup()) {
            Some(PopupAction::Close) => MenuStep::Closed,
            Some(PopupAction::Choose) => self.choose(),
            Some(PopupAction::Move(motion)) => {
                let all = self.entries.len();
                self.selected = motion.target(self.selected, None, all, all);
                MenuStep::Open
            }
            _ => MenuStep::Open,
        }
    }

    /// Takes the mouse: an entry that is clicked is chosen.
    pub(super) fn point(&mut self, act: PointerAct, target: Option<&Target>) -> MenuStep {
        let last = self.entries.len().saturating_sub(1);
        match (act, target) {
            (PointerAct::Click, Some(Target::Entry(entry))) => {
                self.selected = (*entry).min(last);
                return self.choose();
            }
            (PointerAct::Scroll(by), _) => {
                self.selected = self.selected.saturating_add_signed(by.signum()).min(last);
            }
            _ => {}
        }
        MenuStep::Open
    }

    /// Chooses what is under the cursor.
    fn choose(&self) -> MenuStep {
        self.entries
            .get(self.selected)
            .map_or(MenuStep::Closed, |entry| MenuStep::Chosen(entry.choice.clone()))
    }
}

/// An entry of a menu.
pub(super) fn entry(key: char, words: impl Into<Cow<'static, str>>, choice: Choice) -> MenuEntry {
    MenuEntry { key, words: words.into(), choice }
}
