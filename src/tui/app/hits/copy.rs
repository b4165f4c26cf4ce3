//! What can be copied and opened of a HIT.

use super::HitList;
use crate::model::{Environment, Hit};
use crate::text::safe::one_line;
use crate::tui::app::copying::{in_utc, tab_separated};
use crate::tui::app::links;
use crate::tui::app::menu::{Choice, CopyPart, Menu, entry};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::session::Session;

/// What is offered: a key, its words, what it copies.
const OFFERED: [(char, &str, CopyPart); 6] = [
    ('h', "HIT id", CopyPart::Hit),
    ('t', "title", CopyPart::Title),
    ('p', "HIT type id", CopyPart::HitType),
    ('a', "annotation", CopyPart::Annotation),
    ('l', "link to the preview", CopyPart::Preview),
    ('r', "row, tab separated", CopyPart::Row),
];

impl HitList {
    /// Offers what the selected HIT has.
    pub(super) fn offer_copies(&self, session: &mut Session) {
        let has = |what| self.copied(what, &session.setup.environment).is_some();
        let entries = OFFERED.into_iter().filter(|(_, _, what)| has(*what));
        let entries = entries.map(|(key, words, what)| entry(key, words, Choice::Copy(what)));
        session.overlay = Some(Overlay::Menu(Menu::new("Copy", entries.collect(), None)));
    }

    /// Puts a part of the selected HIT on the clipboard.
    pub(super) fn copy(&self, what: CopyPart, session: &mut Session) {
        let offered = OFFERED.into_iter().find(|(_, _, offered)| *offered == what);
        let Some((_, words, _)) = offered else { return };
        if let Some(text) = self.copied(what, &session.setup.environment) {
            session.copy(text, words);
        }
    }

    /// The text, safe to paste; `None` where the HIT has nothing of the kind. Of several in one line what they share.
    fn copied(&self, what: CopyPart, environment: &Environment) -> Option<String> {
        let hit = self.selected_row()?.hit;
        let line = |text: &str| (!text.trim().is_empty()).then(|| one_line(text).into_owned());
        match what {
            CopyPart::Hit => line(self.selected()?.id.as_str()),
            CopyPart::Title => line(&hit.title),
            CopyPart::HitType => line(&hit.hit_type),
            CopyPart::Annotation => line(hit.annotation.as_deref()?),
            CopyPart::Preview => environment.preview(hit.group.as_deref()?),
            CopyPart::Row => Some(tab_separated(&self.cells(self.selected()?))),
            CopyPart::Assignment
            | CopyPart::Worker
            | CopyPart::Answer
            | CopyPart::RawAnswer
            | CopyPart::Xml => None,
        }
    }

    /// A HIT as a spreadsheet takes it in; times in UTC, empty cells for what is not known.
    fn cells(&self, hit: &Hit) -> [String; 11] {
        let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        let verdicts = self.verdicts(hit);
        [
            hit.id.to_string(),
            hit.title.clone(),
            hit.hit_type.clone(),
            hit.reward.map_or_else(String::new, |reward| reward.to_string()),
            count(hit.waiting()),
            count(verdicts.map(|(approved, _)| approved)),
            count(verdicts.map(|(_, rejected)| rejected)),
            count(hit.available),
            in_utc(hit.created),
            in_utc(hit.expires),
            hit.annotation.clone().unwrap_or_default(),
        ]
    }

    /// Opens a link of the selected HIT.
    pub(super) fn open_link(&self, session: &mut Session) {
        if let Some(row) = self.selected_row() {
            let links = links::of_hit(row.hit, &session.setup.environment).collect();
            links::offer(std::iter::empty(), links, session);
        }
    }
}
