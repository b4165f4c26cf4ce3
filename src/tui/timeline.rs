//! The times of an assignment in order, as lines of the timeline: what happened, what will, and what was said.

use crate::model::{Status, Timestamp};
use crate::table::Row;
use crate::text::{Glyphs, Line, Role, time, wrap};
use crate::wire::AssignmentMember as M;

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
    let sent = |member: M| row.kept.get(member.name());
    // A time that could not be read says what was sent.
    let event = |label, member, at: Option<Timestamp>, note, role| match sent(member) {
        Some(text) if at.is_none() => words(label, &text, width),
        _ => vec![TimelineEntry { label, what: at.map_or(What::Never, What::At), note, role }],
    };
    let status = sent(M::AssignmentStatus).map(|word| words("status", &word, width));
    let mut lines = status.unwrap_or_default();
    lines.extend(event("accepted", M::AcceptTime, row.accepted, ago(row.accepted), Role::Dim));
    lines.extend(event("submitted", M::SubmitTime, row.submitted, after, Role::Text));
    lines.extend(event("auto-approval", M::AutoApprovalTime, row.auto_approval, countdown, urgency));
    for (label, member, at, role) in [
        ("approved", M::ApprovalTime, row.approved, Role::Good),
        ("rejected", M::RejectionTime, row.rejected, Role::Bad),
    ] {
        if at.is_some() || open || sent(member).is_some() {
            lines.extend(event(label, member, at, ago(at), role));
        }
    }
    lines.extend(row.feedback.into_iter().flat_map(|feedback| words("feedback", feedback, width)));
    lines.extend(event("deadline", M::Deadline, row.deadline, String::new(), Role::Dim));
    lines.extend(words("assignment", row.id, width));
    lines.extend(words("worker", row.worker, width));
    lines
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, AssignmentId, HitId, KeptMembers, WorkerId};
    use crate::table::Store;

    #[test]
    fn a_status_and_a_time_that_could_not_be_read_say_what_was_sent() {
        let kept = r#"{"AssignmentStatus":"Disputed","SubmitTime":"next\u001b[31m week","Deadline":5e99}"#;
        let assignment = Assignment {
            status: Status::Other,
            kept: KeptMembers::from_json(kept.into()),
            ..Assignment::new(
                AssignmentId::from_service("3A"),
                WorkerId::from_service("AW"),
                HitId::from_service("3H"),
            )
        };
        let mut store = Store::default();
        let row = store.absorb(vec![assignment]).added[0];
        let lines = lines(&store.row(row).unwrap(), Timestamp::UNIX_EPOCH, 60);
        let told: Vec<String> = lines
            .iter()
            .map(|line| match &line.what {
                What::Text(text) => format!("{}: {}", line.label, text.text()),
                What::At(_) | What::Never => format!("{}: –", line.label),
            })
            .collect();
        assert_eq!(
            told,
            [
                "status: Disputed",
                "accepted: –",
                "submitted: next␛[31m week",
                "auto-approval: –",
                "deadline: 5e99",
                "assignment: 3A",
                "worker: AW",
            ]
        );
    }
}
