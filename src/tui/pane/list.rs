//! The assignments that show, one a line; only the visible ones are ever drawn.
//!
//! ```text
//!      worker          submitted↓    took   approves  department
//! ▌• ○ A2KX7V…9QF           09:14  1m 07s    2d 03h  Bags
//!    ✓ A19ZP0…T3M    24 Nov 09:12     11s!  approved  Toys
//! ```

use super::problem::body;
use super::status::{role_of, sign, unknown};
use crate::model::{SignedDuration, Status};
use crate::table::{Row, RowId, SortKey};
use crate::text::{Role, safe::one_line, shorten, time, wrap};
use crate::tui::app::{ListColumns, Review, Session, Trouble};
use crate::tui::draw::{self, Pen, clamp};
use crate::tui::layout::{HEAD, Pane};
use crate::tui::zones::{Target, Zones};
use crate::wire::{AssignmentMember, Member};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Draws the list.
pub(super) fn render(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer, zones: &mut Zones) {
    if area.is_empty() {
        return;
    }
    let columns = review.columns(session.size.width);
    heads(review, session, columns, area, buffer, zones);
    let rows = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
    if review.view().is_empty() {
        return nothing(review, session, rows, buffer);
    }
    let (median, selected) = (review.store().median_work_time(), review.row());
    let window = review.window(usize::from(rows.height));
    for (line, row) in (0..).zip(review.view().window(window)) {
        let place = Rect { y: rows.y + line, height: 1, ..rows };
        zones.add(place, Target::Assignment(*row, line.into()));
        if let Some(pen) = Pen::new(buffer, rows, line) {
            ListLine { review, session, id: *row, median, selected: selected == Some(*row) }
                .draw(columns, pen);
        }
        if selected == Some(*row) {
            buffer.set_style(place, session.setup.theme.tint());
        }
    }
}

/// The heads of the columns; the sorted one carries the arrow.
fn heads(
    review: &Review,
    session: &Session,
    columns: ListColumns,
    area: Rect,
    buffer: &mut Buffer,
    zones: &mut Zones,
) {
    let theme = session.setup.theme;
    let focused = review.focus() == Pane::List;
    let style = theme.style(if focused { Role::Label } else { Role::Dim });
    let arrow = if review.sort().descending { "↓" } else { "↑" };
    let head = |word: &str, key| {
        if review.sort().key == key { format!("{word}{arrow}") } else { word.to_owned() }
    };
    let open = review.filter().statuses.contains(Status::Submitted);
    let fate = match review.sort().key {
        key @ SortKey::Status => head("status", key),
        key @ SortKey::AutoApproval => head("approves", key),
        _ if open => "approves".to_owned(),
        _ => "verdict".to_owned(),
    };
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(ListColumns::SIGNS);
    zones.along(&mut pen, Target::Head(SortKey::Worker), |pen| {
        pen.column(&head("worker", SortKey::Worker), columns.worker, style);
    });
    if columns.hit > 0 {
        zones.along(&mut pen, Target::Head(SortKey::Hit), |pen| {
            pen.skip(1).column(&head("HIT", SortKey::Hit), columns.hit - 1, style);
        });
    }
    zones.along(&mut pen, Target::Head(SortKey::Submitted), |pen| {
        apart(pen, &head("submitted", SortKey::Submitted), columns.submitted, style);
    });
    zones.along(&mut pen, Target::Head(SortKey::WorkTime), |pen| {
        apart(pen, &head("took", SortKey::WorkTime), columns.took.saturating_sub(1), style);
        pen.skip(columns.took.min(1));
    });
    let by =
        if open && review.sort().key != SortKey::Status { SortKey::AutoApproval } else { SortKey::Status };
    zones.along(&mut pen, Target::Head(by), |pen| apart(pen, &fate, columns.fate, style));
    for field in review.fields().shown().iter().take(columns.fields) {
        pen.skip(ListColumns::GAP).column(&field.name, field.width, style);
    }
}

/// Words at the right of their column, which do not touch the column before.
fn apart(pen: &mut Pen<'_>, words: &str, width: usize, style: Style) {
    pen.skip(width.min(1)).right(words, width.saturating_sub(1), style);
}

/// One assignment to draw.
struct ListLine<'a> {
    review: &'a Review,
    session: &'a Session,
    id: RowId,
    /// Of all work times.
    median: Option<SignedDuration>,
    /// Whether one stands on it.
    selected: bool,
}

impl ListLine<'_> {
    fn draw(&self, columns: ListColumns, mut pen: Pen<'_>) {
        let Self { review, session, id, .. } = *self;
        let Some(row) = review.store().row(id) else { return };
        let marker = if self.selected { "▌" } else { " " };
        let new = if review.unseen().contains(id) { "•" } else { " " };
        let contradicted = if review.store().contradiction(id).is_some() { "!" } else { "" };
        pen.text(marker, self.style(Role::Accent)).text(new, self.style(Role::Accent));
        pen.column(contradicted, 1, self.style(Role::Warning));
        pen.column(sign(row.status), 2, self.style(role_of(row.status)));
        let found = review.searched().is_some_and(|search| search.found.contains(id));
        let name = self.style(if found { Role::Match } else { Role::Text });
        let worker = if row.worker.is_empty() { unknown() } else { one_line(row.worker).into_owned() };
        pen.column(&shorten(&worker, columns.worker), columns.worker, name);
        if columns.hit > 0 {
            let hit = row.hit.real().map_or_else(|| unknown().into(), |hit| shorten(hit, columns.hit - 1));
            pen.skip(1).column(&hit, columns.hit - 1, self.style(Role::Dim));
        }
        let unread = || as_sent(&row, AssignmentMember::SubmitTime).unwrap_or_else(unknown);
        let submitted = row.submitted.map_or_else(unread, |at| time::moment(at, session.now, session.zone()));
        apart(&mut pen, &submitted, columns.submitted, self.style(Role::Text));
        self.took(&row, columns.took, &mut pen);
        let gone = review.is_decided_elsewhere(id);
        let (words, role) = if gone { ("no longer".to_owned(), Role::Dim) } else { fate(&row, session) };
        apart(&mut pen, &words, columns.fate, self.style(role));
        for (field, cell) in
            review.fields().shown().iter().zip(review.fields().cells(id)).take(columns.fields)
        {
            pen.skip(ListColumns::GAP).column(cell, field.width, self.style(Role::Text));
        }
    }

    /// A role's style: bold where one stands, dim where the row only stays because it is being read.
    fn style(&self, role: Role) -> Style {
        let left = self.review.is_held(self.id) || self.review.is_decided_elsewhere(self.id);
        let role = if left { Role::Dim } else { role };
        let weight = if self.selected { Modifier::BOLD } else { Modifier::empty() };
        self.session.setup.theme.style(role).add_modifier(weight)
    }

    /// How long the work took, marked where it is far under the median.
    fn took(&self, row: &Row<'_>, width: usize, pen: &mut Pen<'_>) {
        let spent = row.work_time();
        let fast = spent.zip(self.median).is_some_and(|(spent, median)| is_fast(spent, median));
        let words = spent.map_or_else(unknown, time::span);
        let role = if fast { Role::Warning } else { Role::Text };
        apart(pen, &words, width.saturating_sub(1), self.style(role));
        pen.column(if fast { "!" } else { "" }, width.min(1), self.style(Role::Warning));
    }
}

/// Far under the median: less than a quarter of it.
fn is_fast(spent: SignedDuration, median: SignedDuration) -> bool {
    spent.as_secs().saturating_mul(4) < median.as_secs()
}

/// What becomes of it: when it approves itself, or what was decided.
fn fate(row: &Row<'_>, session: &Session) -> (String, Role) {
    let now = session.now;
    match (row.status, row.auto_approval) {
        // What was saved stands still: a time that has gone by is told as a date.
        (Status::Submitted, Some(at)) if !session.setup.environment.goes_on() => {
            (time::day(at, now, session.zone()), Role::Text)
        }
        (Status::Submitted, Some(at)) => {
            (time::until(at, now), if row.is_urgent(now) { Role::Warning } else { Role::Text })
        }
        (Status::Submitted, None) => (unknown(), Role::Dim),
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
    if let Some(problem) = problem.filter(|_| review.store().is_empty()) {
        return body(session.setup.theme, problem, area, buffer);
    }
    let room = usize::from(area.width).saturating_sub(ListColumns::SIGNS + 1);
    let lines = wrap::paragraph(&why_nothing(review), Role::Dim, room);
    let third = area.height / 3;
    let place = Rect {
        x: area.x + clamp(ListColumns::SIGNS),
        y: area.y + third,
        width: clamp(room),
        height: area.height - third,
    };
    draw::lines(&lines, session.setup.theme, place, buffer);
}

/// Why no assignment shows: not loaded, not there, or hidden; never the same words for two of them.
fn why_nothing(review: &Review) -> String {
    let statuses: Vec<&str> = review.filter().statuses.iter().map(Status::word).collect();
    if !review.asks_for(review.filter().statuses) {
        let asked = statuses.join(" and ");
        return format!("{asked} assignments are not loaded: only others were asked for");
    }
    let words = match () {
        () if review.is_of_files() && review.progress().loading() => "Reading …",
        () if review.is_of_files() && review.store().is_empty() => {
            "No assignment could be read · ! tells why"
        }
        () if review.progress().loading() && review.store().is_empty() => "Asking for the first page …",
        () if review.progress().loading() => "None of these yet, more pages are coming",
        () if review.text().is_some_and(|text| text.percent().is_some()) => "Searching …",
        () if review.filtered_by_more() => "Nothing passes the filter · F drops it",
        () if review.store().is_empty() => "No worker has submitted yet · r looks again",
        () => return format!("No {} assignments · tab shows others", statuses.join(" or ").to_lowercase()),
    };
    words.to_owned()
}
