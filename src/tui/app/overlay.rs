//! What lies over a screen and has its keys.

use super::explanation::Explanation;
use super::menu::Menu;
use super::picker::Picker;
use super::prompt::Prompt;
use crate::tui::keymap::Popup;

/// What lies over a screen and has its keys.
#[derive(Debug)]
pub enum Overlay {
    /// Text being typed at the bottom.
    Prompt(Box<Prompt>),
    /// A few choices, one key each.
    Menu(Menu),
    /// The key table, searchable: help or palette.
    Picker(Box<Picker>),
    /// A text to read.
    Text(Explanation),
}

impl Overlay {
    /// Whose keys it has.
    #[must_use]
    pub fn popup(&self) -> Popup {
        match self {
            Self::Prompt(prompt) => prompt.kind.popup(),
            Self::Menu(menu) => menu.popup(),
            Self::Picker(picker) => picker.kind.popup(),
            Self::Text(_) => Popup::Text,
        }
    }
}
