//! A row of the key table: where a key holds, what it does, how it is told.

use super::action::{Action, Needs};
use crate::tui::key::Key;
use std::borrow::Cow;

/// Where a key means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// In the list of HITs.
    Hits,
    /// While reviewing, whichever pane has the focus.
    Review,
    /// While reviewing, in the list.
    List,
    /// In what stands beside the list: the answer, the timeline, what is said of a HIT.
    Answer,
}

/// The chapters of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpSection {
    /// Moving about.
    Move,
    /// Reading one assignment.
    Read,
    /// Choosing which assignments are listed, and how.
    Find,
    /// Reaching the service and other HITs.
    Service,
    /// The program itself.
    Program,
}

impl HelpSection {
    /// Every chapter, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Move, Self::Find, Self::Read, Self::Service, Self::Program];

    /// What holds for all of it.
    #[must_use]
    pub fn note(self) -> &'static str {
        match self {
            Self::Move => "a number counts: 7j; a 0 goes before 1 to 4: 03j, 012G",
            Self::Program => "the mouse clicks and scrolls; with shift it selects text",
            Self::Find | Self::Read | Self::Service => "",
        }
    }

    /// Its heading.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Find => "Find and filter",
            Self::Read => "Read",
            Self::Service => "HITs and the service",
            Self::Program => "hitdeck",
        }
    }
}

/// What the footer says of a binding; the lowest rank is the last to go when the line is short.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The keys, shorter than in the help.
    pub keys: &'static str,
    /// One word.
    pub word: &'static str,
    /// What stays longest has the lowest rank.
    pub rank: u8,
}

impl Hint {
    /// The keys, in ASCII by name where they are signs.
    #[must_use]
    pub fn keys_shown(self, ascii: bool) -> Cow<'static, str> {
        if !ascii || self.keys.is_ascii() {
            return Cow::Borrowed(self.keys);
        }
        let named = |sign: &str| match sign {
            "⏎" => "enter".to_owned(),
            "↑" => "up".to_owned(),
            "↓" => "down".to_owned(),
            sign => sign.to_owned(),
        };
        Cow::Owned(self.keys.split(' ').map(named).collect::<Vec<_>>().join(" "))
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, by name.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
    /// A name of one or two words, by which the palette finds it.
    pub name: &'static str,
    /// The same in a sentence, for help and palette.
    pub words: &'static str,
    /// The chapter of the help.
    pub section: HelpSection,
    /// What the footer says, if anything.
    pub hint: Option<Hint>,
    /// What has to be there for it.
    pub needs: Needs,
}

/// A row that needs nothing and has no place in the footer.
pub(super) const fn key(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    section: HelpSection,
    name: &'static str,
    words: &'static str,
) -> Binding {
    Binding { context, keys, action, name, words, section, hint: None, needs: Needs::Nothing }
}

impl Binding {
    /// The same row with a place in the footer.
    pub(super) const fn hint(self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        Self { hint: Some(Hint { keys, word, rank }), ..self }
    }

    /// The same row where something has to be there first.
    pub(super) const fn needs(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }

    /// The keys as help shows them: `j ↓`, in ASCII `j down`.
    #[must_use]
    pub fn keys_shown(&self, ascii: bool) -> String {
        let names = self.keys.iter().filter_map(|name| Key::named(name)).map(|key| key.shown(ascii));
        names.collect::<Vec<_>>().join(" ")
    }
}
