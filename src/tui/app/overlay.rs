//! What lies over a screen and has its keys.

use super::menu::Menu;
use super::picker::Picker;
use super::prompt::Prompt;

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
    Text {
        /// Its title.
        title: &'static str,
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
}
