//! Where am I: environment, HIT, reward; at the right what is new and how fresh the data are.
//!
//! ```text
//!  hitdeck  DEMO  Sort product photos by what they show · 3X4M…K2QP · $0.12      3 new · live every 10 s
//! ```

use crate::model::Timestamp;
use crate::text::Role;
use crate::text::fit;
use crate::text::safe::one_line;
use crate::text::shorten;
use crate::text::size::number;
use crate::text::time;
use crate::tui::app::{HitList, Listing, Review, Session, Trouble};
use crate::tui::draw::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the header of a review.
pub(super) fn of_review(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    render(&subject(review), &freshness(review, session.now), session, area, buffer);
}

/// Draws the header of the list of HITs.
pub(super) fn of_hits(hits: &HitList, session: &Session, area: Rect, buffer: &mut Buffer) {
    render(&listed(hits), &[], session, area, buffer);
}

/// A piece of the right end, and what it means.
type HeaderPart = (String, Role);

/// Draws the header line: what it is about, and what stands at its right end where there is room.
fn render(subject: &str, right: &[HeaderPart], session: &Session, area: Rect, buffer: &mut Buffer) {
    let theme = session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let environment = &session.setup.environment;
    let badge = if environment.is_harmless() { Role::BadgeQuiet } else { Role::BadgeLoud };
    if area.width >= 60 {
        pen.text(" hitdeck ", theme.style(Role::Heading));
    }
    pen.skip(1).text(&format!(" {} ", environment.badge()), theme.style(badge)).skip(1);
    let width: usize = right.iter().map(|(text, _)| text.width()).sum::<usize>() + 3 * right.len();
    let right = if pen.room() < width + 20 { &[] } else { right };
    let room = if right.is_empty() { pen.room() } else { pen.room() - width };
    pen.column(&fit(subject, room), room, theme.style(Role::Text));
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

/// What is new, and how the data stay fresh; their age only once it is more than polls should leave.
fn freshness(review: &Review, now: Timestamp) -> Vec<HeaderPart> {
    let mut parts = Vec::new();
    let new = review.unseen.len();
    if new > 0 {
        parts.push((format!("{} new", number(new)), Role::Accent));
    }
    parts.push(state(review, now));
    parts
}

/// Whether the data are live, and else what they are; never live while the service is out of reach.
fn state(review: &Review, now: Timestamp) -> HeaderPart {
    if let Some(since) = review.age_shown(now) {
        return (format!("as of {}", time::relative(since, now).text), Role::Warning);
    }
    match (review.trouble(), review.loaded, review.slowed, review.plan.every) {
        (Some(Trouble::Waiting(_)), ..) => ("not read yet".to_owned(), Role::Warning),
        (Some(Trouble::Refused(_)), ..) => ("stopped".to_owned(), Role::Bad),
        (Some(Trouble::Stopped(list)), ..) if list.problem().is_some() => ("stopped".to_owned(), Role::Bad),
        (_, false, Some(gap), _) => {
            (format!("throttled: a page each {:.1} s", gap.as_secs_f64()), Role::Warning)
        }
        (_, false, None, _) => ("loading".to_owned(), Role::Dim),
        (_, true, _, Some(every)) => (format!("live every {} s", every.as_secs()), Role::Dim),
        (_, true, _, None) => ("loaded".to_owned(), Role::Dim),
    }
}

fn listed(hits: &HitList) -> String {
    let more = if hits.listing == Listing::Underway { ", more are coming" } else { "" };
    match hits.table.len() {
        0 => "HITs of this account".to_owned(),
        1 => format!("1 HIT of this account{more}"),
        count => format!("{} HITs of this account{more}", number(count)),
    }
}
