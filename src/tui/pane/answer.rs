//! The selected assignment's answer, as parsed or as it was sent.

use super::frame::{inside, title};
use crate::text::Role;
use crate::text::size::number;
use crate::tui::app::{Review, Session};
use crate::tui::draw::Pen;
use crate::tui::layout::{HEAD, Pane};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the pane.
pub(super) fn render(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    let inside = inside(area);
    if inside.is_empty() {
        return;
    }
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let words = if review.detail.raw { "Answer as sent" } else { "Answer" };
    let elsewhere = review.row().filter(|row| review.is_held(*row)).and_then(|row| review.store.row(row));
    let words = match elsewhere {
        Some(row) => format!("{words} · {} elsewhere", row.status.word().to_lowercase()),
        None => words.to_owned(),
    };
    let rows = usize::from(inside.height.saturating_sub(HEAD));
    let theme = session.setup.theme;
    title(theme, review.focus == Pane::Answer, &words, &position(review, rows), head, buffer);
    let detail = &review.detail;
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    if review.row().is_some() && detail.lines.is_empty() {
        if let Some(mut pen) = Pen::new(buffer, body, 0) {
            pen.text("The worker submitted no answer", theme.style(Role::Dim));
        }
        return;
    }
    for (at, line) in detail.lines.iter().skip(detail.scroll).take(rows).enumerate() {
        let Some(mut pen) = Pen::new(buffer, body, u16::try_from(at).unwrap_or(u16::MAX)) else { return };
        for span in &line.spans {
            span_with_matches(&span.text, theme.style(span.role), review, theme, &mut pen);
        }
    }
}

/// Writes a span, with what was searched for standing out.
fn span_with_matches(text: &str, style: Style, review: &Review, theme: Theme, pen: &mut Pen<'_>) {
    let search = review.search.as_ref();
    let mut from = 0;
    for place in search.map(|search| search.needle.places(text)).unwrap_or_default() {
        let (before, found) = (text.get(from..place.start), text.get(place.clone()));
        pen.text(before.unwrap_or_default(), style);
        pen.text(found.unwrap_or_default(), theme.style(Role::Match));
        from = place.end;
    }
    pen.text(text.get(from..).unwrap_or_default(), style);
}

/// `12–31 of 80 lines` where one can scroll, else how many fields there are.
fn position(review: &Review, rows: usize) -> String {
    let detail = &review.detail;
    let lines = detail.lines.len();
    if lines > rows {
        let last = (detail.scroll + rows).min(lines);
        return format!("{}–{} of {} lines", number(detail.scroll + 1), number(last), number(lines));
    }
    match (detail.fields, detail.folded) {
        (0, _) => String::new(),
        (1, 0) => "1 field".to_owned(),
        (fields, 0) => format!("{fields} fields"),
        (fields, folded) if detail.unfolded => format!("{fields} fields, {folded} of them noise"),
        (fields, folded) => format!("{fields} fields, {folded} folded"),
    }
}
