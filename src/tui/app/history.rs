//! What was typed before, for each kind of line, as long as the program runs.

use super::entry::PromptKind;
use std::collections::HashMap;

/// How many lines of a kind are remembered.
const KEPT: usize = 100;

/// What was typed before, by kind; the latest last.
#[derive(Debug, Default)]
pub(super) struct EntryHistory {
    entered: HashMap<PromptKind, Vec<String>>,
}

impl EntryHistory {
    /// Remembers a line as the latest of its kind, once.
    pub(super) fn remember(&mut self, kind: PromptKind, text: &str) {
        if text.is_empty() {
            return;
        }
        let entered = self.entered.entry(kind).or_default();
        entered.retain(|known| known != text);
        entered.push(text.to_owned());
        if entered.len() > KEPT {
            entered.remove(0);
        }
    }

    /// The line `back` steps ago; the latest is one step ago.
    pub(super) fn back(&self, kind: PromptKind, back: usize) -> Option<&str> {
        let entered = self.entered.get(&kind)?;
        entered.len().checked_sub(back).and_then(|at| entered.get(at)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_lines_and_each_line_once() {
        let mut history = EntryHistory::default();
        for text in ["cat", "hat", "cat", ""] {
            history.remember(PromptKind::Search, text);
        }
        let back = |back| history.back(PromptKind::Search, back);
        assert_eq!([back(0), back(1), back(2), back(3)], [None, Some("cat"), Some("hat"), None]);
        assert_eq!(history.back(PromptKind::FilterText, 1), None);
    }
}
