//! What can be copied of an assignment.

use super::Review;
use crate::answer;
use crate::model::Timestamp;
use crate::table::Row;
use crate::text::time;
use crate::tui::app::menu::Copy;
use crate::tui::app::session::Session;
use crate::tui::clipboard;
use crate::tui::message::Effect;
use jiff::tz::TimeZone;

impl Review {
    /// Puts a part of the selected assignment on the clipboard, and says so.
    pub(super) fn copy(&self, what: Copy, session: &mut Session) {
        let Some((text, words)) = self.copied(what) else { return };
        if text.len() > clipboard::LIMIT {
            let (size, limit) = (text.len() / 1024, clipboard::LIMIT / 1024);
            return session.say(format!("Not copied: the {words} has {size} KiB, terminals take {limit}"));
        }
        session.say(format!("Copied the {words}"));
        session.ask(Effect::Copy(text));
    }

    fn copied(&self, what: Copy) -> Option<(String, &'static str)> {
        let row = self.selected()?;
        let xml = || self.store.answer(self.row()?);
        Some(match what {
            Copy::Assignment => (row.id.to_owned(), "assignment id"),
            Copy::Worker => (row.worker.to_owned(), "worker id"),
            Copy::Hit => (row.hit.to_string(), "HIT id"),
            Copy::Xml => (xml()?.into_owned(), "answer as sent"),
            Copy::Answer => (answer::parse(&xml()?).plain(), "answer"),
            Copy::Row => (tab_separated(&row), "row"),
        })
    }
}

/// A row as a spreadsheet takes it in: ids, status, times in UTC, seconds worked.
fn tab_separated(row: &Row<'_>) -> String {
    let when = |at: Option<Timestamp>| at.map_or(String::new(), |at| time::absolute(at, &TimeZone::UTC));
    let worked = row.work_time().map_or(String::new(), |span| span.as_secs().to_string());
    let cells = [
        row.id.to_owned(),
        row.worker.to_owned(),
        row.hit.to_string(),
        row.status.word().to_owned(),
        when(row.accepted),
        when(row.submitted),
        worked,
        when(row.approved),
        when(row.rejected),
    ];
    cells.join("\t")
}
