//! What can be copied and opened of a HIT.

use super::HitList;
use crate::model::{Environment, Hit, Timestamp};
use crate::text::safe::one_line;
use crate::text::time;
use crate::tui::app::copying::tab_separated;
use crate::tui::app::links;
use crate::tui::app::menu::{Choice, Copy, Menu, entry};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::session::Session;
use jiff::tz::TimeZone;

/// What is offered: a key, its words, what it copies.
const OFFERED: [(char, &str, Copy); 6] = [
    ('h', "HIT id", Copy::Hit),
    ('t', "title", Copy::Title),
    ('p', "HIT type id", Copy::HitType),
    ('a', "annotation", Copy::Annotation),
    ('l', "link to the preview", Copy::Preview),
    ('r', "row, tab separated", Copy::Row),
];

impl HitList {
    /// Offers what the selected HIT has.
    pub(super) fn offer_copies(&self, session: &mut Session) {
        let Some(hit) = self.selected() else { return };
        let has = |what| self.copied(hit, what, &session.setup.environment).is_some();
        let entries = OFFERED.into_iter().filter(|(_, _, what)| has(*what));
        let entries = entries.map(|(key, words, what)| entry(key, words, Choice::Copy(what)));
        session.overlay = Some(Overlay::Menu(Menu::new("Copy", entries.collect(), None)));
    }

    /// Puts a part of the selected HIT on the clipboard.
    pub(super) fn copy(&self, what: Copy, session: &mut Session) {
        let offered = OFFERED.into_iter().find(|(_, _, offered)| *offered == what);
        let Some((hit, (_, words, _))) = self.selected().zip(offered) else { return };
        if let Some(text) = self.copied(hit, what, &session.setup.environment) {
            session.copy(text, words);
        }
    }

    /// The text, safe to paste; `None` where the HIT has nothing of the kind.
    fn copied(&self, hit: &Hit, what: Copy, environment: &Environment) -> Option<String> {
        let line = |text: &str| (!text.trim().is_empty()).then(|| one_line(text).into_owned());
        match what {
            Copy::Hit => line(hit.id.as_str()),
            Copy::Title => line(&hit.title),
            Copy::HitType => line(&hit.hit_type),
            Copy::Annotation => line(hit.annotation.as_deref()?),
            Copy::Preview => environment.preview(hit.group.as_deref()?),
            Copy::Row => Some(tab_separated(&self.cells(hit))),
            Copy::Assignment | Copy::Worker | Copy::Answer | Copy::RawAnswer | Copy::Xml => None,
        }
    }

    /// A HIT as a spreadsheet takes it in; times in UTC, empty cells for what is not known.
    fn cells(&self, hit: &Hit) -> [String; 11] {
        let when =
            |at: Option<Timestamp>| at.map_or_else(String::new, |at| time::absolute(at, &TimeZone::UTC));
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
            when(hit.created),
            when(hit.expires),
            hit.annotation.clone().unwrap_or_default(),
        ]
    }

    /// Opens a link of the selected HIT.
    pub(super) fn open_link(&self, session: &mut Session) {
        if let Some(hit) = self.selected() {
            links::offer(links::of_hit(hit, &session.setup.environment).collect(), session);
        }
    }
}
