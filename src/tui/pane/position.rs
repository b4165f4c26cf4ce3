//! Where one stands in a list: `3 of 150 · ↑ 2 new above`.

use crate::text::size::number;
use crate::tui::app::{App, HitList, Review, Screen};

/// The place in the list on the screen; nothing where the list is empty.
pub(super) fn position(app: &App) -> String {
    match &app.screen {
        Screen::Review(review) => in_review(review),
        Screen::Hits(hits) => in_hits(hits),
    }
}

fn in_review(review: &Review) -> String {
    if review.view.is_empty() {
        return String::new();
    }
    let place = of(review.position(), review.view.len());
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
