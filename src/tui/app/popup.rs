use super::prompt::{edit, line, text_of};
use super::{App, HitSortKey};
use crate::model::{Status, StatusSet};
use crate::table::SortKey;
use crate::tui::key::Key;
use crate::tui::keymap::{self, Action, BINDINGS, Binding};
use crate::tui::message::Effect;
use crossterm::event::KeyCode;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui_textarea::TextArea;

/// What lies over the screen.
#[derive(Debug)]
pub enum Popup {
    /// A few choices, one key each.
    Menu(Menu),
    /// The key table, searchable: help or palette.
    Picker(Box<Picker>),
    /// A text to read.
    Text {
        /// Its title.
        title: &'static str,
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
}

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// The assignment's id.
    Assignment,
    /// The worker's id.
    Worker,
    /// The answer as lines of text.
    Answer,
    /// The answer as it was sent.
    Xml,
    /// The row, tab separated.
    Row,
    /// The HIT's id.
    Hit,
}

/// What a choice in a menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Sort assignments.
    Sort(SortKey),
    /// Sort HITs.
    SortHits(HitSortKey),
    /// Show or hide a status.
    Toggle(Status),
    /// Copy.
    Copy(Copy),
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// Its key.
    pub key: char,
    /// Its words.
    pub words: String,
    /// What it does.
    pub choice: Choice,
}

/// A few choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What is chosen.
    pub title: &'static str,
    /// The choices.
    pub entries: Vec<MenuEntry>,
    /// The one under the cursor.
    pub selected: usize,
    /// Whether it stays open after a choice.
    pub stays: bool,
}

/// Whether the key table is read or run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// All keys, by chapter.
    Help,
    /// What can be done here, best match first.
    Palette,
}

/// The key table with a line to search it.
#[derive(Debug)]
pub struct Picker {
    /// Help or palette.
    pub kind: PickerKind,
    /// What is typed.
    pub query: TextArea<'static>,
    /// The bindings that match, in the order they show.
    pub found: Vec<&'static Binding>,
    /// The one under the cursor.
    pub selected: usize,
}

impl Picker {
    fn new(kind: PickerKind) -> Self {
        let mut picker = Self { kind, query: line(""), found: Vec::new(), selected: 0 };
        picker.search();
        picker
    }

    /// Finds the bindings that match what is typed.
    fn search(&mut self) {
        let kind = match self.kind {
            PickerKind::Help => AtomKind::Substring,
            PickerKind::Palette => AtomKind::Fuzzy,
        };
        let pattern = Pattern::new(&text_of(&self.query), CaseMatching::Smart, Normalization::Smart, kind);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &'static Binding)> = BINDINGS
            .iter()
            .filter_map(|binding| {
                let text = format!("{} {}", binding.words, binding.keys.join(" "));
                Some((pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?, binding))
            })
            .collect();
        if self.kind == PickerKind::Palette {
            scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        self.found = scored.into_iter().map(|(_, binding)| binding).collect();
        self.selected = 0;
    }

    fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.found.len().saturating_sub(1));
    }
}

impl App {
    pub(super) fn open_picker(&mut self, kind: PickerKind) {
        self.popup = Some(Popup::Picker(Box::new(Picker::new(kind))));
    }

    pub(super) fn paste_into_picker(&mut self, text: &str) {
        if let Some(Popup::Picker(picker)) = &mut self.popup {
            picker.query.insert_str(text);
            picker.search();
        }
    }

    pub(super) fn explain(&mut self) {
        let Some(problem) = self.last_problem() else { return };
        let paragraphs = vec![problem.tried.clone(), problem.answer.clone(), problem.advice.clone()];
        self.popup = Some(Popup::Text { title: "What went wrong", paragraphs });
    }

    pub(super) fn choose_statuses(&mut self) {
        let known = |status: &Status| {
            *status != Status::Other || self.review.as_ref().is_some_and(|r| r.store.count(*status) > 0)
        };
        let entry = |status: Status| MenuEntry {
            key: status.word().chars().next().unwrap_or('u').to_ascii_lowercase(),
            words: status.word().to_owned(),
            choice: Choice::Toggle(status),
        };
        let entries = Status::ALL.into_iter().filter(known).map(entry).collect();
        self.popup = Some(Popup::Menu(Menu { title: "Show", entries, selected: 0, stays: true }));
    }

    pub(super) fn sort_menu(&mut self) {
        let keys = ['s', 'a', 't', 'u', 'w', 'x'];
        let entries = SortKey::ALL.into_iter().zip(keys).map(|(by, key)| MenuEntry {
            key,
            words: by.word().to_owned(),
            choice: Choice::Sort(by),
        });
        let here = self.review.as_ref().map(|review| review.sort.key);
        let selected = SortKey::ALL.iter().position(|key| Some(*key) == here).unwrap_or(0);
        self.popup =
            Some(Popup::Menu(Menu { title: "Sort by", entries: entries.collect(), selected, stays: false }));
    }

    pub(super) fn sort_hits_menu(&mut self) {
        let entries = HitSortKey::ALL.into_iter().map(|by| MenuEntry {
            key: by.word().chars().next().unwrap_or('?'),
            words: by.word().to_owned(),
            choice: Choice::SortHits(by),
        });
        let entries: Vec<MenuEntry> =
            entries.map(|e| if e.words == "available" { MenuEntry { key: 'v', ..e } } else { e }).collect();
        let selected = HitSortKey::ALL.iter().position(|key| *key == self.hits.sort.key).unwrap_or(0);
        self.popup = Some(Popup::Menu(Menu { title: "Sort by", entries, selected, stays: false }));
    }

    pub(super) fn copy_menu(&mut self) {
        let of =
            |key, words: &str, what| MenuEntry { key, words: words.to_owned(), choice: Choice::Copy(what) };
        let entries = vec![
            of('i', "assignment id", Copy::Assignment),
            of('w', "worker id", Copy::Worker),
            of('a', "answer", Copy::Answer),
            of('x', "answer as sent (XML)", Copy::Xml),
            of('r', "row, tab separated", Copy::Row),
            of('h', "HIT id", Copy::Hit),
        ];
        self.popup = Some(Popup::Menu(Menu { title: "Copy", entries, selected: 0, stays: false }));
    }

    pub(super) fn popup_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        match &mut self.popup {
            Some(Popup::Menu(_)) => self.menu_key(key, effects),
            Some(Popup::Picker(_)) => self.picker_key(key, effects),
            Some(Popup::Text { .. }) | None => self.popup = None,
        }
    }

    fn menu_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Popup::Menu(menu)) = &mut self.popup else { return };
        let last = menu.entries.len().saturating_sub(1);
        let typed = match key.event().code {
            KeyCode::Char(c) => menu.entries.iter().position(|entry| entry.key == c),
            _ => None,
        };
        let chosen = match (typed, key.event().code) {
            (Some(position), _) => Some(position),
            (None, KeyCode::Char('j') | KeyCode::Down) => {
                menu.selected = (menu.selected + 1).min(last);
                None
            }
            (None, KeyCode::Char('k') | KeyCode::Up) => {
                menu.selected = menu.selected.saturating_sub(1);
                None
            }
            (None, KeyCode::Char(' ')) => Some(menu.selected),
            (None, KeyCode::Enter) if !menu.stays => Some(menu.selected),
            _ => return self.popup = None,
        };
        let Some(chosen) = chosen else { return };
        menu.selected = chosen;
        let choice = menu.entries.get(chosen).map(|entry| entry.choice);
        if !menu.stays {
            self.popup = None;
        }
        if let Some(choice) = choice {
            self.choose(choice, effects);
        }
    }

    fn choose(&mut self, choice: Choice, effects: &mut Vec<Effect>) {
        match choice {
            Choice::SortHits(key) => self.hits.sort_by(key),
            Choice::Sort(key) => self.sort_by(key),
            Choice::Copy(what) => self.copy(what, effects),
            Choice::Toggle(status) => {
                if let Some(review) = &self.review {
                    let statuses = review.filter.statuses.toggled(status);
                    // Nothing at all is never what one wants to see.
                    let all = StatusSet::ALL;
                    self.show_statuses(if statuses.is_empty() { all } else { statuses });
                }
            }
        }
    }

    fn picker_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Popup::Picker(picker)) = &mut self.popup else { return };
        match key.event().code {
            KeyCode::Esc => self.popup = None,
            KeyCode::Down => picker.step(1),
            KeyCode::Up => picker.step(-1),
            KeyCode::PageDown => picker.step(10),
            KeyCode::PageUp => picker.step(-10),
            KeyCode::Enter => self.run_picked(effects),
            _ => {
                if edit(&mut picker.query, key.event()) {
                    picker.search();
                }
            }
        }
    }

    /// Runs what is under the cursor of the palette or help, where it can be done here.
    fn run_picked(&mut self, effects: &mut Vec<Effect>) {
        let Some(Popup::Picker(picker)) = self.popup.take() else { return };
        let Some(binding) = picker.found.get(picker.selected) else { return };
        if !keymap::reachable(self.contexts()).any(|b| b.action == binding.action) {
            return self.say("Not on this screen");
        }
        match (binding.unless)(self) {
            Some(why) => self.say(why),
            None if binding.action == Action::Help => self.open_picker(PickerKind::Help),
            None => self.act(binding.action, None, effects),
        }
    }
}
