//! The times of an assignment as lines of the timeline: the verdict, what happened, what will, and what was said.

use crate::model::{AssignmentId, Status, Timestamp};
use crate::table::Row;
use crate::text::{Line, Role, time, wrap};
use crate::wire::{AssignmentMember as M, Member};

/// How wide the labels are, with the space behind them.
pub const LABELS: usize = 12;

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// What it is about; empty on further lines of a long text.
    pub label: &'static str,
    /// What stands there.
    pub what: What,
    /// How far that is from now or from what was before, and how it came about.
    pub note: String,
    /// What the note means.
    pub role: Role,
}

/// What a line of the timeline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A time.
    At(Timestamp),
    /// Text, made safe.
    Text(Line),
}

/// The lines for a row: the verdict first, once there is one, and nothing that has no value. Text is wrapped at
/// `width` columns; where the list holds `several` HITs, the row's own is named. Without a `now` nothing counts down.
#[must_use]
pub fn lines(row: &Row<'_>, now: Option<Timestamp>, width: usize, several: bool) -> Vec<TimelineEntry> {
    let timeline = Timeline { row, now, width };
    let mut lines = timeline.verdict();
    lines.extend(timeline.event("accepted", M::AcceptTime, row.accepted, None));
    lines.extend(timeline.event("submitted", M::SubmitTime, row.submitted, timeline.work()));
    lines.extend(timeline.undecided());
    lines.extend(timeline.event("deadline", M::Deadline, row.deadline, None));
    match AssignmentId::from_service(row.id).real() {
        Some(id) => lines.extend(timeline.words("assignment", id)),
        None => {
            lines
                .extend(timeline.words("assignment", "its id is not in the file, so nothing can be decided"));
        }
    }
    lines.extend(timeline.words("worker", row.worker));
    if several && let Some(hit) = row.hit.real() {
        lines.extend(timeline.words("HIT", hit));
    }
    lines
}

/// The lines of an assignment that waits no more, with a verdict that is not known: that comes first, and it approves
/// itself no more.
#[must_use]
pub fn without_verdict(mut lines: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    lines.retain(|line| line.label != APPROVES);
    let mut words = Line::default();
    words.push("no longer submitted", Role::Warning);
    let (label, note, role) = ("status", String::new(), Role::Text);
    lines.insert(0, TimelineEntry { label, what: What::Text(words), note, role });
    lines
}

/// Labels what the service does if nobody decides.
const APPROVES: &str = "approves";

/// A note and what it means.
type Note = (String, Role);

/// What the lines are made from.
#[derive(Clone, Copy)]
struct Timeline<'r> {
    row: &'r Row<'r>,
    /// `None` where nothing goes on, and no time is told by how far it is.
    now: Option<Timestamp>,
    width: usize,
}

impl Timeline<'_> {
    /// What was decided and how, and what the worker was told.
    fn verdict(self) -> Vec<TimelineEntry> {
        let Self { row, .. } = self;
        let mut lines = match row.status {
            Status::Approved => {
                self.decided("approved", M::ApprovalTime, row.approved, self.how_approved(), Role::Good)
            }
            Status::Rejected => self.decided("rejected", M::RejectionTime, row.rejected, "", Role::Bad),
            Status::Submitted | Status::Other => Vec::new(),
        };
        let unknown = row.kept.get(M::AssignmentStatus.name());
        lines.extend(unknown.into_iter().flat_map(|word| self.words("status", &word)));
        lines.extend(row.feedback.into_iter().flat_map(|feedback| self.words("feedback", feedback)));
        // A rejection that was overridden, and what else does not go with the status.
        if row.status != Status::Rejected {
            lines.extend(self.event("rejected", M::RejectionTime, row.rejected, None));
        }
        if row.status != Status::Approved {
            lines.extend(self.event("approved", M::ApprovalTime, row.approved, None));
        }
        lines
    }

    /// The service approves at the very time it promised to; a requester who overrides a rejection leaves that in.
    fn how_approved(self) -> &'static str {
        let Self { row, .. } = self;
        match (row.approved, row.rejected, row.auto_approval) {
            (_, Some(_), _) => "over a rejection",
            (Some(approved), None, Some(auto)) if approved >= auto => "auto-approved",
            _ => "",
        }
    }

    fn decided(
        self,
        label: &'static str,
        member: M,
        at: Option<Timestamp>,
        how: &str,
        role: Role,
    ) -> Vec<TimelineEntry> {
        let ago = at.zip(self.now).map(|(at, now)| time::relative(at, now).text);
        let note: Vec<&str> =
            ago.as_deref().into_iter().chain(Some(how).filter(|how| !how.is_empty())).collect();
        let known = self.event(label, member, at, Some((note.join(", "), role)));
        if known.is_empty() { self.words(label, "at a time that was not told") } else { known }
    }

    /// How long the work took.
    fn work(self) -> Option<Note> {
        let span = self.row.work_time()?;
        Some(if span.is_negative() {
            (format!("{} before", time::span(-span)), Role::Warning)
        } else {
            (format!("{} later", time::span(span)), Role::Text)
        })
    }

    /// When it is approved if nobody decides; that no longer matters once somebody did.
    fn undecided(self) -> Vec<TimelineEntry> {
        let at = self.row.auto_approval;
        if self.row.status != Status::Submitted && at.is_some() {
            return Vec::new();
        }
        let note = at.zip(self.now).map(|(at, now)| {
            let far = time::relative(at, now).text;
            let words = if at > now { far } else { format!("was due {far}") };
            (words, if self.row.is_urgent(now) { Role::Warning } else { Role::Text })
        });
        self.event(APPROVES, M::AutoApprovalTime, at, note)
    }

    /// A time, where there is one; one that could not be read says what was sent.
    fn event(
        self,
        label: &'static str,
        member: M,
        at: Option<Timestamp>,
        note: Option<Note>,
    ) -> Vec<TimelineEntry> {
        let (note, role) = note.unwrap_or((String::new(), Role::Dim));
        if let Some(at) = at {
            return vec![TimelineEntry { label, what: What::At(at), note, role }];
        }
        let sent = self.row.kept.get(member.name());
        sent.map(|text| self.words(label, &text)).unwrap_or_default()
    }

    /// A text behind its label, on as many lines as it takes.
    fn words(self, label: &'static str, text: &str) -> Vec<TimelineEntry> {
        let lines = wrap::paragraph(text, Role::Text, self.width.saturating_sub(LABELS));
        let entry = |(at, line)| TimelineEntry {
            label: if at == 0 { label } else { "" },
            what: What::Text(line),
            note: String::new(),
            role: Role::Text,
        };
        lines.into_iter().enumerate().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, AssignmentId, HitId, KeptMembers, WorkerId};
    use crate::table::Store;

    const NOW: i64 = 1_000_000;

    fn at(second: i64) -> Option<Timestamp> {
        Timestamp::from_second(NOW + second).ok()
    }

    fn submitted() -> Assignment {
        let (assignment, worker, hit) =
            (AssignmentId::from_service("3A"), WorkerId::from_service("AW"), HitId::from_service("3H"));
        Assignment {
            accepted: at(-60),
            submitted: at(-46),
            auto_approval: at(3 * 86_400),
            deadline: at(600),
            ..Assignment::new(assignment, worker, hit)
        }
    }

    /// The lines of an assignment: label, seconds from now or text, note.
    fn told(assignment: Assignment, several: bool) -> Vec<String> {
        let mut store = Store::default();
        let row = store.absorb(vec![assignment]).added[0];
        let now = at(0).unwrap();
        lines(&store.row(row).unwrap(), Some(now), 60, several)
            .iter()
            .map(|line| {
                let what = match &line.what {
                    What::Text(text) => text.text(),
                    What::At(at) => (at.as_second() - NOW).to_string(),
                };
                format!("{}: {what} {}", line.label, line.note).trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn what_waits_tells_when_it_approves_itself_and_nothing_that_has_no_value() {
        assert_eq!(
            told(submitted(), false),
            [
                "accepted: -60",
                "submitted: -46 14s later",
                "approves: 259200 in 3d",
                "deadline: 600",
                "assignment: 3A",
                "worker: AW",
            ]
        );
        let bare = Assignment {
            accepted: None,
            submitted: None,
            auto_approval: None,
            deadline: None,
            ..submitted()
        };
        assert_eq!(told(bare, true), ["assignment: 3A", "worker: AW", "HIT: 3H"]);
        let late = Assignment { auto_approval: at(-7200), submitted: at(-90), ..submitted() };
        assert_eq!(told(late, false)[1..3], ["submitted: -90 30s before", "approves: -7200 was due 2h ago"]);
    }

    #[test]
    fn the_verdict_comes_first_with_how_it_came_about() {
        let approved = Assignment { status: Status::Approved, approved: at(-7200), ..submitted() };
        assert_eq!(told(approved.clone(), false)[..2], ["approved: -7200 2h ago", "accepted: -60"]);
        assert!(!told(approved.clone(), false).iter().any(|line| line.starts_with("approves")));
        let by_itself = Assignment { auto_approval: at(-7200), ..approved.clone() };
        assert_eq!(told(by_itself, false)[0], "approved: -7200 2h ago, auto-approved");
        let over = Assignment { rejected: at(-9000), feedback: Some("Sorry.".into()), ..approved.clone() };
        assert_eq!(
            told(over, false)[..3],
            ["approved: -7200 2h ago, over a rejection", "feedback: Sorry.", "rejected: -9000"]
        );
        let untold = Assignment { approved: None, ..approved };
        assert_eq!(told(untold, false)[0], "approved: at a time that was not told");
    }

    #[test]
    fn a_status_and_a_time_that_could_not_be_read_say_what_was_sent() {
        let kept = r#"{"AssignmentStatus":"Disputed","SubmitTime":"next\u001b[31m week","Deadline":5e99}"#;
        let odd = Assignment {
            status: Status::Other,
            submitted: None,
            deadline: None,
            kept: KeptMembers::from_json(kept.into()),
            ..submitted()
        };
        assert_eq!(
            told(odd, false),
            [
                "status: Disputed",
                "accepted: -60",
                "submitted: next␛[31m week",
                "deadline: 5e99",
                "assignment: 3A",
                "worker: AW",
            ]
        );
    }
}
