//! The times of an assignment in order, as lines of the timeline: what happened, what will, and what was said.

use crate::model::{Status, Timestamp};
use crate::table::Row;
use crate::text::{Glyphs, Line, Role, time, wrap};

/// How wide the labels are, with the space behind them: less of it where `width` columns are few.
#[must_use]
pub fn labels(width: usize) -> usize {
    if width < 47 { 14 } else { 15 }
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// What it is about; empty on further lines of a long text.
    pub label: &'static str,
    /// What stands there.
    pub what: What,
    /// How far that is from now, or from what was before.
    pub note: String,
    /// What the note means.
    pub role: Role,
}

/// What a line of the timeline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A time.
    At(Timestamp),
    /// Not yet.
    Never,
    /// Text, made safe.
    Text(Line),
}

/// The lines for a row; what can no longer happen is left out, text is wrapped at `width` columns.
#[must_use]
pub fn lines(row: &Row<'_>, now: Timestamp, width: usize) -> Vec<TimelineEntry> {
    const DAY: i64 = 24 * 3600;
    let ago = |at: Option<Timestamp>| at.map_or_else(String::new, |at| time::relative(at, now).text);
    let open = row.status == Status::Submitted;
    let after = row.work_time().map_or_else(String::new, |span| format!("after {}", time::span(span)));
    let soon = row.auto_approval.is_some_and(|at| at.as_second() - now.as_second() < DAY);
    let (countdown, urgency) = match (open, soon) {
        (true, true) => (ago(row.auto_approval), Role::Warning),
        (true, false) => (ago(row.auto_approval), Role::Text),
        (false, _) => (String::new(), Role::Dim),
    };
    let mut lines = vec![
        event("accepted", row.accepted, ago(row.accepted), Role::Dim),
        event("submitted", row.submitted, after, Role::Text),
        event("auto-approval", row.auto_approval, countdown, urgency),
    ];
    if row.approved.is_some() || open {
        lines.push(event("approved", row.approved, ago(row.approved), Role::Good));
    }
    if row.rejected.is_some() || open {
        lines.push(event("rejected", row.rejected, ago(row.rejected), Role::Bad));
    }
    lines.extend(row.feedback.into_iter().flat_map(|feedback| words("feedback", feedback, width)));
    lines.push(event("deadline", row.deadline, String::new(), Role::Dim));
    lines.extend(words("assignment", row.id, width));
    lines.extend(words("worker", row.worker, width));
    lines
}

fn event(label: &'static str, at: Option<Timestamp>, note: String, role: Role) -> TimelineEntry {
    TimelineEntry { label, what: at.map_or(What::Never, What::At), note, role }
}

/// A text behind its label, on as many lines as it takes.
fn words(label: &'static str, text: &str, width: usize) -> Vec<TimelineEntry> {
    let glyphs = Glyphs { ascii: false };
    let lines = wrap::text(text, Role::Text, width.saturating_sub(labels(width)), glyphs);
    let entry = |(at, line)| TimelineEntry {
        label: if at == 0 { label } else { "" },
        what: What::Text(line),
        note: String::new(),
        role: Role::Text,
    };
    lines.into_iter().enumerate().map(entry).collect()
}
