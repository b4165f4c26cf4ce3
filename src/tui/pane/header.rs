//! Where am I: environment, HIT, reward; at the right what is new and how fresh the data are.
//!
//! ```text
//!  hitdeck  DEMO  Sort product photos by what they show   $0.12 · 3X4M…K2QP     3 new · ● live · read just now
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
    render(&listed(hits), &[listing(hits, session.now)], session, area, buffer);
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

/// The HIT of the selected assignment, its reward and id.
fn subject(review: &Review) -> String {
    let many = review.plan.hits.len();
    let first = review.plan.hits.first();
    let Some(hit) = review.hit() else {
        return first.map_or_else(String::new, |id| shorten(id.as_str(), 13).into_owned());
    };
    let reward = hit.reward.map(|reward| reward.to_string());
    let facts: Vec<String> = reward.into_iter().chain([shorten(hit.id.as_str(), 10).into_owned()]).collect();
    let title = one_line(hit.title.trim());
    let several = (many > 1).then(|| format!("{} HITs", number(many)));
    let named = several.into_iter().chain((!title.is_empty()).then(|| title.into_owned()));
    let mut parts: Vec<String> = named.collect();
    parts.push(facts.join(" · "));
    parts.join("   ")
}

/// What is new, and how old the data are.
fn freshness(review: &Review, now: Timestamp) -> Vec<HeaderPart> {
    let mut parts = Vec::new();
    let new = review.unseen.len();
    if new > 0 {
        parts.push((format!("{} new", number(new)), Role::Accent));
    }
    parts.push(state(review, now));
    parts
}

/// Whether the data are live, and when they were read; never live while the service is out of reach.
fn state(review: &Review, now: Timestamp) -> HeaderPart {
    let read = read(review.checked, now);
    let stopped = match review.trouble() {
        Some(Trouble::Refused(_)) => true,
        Some(Trouble::Stopped(list)) => list.problem().is_some(),
        Some(Trouble::Waiting(_)) | None => false,
    };
    match (review.trouble(), review.slowed) {
        (Some(Trouble::Waiting(_)), _) => (format!("○ {read}"), Role::Warning),
        _ if stopped => (format!("○ stopped · {read}"), Role::Bad),
        (_, Some(gap)) if !review.loaded => {
            (format!("throttled: a page each {:.1} s", gap.as_secs_f64()), Role::Warning)
        }
        _ if !review.loaded => ("loading".to_owned(), Role::Dim),
        _ if review.is_live(now) => (format!("● live · {read}"), Role::Dim),
        // Polls go on and none gets through.
        _ if review.plan.every.is_some() => (format!("○ {read}"), Role::Warning),
        _ => (format!("○ {read}"), Role::Dim),
    }
}

/// When the list of HITs was read; it is not followed, so it is never live.
fn listing(hits: &HitList, now: Timestamp) -> HeaderPart {
    let read = read(hits.read, now);
    match (hits.trouble(), &hits.listing) {
        (Some(Trouble::Waiting(_)), _) => (format!("○ {read}"), Role::Warning),
        (_, Listing::Stopped(_)) => (format!("○ stopped · {read}"), Role::Bad),
        (_, Listing::NotBegun | Listing::Underway) => ("loading".to_owned(), Role::Dim),
        (_, Listing::Complete) => (format!("○ {read}"), Role::Dim),
    }
}

/// `read 4m ago`.
fn read(at: Option<Timestamp>, now: Timestamp) -> String {
    at.map_or_else(|| "not read yet".to_owned(), |at| format!("read {}", time::relative(at, now).text))
}

fn listed(hits: &HitList) -> String {
    let more = if hits.listing == Listing::Underway { ", more are coming" } else { "" };
    match hits.table.len() {
        0 => "HITs of this account".to_owned(),
        1 => format!("1 HIT of this account{more}"),
        count => format!("{} HITs of this account{more}", number(count)),
    }
}
