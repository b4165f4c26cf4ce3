//! What went wrong: one line with what happened and what comes next; the whole text on request.

use super::window;
use crate::feed::Ending;
use crate::source::{Problem, ProblemKind};
use crate::text::{Glyphs, Line, Role, fit, safe::one_line, time, wrap};
use crate::tui::app::{App, Screen};
use crate::tui::draw::{self, Pen, clamp};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the problem line.
pub(super) fn line(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some((words, next, role)) = words(app) else { return };
    let theme = app.setup.theme;
    let Some(mut pen) = Pen::new(buffer, area, 0) else { return };
    let room = pen.room().saturating_sub(next.chars().count() + 1);
    pen.skip(1);
    let words = fit(&one_line(&words), room.saturating_sub(1)).into_owned();
    pen.text(&words, theme.style(role)).text(&next, theme.style(Role::Dim));
}

/// What happened, what comes next, and how bad it is; the most urgent thing only.
fn words(app: &App) -> Option<(String, String, Role)> {
    if let Some(trouble) = app.trouble() {
        if let Some(until) = trouble.until {
            let next = if until <= app.now {
                "; trying again now".to_owned()
            } else {
                format!("; trying again in {} · r now", time::countdown(until, app.now))
            };
            return Some((short(&trouble.problem), next, Role::Warning));
        }
        let next = match (app.stopped_chain(), app.screen) {
            (Some(_), Screen::Review) if trouble.problem.kind == ProblemKind::ExpiredToken => {
                " · R starts from the beginning · e explains"
            }
            (Some(_), Screen::Review) => " · R goes on · e explains",
            _ => " · e explains · r tries again",
        };
        return Some((short(&trouble.problem), next.to_owned(), Role::Bad));
    }
    if let Some(state) = app.stopped_chain() {
        let statuses: Vec<&str> = state.chain.statuses.iter().map(crate::model::Status::word).collect();
        let what = if statuses.len() == 1 {
            format!("{} assignments", statuses.join(""))
        } else {
            "The list".to_owned()
        };
        let why = match &state.ending {
            Some(Ending::Limit(_)) => "stopped at the limit that was set",
            Some(Ending::RepeatedToken(_)) => "stopped early: MTurk sent the same page token again",
            _ => "stopped early",
        };
        return Some((format!("{what} {why}"), " · R goes on".to_owned(), Role::Warning));
    }
    app.setup.warning.clone().map(|warning| (warning, String::new(), Role::Warning))
}

/// A problem in a few words, by its kind.
fn short(problem: &Problem) -> String {
    match problem.kind {
        ProblemKind::Throttled => "Throttled by MTurk".to_owned(),
        ProblemKind::Unavailable => "MTurk has trouble".to_owned(),
        ProblemKind::Network => format!("No connection ({})", problem.answer),
        ProblemKind::Garbled => "An answer made no sense".to_owned(),
        ProblemKind::ExpiredToken => "The page token is not good any more".to_owned(),
        ProblemKind::NotFound | ProblemKind::Denied | ProblemKind::Refused => problem.answer.clone(),
    }
}

/// Draws a problem at length where there is nothing else to show.
pub(super) fn body(app: &App, problem: &Problem, area: Rect, buffer: &mut Buffer) {
    let area = Rect { x: area.x + 4.min(area.width), width: area.width.saturating_sub(6).min(76), ..area };
    let area = Rect { y: area.y + area.height / 4, height: area.height - area.height / 4, ..area };
    let parts = [
        (&*problem.tried, Role::Label),
        (&*problem.answer, Role::Bad),
        ("", Role::Text),
        (&*problem.advice, Role::Text),
    ];
    let lines: Vec<Line> = parts.iter().flat_map(|(text, role)| wrapped(text, *role, area.width)).collect();
    draw::lines(&lines, app.setup.theme, area, buffer);
}

/// Draws a text to read.
pub(super) fn popup(app: &App, title: &str, paragraphs: &[String], buffer: &mut Buffer) {
    // The frame and a blank column at each side.
    const MARGIN: u16 = 4;
    let width = buffer.area.width.saturating_sub(4).min(76);
    let said = paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
    let wrapped: Vec<_> = said.map(|text| wrapped(text, Role::Text, width.saturating_sub(MARGIN))).collect();
    let lines = wrapped.join(&Line::default());
    let inside = window(app, title, width, clamp(lines.len() + 2), buffer);
    draw::lines(&lines, app.setup.theme, inside, buffer);
}

fn wrapped(text: &str, role: Role, width: u16) -> Vec<Line> {
    wrap::text(text, role, usize::from(width), Glyphs { ascii: false })
}
