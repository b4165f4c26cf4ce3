//! Keys as people write them: `j`, `ctrl-d`, `shift-tab`, `<enter>`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// One key press, free of what differs between terminals (shift on letters, key kind, state).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// The names of keys that are no single character, as tables and help write them.
const NAMES: [(&str, KeyCode); 16] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("lt", KeyCode::Char('<')),
];

impl Key {
    /// Reads one key's name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(Self { code: *code, modifiers: KeyModifiers::NONE });
        }
        if let Some(rest) = name.strip_prefix("ctrl-") {
            return Self::named(rest).map(|key| Self { modifiers: KeyModifiers::CONTROL, ..key });
        }
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(Self { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }),
            _ => None,
        }
    }

    /// Reads a line of keys, named ones in angle brackets: `jj<tab>/cat<enter>`.
    #[must_use]
    pub fn sequence(text: &str) -> Option<Vec<Self>> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (name, after) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, after)) => (name, after),
                None => rest.split_at(first.len_utf8()),
            };
            keys.push(Self::named(name)?);
            rest = after;
        }
        Some(keys)
    }

    /// The digit on it, if it is a bare digit.
    #[must_use]
    pub fn digit(self) -> Option<usize> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => c.to_digit(10).map(|d| d as usize),
            _ => None,
        }
    }

    /// The same press as an event, for text entry.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }
}

impl From<char> for Key {
    /// The key of a character, without any other held.
    fn from(c: char) -> Self {
        Self { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match event.code {
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            // A terminal sends ctrl-space, ctrl-backspace and the like in different ways; a control letter is one.
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            code => code,
        };
        if matches!(code, KeyCode::BackTab) {
            modifiers = KeyModifiers::NONE;
        }
        Self { code, modifiers }
    }
}

impl Key {
    /// The key as help shows it: arrows and enter by their signs, in ASCII by their names; the rest by name.
    #[must_use]
    pub fn shown(self, ascii: bool) -> String {
        let control = if self.modifiers.contains(KeyModifiers::CONTROL) { "ctrl-" } else { "" };
        let alt = if self.modifiers.contains(KeyModifiers::ALT) { "alt-" } else { "" };
        let key = match self.code {
            KeyCode::Up if !ascii => "↑".to_owned(),
            KeyCode::Down if !ascii => "↓".to_owned(),
            KeyCode::Left if !ascii => "←".to_owned(),
            KeyCode::Right if !ascii => "→".to_owned(),
            KeyCode::Enter if !ascii => "⏎".to_owned(),
            KeyCode::Char(c) if c != ' ' => c.to_string(),
            // Function keys, Insert, Print Screen …: as crossterm names them.
            code => NAMES
                .iter()
                .find(|(_, known)| *known == code)
                .map_or_else(|| code.to_string(), |(name, _)| (*name).to_owned()),
        };
        format!("{control}{alt}{key}")
    }
}

impl fmt::Display for Key {
    /// Writes the key with its sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_keys_reads_as_typed() {
        let keys = Key::sequence("j<tab>/A<ctrl-d><enter>").unwrap();
        let shown: Vec<String> = keys.iter().map(Key::to_string).collect();
        assert_eq!(shown, ["j", "tab", "/", "A", "ctrl-d", "⏎"]);
        assert!(Key::sequence("<nonsense>").is_none());
    }

    #[test]
    fn in_ascii_keys_have_names_instead_of_signs() {
        let shown = |name| Key::named(name).unwrap().shown(true);
        assert_eq!(["enter", "up", "left", "j", "ctrl-d"].map(shown), ["enter", "up", "left", "j", "ctrl-d"]);
    }

    #[test]
    fn keys_without_a_name_of_ours_are_named_all_the_same() {
        let shown = |code, modifiers| Key::from(KeyEvent::new(code, modifiers)).to_string();
        assert_eq!(shown(KeyCode::F(5), KeyModifiers::NONE), "F5");
        assert_eq!(shown(KeyCode::F(12), KeyModifiers::CONTROL), "ctrl-F12");
        assert_eq!(shown(KeyCode::Insert, KeyModifiers::NONE), "Insert");
        assert_eq!(shown(KeyCode::Delete, KeyModifiers::NONE), "del");
        assert_eq!(shown(KeyCode::PrintScreen, KeyModifiers::NONE), "Print Screen");
        assert_eq!(shown(KeyCode::Char('?'), KeyModifiers::NONE), "?");
    }

    #[test]
    fn shift_on_a_letter_or_tab_is_the_same_key_on_every_terminal() {
        let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Key::from(shifted), Key::named("G").unwrap());
        let back = KeyEvent::new(KeyCode::Tab, KeyModifiers::SHIFT);
        assert_eq!(Key::from(back), Key::named("shift-tab").unwrap());
        assert_eq!(
            Key::from(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
            Key::named("shift-tab").unwrap()
        );
    }
}
