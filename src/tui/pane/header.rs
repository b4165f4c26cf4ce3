//! Where am I: environment, HIT, reward; at the right what is new and how fresh the data are.
//!
//! ```text
//!  hitdeck  DEMO  Sort product photos by what they show · 3X4M…K2QP · $0.12      3 new · live every 10 s
//! ```

use crate::text::{Role, fit, safe::one_line, shorten, size::number, time};
use crate::tui::app::{App, Review, Screen};
use crate::tui::draw::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the header line.
pub(super) fn render(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let badge = if app.setup.real_money { Role::BadgeLoud } else { Role::BadgeQuiet };
    if area.width >= 60 {
        pen.text(" hitdeck ", theme.style(Role::Heading));
    }
    pen.skip(1).text(&format!(" {} ", app.setup.badge), theme.style(badge)).skip(1);
    let (subject, right) = match (app.screen, &app.review) {
        (Screen::Review, Some(review)) => (subject(review), freshness(app, review)),
        _ => (listing(app), Vec::new()),
    };
    let width: usize = right.iter().map(|(text, _)| text.width()).sum::<usize>() + 3 * right.len();
    let right = if pen.room() < width + 20 { Vec::new() } else { right };
    let room = if right.is_empty() { pen.room() } else { pen.room() - width };
    pen.column(&fit(&subject, room), room, theme.style(Role::Text));
    for (at, (text, role)) in right.iter().enumerate() {
        let before = if at == 0 { "  " } else { " · " };
        pen.text(before, theme.style(Role::Dim)).text(text, theme.style(*role));
    }
}

/// The HIT of the selected assignment, its id and reward.
fn subject(review: &Review) -> String {
    let many = review.plan.hits.len();
    let first = review.plan.hits.first();
    let Some(hit) = review.hit() else {
        return first.map_or_else(String::new, |id| shorten(id.as_str(), 13).into_owned());
    };
    let mut parts = vec![one_line(&hit.title).into_owned(), shorten(hit.id.as_str(), 10).into_owned()];
    parts.extend(hit.reward.map(|reward| reward.to_string()));
    if many > 1 {
        parts.insert(0, format!("{} HITs", number(many)));
    }
    parts.join(" · ")
}

/// What is new, and how the data stay fresh; their age only once it is more than looks should leave.
fn freshness(app: &App, review: &Review) -> Vec<(String, Role)> {
    let mut parts = Vec::new();
    let new = review.unseen.len();
    if new > 0 {
        parts.push((format!("{} new", number(new)), Role::Accent));
    }
    let state = if let Some(since) = app.stale_since() {
        (format!("as of {}", time::relative(since, app.now).text), Role::Warning)
    } else if review.trouble.as_ref().is_some_and(|trouble| trouble.until.is_none()) {
        ("stopped".to_owned(), Role::Bad)
    } else if !review.loaded {
        match review.slowed {
            Some(gap) => (format!("throttled: a page each {:.1} s", gap.as_secs_f64()), Role::Warning),
            None => ("loading".to_owned(), Role::Dim),
        }
    } else if let Some(every) = review.plan.every {
        (format!("live every {} s", every.as_secs()), Role::Dim)
    } else {
        ("loaded".to_owned(), Role::Dim)
    };
    parts.push(state);
    parts
}

fn listing(app: &App) -> String {
    let count = number(app.hits.len());
    let more = if app.hits.loading { ", more are coming" } else { "" };
    match app.hits.len() {
        0 => "HITs of this account".to_owned(),
        1 => format!("1 HIT of this account{more}"),
        _ => format!("{count} HITs of this account{more}"),
    }
}
