//! The one table of keys. Dispatch, footer, help, palette and docs/keys.md are all made from it.
//!
//! It is data: a binding says what it needs, and the screen that is up says whether it has it.

use super::action::{Action, Motion, Needs};
use super::binding::{Binding, Context, HelpSection, key};
use crate::tui::key::Key;
use Action::{
    Back, ChooseStatuses, ClearFilters, Columns, CopyMenu, Explain, FilterText, FilterWorker, Fold, FoldAll,
    Help, Hits, NextFound, NextNew, NextRow, NextStatus, Open, OpenFold, OpenLink, Palette, PreviousFound,
    PreviousRow, PreviousStatus, Quit, Raw, Redraw, Refresh, ResumeLists, Search, Show, SortMenu, Suspend,
    SwitchPane, Task, Unfold, Zone,
};
use Context::{Answer, Everywhere, Review};
use HelpSection::{Find, Move, Program, Read, Service};
use Motion::{Bottom, Down, HalfDown, HalfUp, PageDown, PageUp, Top, Up};
use Needs::{NewRow, Problem, Row, StoppedList};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The table.
#[rustfmt::skip]
pub static BINDINGS: &[Binding] = &[
    key(Everywhere, &["j", "down"], Action::Move(Down), Move, "down", "One down").hint(2, "j k", "move"),
    key(Everywhere, &["k", "up"], Action::Move(Up), Move, "up", "One up"),
    key(Everywhere, &["g", "home"], Action::Move(Top), Move, "first", "To the first; 012g to the twelfth"),
    key(Everywhere, &["G", "end"], Action::Move(Bottom), Move, "last", "To the last; 012G to the twelfth"),
    key(Everywhere, &["pgdn", "ctrl-f"], Action::Move(PageDown), Move, "page down", "A page down"),
    key(Everywhere, &["pgup", "ctrl-b"], Action::Move(PageUp), Move, "page up", "A page up"),
    key(Everywhere, &["ctrl-d"], Action::Move(HalfDown), Move, "half page down", "Half a page down"),
    key(Everywhere, &["ctrl-u"], Action::Move(HalfUp), Move, "half page up", "Half a page up"),
    key(Context::Hits, &["enter"], Open, Move, "open", "Review the HIT, or all of a batch or HIT type").hint(3, "⏎", "open").needs(Row),
    key(Context::Hits, &["right", "l"], OpenFold, Move, "open fold", "Into the line of several HITs, or into the HIT").needs(Row),
    key(Context::Hits, &["tab"], SwitchPane, Move, "other pane", "To what is said of the HIT, and back").hint(9, "tab", "read").needs(Row),
    key(Review, &["enter", "right", "l"], Open, Move, "next pane", "Into the next pane").hint(3, "⏎", "open"),
    key(Answer, &["esc", "left", "backspace"], Back, Move, "back", "Back to the pane before").hint(1, "esc", "back"),
    key(Context::Hits, &["esc", "left", "backspace"], Back, Move, "back", "Back; drops a search, then to the review"),
    key(Review, &["esc", "left", "backspace"], Back, Move, "back", "Back; drops a search, then filters"),
    key(Context::Hits, &["J"], NextRow, Move, "next HIT", "Next line of the list, from any pane").needs(Row),
    key(Context::Hits, &["K"], PreviousRow, Move, "previous HIT", "Previous line of the list, from any pane").needs(Row),
    key(Review, &["J"], NextRow, Move, "next assignment", "Next assignment, from any pane").needs(Row),
    key(Review, &["K"], PreviousRow, Move, "previous assignment", "Previous assignment, from any pane").needs(Row),
    key(Review, &["*"], NextNew, Move, "next new", "Next new assignment").needs(NewRow),

    key(Review, &["tab"], NextStatus, Find, "next status", "Next status").hint(4, "tab", "status"),
    key(Review, &["shift-tab"], PreviousStatus, Find, "previous status", "Previous status"),
    key(Review, &["1"], Show(1), Find, "all", "Show all assignments"),
    key(Review, &["2"], Show(2), Find, "submitted", "Show submitted assignments"),
    key(Review, &["3"], Show(3), Find, "approved", "Show approved assignments"),
    key(Review, &["4"], Show(4), Find, "rejected", "Show rejected assignments"),
    key(Review, &["S"], ChooseStatuses, Find, "statuses", "Show any combination of statuses"),
    key(Everywhere, &["/"], Search, Find, "search", "Search ids, workers, titles and answers").hint(5, "/", "search"),
    key(Everywhere, &["n"], NextFound, Find, "next match", "Next match").needs(Needs::Search),
    key(Everywhere, &["N"], PreviousFound, Find, "previous match", "Previous match").needs(Needs::Search),
    key(Review, &["f"], FilterText, Find, "filter", "Filter by text or, with tab, by worker").hint(6, "f", "filter"),
    key(Review, &["w"], FilterWorker, Find, "this worker", "Only this worker's assignments, and back").needs(Row),
    key(Review, &["F"], ClearFilters, Find, "drop filters", "Drop all filters").needs(Needs::Filter),
    key(Review, &["c"], Columns, Find, "columns", "Answer fields as columns of the list"),
    key(Context::Hits, &["z"], Fold, Find, "fold", "Open or close the batch or HIT type").hint(6, "z", "fold").needs(Needs::Fold),
    key(Context::Hits, &["Z"], FoldAll, Find, "fold all", "Open or close all batches and HIT types").needs(Needs::Folds),
    key(Everywhere, &["s"], SortMenu, Find, "sort", "Sort").hint(7, "s", "sort"),

    key(Review, &["x"], Raw, Read, "raw", "The answer as it was sent (XML)").hint(11, "x", "raw").needs(Row),
    key(Review, &["T"], Task, Read, "task", "What the worker was asked, and back").needs(Row),
    key(Review, &["z"], Unfold, Read, "noise", "Show or fold form noise").needs(Row),
    key(Everywhere, &["t"], Zone, Read, "time zone", "Times in UTC or local"),
    key(Context::Hits, &["y"], CopyMenu, Read, "copy", "Copy the HIT's id, title or row").hint(8, "y", "copy").needs(Row),
    key(Review, &["y"], CopyMenu, Read, "copy", "Copy id, worker, answer or row").hint(8, "y", "copy").needs(Row),
    key(Everywhere, &["o"], OpenLink, Read, "open link", "Open a link of the answer or the HIT").needs(Row),

    key(Everywhere, &["r"], Refresh, Service, "refresh", "Look at the service now").hint(9, "r", "refresh").needs(Needs::Service),
    key(Review, &["R"], ResumeLists, Service, "resume", "Go on loading where it stopped").needs(StoppedList),
    key(Everywhere, &["!"], Explain, Service, "explain", "Explain what is wrong").needs(Problem),
    key(Review, &["h"], Hits, Service, "HITs", "The account's HITs").hint(10, "h", "HITs").needs(Needs::Service),

    key(Everywhere, &["?"], Help, Program, "help", "All keys").hint(0, "?", "help"),
    key(Everywhere, &[":"], Palette, Program, "commands", "Run a command by its name"),
    key(Everywhere, &["ctrl-l"], Redraw, Program, "redraw", "Draw everything anew"),
    key(Everywhere, &["ctrl-z"], Suspend, Program, "suspend", "To the shell; fg comes back"),
    key(Everywhere, &["q", "ctrl-c"], Quit, Program, "quit", "Quit").hint(1, "q", "quit"),
];

/// The bindings of every key, in table order; the names of keys are read once.
static BY_KEY: LazyLock<HashMap<Key, Vec<&'static Binding>>> = LazyLock::new(|| {
    let mut by_key: HashMap<Key, Vec<&'static Binding>> = HashMap::new();
    for binding in BINDINGS {
        for key in binding.keys.iter().filter_map(|name| Key::named(name)) {
            by_key.entry(key).or_default().push(binding);
        }
    }
    by_key
});

/// The binding of a key, given the contexts in force, nearest first.
#[must_use]
pub fn lookup(key: Key, contexts: &[Context]) -> Option<&'static Binding> {
    let bindings = BY_KEY.get(&key)?;
    contexts.iter().find_map(|context| bindings.iter().find(|binding| binding.context == *context)).copied()
}

/// The bindings that hold in the contexts in force and are not hidden by a nearer one, in table order.
pub fn reachable(contexts: &[Context]) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(|binding| {
        binding
            .keys
            .first()
            .and_then(|name| Key::named(name))
            .and_then(|key| lookup(key, contexts))
            .is_some_and(|found| std::ptr::eq(found, *binding))
    })
}

/// The bindings to read about in these contexts: those that hold there, and of others those whose keys mean nothing there.
pub fn readable(contexts: &[Context]) -> impl Iterator<Item = &'static Binding> {
    let here: Vec<&Binding> = reachable(contexts).collect();
    BINDINGS.iter().filter(move |binding| {
        here.iter().any(|known| std::ptr::eq(*known, *binding))
            || here.iter().all(|known| known.keys.iter().all(|key| !binding.keys.contains(key)))
    })
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
