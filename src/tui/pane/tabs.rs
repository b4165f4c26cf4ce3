//! How much is left to do: a tab per status with its count, filters, progress, the order.
//!
//! ```text
//!  All 187   Submitted 121   Approved 54   Rejected 12     ━━━━━━━━━━━━━━━─ 187 of 200 · 9 working
//! ```

use super::status::{role_of, unknown};
use crate::model::{Status, StatusSet};
use crate::table::WorkerFilter;
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::size::number;
use crate::tui::app::Review;
use crate::tui::draw::{Pen, bar};
use crate::tui::layout::Pane;
use crate::tui::theme::Theme;
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Draws the line of tabs.
pub(super) fn render(review: &Review, theme: Theme, area: Rect, buffer: &mut Buffer, zones: &mut Zones) {
    let tabs = tabs(review, area.width);
    let left: usize = tabs.iter().map(|tab| tab.words.width() + tab.gap).sum();
    let right = right_parts(review, area.width, usize::from(area.width).saturating_sub(left + 3));
    let right_width: usize = right.iter().map(|(text, _)| text.width()).sum();
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    for tab in &tabs {
        let style = match (tab.selected, tab.role) {
            (true, role) => theme.style(role).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            (false, Role::Label) => theme.style(Role::Label),
            (false, role) => theme.style(role),
        };
        pen.skip(tab.gap);
        let target = tab.shows.map_or(Target::Pane(Pane::List), Target::Tab);
        zones.along(&mut pen, target, |pen| {
            pen.text(&tab.words, style);
        });
    }
    let lead = pen.room().saturating_sub(right_width + 1);
    pen.skip(lead);
    for (text, role) in right {
        pen.text(&text, theme.style(role));
    }
}

struct Tab {
    words: String,
    /// What a click on it shows.
    shows: Option<StatusSet>,
    gap: usize,
    selected: bool,
    role: Role,
}

/// The tabs, and what else hides assignments; words give way to initials where it is narrow.
fn tabs(review: &Review, width: u16) -> Vec<Tab> {
    let shown = review.filter().statuses;
    let gap = if width >= 100 { 3 } else { 2 };
    let word = |long: &'static str| if width >= 56 { long } else { long.get(..3).unwrap_or(long) };
    let read = review.checked().is_some() && (review.is_loaded() || !review.store().is_empty());
    let mut tabs = vec![Tab {
        words: format!("{} {}", word("All"), if read { number(review.store().len()) } else { unknown() }),
        shows: Some(StatusSet::ALL),
        gap: 1,
        selected: shown == StatusSet::ALL,
        role: if shown == StatusSet::ALL { Role::Text } else { Role::Label },
    }];
    for status in Status::ALL {
        let count = review.store().count(status);
        if status == Status::Other && count == 0 {
            continue;
        }
        let selected = shown != StatusSet::ALL && shown.contains(status);
        let role = if selected { role_of(status) } else { Role::Label };
        let none = read && review.asks_for(StatusSet::only(status)) && review.progress().has_all(status);
        let known = count > 0 || none;
        let words = format!("{} {}", word(status.word()), if known { number(count) } else { unknown() });
        tabs.push(Tab { words, shows: Some(StatusSet::only(status)), gap, selected, role });
    }
    let worker = review.filter().worker.as_ref().map(|wanted| match wanted {
        WorkerFilter::Like { text, .. } => format!("worker “{}”", one_line(text)),
        WorkerFilter::Only(worker) => format!("worker {}", one_line(worker)),
    });
    let text = review.text().map(|text| format!("text “{}”", one_line(&text.text)));
    for what in [worker, text].into_iter().flatten() {
        let words = format!("{what} {}", number(review.view().len()));
        tabs.push(Tab { words, shows: None, gap, selected: false, role: Role::Warning });
    }
    tabs
}

/// Progress as much as fits, and the order where no head of a column tells it.
fn right_parts(review: &Review, width: u16, room: usize) -> Vec<(String, Role)> {
    let arrow = if review.sort().descending { "↓" } else { "↑" };
    let told = review.columns(width).shows(review.sort().key);
    let sort = if told { String::new() } else { format!("   {} {arrow}", review.sort().key.word()) };
    let have = review.store().len();
    let asked = || review.plan().hits.iter().map(|id| Some(review.hits().get(id)?.max? as usize)).sum();
    let whole = match () {
        // Files hold what they hold, of thousands of HITs.
        () if review.is_of_files() => None,
        () if review.is_loaded() => asked(),
        () => review.expected(),
    };
    let count = whole.map_or_else(String::new, |whole| format!("{} of {}", number(have), number(whole)));
    let brief = whole.map_or_else(String::new, |whole| format!("{}/{}", number(have), number(whole)));
    let working = match review.working() {
        0 => String::new(),
        n => format!(" · {n} working"),
    };
    let (heavy, light) = whole.map(|whole| bar(have, whole, 16)).unwrap_or_default();
    let bar = [(heavy, Role::Accent), (format!("{light} "), Role::Dim)];
    let (count, working, sort) = ((count, Role::Text), (working, Role::Dim), (sort, Role::Dim));
    let candidates = [
        [&bar[..], &[count.clone(), working.clone(), sort.clone()]].concat(),
        vec![count.clone(), working, sort.clone()],
        vec![count.clone(), sort.clone()],
        vec![sort],
        vec![count],
        vec![(brief, Role::Text)],
    ];
    let width = |parts: &[(String, Role)]| parts.iter().map(|(text, _)| text.width()).sum::<usize>();
    candidates.into_iter().find(|parts| (1..=room).contains(&width(parts))).unwrap_or_default()
}
