//! Where am I: environment, HIT, reward; at the right what is new and how fresh the data are.
//!
//! ```text
//!  hitdeck  DEMO  Sort product photos by what they show   $0.12 · 3X4M…K2QP     3 new · ● live · read just now
//! ```

use crate::model::{RemarkWeight, Timestamp};
use crate::text::Role;
use crate::text::fit;
use crate::text::safe::one_line;
use crate::text::shorten;
use crate::text::size::{dollars, number};
use crate::text::time;
use crate::tui::app::{HitList, Listing, Review, Session, Trouble};
use crate::tui::draw::Pen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the header of a review.
pub(super) fn of_review(review: &Review, session: &Session, area: Rect, buffer: &mut Buffer) {
    let state = state(review, session);
    let brief = vec![(state.brief.clone(), state.role)];
    let new = (!review.unseen().is_empty())
        .then(|| (format!("{} new", number(review.unseen().len())), Role::Accent));
    let words = Some((state.words, state.role)).filter(|(words, _)| !words.is_empty());
    let full = new.into_iter().chain(words).collect();
    render(&subjects(review), &[full, brief], session, area, buffer);
}

/// Draws the header of the list of HITs.
pub(super) fn of_hits(hits: &HitList, session: &Session, area: Rect, buffer: &mut Buffer) {
    let state = listing(hits, session);
    let (full, brief) = (vec![(state.words, state.role)], vec![(state.brief, state.role)]);
    render(&listed(hits), &[full, brief], session, area, buffer);
}

/// A piece of the right end, and what it means.
type HeaderPart = (String, Role);

/// How old the data are and whether they are kept fresh.
struct Freshness {
    words: String,
    /// The same where there is little room.
    brief: String,
    role: Role,
}

/// Columns that what it is about has at least beside what stands at the right end.
const SUBJECT: usize = 20;

/// Draws the header line: the first of `subjects` that there is room for, the last one cut; at its right end the first of
/// `rights` that leaves room for it.
fn render(
    subjects: &[String],
    rights: &[Vec<HeaderPart>],
    session: &Session,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let environment = &session.setup.environment;
    let badge = if environment.is_harmless() { Role::BadgeQuiet } else { Role::BadgeLoud };
    if area.width >= 60 {
        pen.text(" hitdeck ", theme.style(Role::Heading));
    }
    pen.skip(1).text(&format!(" {} ", environment.badge()), theme.style(badge)).skip(1);
    let width = |right: &[HeaderPart]| right.iter().map(|(text, _)| text.width() + 3).sum::<usize>();
    let fits = |right: &&Vec<HeaderPart>| width(right) + SUBJECT <= pen.room();
    let right = rights.iter().find(fits).map_or(&[][..], Vec::as_slice);
    let room = pen.room() - width(right);
    let fitting = subjects.iter().find(|subject| subject.width() <= room);
    let subject = fitting.or(subjects.last()).map_or("", String::as_str);
    pen.column(&fit(subject, room), room, theme.style(Role::Text));
    for (at, (text, role)) in right.iter().enumerate() {
        let before = if at == 0 { "  " } else { " · " };
        pen.text(before, theme.style(Role::Dim)).text(text, theme.style(*role));
    }
}

/// The HIT of the selected assignment, its reward and id; then with less of that, for an amount is never cut.
fn subjects(review: &Review) -> Vec<String> {
    let many = review.plan().hits.len();
    let first = review.plan().hits.first();
    let several = (many > 1).then(|| format!("{} HITs", number(many)));
    let Some(hit) = review.hit() else {
        let only = || first.map(|id| shorten(id.as_str(), 13).into_owned());
        return several.or_else(only).into_iter().collect();
    };
    let (reward, id) =
        (hit.reward.map(|reward| reward.to_string()), hit.id.real().map(|id| shorten(id, 10).into_owned()));
    let title = one_line(hit.title.trim());
    let named = several.into_iter().chain((!title.is_empty()).then(|| title.into_owned()));
    let named: Vec<String> = named.collect();
    let with = |facts: &[&str]| {
        let facts = facts.join(" · ");
        let parts = named.iter().map(String::as_str).chain((!facts.is_empty()).then_some(facts.as_str()));
        parts.collect::<Vec<_>>().join("   ")
    };
    let facts: Vec<&str> = reward.iter().chain(&id).map(String::as_str).collect();
    // From all of them to none; without a name they are what there is.
    let least = usize::from(named.is_empty());
    let fewer = |left: usize| facts.get(..left).unwrap_or_default();
    (least.min(facts.len())..=facts.len()).rev().map(|left| with(fewer(left))).collect()
}

/// Whether the data are live, and when they were read; never live while the service is out of reach.
fn state(review: &Review, session: &Session) -> Freshness {
    let stopped = match review.trouble() {
        Some(Trouble::Refused(_)) => true,
        Some(Trouble::Stopped(list)) => list.problem().is_some(),
        Some(Trouble::Waiting(_)) | None => false,
    };
    let aged = |role| Freshness::aged(review.checked(), session, role);
    match (review.trouble(), review.slowed()) {
        _ if review.is_of_files() => Freshness::of_files(review),
        (Some(Trouble::Waiting(_)), _) => aged(Role::Warning),
        _ if stopped => Freshness::stopped(review.checked(), session),
        (_, Some(gap)) if !review.is_loaded() => {
            let gap = gap.as_secs_f64();
            let (words, brief) = (format!("throttled: a page each {gap:.1} s"), "throttled".to_owned());
            Freshness { words, brief, role: Role::Warning }
        }
        _ if !review.is_loaded() => Freshness::loading(),
        _ if review.is_live(session.now) => {
            let ago = |at| format!("● live · read {}", time::relative(at, session.now).text);
            let words = review.checked().map_or_else(|| "● live".to_owned(), ago);
            Freshness { words, brief: "● live".to_owned(), role: Role::Dim }
        }
        // Polls go on and none gets through.
        _ if review.plan().every.is_some() => aged(Role::Warning),
        _ => aged(Role::Dim),
    }
}

/// When the list of HITs was read; it is not followed, so it is never live.
fn listing(hits: &HitList, session: &Session) -> Freshness {
    match (hits.trouble(), &hits.listing) {
        (Some(Trouble::Waiting(_)), _) => Freshness::aged(hits.read, session, Role::Warning),
        (_, Listing::Stopped(_)) => Freshness::stopped(hits.read, session),
        (_, Listing::NotBegun | Listing::Underway) => Freshness::loading(),
        (_, Listing::Complete) => Freshness::aged(hits.read, session, Role::Dim),
    }
}

impl Freshness {
    /// Files do not age while one reads them; what there is to tell about them does not get lost.
    fn of_files(review: &Review) -> Self {
        let remarks = match review.remarks().len() {
            0 => String::new(),
            1 => "! 1 remark".to_owned(),
            n => format!("! {} remarks", number(n)),
        };
        let heavy = review.remarks().first().is_some_and(|remark| remark.weight > RemarkWeight::Note);
        let role = if heavy { Role::Warning } else { Role::Dim };
        let reading = if review.is_loaded() { "" } else { "reading" };
        let words = if reading.is_empty() || remarks.is_empty() {
            format!("{reading}{remarks}")
        } else {
            format!("{reading} · {remarks}")
        };
        Self { brief: words.clone(), words, role }
    }

    fn loading() -> Self {
        Self { words: "loading".to_owned(), brief: "loading".to_owned(), role: Role::Dim }
    }

    /// By the clock: nothing is known to keep the data fresh, and an age would soon be wrong, or wake the screen.
    fn aged(at: Option<Timestamp>, session: &Session, role: Role) -> Self {
        let brief = at.map_or_else(|| "○".to_owned(), |at| format!("○ {}", clock(at, session)));
        Self { words: format!("○ {}", read(at, session)), brief, role }
    }

    fn stopped(at: Option<Timestamp>, session: &Session) -> Self {
        let words = format!("○ stopped · {}", read(at, session));
        Self { words, brief: "○ stopped".to_owned(), role: Role::Bad }
    }
}

/// `read 07:55:58`.
fn read(at: Option<Timestamp>, session: &Session) -> String {
    at.map_or_else(|| "not read yet".to_owned(), |at| format!("read {}", clock(at, session)))
}

fn clock(at: Timestamp, session: &Session) -> String {
    time::moment_exactly(at, session.now, session.zone())
}

/// What there is in all: `8 HITs · 3 batches · 300 waiting, $41.20 with fees`, then the same with less and less of it.
/// Sums that miss something say so.
fn listed(hits: &HitList) -> Vec<String> {
    let (sums, batches) = (hits.table.sums(), hits.table.batches());
    if sums.hits == 0 {
        return vec!["HITs of this account".to_owned()];
    }
    let count =
        |n: usize, word: &str, more: &str| format!("{} {}", number(n), if n == 1 { word } else { more });
    let least = |missing: usize| if missing > 0 { "at least " } else { "" };
    let more = if hits.listing == Listing::Underway { ", more are coming" } else { "" };
    let waiting = sums.waiting().map(|waiting| {
        let waiting = number(usize::try_from(waiting).unwrap_or(usize::MAX));
        format!(" · {}{waiting} waiting", least(sums.uncounted))
    });
    let waiting = waiting.unwrap_or_default();
    let missing = least(sums.unpriced.saturating_sub(sums.uncounted));
    let owed = sums.owed().filter(|owed| *owed > 0).map(|owed| format!(", {missing}{}", dollars(owed)));
    let owed = owed.unwrap_or_default();
    let fees = if owed.is_empty() { "" } else { " with fees" };
    let listed = count(sums.hits, "HIT", "HITs");
    let batches =
        if batches > 0 { format!(" · {}", count(batches, "batch", "batches")) } else { String::new() };
    vec![
        format!("{listed}{more}{batches}{waiting}{owed}{fees}"),
        format!("{listed}{more}{waiting}{owed}{fees}"),
        format!("{listed}{waiting}{owed}{fees}"),
        format!("{listed}{waiting}{owed}"),
        format!("{listed}{waiting}"),
        listed,
    ]
}
