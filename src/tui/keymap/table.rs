//! The one table of keys. Dispatch, footer, help, palette and the README's table are all made from it.
//!
//! It is data: a binding says what it needs, and the screen that is up says whether it has it.

use super::action::{Action, Motion, Needs};
use crate::tui::key::Key;
use Action::{
    Back, ChooseStatuses, ClearFilters, Columns, CopyMenu, Explain, FilterText, FilterWorker, Help, Hits,
    NextFound, NextNew, NextRow, NextStatus, Open, Palette, PreviousFound, PreviousRow, PreviousStatus, Quit,
    Raw, Redraw, Refresh, ResumeLists, Search, Show, SortMenu, Suspend, Unfold, Zone,
};
use Context::{Answer, Everywhere, Review};
use HelpSection::{Find, Move, Program, Read, Service};
use Motion::{Bottom, Down, HalfDown, HalfUp, PageDown, PageUp, Top, Up};
use Needs::{NewRow, Problem, Row, StoppedList};

/// Where a key means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// In the list of HITs.
    Hits,
    /// While reviewing, whichever pane has the focus.
    Review,
    /// While reviewing, in the list.
    List,
    /// While reviewing, in the answer or the timeline.
    Answer,
}

/// The chapters of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpSection {
    /// Moving about.
    Move,
    /// Reading one assignment.
    Read,
    /// Choosing which assignments are listed, and how.
    Find,
    /// Reaching the service and other HITs.
    Service,
    /// The program itself.
    Program,
}

impl HelpSection {
    /// Every chapter, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Move, Self::Find, Self::Read, Self::Service, Self::Program];

    /// Its heading.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Find => "Find and filter",
            Self::Read => "Read",
            Self::Service => "HITs and the service",
            Self::Program => "hitdeck",
        }
    }
}

/// What the footer says of a binding; the lowest rank is the last to go when the line is short.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The keys, shorter than in the help.
    pub keys: &'static str,
    /// One word.
    pub word: &'static str,
    /// What stays longest has the lowest rank.
    pub rank: u8,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, by name.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
    /// The same in words, for help and palette.
    pub words: &'static str,
    /// The chapter of the help.
    pub section: HelpSection,
    /// What the footer says, if anything.
    pub hint: Option<Hint>,
    /// What has to be there for it.
    pub needs: Needs,
}

const fn key(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    section: HelpSection,
    words: &'static str,
) -> Binding {
    Binding { context, keys, action, words, section, hint: None, needs: Needs::Nothing }
}

impl Binding {
    const fn hint(self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        Self { hint: Some(Hint { keys, word, rank }), ..self }
    }

    const fn needs(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }
}

/// The table.
#[rustfmt::skip]
pub static BINDINGS: &[Binding] = &[
    key(Everywhere, &["j", "down"], Action::Move(Down), Move, "One down; 05j goes five down").hint(2, "j k", "move"),
    key(Everywhere, &["k", "up"], Action::Move(Up), Move, "One up"),
    key(Everywhere, &["g", "home"], Action::Move(Top), Move, "To the first; 012g goes to the twelfth"),
    key(Everywhere, &["G", "end"], Action::Move(Bottom), Move, "To the last; 012G goes to the twelfth"),
    key(Everywhere, &["pgdn", "ctrl-f"], Action::Move(PageDown), Move, "A page down"),
    key(Everywhere, &["pgup", "ctrl-b"], Action::Move(PageUp), Move, "A page up"),
    key(Everywhere, &["ctrl-d"], Action::Move(HalfDown), Move, "Half a page down"),
    key(Everywhere, &["ctrl-u"], Action::Move(HalfUp), Move, "Half a page up"),
    key(Context::Hits, &["enter", "right", "l"], Open, Move, "Review this HIT").hint(3, "⏎", "open").needs(Row),
    key(Review, &["enter", "right", "l"], Open, Move, "Into the next pane").hint(3, "⏎", "open"),
    key(Answer, &["esc", "left", "backspace"], Back, Move, "Back to the pane before").hint(1, "esc", "back"),
    key(Context::Hits, &["esc", "left", "backspace"], Back, Move, "Drops a search, then back to the review"),
    key(Review, &["esc", "left", "backspace"], Back, Move, "Back; drops a search, then filters"),
    key(Review, &["J"], NextRow, Move, "Next assignment, from any pane").needs(Row),
    key(Review, &["K"], PreviousRow, Move, "Previous assignment, from any pane").needs(Row),
    key(Review, &["*"], NextNew, Move, "Next new assignment").needs(NewRow),

    key(Review, &["tab"], NextStatus, Find, "Next status").hint(4, "tab", "status"),
    key(Review, &["shift-tab"], PreviousStatus, Find, "Previous status"),
    key(Review, &["1"], Show(1), Find, "Show all assignments"),
    key(Review, &["2"], Show(2), Find, "Show submitted assignments"),
    key(Review, &["3"], Show(3), Find, "Show approved assignments"),
    key(Review, &["4"], Show(4), Find, "Show rejected assignments"),
    key(Review, &["S"], ChooseStatuses, Find, "Show any combination of statuses"),
    key(Everywhere, &["/"], Search, Find, "Search ids, workers, titles and answers").hint(5, "/", "search"),
    key(Everywhere, &["n"], NextFound, Find, "Next match").needs(Needs::Search),
    key(Everywhere, &["N"], PreviousFound, Find, "Previous match").needs(Needs::Search),
    key(Review, &["f"], FilterText, Find, "Filter by text or, with tab, by worker").hint(6, "f", "filter"),
    key(Review, &["w"], FilterWorker, Find, "Only this worker's assignments, and back").needs(Row),
    key(Review, &["F"], ClearFilters, Find, "Drop all filters").needs(Needs::Filter),
    key(Review, &["c"], Columns, Find, "Answer fields as columns of the list"),
    key(Everywhere, &["s"], SortMenu, Find, "Sort").hint(7, "s", "sort"),

    key(Review, &["x"], Raw, Read, "The answer as it was sent (XML)").hint(11, "x", "raw").needs(Row),
    key(Review, &["z"], Unfold, Read, "Show or fold form noise").needs(Row),
    key(Everywhere, &["t"], Zone, Read, "Times in UTC or local"),
    key(Context::Hits, &["y"], CopyMenu, Read, "Copy the HIT's id").needs(Row),
    key(Review, &["y"], CopyMenu, Read, "Copy id, worker, answer or row").hint(8, "y", "copy").needs(Row),

    key(Everywhere, &["r"], Refresh, Service, "Look at the service now").hint(9, "r", "refresh"),
    key(Review, &["R"], ResumeLists, Service, "Go on loading where it stopped").needs(StoppedList),
    key(Everywhere, &["!"], Explain, Service, "Explain the last problem").needs(Problem),
    key(Review, &["h"], Hits, Service, "The account's HITs").hint(10, "h", "HITs"),

    key(Everywhere, &["?"], Help, Program, "All keys").hint(0, "?", "help"),
    key(Everywhere, &[":"], Palette, Program, "Run a command by its name"),
    key(Everywhere, &["ctrl-l"], Redraw, Program, "Draw everything anew"),
    key(Everywhere, &["ctrl-z"], Suspend, Program, "To the shell; fg comes back"),
    key(Everywhere, &["q", "ctrl-c"], Quit, Program, "Quit").hint(1, "q", "quit"),
];

/// The binding of a key, given the contexts in force, nearest first.
#[must_use]
pub fn lookup(key: Key, contexts: &[Context]) -> Option<&'static Binding> {
    contexts.iter().find_map(|context| {
        BINDINGS
            .iter()
            .find(|b| b.context == *context && b.keys.iter().any(|name| Key::named(name) == Some(key)))
    })
}

/// The bindings that hold in the contexts in force and are not hidden by a nearer one, in table order.
pub fn reachable(contexts: &[Context]) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(|b| {
        b.keys
            .first()
            .and_then(|name| Key::named(name))
            .and_then(|key| lookup(key, contexts))
            .is_some_and(|found| std::ptr::eq(found, *b))
    })
}

impl Binding {
    /// The keys as help shows them: `j ↓`.
    #[must_use]
    pub fn keys_shown(&self) -> String {
        let names = self.keys.iter().filter_map(|name| Key::named(name)).map(|key| key.to_string());
        names.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_in_the_table_can_be_typed_and_none_is_bound_twice_in_a_context() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            for name in binding.keys {
                assert!(Key::named(name).is_some(), "{name} is no key");
                assert!(seen.insert((format!("{:?}", binding.context), *name)), "{name} twice");
            }
        }
    }

    #[test]
    fn nothing_needed_sits_only_on_a_control_key_that_terminals_and_multiplexers_take() {
        for binding in BINDINGS {
            let taken =
                |name: &&str| ["ctrl-a", "ctrl-b", "ctrl-h", "ctrl-j", "ctrl-k", "ctrl-l"].contains(name);
            assert!(binding.action == Redraw || !binding.keys.iter().all(taken), "{}", binding.words);
        }
    }

    #[test]
    fn the_nearest_context_wins() {
        let esc = Key::named("esc").unwrap();
        assert_eq!(lookup(esc, &[Answer, Review, Everywhere]).unwrap().context, Answer);
        assert_eq!(lookup(esc, &[Context::List, Review, Everywhere]).unwrap().context, Review);
    }
}
