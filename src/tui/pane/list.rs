//! The assignments that show, one a line; only the visible ones are ever drawn.
//!
//! ```text
//!    worker          submitted      took    auto-approves
//! ▌ A2KX7V…9QF       09-21 09:14   1m 07s   in 2d 3h
//! • A19ZP0…T3M       09-21 09:12    11s !   in 2d 3h
//! ```

use super::problem::body;
use super::status::{role_of, sign};
use crate::model::{SignedDuration, Status, Timestamp};
use crate::table::{Row, RowId};
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::shorten;
use crate::text::time;
use crate::tui::app::{Review, Session, Trouble};
use crate::tui::draw::Pen;
use crate::tui::layout::{HEAD, Pane};
use crate::wire::AssignmentMember;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Which columns there is room for, and how wide they are.
struct Columns {
    worker: usize,
    submitted: usize,
    took: usize,
    fate: usize,
}

impl Columns {
    /// The marker and the status sign stand before the columns.
    const SIGNS: usize = 4;

    fn of(width: u16) -> Self {
        let room = usize::from(width).saturating_sub(Self::SIGNS);
        let (submitted, took, fate) = match room {
            52.. => (13, 10, 16),
            38..52 => (13, 10, 0),
            22..38 => (0, 10, 0),
            _ => (0, 0, 0),
        };
        let worker = room.saturating_sub(submitted + took + fate).min(16);
        Self { worker, submitted, took, fate }
    }
}

/// Draws the list.
pub(super) fn render(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let columns = Columns::of(area.width);
    heads(review, session, &columns, area, buffer);
    let rows = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
    if review.view.is_empty() {
        return nothing(review, session, rows, buffer);
    }
    let median = review.store.median_work_time();
    let window = review.window(usize::from(rows.height));
    for (line, row) in review.view.window(window).iter().enumerate() {
        if let Some(pen) = Pen::new(buffer, rows, u16::try_from(line).unwrap_or(u16::MAX)) {
            assignment(review, session, &columns, *row, median, pen);
        }
    }
}

fn heads(review: &Review, session: &Session, columns: &Columns, area: Rect, buffer: &mut Buffer) {
    let theme = session.setup.theme;
    let focused = review.focus == Pane::List;
    let style = theme.style(if focused { Role::Heading } else { Role::Label });
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(Columns::SIGNS).column("worker", columns.worker, style);
    if columns.submitted > 0 {
        pen.skip(2).column("submitted", columns.submitted - 2, style);
    }
    if columns.took > 0 {
        pen.right("took", columns.took - 2, style).skip(2);
    }
    if columns.fate > 0 {
        let open = review.filter.statuses.contains(Status::Submitted);
        pen.skip(1).column(if open { "auto-approves" } else { "verdict" }, columns.fate - 1, style);
    }
}

/// Draws one assignment.
fn assignment(
    review: &Review,
    session: &Session,
    columns: &Columns,
    id: RowId,
    median: Option<SignedDuration>,
    mut pen: Pen<'_>,
) {
    let Some(row) = review.store.row(id) else { return };
    let theme = session.setup.theme;
    let selected = review.row() == Some(id);
    let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
    let style = |role: Role| theme.style(role).add_modifier(weight);
    let found = review.search.as_ref().is_some_and(|search| search.found.contains(id));
    let marker = if selected { "▌" } else { " " };
    let new = if review.unseen.contains(id) { "•" } else { " " };
    pen.text(marker, style(Role::Accent)).text(new, style(Role::Accent));
    pen.column(sign(row.status), 2, style(role_of(row.status)));
    let worker = one_line(row.worker);
    let name = if found { Role::Match } else { Role::Text };
    pen.column(&shorten(&worker, columns.worker), columns.worker, style(name));
    if columns.submitted > 0 {
        let unread = || as_sent(&row, AssignmentMember::SubmitTime).unwrap_or_else(|| "–".to_owned());
        let when = row.submitted.map_or_else(unread, |at| time::short(at, session.zone()));
        pen.skip(2).column(&when, columns.submitted - 2, style(Role::Text));
    }
    if columns.took > 0 {
        took(&row, median, columns.took, &mut pen, style);
    }
    if columns.fate > 0 {
        let (words, role) = fate(&row, session.now);
        pen.skip(1).column(&words, columns.fate - 1, style(role));
    }
}

/// How long the work took, marked where it is far under the median.
fn took(
    row: &Row<'_>,
    median: Option<SignedDuration>,
    width: usize,
    pen: &mut Pen<'_>,
    style: impl Fn(Role) -> Style,
) {
    let spent = row.work_time();
    let fast = spent.zip(median).is_some_and(|(spent, median)| is_fast(spent, median));
    let words = spent.map_or_else(|| "–".to_owned(), time::span);
    let role = if fast { Role::Warning } else { Role::Text };
    pen.right(&words, width - 2, style(role)).column(if fast { " !" } else { "" }, 2, style(Role::Warning));
}

/// Far under the median: less than a quarter of it.
fn is_fast(spent: SignedDuration, median: SignedDuration) -> bool {
    spent.as_secs().saturating_mul(4) < median.as_secs()
}

/// What becomes of it: when it approves itself, or what was decided.
fn fate(row: &Row<'_>, now: Timestamp) -> (String, Role) {
    const DAY: i64 = 24 * 3600;
    match (row.status, row.auto_approval) {
        (Status::Submitted, Some(at)) => {
            let soon = at.as_second() - now.as_second() < DAY;
            (time::relative(at, now).text, if soon { Role::Warning } else { Role::Text })
        }
        (Status::Submitted, None) => ("–".to_owned(), Role::Dim),
        (status, _) => {
            let word = || status.word().to_lowercase();
            (as_sent(row, AssignmentMember::AssignmentStatus).unwrap_or_else(word), role_of(status))
        }
    }
}

/// What was sent for a member that could not be read.
fn as_sent(row: &Row<'_>, member: AssignmentMember) -> Option<String> {
    Some(one_line(&row.kept.get(member.name())?).into_owned())
}

/// Says why nothing shows and how to leave that.
fn nothing(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    let problem = review.trouble().and_then(Trouble::problem);
    if let Some(problem) = problem.filter(|_| review.store.is_empty()) {
        return body(session.setup.theme, problem, area, buffer);
    }
    let statuses: Vec<&str> = review.filter.statuses.iter().map(Status::word).collect();
    let words = statuses.join(" or ").to_lowercase();
    let hint = if review.progress.loading() {
        if review.store.is_empty() {
            "Asking for the first page …"
        } else {
            "None of these yet, more pages are coming"
        }
        .to_owned()
    } else if review.text.as_ref().is_some_and(|text| text.percent().is_some()) {
        "Searching …".to_owned()
    } else if review.filtered_by_more() {
        "Nothing passes the filter · F drops it".to_owned()
    } else if review.store.is_empty() {
        "No worker has submitted yet · r looks again".to_owned()
    } else {
        format!("No {words} assignments · tab shows others")
    };
    let middle = area.height / 3;
    if let Some(mut pen) = Pen::new(buffer, area, middle) {
        pen.skip(Columns::SIGNS).text(&hint, session.setup.theme.style(Role::Dim));
    }
}
