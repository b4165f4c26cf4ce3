//! Where one stands: in a list, `3 of 150 · ↑ 2 new above`; in a text, `12–31 of 80`.

use crate::text::size::number;
use crate::tui::app::{App, HitList, Review, Screen};

/// The place in the list on the screen; nothing where the list is empty.
pub(super) fn position(app: &App) -> String {
    match &app.screen {
        Screen::Review(review) => in_review(review),
        Screen::Hits(hits) => in_hits(hits),
    }
}

/// Which of a text's lines show; nothing where all do.
pub(super) fn of_lines(top: usize, rows: usize, all: usize) -> Option<String> {
    let last = (top + rows).min(all);
    (all > rows).then(|| format!("{}–{} of {}", number(top + 1), number(last), number(all)))
}

fn in_review(review: &Review) -> String {
    if review.view().is_empty() {
        return String::new();
    }
    let place = of(review.position(), review.view().len());
    match review.new_above() {
        0 => place,
        new => format!("{place} · ↑ {} new above", number(new)),
    }
}

fn in_hits(hits: &HitList) -> String {
    if hits.table.is_empty() { String::new() } else { of(hits.position(), hits.table.len()) }
}

fn of(position: usize, all: usize) -> String {
    format!("{} of {}", number(position + 1), number(all))
}
