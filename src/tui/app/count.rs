//! Numbers before movements, though 1 to 4 are status keys too.

use super::{App, Cursor};
use crate::model::{StatusSet, Timestamp};
use crate::tui::key::Key;
use crate::tui::keymap::{self, Action};
use crate::tui::message::Effect;

/// Digits typed so far, and what the first one did as a status key, so that `3j` can take it back.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub(super) number: usize,
    typed: Timestamp,
    undo: Option<(StatusSet, Cursor)>,
}

/// How long a status digit may still turn out to be a count.
const COUNT_MILLIS: i64 = 700;
/// No list is longer than this.
const MAX_COUNT: usize = 10_000_000;

impl App {
    /// Reads counts: digits before a movement. A status digit acts at once and is taken back if it was a count.
    pub(super) fn count_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let Some(digit) = key.digit() else { return false };
        let running = self.count.take().filter(|count| !count.is_over(self.now));
        if let Some(count) = running {
            let number = count.number.saturating_mul(10).saturating_add(digit).min(MAX_COUNT);
            if let Some(undo) = &count.undo {
                self.restore_status(undo);
            }
            self.count = Some(Count { number, typed: self.now, undo: None });
            return true;
        }
        if digit == 0 {
            return false;
        }
        let before = self.review.as_ref().map(|review| (review.filter.statuses, review.cursor));
        let binding = keymap::lookup(key, self.contexts());
        if let Some(binding) = binding {
            self.act(binding.action, None, effects);
        }
        self.count =
            Some(Count { number: digit, typed: self.now, undo: before.filter(|_| binding.is_some()) });
        true
    }

    /// A movement right after a status digit shows that the digit was a count; nobody counts to one.
    pub(super) fn take_back_status(&mut self, action: Action, count: Option<&Count>) {
        if let Some(undo) = count.filter(|count| action.counts() && count.number > 1).and_then(|c| c.undo) {
            self.restore_status(&undo);
        }
    }
}

impl Count {
    /// A status digit is a count only if a movement follows at once; other digits wait as long as it takes.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.undo.is_some() && now.as_millisecond() - self.typed.as_millisecond() > COUNT_MILLIS
    }
}
