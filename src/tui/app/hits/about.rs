//! What there is to say of the selected HIT, or of several in one line, beside the list.

use super::HitList;
use crate::model::{Hit, HitStatus, SignedDuration, fee};
use crate::table::{FoldKey, HitRow, HitRowKind, HitTally, batch};
use crate::text::size::{dollars, number};
use crate::text::{Glyphs, Line, Role, columns, safe::one_line, time, wrap};
use crate::tui::app::session::Session;
use crate::tui::keymap::Motion;

impl HitList {
    /// The lines of what is known of the selected row, wrapped at `width` columns. Nothing is asked of the service.
    #[must_use]
    pub fn about(&self, session: &Session, width: usize) -> Vec<Line> {
        let Some(row) = self.selected_row() else { return Vec::new() };
        let glyphs = Glyphs { ascii: session.setup.theme.ascii };
        let mut about = About { lines: Vec::new(), width, glyphs };
        let hit = row.hit;
        about.wrapped(&one_line(hit.title.trim()), Role::Heading);
        about.facts(
            &[pay(hit), asked(hit), hit.duration.map(|time| format!("{} each", in_words(time)))],
            Role::Text,
        );
        if let HitRowKind::Fold { tally, .. } = row.kind {
            about.facts(&several(tally), Role::Text);
        } else {
            about.facts(&self.counters(hit), Role::Text);
        }
        about.facts(
            &[row.sums().owed().filter(|owed| *owed > 0).map(|owed| owed_words(hit, owed))],
            Role::Text,
        );
        if !matches!(row.kind, HitRowKind::Fold { .. }) {
            about.facts(&self.work_times(hit, session), Role::Label);
        }
        about.facts(&dates(&row, session), Role::Label);
        about.facts(&[note(hit), Some(hit.keywords.trim().to_owned())], Role::Label);
        about.facts(&[name(&row)], Role::Label);
        about.paragraph(&hit.description, Role::Text);
        if !self.task.lines().is_empty() {
            about.lines.push(Line::default());
            about.lines.extend_from_slice(self.task.lines());
        }
        about.lines
    }

    /// The first of these lines that shows, of so many when so many rows show: the first as soon as one went elsewhere.
    #[must_use]
    pub fn about_top(&self, lines: usize, rows: usize) -> usize {
        let (top, of) = &self.about_scroll;
        if *of == self.row() { (*top).min(lines.saturating_sub(rows)) } else { 0 }
    }

    /// Scrolls what is said of the row.
    pub(super) fn scroll_about(&mut self, by: isize, session: &Session) {
        let areas = self.areas(session);
        let (lines, rows) =
            (self.about(session, usize::from(areas.answer_width())).len(), areas.answer_rows());
        let top = self.about_top(lines, rows).saturating_add_signed(by);
        self.about_scroll = (top.min(lines.saturating_sub(rows)), self.row());
    }

    /// Moves in what is said of the row.
    pub(super) fn move_about(&mut self, motion: Motion, count: Option<usize>, session: &Session) {
        let areas = self.areas(session);
        let (lines, rows) =
            (self.about(session, usize::from(areas.answer_width())).len(), areas.answer_rows());
        let top = self.about_top(lines, rows);
        let to = motion.target(top, count, rows, lines.saturating_sub(rows) + 1);
        self.about_scroll = (to, self.row());
    }

    /// How long the work took, and when it came in, where a review read all of it.
    fn work_times(&self, hit: &Hit, session: &Session) -> [Option<String>; 2] {
        let Some(times) = self.times.get(&hit.id) else { return [None, None] };
        let moment = |at| time::moment(at, session.now, session.zone());
        let came = times.first.zip(times.last);
        [
            times.median.map(|median| format!("median {}", time::span(median))),
            came.map(|(first, last)| format!("first {}, last {}", moment(first), moment(last))),
        ]
    }

    /// What became of the assignments of a HIT so far.
    fn counters(&self, hit: &Hit) -> [Option<String>; 5] {
        let count = |n: Option<u32>, word| n.map(|n| format!("{} {word}", number(n as usize)));
        let verdicts = self.verdicts(hit);
        let decided = verdicts.is_none().then_some(hit.completed).flatten();
        [
            count(hit.waiting(), "waiting"),
            count(verdicts.map(|(approved, _)| approved), "approved").or(count(decided, "decided")),
            count(verdicts.map(|(_, rejected)| rejected), "rejected"),
            count(hit.pending, "working"),
            count(hit.available, "open"),
        ]
    }
}

/// Lines as they come.
struct About {
    lines: Vec<Line>,
    width: usize,
    glyphs: Glyphs,
}

impl About {
    /// Facts beside each other, as many as there are; a line ends between two of them.
    fn facts(&mut self, facts: &[Option<String>], role: Role) {
        let mut line = String::new();
        for fact in facts.iter().flatten().filter(|fact| !fact.is_empty()) {
            let parted = if line.is_empty() { "" } else { " · " };
            if columns(&line) + columns(parted) + columns(fact) > self.width && !line.is_empty() {
                self.wrapped(&std::mem::take(&mut line), role);
                line.push_str(fact);
            } else {
                line.push_str(parted);
                line.push_str(fact);
            }
        }
        self.wrapped(&line, role);
    }

    fn wrapped(&mut self, text: &str, role: Role) {
        if !text.is_empty() {
            self.lines.extend(wrap::text(text, role, self.width, self.glyphs));
        }
    }

    /// A text of its own, with a blank line before it.
    fn paragraph(&mut self, text: &str, role: Role) {
        if !text.trim().is_empty() {
            self.lines.push(Line::default());
            self.wrapped(text.trim(), role);
        }
    }
}

/// What one assignment pays, and what MTurk takes on top.
fn pay(hit: &Hit) -> Option<String> {
    let reward = hit.reward?;
    Some(hit.max.map_or_else(|| reward.to_string(), |max| format!("{reward} + {} fee", fee(reward, max))))
}

fn asked(hit: &Hit) -> Option<String> {
    hit.max.map(|max| {
        format!("{} {}", number(max as usize), if max == 1 { "assignment" } else { "assignments" })
    })
}

/// `10 min` rather than `10m 00s`: such spans are round.
fn in_words(span: SignedDuration) -> String {
    const UNITS: [(i64, &str); 3] = [(86_400, "d"), (3600, "h"), (60, "min")];
    let seconds = span.as_secs();
    let round = UNITS.into_iter().find(|(unit, _)| seconds > 0 && seconds % unit == 0);
    round.map_or_else(|| time::span(span), |(unit, word)| format!("{} {word}", seconds / unit))
}

/// What the HITs of a line come to.
fn several(tally: &HitTally) -> [Option<String>; 3] {
    let count = |n: u64, word| Some(format!("{} {word}", number(usize::try_from(n).unwrap_or(usize::MAX))));
    let sums = &tally.sums;
    [
        count(sums.hits as u64, "HITs"),
        sums.waiting().and_then(|waiting| count(waiting, "waiting")),
        count(
            sums.completed,
            &format!("of {} decided", number(usize::try_from(sums.max).unwrap_or(usize::MAX))),
        ),
    ]
}

/// What approving costs. Whether Masters are asked for, which costs more, only a requirement could tell.
fn owed_words(hit: &Hit, owed: i128) -> String {
    let masters = if hit.requirements.is_empty() { "" } else { ", more if it asks for Masters" };
    format!("{} with fees for what waits{masters}", dollars(owed))
}

/// Where it stands, when it was created and ends, and when work is approved by itself.
fn dates(row: &HitRow<'_>, session: &Session) -> [Option<String>; 4] {
    let moment = |at| time::moment(at, session.now, session.zone());
    let hit = row.hit;
    let ends = if hit.expires.is_some_and(|at| at <= session.now) { "expired" } else { "expires" };
    [
        Some(hit.status.word().to_lowercase()).filter(|_| hit.status != HitStatus::Other),
        row.created().map(|at| format!("created {}", moment(at))),
        hit.expires.map(|at| format!("{ends} {}", moment(at))),
        hit.auto_approval_delay.map(|delay| format!("approves after {}", in_words(delay))),
    ]
}

/// The requester's own note, of a batch its number.
fn note(hit: &Hit) -> Option<String> {
    let note = hit.annotation.as_deref()?.trim();
    Some(batch(note).map_or_else(|| note.to_owned(), |batch| format!("batch {batch}")))
}

/// The id of the HIT, or of the type that several have.
fn name(row: &HitRow<'_>) -> Option<String> {
    match row.kind {
        HitRowKind::Fold { key: FoldKey::HitType(id), .. } => Some(format!("HIT type {id}")),
        HitRowKind::Fold { .. } => None,
        HitRowKind::Alone | HitRowKind::Within => row.hit.id.real().map(|id| format!("HIT {id}")),
    }
}
