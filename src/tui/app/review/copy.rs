//! What can be copied and opened of an assignment.

use super::Review;
use crate::answer;
use crate::table::Row;
use crate::text::safe::{one_line, visible};
use crate::tui::app::copying::{in_utc, tab_separated};
use crate::tui::app::links;
use crate::tui::app::menu::CopyPart;
use crate::tui::app::session::Session;

impl Review {
    /// Puts a part of the selected assignment on the clipboard.
    pub(super) fn copy(&self, what: CopyPart, session: &mut Session) {
        if let Some((text, words)) = self.copied(what) {
            session.copy(text, words);
        }
    }

    /// The text and its name. A pasted line break or escape sequence can run in a shell: only what is called raw or
    /// as sent has any that the worker put there.
    fn copied(&self, what: CopyPart) -> Option<(String, &'static str)> {
        let row = self.selected()?;
        let xml = || self.store.answer(self.row()?);
        let plain = || Some(answer::parse(&xml()?).plain());
        Some(match what {
            CopyPart::Assignment => (one_line(row.id).into_owned(), "assignment id"),
            CopyPart::Worker => (one_line(row.worker).into_owned(), "worker id"),
            CopyPart::Hit => (one_line(row.hit.as_str()).into_owned(), "HIT id"),
            CopyPart::Answer => (visible(&plain()?).into_owned(), "answer"),
            CopyPart::RawAnswer => (plain()?, "raw answer"),
            CopyPart::Xml => (xml()?.into_owned(), "answer as sent"),
            CopyPart::Row => (tab_separated(&cells(&row)), "row"),
            CopyPart::Title | CopyPart::HitType | CopyPart::Annotation | CopyPart::Preview => return None,
        })
    }

    /// Opens a link of the selected assignment's answer, or of its HIT.
    pub(super) fn open_link(&self, session: &mut Session) {
        let answer = self.row().and_then(|row| self.store.answer(row));
        let mut text = answer.map_or_else(String::new, |xml| answer::parse(&xml).plain());
        let beside = self.row().and_then(|row| self.store.beside(row)).unwrap_or_default();
        for (_, input) in &beside.inputs {
            text.push('\n');
            text.push_str(input);
        }
        let hit = self.hit().into_iter().flat_map(|hit| links::of_hit(hit, &session.setup.environment));
        links::offer(links::of_text(&text), hit.collect(), session);
    }
}

/// A row as a spreadsheet takes it in: ids, status, times in UTC, seconds worked.
fn cells(row: &Row<'_>) -> [String; 9] {
    let worked = row.work_time().map_or(String::new(), |span| span.as_secs().to_string());
    [
        row.id.to_owned(),
        row.worker.to_owned(),
        row.hit.to_string(),
        row.status.word().to_owned(),
        in_utc(row.accepted),
        in_utc(row.submitted),
        worked,
        in_utc(row.approved),
        in_utc(row.rejected),
    ]
}
