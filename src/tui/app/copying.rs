//! Copying, and opening links: what leaves the screen by the user's hand.

use super::session::Session;
use crate::model::Timestamp;
use crate::text::safe::one_line;
use crate::text::time;
use crate::tui::browser::Browser;
use crate::tui::clipboard;
use crate::tui::message::Effect;
use jiff::tz::TimeZone;

impl Session {
    /// Puts a text on the clipboard, and says so; `what` is its name. Longer ones than terminals take are refused.
    pub(super) fn copy(&mut self, text: String, what: &str) {
        if text.len() > clipboard::LIMIT {
            let (size, limit) = (text.len() / 1024, clipboard::LIMIT / 1024);
            return self.say(format!("Not copied: the {what} has {size} KiB, terminals take {limit}"));
        }
        self.say(format!("Copied the {what}"));
        self.ask(Effect::Copy(text));
    }

    /// Opens a link in the browser; where there is none to see, copies it and says why.
    pub(super) fn open_link(&mut self, link: String) {
        match self.setup.browser {
            Browser::Opener(opener) => {
                self.say(format!("Opening {link}"));
                self.ask(Effect::OpenLink(opener, link));
            }
            Browser::Elsewhere => self.copy(link, "link: over ssh no browser opens here"),
            Browser::Missing => self.copy(link, "link: no browser was found to open it"),
        }
    }

    /// A link could not be opened after all: it is copied.
    pub(super) fn link_refused(&mut self, link: String) {
        self.copy(link, "link: the browser could not be opened");
    }
}

/// One line for a spreadsheet: cells without line breaks and tabs, with tabs between them.
pub(super) fn tab_separated(cells: &[String]) -> String {
    cells.iter().map(|cell| one_line(cell)).collect::<Vec<_>>().join("\t")
}

/// A time as a cell of a spreadsheet, in UTC; empty where it is not known.
pub(super) fn in_utc(at: Option<Timestamp>) -> String {
    at.map_or_else(String::new, |at| time::absolute(at, &TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::tab_separated;

    #[test]
    fn a_cell_never_becomes_two_nor_a_line_two() {
        let cells = ["a\tb", "c\nd", "\u{1b}[31m"].map(str::to_owned);
        assert_eq!(tab_separated(&cells), "a    b\tc␊d\t␛[31m");
    }
}
