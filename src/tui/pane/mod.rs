//! One file a pane or popup; each a function of the state it shows, which draws into its place and changes nothing.

mod answer;
mod entry;
mod footer;
mod frame;
mod header;
mod help;
mod hit;
mod hits;
mod list;
mod menu;
mod notice;
mod position;
mod problem;
mod rules;
mod status;
mod tabs;
mod task;
mod timeline;

use super::app::{App, HitList, Overlay, Review, Screen, Session};
use super::layout::Pane;
use super::zones::{Target, Zones};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws the screen; tells what lies where on it.
pub fn view(app: &App, frame: &mut Frame<'_>) -> Zones {
    let mut zones = Zones::default();
    if let Some(cursor) = draw(app, frame.buffer_mut(), &mut zones) {
        frame.set_cursor_position(cursor);
    }
    zones
}

/// Draws the screen, and notes what lies where; tells where text is typed.
fn draw(app: &App, buffer: &mut Buffer, zones: &mut Zones) -> Option<Position> {
    let session = &app.session;
    let footer = match &app.screen {
        Screen::Review(review) => draw_review(review, session, buffer, zones),
        Screen::Hits(hits) => draw_hits(hits, session, buffer, zones),
    };
    notice::render(session, footer, buffer);
    if session.overlay.as_ref().is_some_and(|overlay| !matches!(overlay, Overlay::Prompt(_))) {
        let keys = if footer.is_empty() { buffer.area.bottom() } else { footer.y };
        frame::dim(Rect { height: keys - buffer.area.y, ..buffer.area }, buffer);
        zones.cover();
    }
    let typing = footer::render(app, footer, buffer);
    let typing = match &session.overlay {
        Some(Overlay::Menu(menu)) => {
            menu::render(&app.screen, session, menu, buffer, zones);
            None
        }
        Some(Overlay::Picker(picker)) => help::render(app, picker, buffer, zones),
        Some(Overlay::Text(text)) => {
            problem::popup(session.setup.theme, text, buffer, zones);
            None
        }
        Some(Overlay::Prompt(_)) | None => typing,
    };
    session.setup.theme.degrade(buffer);
    typing
}

/// Draws a review; tells where the footer goes.
fn draw_review(review: &Review, session: &Session, buffer: &mut Buffer, zones: &mut Zones) -> Rect {
    let areas = review.areas(session);
    zones.add(areas.list, Target::Pane(Pane::List));
    zones.add(areas.task, Target::Pane(Pane::Task));
    zones.add(areas.answer, Target::Pane(Pane::Answer));
    zones.add(areas.timeline, Target::Pane(Pane::Timeline));
    header::of_review(review, session, areas.header, buffer);
    tabs::render(review, session.setup.theme, areas.tabs, buffer, zones);
    problem::line(review.trouble(), session, areas.notice, buffer);
    rules::render(session.setup.theme, &areas, buffer);
    list::render(review, session, areas.list, buffer, zones);
    task::render(review, session, &areas, buffer);
    answer::render(review, session, areas.answer, buffer);
    timeline::render(review, session, &areas, buffer);
    areas.footer
}

/// Draws the list of HITs; tells where the footer goes.
fn draw_hits(hits: &HitList, session: &Session, buffer: &mut Buffer, zones: &mut Zones) -> Rect {
    let areas = hits.areas(session);
    header::of_hits(hits, session, areas.header, buffer);
    problem::line(hits.trouble(), session, areas.notice, buffer);
    rules::render(session.setup.theme, &areas, buffer);
    zones.add(areas.list, Target::Pane(Pane::List));
    zones.add(areas.answer, Target::Pane(Pane::Answer));
    hits::render(hits, session, areas.list, buffer, zones);
    hit::render(hits, session, areas.answer, buffer);
    areas.footer
}
