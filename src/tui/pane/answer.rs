//! The selected assignment's answer, as parsed or as it was sent.

use super::frame::{inside, title};
use super::position;
use crate::text::size::number;
use crate::text::{MatchPart, Role, Span, columns};
use crate::tui::app::{AnswerMatches, Detail, Review, Session};
use crate::tui::draw::Pen;
use crate::tui::layout::{HEAD, Pane};
use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Draws the pane.
pub(super) fn render(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    let inside = inside(area);
    if inside.is_empty() {
        return;
    }
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    let words = match (review.detail().raw, review.is_of_files()) {
        (false, _) => "Answer",
        (true, false) => "Answer as sent",
        (true, true) => "Answer as saved",
    };
    let elsewhere = review.row().filter(|row| review.is_held(*row)).and_then(|row| review.store().row(row));
    let gone = review.row().is_some_and(|row| review.is_decided_elsewhere(row));
    let words = match elsewhere {
        _ if gone => format!("{words} · no longer submitted"),
        Some(row) => format!("{words} · {} elsewhere", row.status.word().to_lowercase()),
        None => words.to_owned(),
    };
    let rows = usize::from(inside.height.saturating_sub(HEAD));
    let room = usize::from(head.width).saturating_sub(columns(&words) + 4);
    let theme = session.setup.theme;
    title(theme, review.focus() == Pane::Answer, &words, &position(review, rows, room), head, buffer);
    let detail = review.detail();
    let body = Rect { y: inside.y + HEAD, height: inside.height - HEAD, ..inside };
    for (row, (at, line)) in (0..).zip(detail.lines.iter().enumerate().skip(detail.scroll).take(rows)) {
        let Some(mut pen) = Pen::new(buffer, body, row) else { return };
        for (number, span) in line.spans.iter().enumerate() {
            let found = detail.matches.on_line(at).iter().filter(|part| part.span == number);
            span_with_matches(span, found, &detail.matches, theme, &mut pen);
        }
    }
}

/// Writes a span, with what was searched for standing out, and the match one is at among several.
fn span_with_matches<'m>(
    span: &Span,
    found: impl Iterator<Item = &'m MatchPart>,
    matches: &AnswerMatches,
    theme: Theme,
    pen: &mut Pen<'_>,
) {
    let Span { text, role } = span;
    let style = theme.style(*role);
    let mut from = 0;
    for part in found {
        let here = matches.count() > 1 && matches.current() == Some(part.number);
        let weight = if here { Modifier::REVERSED } else { Modifier::empty() };
        let (before, found) = (text.get(from..part.range.start), text.get(part.range.clone()));
        pen.text(before.unwrap_or_default(), style);
        pen.text(found.unwrap_or_default(), theme.style(Role::Match).add_modifier(weight));
        from = part.range.end;
    }
    pen.text(text.get(from..).unwrap_or_default(), style);
}

/// `match 1 of 3 · 12–31 of 80 lines`: the match where a search found some, the lines where one can scroll, else how
/// many fields there are; as much of it as fits.
fn position(review: &Review, rows: usize, room: usize) -> String {
    let detail = review.detail();
    let found = detail
        .matches
        .current()
        .map(|at| format!("match {} of {}", number(at + 1), number(detail.matches.count())));
    let lines = position::of_lines(detail.scroll, rows, detail.lines.len());
    let whole = lines.map_or_else(|| fields(detail), |lines| format!("{lines} lines"));
    let Some(found) = found else { return whole };
    let both = format!("{found} · {whole}");
    if whole.is_empty() || columns(&both) > room { found } else { both }
}

/// How many fields there are.
fn fields(detail: &Detail) -> String {
    match (detail.fields, detail.folded) {
        (0, _) => String::new(),
        (1, 0) => "1 field".to_owned(),
        (fields, 0) => format!("{fields} fields"),
        (fields, folded) if detail.unfolded => format!("{fields} fields, {folded} of them noise"),
        (fields, folded) => format!("{fields} fields, {folded} folded"),
    }
}
