//! The menus of a review.

use super::Review;
use crate::model::Status;
use crate::table::SortKey;
use crate::text::safe;
use crate::tui::app::menu::{Choice, CopyPart, Menu, MenuEntry, entry};
use crate::tui::app::session::Session;

impl Review {
    /// Any combination of statuses.
    pub(super) fn statuses_menu(&self) -> Menu {
        let known = |status: &Status| *status != Status::Other || self.store.count(*status) > 0;
        let initial = |word: &str| word.chars().next().unwrap_or('u').to_ascii_lowercase();
        let of = |status: Status| entry(initial(status.word()), status.word(), Choice::Toggle(status));
        let entries = Status::ALL.into_iter().filter(known).map(of).collect();
        Menu { stays: true, ..Menu::new("Show", entries, None) }
    }

    /// What to sort by.
    pub(super) fn sort_menu(&self) -> Menu {
        let keys = ['s', 'a', 't', 'u', 'w', 'x', 'h'];
        let several = self.plan.hits.len() > 1;
        let offered = SortKey::ALL.into_iter().filter(|key| several || *key != SortKey::Hit);
        let entries = offered.zip(keys).map(|(by, key)| entry(key, by.word(), Choice::Sort(by)));
        Menu::new("Sort by", entries.collect(), Some(&Choice::Sort(self.sort.key)))
    }

    /// Which answer fields are columns of the list.
    pub(super) fn columns_menu(&self) -> Option<Menu> {
        let keys = ('a'..='z').filter(|key| !['g', 'j', 'k', 'q'].contains(key));
        let fields = self.fields.all().into_iter().enumerate().zip(keys);
        let entries: Vec<MenuEntry> = fields
            .map(|((number, (field, _)), key)| {
                entry(key, safe::one_line(&field.name).into_owned(), Choice::Column(number))
            })
            .collect();
        (!entries.is_empty()).then(|| Menu { stays: true, ..Menu::new("Columns", entries, None) })
    }

    /// What to copy.
    pub(super) fn copy_menu() -> Menu {
        let entries = vec![
            entry('i', "assignment id", Choice::Copy(CopyPart::Assignment)),
            entry('w', "worker id", Choice::Copy(CopyPart::Worker)),
            entry('a', "answer", Choice::Copy(CopyPart::Answer)),
            entry('A', "answer, raw", Choice::Copy(CopyPart::RawAnswer)),
            entry('x', "answer as sent (XML)", Choice::Copy(CopyPart::Xml)),
            entry('r', "row, tab separated", Choice::Copy(CopyPart::Row)),
            entry('h', "HIT id", Choice::Copy(CopyPart::Hit)),
        ];
        Menu::new("Copy", entries, None)
    }

    /// Does what was chosen in one of them.
    pub(in crate::tui::app) fn choose(&mut self, choice: &Choice, session: &mut Session) {
        match choice {
            Choice::Sort(key) => self.sort_by(*key),
            Choice::Toggle(status) => self.toggle_status(*status),
            Choice::Copy(what) => self.copy(*what, session),
            Choice::Column(number) => self.toggle_field(*number, session),
            Choice::SortHits(_) | Choice::Link(_) => {}
        }
    }

    /// Sorts by another key, largest or newest first; the same key again turns the order round.
    pub(super) fn sort_by(&mut self, key: SortKey) {
        let down = matches!(key, SortKey::Submitted | SortKey::Accepted);
        self.sort.descending = if self.sort.key == key { !self.sort.descending } else { down };
        self.sort.key = key;
        self.rebuild();
    }
}
