//! What went wrong: one line with what happened and what comes next; the whole text on request.

use super::frame::window;
use super::position;
use crate::feed::Ending;
use crate::model::{Status, Timestamp};
use crate::source::{Problem, ProblemKind};
use crate::text::Role;
use crate::text::safe::one_line;
use crate::text::time;
use crate::text::{Line, fit, wrap};
use crate::tui::app::{Explanation, ListState, Session, Trouble};
use crate::tui::draw::{self, Pen, clamp};
use crate::tui::popup;
use crate::tui::theme::Theme;
use crate::tui::zones::{Target, Zones};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the problem line: the most urgent thing, else a standing warning.
pub(super) fn line(trouble: Option<Trouble<'_>>, session: &Session, area: Rect, buffer: &mut Buffer) {
    let warning = || session.setup.warning.clone().map(|warning| (warning, String::new(), Role::Warning));
    let Some((words, next, role)) = trouble.map(|trouble| words(trouble, session.now)).or_else(warning)
    else {
        return;
    };
    let theme = session.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let room = pen.room().saturating_sub(next.chars().count() + 1);
    pen.skip(1);
    let words = fit(&one_line(&words), room.saturating_sub(1)).into_owned();
    pen.text(&words, theme.style(role)).text(&next, theme.style(Role::Dim));
}

/// What happened, what comes next, and how bad it is.
fn words(trouble: Trouble<'_>, now: Timestamp) -> (String, String, Role) {
    match trouble {
        Trouble::Waiting(waiting) if waiting.until <= now => {
            (short(&waiting.problem), "; trying again now".to_owned(), Role::Warning)
        }
        Trouble::Waiting(waiting) => {
            let next = format!("; trying again in {} · r now", time::countdown(waiting.until, now));
            (short(&waiting.problem), next, Role::Warning)
        }
        Trouble::Refused(problem) => (short(problem), " · ! explains · r tries again".to_owned(), Role::Bad),
        Trouble::Stopped(list) => match list.problem() {
            Some(problem) if problem.kind == ProblemKind::ExpiredToken => {
                (short(problem), " · R starts from the beginning · ! explains".to_owned(), Role::Bad)
            }
            Some(problem) => (short(problem), " · R goes on · ! explains".to_owned(), Role::Bad),
            None => (ended_early(list), " · R goes on".to_owned(), Role::Warning),
        },
    }
}

/// Which list ended before its end, and why.
fn ended_early(list: &ListState) -> String {
    let statuses: Vec<&str> = list.chain.statuses.iter().map(Status::word).collect();
    let what = match &statuses[..] {
        [one] => format!("{one} assignments"),
        _ => "The list".to_owned(),
    };
    let why = match &list.ending {
        Some(Ending::Limit(_)) => "stopped at the limit that was set",
        Some(Ending::RepeatedToken(_)) => "stopped early: MTurk sent the same page token again",
        _ => "stopped early",
    };
    format!("{what} {why}")
}

/// A problem in a few words, by its kind.
fn short(problem: &Problem) -> String {
    match problem.kind {
        ProblemKind::Throttled => "Throttled by MTurk".to_owned(),
        ProblemKind::Unavailable => "MTurk has trouble".to_owned(),
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
