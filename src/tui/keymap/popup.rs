//! The keys of what lies over a screen: menus, help, palette, texts, lines being typed. The same way a table.

use super::action::Motion::{self, Bottom, Down, HalfDown, HalfUp, PageDown, PageUp, Top, Up};
use super::binding::Hint;
use crate::tui::key::Key;
use Popup::{Filter, Help, HelpFilter, Menu, Palette, Search, Text, Toggles};
use PopupAction::{Choose, ClearLeft, Close, Earlier, Later, Move, StartFilter, Swap};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What lies over a screen, as far as its keys differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Popup {
    /// A few choices, of which one is taken.
    Menu,
    /// A few choices, each on or off.
    Toggles,
    /// The key table, being read.
    Help,
    /// The key table, while one types what to look for in it.
    HelpFilter,
    /// Commands by name.
    Palette,
    /// A text to read.
    Text,
    /// A search being typed.
    Search,
    /// A filter being typed.
    Filter,
}

/// What a key can do there. Keys that are not in the table are typed, or do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopupAction {
    /// Moves the cursor, or the text.
    Move(Motion),
    /// Takes what is under the cursor, or what is typed.
    Choose,
    /// Leaves; what was typed is taken back.
    Close,
    /// Begins to type what to look for.
    StartFilter,
    /// Drops what is typed left of the cursor.
    ClearLeft,
    /// The line that was typed before.
    Earlier,
    /// The line that was typed after.
    Later,
    /// The other filter.
    Swap,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
struct PopupBinding {
    popups: &'static [Popup],
    keys: &'static [&'static str],
    action: PopupAction,
    hint: Option<Hint>,
}

const fn keys(popups: &'static [Popup], keys: &'static [&'static str], action: PopupAction) -> PopupBinding {
    PopupBinding { popups, keys, action, hint: None }
}

impl PopupBinding {
    /// The same row with a place in the footer.
    const fn hint(self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        Self { hint: Some(Hint { keys, word, rank }), ..self }
    }
}

/// Those in which letters are keys.
const READ: &[Popup] = &[Menu, Toggles, Help, Text];
/// Those in which letters are typed and a cursor stands on a list.
const PICK: &[Popup] = &[HelpFilter, Palette];

/// The table. Within a popup the order is the footer's.
#[rustfmt::skip]
static POPUP_BINDINGS: &[PopupBinding] = &[
    keys(READ, &["j", "down"], Move(Down)).hint(3, "j k", "move"),
    keys(READ, &["k", "up"], Move(Up)),
    keys(READ, &["g", "home"], Move(Top)),
    keys(READ, &["G", "end"], Move(Bottom)),
    keys(READ, &["pgdn", "ctrl-f"], Move(PageDown)),
    keys(READ, &["pgup", "ctrl-b"], Move(PageUp)),
    keys(READ, &["ctrl-d"], Move(HalfDown)),
    keys(READ, &["ctrl-u"], Move(HalfUp)),
    keys(PICK, &["down", "ctrl-n"], Move(Down)).hint(3, "↑ ↓", "move"),
    keys(PICK, &["up", "ctrl-p"], Move(Up)),
    keys(PICK, &["pgdn"], Move(PageDown)),
    keys(PICK, &["pgup"], Move(PageUp)),
    keys(&[Menu], &["enter", "space"], Choose).hint(1, "⏎", "choose"),
    keys(&[Toggles], &["space"], Choose).hint(1, "space", "show or hide"),
    keys(&[Toggles], &["enter"], Close),
    keys(&[Help, HelpFilter, Palette], &["enter"], Choose).hint(1, "⏎", "run"),
    keys(&[Help], &["/"], StartFilter).hint(2, "/", "find"),
    keys(&[Text], &["enter", "space", "!"], Close),
    keys(&[Help], &["?"], Close),
    keys(&[Search], &["enter"], Choose).hint(1, "⏎", "go"),
    keys(&[Filter], &["enter"], Choose).hint(1, "⏎", "filter"),
    keys(&[Filter], &["tab", "shift-tab"], Swap).hint(2, "tab", "text or worker"),
    keys(&[Search, Filter], &["up"], Earlier).hint(3, "↑", "earlier"),
    keys(&[Search, Filter], &["down"], Later),
    keys(&[Search, Filter, HelpFilter, Palette], &["ctrl-u"], ClearLeft),
    keys(READ, &["esc", "q"], Close).hint(0, "esc", "close"),
    keys(&[HelpFilter], &["esc"], Close).hint(0, "esc", "all keys"),
    keys(&[Palette], &["esc"], Close).hint(0, "esc", "close"),
    keys(&[Search, Filter], &["esc"], Close).hint(0, "esc", "take back"),
];

/// What every key does in the popups in which it does something; the names of keys are read once.
static BY_KEY: LazyLock<HashMap<Key, Vec<&'static PopupBinding>>> = LazyLock::new(|| {
    let mut by_key: HashMap<Key, Vec<&'static PopupBinding>> = HashMap::new();
    for row in POPUP_BINDINGS {
        for key in row.keys.iter().filter_map(|name| Key::named(name)) {
            by_key.entry(key).or_default().push(row);
        }
    }
    by_key
});

/// What a key does there.
#[must_use]
pub fn popup_lookup(key: Key, popup: Popup) -> Option<PopupAction> {
    BY_KEY.get(&key)?.iter().find(|row| row.popups.contains(&popup)).map(|row| row.action)
}

/// What the footer says of it.
pub fn popup_hints(popup: Popup) -> impl Iterator<Item = Hint> {
    POPUP_BINDINGS.iter().filter(move |row| row.popups.contains(&popup)).filter_map(|row| row.hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Popup; 8] = [Menu, Toggles, Help, HelpFilter, Palette, Text, Search, Filter];

    #[test]
    fn every_key_in_the_table_can_be_typed_and_none_is_bound_twice_in_a_popup() {
        let mut seen = std::collections::HashSet::new();
        for row in POPUP_BINDINGS {
            for name in row.keys {
                assert!(Key::named(name).is_some(), "{name} is no key");
                for popup in row.popups {
                    assert!(seen.insert((format!("{popup:?}"), *name)), "{name} twice in {popup:?}");
                }
            }
        }
    }

    #[test]
    fn every_popup_is_left_by_escape_and_says_so() {
        let esc = Key::named("esc").unwrap();
        for popup in ALL {
            assert_eq!(popup_lookup(esc, popup), Some(Close), "{popup:?}");
            assert!(popup_hints(popup).any(|hint| hint.keys == "esc"), "{popup:?}");
        }
    }

    #[test]
    fn where_one_types_no_letter_is_a_key() {
        for popup in [HelpFilter, Palette, Search, Filter] {
            for letter in ["q", "j", "k", "?", "/", "space"] {
                assert_eq!(popup_lookup(Key::named(letter).unwrap(), popup), None, "{popup:?} {letter}");
            }
        }
    }
}
