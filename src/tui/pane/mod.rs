//! One file a pane or popup; each a function of the state it shows, which draws into its place and changes nothing.

mod answer;
mod entry;
mod footer;
mod frame;
mod header;
mod help;
mod hits;
mod list;
mod menu;
mod notice;
mod position;
mod problem;
mod rules;
mod status;
mod tabs;
mod timeline;

use super::app::{App, HitList, Overlay, Review, Screen, Session};
use super::layout;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the screen.
pub fn view(app: &App, frame: &mut Frame<'_>) {
    let buffer = frame.buffer_mut();
    let session = &app.session;
    let footer = match &app.screen {
        Screen::Review(review) => draw_review(review, session, buffer),
        Screen::Hits(hits) => draw_hits(hits, session, buffer),
    };
    notice::render(session, footer, buffer);
    if session.overlay.as_ref().is_some_and(|overlay| !matches!(overlay, Overlay::Prompt(_))) {
        let keys = if footer.is_empty() { buffer.area.bottom() } else { footer.y };
        frame::dim(Rect { height: keys - buffer.area.y, ..buffer.area }, buffer);
    }
    let typing = footer::render(app, footer, buffer);
    let typing = match &session.overlay {
        Some(Overlay::Menu(menu)) => {
            menu::render(&app.screen, session, menu, buffer);
            None
        }
        Some(Overlay::Picker(picker)) => help::render(app, picker, buffer),
        Some(Overlay::Text(text)) => {
            problem::popup(session.setup.theme, text, buffer);
            None
        }
        Some(Overlay::Prompt(_)) | None => typing,
    };
    session.setup.theme.degrade(buffer);
    if let Some(cursor) = typing {
        frame.set_cursor_position(cursor);
    }
}

/// Draws a review; tells where the footer goes.
fn draw_review(review: &Review, session: &Session, buffer: &mut Buffer) -> Rect {
    let areas = review.areas(session);
    header::of_review(review, session, areas.header, buffer);
    tabs::render(review, session.setup.theme, areas.tabs, buffer);
    problem::line(review.trouble(), session, areas.notice, buffer);
    rules::render(session.setup.theme, &areas, buffer);
    list::render(review, session, areas.list, buffer);
    answer::render(review, session, areas.answer, buffer);
    timeline::render(review, session, &areas, buffer);
    areas.footer
}

/// Draws the list of HITs; tells where the footer goes.
fn draw_hits(hits: &HitList, session: &Session, buffer: &mut Buffer) -> Rect {
    let line = hits.trouble().is_some() || session.setup.warning.is_some();
    let areas = layout::hits(session.area(), line);
    header::of_hits(hits, session, areas.header, buffer);
    problem::line(hits.trouble(), session, areas.notice, buffer);
    rules::render(session.setup.theme, &areas, buffer);
    hits::render(hits, session, areas.list, buffer);
    areas.footer
}
