//! What went wrong: one line with what happened and what comes next; the whole text on request.

use super::frame::window;
use super::position;
use crate::feed::Ending;
use crate::model::Status;
use crate::source::{Problem, ProblemKind};
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::time;
use crate::text::{Line, columns, fit, wrap};
use crate::tui::app::{Explanation, ListState, Session, Trouble};
use crate::tui::draw::{self, Pen, clamp};
use crate::tui::popup;
use crate::tui::theme::Theme;
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What a problem line says.
struct ProblemLine {
    /// What happened.
    words: String,
    /// What comes next, then the same with less of it: what happened is cut last.
    next: Vec<String>,
    role: Role,
}

/// Draws the problem line: the most urgent thing, else a standing warning.
pub(super) fn line(trouble: Option<Trouble<'_>>, session: &Session, area: Rect, buffer: &mut Buffer) {
    let warning =
        || session.setup.warning.as_deref().map(|warning| ProblemLine::new(warning, &[], Role::Warning));
    let Some(line) = trouble.map(|trouble| told(trouble, session)).or_else(warning) else { return };
    let theme = session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    pen.skip(1);
    let (words, room) = (one_line(&line.words), pen.room().saturating_sub(1));
    let fits = |next: &&String| columns(&words) + columns(next) <= room;
    let next = line.next.iter().find(fits).or(line.next.last()).map_or("", String::as_str);
    let words = fit(&words, room.saturating_sub(columns(next)));
    pen.text(&words, theme.style(line.role)).text(next, theme.style(Role::Dim));
}

impl ProblemLine {
    fn new(words: impl Into<String>, next: &[&str], role: Role) -> Self {
        Self { words: words.into(), next: next.iter().map(|next| (*next).to_owned()).collect(), role }
    }
}

/// What happened, what comes next, and how bad it is.
fn told(trouble: Trouble<'_>, session: &Session) -> ProblemLine {
    let service = session.setup.environment.service();
    match trouble {
        Trouble::Waiting(waiting) => {
            let words = short(&waiting.problem, service);
            if waiting.until <= session.now {
                return ProblemLine::new(words, &["; trying again now"], Role::Warning);
            }
            let next = format!("; trying again in {}", time::countdown(waiting.until, session.now));
            ProblemLine::new(words, &[&format!("{next} · r now"), &next], Role::Warning)
        }
        Trouble::Refused(problem) => {
            let next = [" · ! explains · r tries again", " · ! explains"];
            ProblemLine::new(short(problem, service), &next, Role::Bad)
        }
        Trouble::Stopped(list) => match list.problem() {
            Some(problem) => {
                let resume = match problem.kind {
                    ProblemKind::ExpiredToken => "R starts from the beginning",
                    _ => "R goes on",
                };
                let next = [&format!(" · {resume} · ! explains"), " · ! explains"];
                ProblemLine::new(short(problem, service), &next, Role::Bad)
            }
            None => ProblemLine::new(ended_early(list, service), &[" · R goes on"], Role::Warning),
        },
    }
}

/// Which list ended before its end, and why.
fn ended_early(list: &ListState, service: &str) -> String {
    let statuses: Vec<&str> = list.chain.statuses.iter().map(Status::word).collect();
    let what = match &statuses[..] {
        [one] => format!("{one} assignments"),
        _ => "The list".to_owned(),
    };
    match &list.ending {
        Some(Ending::Limit(_)) => format!("{what} stopped at the limit that was set"),
        Some(Ending::RepeatedToken(_)) => {
            format!("{what} stopped early: {service} sent the same page token again")
        }
        _ => format!("{what} stopped early"),
    }
}

/// A problem in a few words, by its kind.
fn short(problem: &Problem, service: &str) -> String {
    match problem.kind {
        ProblemKind::Throttled => format!("Throttled by {service}"),
        ProblemKind::Unavailable => {
            let the = if service.starts_with("the ") { "The " } else { "" };
            format!("{the}{} has trouble", service.trim_start_matches("the "))
        }
        ProblemKind::Network => format!("No connection ({})", problem.answer),
        ProblemKind::Garbled => "An answer made no sense".to_owned(),
        ProblemKind::ExpiredToken => "The page token is not good any more".to_owned(),
        ProblemKind::NoCredentials
        | ProblemKind::BrokenCredentials
        | ProblemKind::NotFound
        | ProblemKind::Denied
        | ProblemKind::Refused => problem.answer.clone(),
    }
}

/// Draws a problem at length where there is nothing else to show.
pub(super) fn body(theme: Theme, problem: &Problem, area: Rect, buffer: &mut Buffer) {
    let area = Rect { x: area.x + 4.min(area.width), width: area.width.saturating_sub(6).min(76), ..area };
    let area = Rect { y: area.y + area.height / 4, height: area.height - area.height / 4, ..area };
    let parts = [
        (&*problem.tried, Role::Label),
        (&*problem.answer, Role::Bad),
        ("", Role::Text),
        (&*problem.advice, Role::Text),
    ];
    let lines = parts.iter().flat_map(|(text, role)| wrap::paragraph(text, *role, area.width.into()));
    draw::lines(&lines.collect::<Vec<Line>>(), theme, area, buffer);
}

/// Draws a text to read.
pub(super) fn popup(theme: Theme, text: &Explanation, buffer: &mut Buffer, zones: &mut Zones) {
    let lines = text.lines(buffer.area);
    let (rows, top) = text.window(buffer.area, lines.len());
    let position = position::of_lines(top, rows, lines.len());
    let position = position.map_or_else(String::new, |position| format!("{position} lines"));
    let place = popup::text(buffer.area, clamp(lines.len()));
    zones.add(place, Target::Popup);
    let inside = window(theme, text.title, &position, place, buffer);
    draw::lines(lines.get(top..).unwrap_or_default(), theme, inside, buffer);
}
