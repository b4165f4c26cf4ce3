//! The selected assignment's answer, as parsed or as it was sent.

use super::title;
use crate::text::{Role, size::number};
use crate::tui::app::App;
use crate::tui::draw::Pen;
use crate::tui::layout::{HEAD, MARGIN, Pane};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the pane.
pub(super) fn render(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let inside = inside(area);
    if inside.is_empty() {
        return;
    }
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let words = if review.detail.raw { "Answer as sent" } else { "Answer" };
    let rows = usize::from(inside.height.saturating_sub(HEAD));
    title(app, Pane::Answer, words, &position(app, rows), head, buffer);
    let theme = app.setup.theme;
    let detail = &review.detail;
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    if review.row.is_some() && detail.lines.is_empty() {
        if let Some(mut pen) = Pen::new(buffer, body, 0) {
            pen.text("The worker submitted no answer", theme.style(Role::Dim));
        }
        return;
    }
    for (at, line) in detail.lines.iter().skip(detail.scroll).take(rows).enumerate() {
        let Some(mut pen) = Pen::new(buffer, body, u16::try_from(at).unwrap_or(u16::MAX)) else { return };
        for span in &line.spans {
            span_with_matches(&span.text, theme.style(span.role), app, &mut pen);
        }
    }
}

/// Writes a span, with what was searched for standing out.
fn span_with_matches(text: &str, style: Style, app: &App, pen: &mut Pen<'_>) {
    let search = app.review.as_ref().and_then(|review| review.search.as_ref());
    let mut from = 0;
    for place in search.map(|search| search.needle.places(text)).unwrap_or_default() {
        pen.text(text.get(from..place.start).unwrap_or_default(), style);
        from = place.end;
        pen.text(text.get(place).unwrap_or_default(), app.setup.theme.style(Role::Match));
    }
    pen.text(text.get(from..).unwrap_or_default(), style);
}

/// What a detail pane leaves for text.
pub(super) fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(MARGIN), ..area }
}

/// `12–31 of 80 lines` where one can scroll, else how many fields there are.
fn position(app: &App, rows: usize) -> String {
    let Some(review) = &app.review else { return String::new() };
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
