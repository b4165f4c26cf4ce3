//! The account's HITs, one a line; a line that stands for several carries a sign and their number.
//!
//! ```text
//!     title                                   waiting   done       next due
//! ▌   Sort product photos by what they show       171   ━╾──────   2d 21h
//!   ▸ Is this customer review positive? (40)       34   ━━━━━╾──      22h
//! ```

use super::problem::body;
use super::status::unknown;
use crate::model::{Hit, Timestamp};
use crate::table::{HitRow, HitRowKind, HitSortKey};
use crate::text::safe::one_line;
use crate::text::size::{dollars, number};
use crate::text::time;
use crate::text::{Role, columns, fit};
use crate::tui::app::{HitColumn, HitList, Listing, Session, Trouble};
use crate::tui::draw::{Pen, bar, clamp};
use crate::tui::layout::{HEAD, Pane};
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// How wide the bar of what is done is.
const BAR: usize = 8;

/// Draws the list of HITs.
pub(super) fn render(list: &HitList, session: &Session, area: Rect, buffer: &mut Buffer, zones: &mut Zones) {
    let pane = HitsPane { list, session, columns: list.columns(area.width), width: area.width };
    pane.heads(area, buffer, zones);
    let rows = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
    if list.table.is_empty() {
        return nothing(list, session, rows, buffer);
    }
    for (line, at) in (0..).zip(list.window(usize::from(rows.height))) {
        let (Some(row), Some(id)) = (list.table.row(at), list.table.row_id(at)) else { return };
        let place = Rect { y: rows.y + line, height: 1, ..rows };
        zones.add(place, Target::HitRow(id, line.into()));
        if let Some(pen) = Pen::new(buffer, rows, line) {
            pane.row(at, &row, pen);
        }
        if at == list.position() {
            buffer.set_style(place.intersection(buffer.area), session.setup.theme.tint());
        }
    }
}

/// What all lines of the list share.
struct HitsPane<'a> {
    list: &'a HitList,
    session: &'a Session,
    columns: Vec<HitColumn>,
    width: u16,
}

impl HitsPane<'_> {
    /// How wide marker, sign and title are together.
    fn title_end(&self) -> usize {
        usize::from(self.width)
            .saturating_sub(self.columns.iter().map(|column| column.width()).sum::<usize>() + 1)
    }

    /// Columns of the signs of what folds.
    fn signs(&self) -> usize {
        if self.list.table.has_folds() { 2 } else { 0 }
    }

    /// The heads; the one it is sorted by carries the direction.
    fn heads(&self, area: Rect, buffer: &mut Buffer, zones: &mut Zones) {
        let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
        let theme = self.session.setup.theme;
        let sort = self.list.table.sort();
        let head = |words: &str, key: Option<HitSortKey>| {
            let arrow = if sort.descending { "↓" } else { "↑" };
            format!("{words}{}", if key == Some(sort.key) { arrow } else { "" })
        };
        let role = |key: Option<HitSortKey>| if key == Some(sort.key) { Role::Text } else { Role::Label };
        let lead = 2 + self.signs();
        pen.skip(lead);
        let title = Some(HitSortKey::Title);
        let told = |column: &HitColumn| column.sorts() == Some(sort.key);
        let words = if title == Some(sort.key) || self.columns.iter().any(told) {
            head("title", title)
        } else {
            // No other head tells the order.
            format!("title, by {}", head(sort.key.word(), Some(sort.key)))
        };
        zones.along(&mut pen, Target::HitHead(HitSortKey::Title), |pen| {
            pen.column(&words, self.title_end().saturating_sub(lead), theme.style(role(title)));
        });
        for column in &self.columns {
            let key = column.sorts();
            let target = key.map_or(Target::Pane(Pane::List), Target::HitHead);
            let words = head(column.head(), key);
            zones.along(&mut pen, target, |pen| match column {
                // A bar begins at its left end.
                HitColumn::Done => {
                    pen.skip(2).column(&words, column.width() - 2, theme.style(role(key)));
                }
                _ => {
                    pen.right(&words, column.width(), theme.style(role(key)));
                }
            });
        }
    }

    /// One line.
    fn row(&self, at: usize, row: &HitRow<'_>, mut pen: Pen<'_>) {
        let theme = self.session.setup.theme;
        let selected = at == self.list.position();
        let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
        let style = |role| theme.style(role).add_modifier(weight);
        pen.column(if selected { "▌" } else { " " }, 2, style(Role::Accent));
        let sign = match row.kind {
            HitRowKind::Fold { open, .. } => {
                if open {
                    "▾"
                } else {
                    "▸"
                }
            }
            HitRowKind::Alone | HitRowKind::Within => "",
        };
        pen.column(sign, self.signs(), style(Role::Label));
        let inset = if matches!(row.kind, HitRowKind::Within) { 2 } else { 0 };
        let room = self.title_end().saturating_sub(2 + self.signs() + inset);
        let role = if self.list.table.is_found(at) { Role::Match } else { Role::Text };
        pen.skip(inset).column(&name(row, room), room, style(role));
        for column in &self.columns {
            if *column == HitColumn::Done {
                done(row, &style, &mut pen);
            } else {
                let (text, role) = self.figure(*column, row);
                pen.right(&text, column.width(), style(role));
            }
        }
    }

    /// A figure; `–` for what is not known, `…` for what is being counted.
    fn figure(&self, column: HitColumn, row: &HitRow<'_>) -> (String, Role) {
        let (sums, now) = (row.sums(), self.session.now);
        let some = |n: Option<u64>, role| {
            let role = if n.is_some_and(|n| n > 0) { role } else { Role::Dim };
            (n.map_or_else(unknown, |n| number(usize::try_from(n).unwrap_or(usize::MAX))), role)
        };
        match column {
            HitColumn::Waiting => some(sums.waiting(), Role::Accent),
            HitColumn::Available => some(sums.available(), Role::Text),
            HitColumn::Owed => {
                let role = if sums.owed().is_some_and(|owed| owed > 0) { Role::Text } else { Role::Dim };
                (sums.owed().map_or_else(unknown, dollars), role)
            }
            HitColumn::Due => {
                (row.due.map_or_else(unknown, |at| time::until(at, now)), urgency(row.due, now))
            }
            HitColumn::Reward => {
                (row.hit.reward.map_or_else(unknown, |reward| reward.to_string()), Role::Text)
            }
            HitColumn::Approved => self.verdict(row, |(approved, _)| approved, Role::Good),
            HitColumn::Rejected => self.verdict(row, |(_, rejected)| rejected, Role::Bad),
            HitColumn::Age => {
                let age = |at| time::relative(at, now).text.replace(" ago", "");
                (row.created().map_or_else(unknown, age), Role::Dim)
            }
            HitColumn::Done => (String::new(), Role::Text),
        }
    }

    /// How many were approved or rejected; nothing on a line that stands for several.
    fn verdict(&self, row: &HitRow<'_>, which: fn((u32, u32)) -> u32, role: Role) -> (String, Role) {
        if matches!(row.kind, HitRowKind::Fold { .. }) {
            return (String::new(), Role::Dim);
        }
        let count = self.list.verdicts(row.hit).map(which);
        let role = if count.is_some_and(|n| n > 0) { role } else { Role::Dim };
        (count.map_or_else(|| uncounted(self.list, row.hit), |n| number(n as usize)), role)
    }
}

/// How many of all are decided, as a bar.
fn done(row: &HitRow<'_>, style: &impl Fn(Role) -> Style, pen: &mut Pen<'_>) {
    let sums = row.sums();
    if sums.max == 0 {
        pen.skip(2).column(&unknown(), BAR, style(Role::Dim));
        return;
    }
    let count = |n| usize::try_from(n).unwrap_or(usize::MAX);
    let (done, open) = bar(count(sums.completed), count(sums.max), BAR);
    pen.skip(2).text(&done, style(Role::Text)).text(&open, style(Role::Dim));
}

/// What stands for a count of approved or rejected work that is not there.
fn uncounted(list: &HitList, hit: &Hit) -> String {
    if hit.completed.is_some() && !list.is_uncountable(hit) { "…".to_owned() } else { unknown() }
}

/// What is due within a day stands out.
fn urgency(due: Option<Timestamp>, now: Timestamp) -> Role {
    match due {
        Some(at) if time::is_soon(at, now) => Role::Warning,
        Some(_) => Role::Text,
        None => Role::Dim,
    }
}

/// The title; below a line that stands for several the id, which is what they differ in. The number of HITs behind it
/// is never cut.
fn name(row: &HitRow<'_>, room: usize) -> String {
    let hit = row.hit;
    let id = hit.id.real().unwrap_or("a HIT without an id");
    let title = if hit.title.trim().is_empty() { id } else { hit.title.trim() };
    match row.kind {
        HitRowKind::Alone => title.to_owned(),
        HitRowKind::Within => id.to_owned(),
        HitRowKind::Fold { tally, .. } => {
            let count = format!(" ({})", number(tally.sums.hits));
            format!("{}{count}", fit(&one_line(title), room.saturating_sub(columns(&count))))
        }
    }
}

fn nothing(list: &HitList, session: &Session, area: Rect, buffer: &mut Buffer) {
    if let Some(problem) = list.trouble().and_then(Trouble::problem) {
        return body(session.setup.theme, problem, area, buffer);
    }
    let words = match list.listing {
        Listing::Complete => "This account has no HITs here · r looks again",
        _ => "Asking for the HITs …",
    };
    if let Some(mut pen) = Pen::new(buffer, area, clamp(usize::from(area.height) / 3)) {
        pen.skip(2).text(words, session.setup.theme.style(Role::Dim));
    }
}
