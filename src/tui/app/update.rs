use super::state::App;
use crate::model::Timestamp;
use crate::tui::key::Key;
use crate::tui::message::{Effect, Msg};
use ratatui::layout::Size;

/// Brings the screen up to date with what happened; returns what should be done about it.
#[must_use]
pub fn update(app: &mut App, msg: Msg, now: Timestamp) -> Vec<Effect> {
    app.session.now = now;
    match msg {
        Msg::Key(event) => app.press(Key::from(event)),
        Msg::Paste(text) => app.paste(&text),
        Msg::Pointer(act, target) => app.point(act, target.as_ref()),
        Msg::Resize(width, height) => app.session.size = Size { width, height },
        Msg::Wake => {}
        Msg::Feed(message) => app.arrived(message),
        Msg::LinkRefused(link) => app.session.link_refused(link),
        Msg::Scan(epoch, news) => app.scanned(epoch, &news),
        Msg::Packed(blocks) => {
            app.packed(blocks);
            // Nothing that shows depends on it.
            return Vec::new();
        }
    }
    app.settle();
    app.session.take_effects()
}
