//! The selected assignment's times: absolute in the chosen zone, and relative to now or to each other.

use super::answer::inside;
use super::title;
use crate::model::{Row, Status, Timestamp};
use crate::tui::app::App;
use crate::tui::draw::{Pen, foreign};
use crate::tui::layout::Pane;
use crate::tui::theme::Role;
use crate::tui::time;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the pane; where it stands under the answer its first line is the rule between them.
pub(super) fn render(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let ruled = u16::from(!app.areas().answer.is_empty());
    let inside = inside(area);
    let inside = Rect { y: inside.y + ruled, height: inside.height.saturating_sub(ruled), ..inside };
    if inside.is_empty() {
        return;
    }
    let zone = if app.utc { "UTC".to_owned() } else { zone_name(app) };
    let head = Rect { x: inside.x.saturating_sub(1), width: inside.width + 1, ..inside };
    title(app, Pane::Timeline, "Timeline", &zone, head, buffer);
    let Some(row) = review.selected() else { return };
    let theme = app.setup.theme;
    for (at, event) in events(&row, app.now).into_iter().enumerate() {
        let line = u16::try_from(at + 1).unwrap_or(u16::MAX);
        let Some(mut pen) = Pen::new(buffer, inside, line) else { return };
        pen.column(event.label, 15, theme.style(Role::Label));
        match event.at {
            Some(at) => pen.column(&time::absolute(at, app.zone()), 21, theme.style(Role::Text)),
            None => pen.column(&event.text, usize::from(inside.width), theme.style(Role::Text)),
        };
        pen.text(&event.note, theme.style(event.role));
    }
}

fn zone_name(app: &App) -> String {
    app.zone().iana_name().map_or_else(|| "local".to_owned(), str::to_owned)
}

struct Event {
    label: &'static str,
    at: Option<Timestamp>,
    text: String,
    note: String,
    role: Role,
}

/// What happened and will happen, in order; what never will is left out.
fn events(row: &Row<'_>, now: Timestamp) -> Vec<Event> {
    const DAY: i64 = 24 * 3600;
    let event = |label, at, note: String, role| Event { label, at, text: "–".to_owned(), note, role };
    let ago = |at: Option<Timestamp>| at.map_or_else(String::new, |at| time::relative(at, now).text);
    let open = row.status == Status::Submitted;
    let after = row.work_time().map_or_else(String::new, |span| format!("after {}", time::span(span)));
    let mut events = vec![
        event("accepted", row.accepted, ago(row.accepted), Role::Dim),
        event("submitted", row.submitted, after, Role::Text),
    ];
    let soon = row.auto_approval.is_some_and(|at| at.as_second() - now.as_second() < DAY);
    let countdown = if open { ago(row.auto_approval) } else { String::new() };
    let urgency = if soon { Role::Warning } else { Role::Text };
    events.push(event("auto-approval", row.auto_approval, countdown, urgency));
    if row.approved.is_some() || open {
        events.push(event("approved", row.approved, ago(row.approved), Role::Good));
    }
    if row.rejected.is_some() || open {
        events.push(event("rejected", row.rejected, ago(row.rejected), Role::Bad));
    }
    let words = |label, text: &str| Event {
        label,
        at: None,
        text: foreign(text).into_owned(),
        note: String::new(),
        role: Role::Text,
    };
    events.extend(row.feedback.map(|feedback| words("feedback", feedback)));
    events.push(event("deadline", row.deadline, String::new(), Role::Dim));
    events.push(words("assignment", row.id));
    events.push(words("worker", row.worker));
    events
}
