//! The account's HITs, one a line.
//!
//! ```text
//!   title                                     reward   waiting  approved  rejected  available   age
//! ▌ Sort product photos by what they show      $0.12       121        54        12         13   2d 3h
//! ```

use super::problem::body;
use crate::model::Hit;
use crate::table::HitSortKey;
use crate::text::Role;
use crate::text::size::number;
use crate::text::time;
use crate::tui::app::{HitList, Listing, Session, Trouble};
use crate::tui::draw::{Pen, clamp};
use crate::tui::layout::{HEAD, Pane};
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// A column of figures: its head, its width, from which screen width on it shows.
const FIGURES: [(&str, usize, u16); 6] = [
    ("reward", 8, 60),
    ("waiting", 9, 40),
    ("approved", 10, 72),
    ("rejected", 10, 72),
    ("available", 11, 84),
    ("age", 13, 96),
];

/// What a head sorts by, if by anything.
fn sorts(head: &str) -> Option<HitSortKey> {
    HitSortKey::ALL.into_iter().find(|key| key.word() == head)
}

/// Draws the list of HITs.
pub(super) fn render(list: &HitList, session: &Session, area: Rect, buffer: &mut Buffer, zones: &mut Zones) {
    let theme = session.setup.theme;
    let figures: Vec<usize> = FIGURES.iter().filter(|f| area.width >= f.2).map(|f| f.1).collect();
    let title = usize::from(area.width).saturating_sub(2 + figures.iter().sum::<usize>() + 1);
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(2);
    zones.along(&mut pen, Target::HitHead(HitSortKey::Title), |pen| {
        pen.column("title", title, theme.style(Role::Heading));
    });
    for (head, width, _) in FIGURES.iter().filter(|f| area.width >= f.2) {
        let target = sorts(head).map_or(Target::Pane(Pane::List), Target::HitHead);
        zones.along(&mut pen, target, |pen| {
            pen.right(head, *width, theme.style(Role::Heading));
        });
    }
    let rows = Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD), ..area };
    if list.table.is_empty() {
        return nothing(list, session, rows, buffer);
    }
    for (line, at) in (0..).zip(list.window(usize::from(rows.height))) {
        let (Some(hit), Some(pen)) = (list.table.get(at), Pen::new(buffer, rows, line)) else { return };
        zones.add(Rect { y: rows.y + line, height: 1, ..rows }, Target::Hit(hit.id.clone()));
        one(list, session, (at, hit), title, pen);
    }
}

fn one(list: &HitList, session: &Session, (at, hit): (usize, &Hit), title: usize, mut pen: Pen<'_>) {
    let (selected, width) = (at == list.position(), session.size.width);
    let theme = session.setup.theme;
    let weight = if selected { Modifier::BOLD } else { Modifier::empty() };
    let name = if list.table.is_found(at) { Role::Match } else { Role::Text };
    pen.column(if selected { "▌" } else { " " }, 2, theme.style(Role::Accent).add_modifier(weight));
    let words = if hit.title.trim().is_empty() { hit.id.as_str() } else { &hit.title };
    pen.column(words, title.saturating_sub(1), theme.style(name).add_modifier(weight)).skip(1);
    for ((_, column, from), (text, role)) in FIGURES.iter().zip(figures(list, session, hit)) {
        if width >= *from {
            pen.right(&text, *column, theme.style(role).add_modifier(weight));
        }
    }
}

/// The figures of a HIT in the order of the columns; `–` for what is not known, `…` for what is being counted.
fn figures(list: &HitList, session: &Session, hit: &Hit) -> [(String, Role); 6] {
    let count = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| number(n as usize));
    let waiting = if hit.waiting().is_some_and(|n| n > 0) { Role::Accent } else { Role::Dim };
    let verdicts = list.verdicts(hit);
    let counted = |n: Option<u32>| {
        if hit.completed.is_some() && !list.is_uncountable(hit) {
            n.map_or_else(|| "…".to_owned(), |n| number(n as usize))
        } else {
            "–".to_owned()
        }
    };
    let some = |n: Option<u32>, role| if n.is_some_and(|n| n > 0) { role } else { Role::Dim };
    let (approved, rejected) = (verdicts.map(|v| v.0), verdicts.map(|v| v.1));
    [
        (hit.reward.map_or_else(|| "–".to_owned(), |reward| reward.to_string()), Role::Text),
        (count(hit.waiting()), waiting),
        (counted(approved), some(approved, Role::Good)),
        (counted(rejected), some(rejected, Role::Bad)),
        (count(hit.available), some(hit.available, Role::Text)),
        (
            hit.created.map_or_else(
                || "–".to_owned(),
                |at| time::relative(at, session.now).text.replace(" ago", ""),
            ),
            Role::Dim,
        ),
    ]
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
