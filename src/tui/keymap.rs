//! The one table of keys. Dispatch, footer, help, palette and the README's table are all made from it.

use super::app::App;
use super::key::Key;
use Action::{
    Back, Bottom, ChooseStatuses, ClearFilters, CopyMenu, Down, Explain, FilterText, FilterWorker, HalfDown,
    HalfUp, Help, Hits, NextFound, NextNew, NextRow, NextStatus, Open, PageDown, PageUp, Palette,
    PreviousFound, PreviousRow, PreviousStatus, Quit, Raw, Redraw, Refresh, ResumeChains, Search, Show,
    SortMenu, Suspend, Top, Unfold, Up, Zone,
};
use Context::{Answer, Everywhere, Review};
use Section::{Look, Move, Program, Reach, Read};

/// Where a key means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// While reviewing, whichever pane has the focus.
    Review,
    /// While reviewing, in the list.
    List,
    /// While reviewing, in the answer or the timeline.
    Answer,
}

/// The chapters of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Moving about.
    Move,
    /// Reading one assignment.
    Read,
    /// Choosing which assignments are listed, and how.
    Look,
    /// Reaching the service and other HITs.
    Reach,
    /// The program itself.
    Program,
}

impl Section {
    /// Every chapter, in the order of the help.
    pub const ALL: [Self; 5] = [Move, Look, Read, Reach, Program];

    /// Its heading.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Move => "Move",
            Look => "Find and filter",
            Read => "Read",
            Reach => "HITs and the service",
            Program => "hitdeck",
        }
    }
}

/// Everything a key can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// One down.
    Down,
    /// One up.
    Up,
    /// To the first, or to a row by count.
    Top,
    /// To the last, or to a row by count.
    Bottom,
    /// A screenful down.
    PageDown,
    /// A screenful up.
    PageUp,
    /// Half a screenful down.
    HalfDown,
    /// Half a screenful up.
    HalfUp,
    /// The assignment after this one, from any pane.
    NextRow,
    /// The assignment before this one, from any pane.
    PreviousRow,
    /// The next assignment that came in after loading.
    NextNew,
    /// Into the next pane.
    Open,
    /// Out of the pane, or one filter less.
    Back,
    /// The next status tab.
    NextStatus,
    /// The status tab before.
    PreviousStatus,
    /// A status tab by number: all, submitted, approved, rejected.
    Show(u8),
    /// Any combination of statuses.
    ChooseStatuses,
    /// Search.
    Search,
    /// The next match.
    NextFound,
    /// The match before.
    PreviousFound,
    /// Filter by text.
    FilterText,
    /// Only this worker.
    FilterWorker,
    /// Drop all filters.
    ClearFilters,
    /// Sort by…
    SortMenu,
    /// The answer as it was sent.
    Raw,
    /// Show folded fields.
    Unfold,
    /// UTC or local times.
    Zone,
    /// Copy…
    CopyMenu,
    /// Look at the service now.
    Refresh,
    /// Go on with chains that stopped.
    ResumeChains,
    /// The whole text of a problem.
    Explain,
    /// The list of HITs.
    Hits,
    /// All keys.
    Help,
    /// Run a command by name.
    Palette,
    /// Draw everything anew.
    Redraw,
    /// To the shell until `fg`.
    Suspend,
    /// Leave.
    Quit,
}

impl Action {
    /// Whether a number typed before it means something.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(
            self,
            Down | Up
                | Top
                | Bottom
                | PageDown
                | PageUp
                | HalfDown
                | HalfUp
                | NextRow
                | PreviousRow
                | NextFound
                | PreviousFound
        )
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
    pub section: Section,
    /// What the footer says, if anything.
    pub hint: Option<Hint>,
    /// Why it can not be done right now.
    pub unless: fn(&App) -> Option<&'static str>,
}

const fn key(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    section: Section,
    words: &'static str,
) -> Binding {
    Binding { context, keys, action, words, section, hint: None, unless: |_| None }
}

impl Binding {
    const fn hint(self, rank: u8, keys: &'static str, word: &'static str) -> Self {
        Self { hint: Some(Hint { keys, word, rank }), ..self }
    }

    const fn unless(self, why: fn(&App) -> Option<&'static str>) -> Self {
        Self { unless: why, ..self }
    }
}

/// The table.
#[rustfmt::skip]
pub static BINDINGS: [Binding; 41] = [
    key(Everywhere, &["j", "down"], Down, Move, "One down").hint(2, "j k", "move"),
    key(Everywhere, &["k", "up"], Up, Move, "One up"),
    key(Everywhere, &["g", "home"], Top, Move, "To the first; 12g goes to the twelfth"),
    key(Everywhere, &["G", "end"], Bottom, Move, "To the last; 12G goes to the twelfth"),
    key(Everywhere, &["pgdn", "ctrl-f"], PageDown, Move, "A page down"),
    key(Everywhere, &["pgup", "ctrl-b"], PageUp, Move, "A page up"),
    key(Everywhere, &["ctrl-d"], HalfDown, Move, "Half a page down"),
    key(Everywhere, &["ctrl-u"], HalfUp, Move, "Half a page up"),
    key(Everywhere, &["enter", "right", "l"], Open, Move, "Into the HIT, or the next pane").hint(3, "⏎", "open"),
    key(Answer, &["esc", "left", "backspace"], Back, Move, "Back to the pane before").hint(1, "esc", "back"),
    key(Everywhere, &["esc", "left", "backspace"], Back, Move, "Back; drops a search, then filters"),
    key(Review, &["J"], NextRow, Move, "Next assignment, from any pane").unless(App::no_rows),
    key(Review, &["K"], PreviousRow, Move, "Previous assignment, from any pane").unless(App::no_rows),
    key(Review, &["u"], NextNew, Move, "Next new assignment").unless(App::nothing_new),

    key(Review, &["tab"], NextStatus, Look, "Next status").hint(4, "tab", "status"),
    key(Review, &["shift-tab"], PreviousStatus, Look, "Previous status"),
    key(Review, &["1"], Show(1), Look, "Show all assignments"),
    key(Review, &["2"], Show(2), Look, "Show submitted assignments"),
    key(Review, &["3"], Show(3), Look, "Show approved assignments"),
    key(Review, &["4"], Show(4), Look, "Show rejected assignments"),
    key(Review, &["v"], ChooseStatuses, Look, "Show any combination of statuses"),
    key(Everywhere, &["/"], Search, Look, "Search ids, workers, titles and answers").hint(5, "/", "search"),
    key(Everywhere, &["n"], NextFound, Look, "Next match").unless(App::nothing_searched),
    key(Everywhere, &["N"], PreviousFound, Look, "Previous match").unless(App::nothing_searched),
    key(Review, &["f"], FilterText, Look, "Filter by text or, with tab, by worker").hint(6, "f", "filter"),
    key(Review, &["w"], FilterWorker, Look, "Only this worker's assignments, and back").unless(App::no_rows),
    key(Review, &["F"], ClearFilters, Look, "Drop all filters").unless(App::nothing_filtered),
    key(Everywhere, &["s"], SortMenu, Look, "Sort").hint(7, "s", "sort"),

    key(Review, &["x"], Raw, Read, "The answer as it was sent (XML)").hint(11, "x", "raw").unless(App::no_rows),
    key(Review, &["z"], Unfold, Read, "Show or fold form noise").unless(App::no_rows),
    key(Everywhere, &["t"], Zone, Read, "Times in UTC or local"),
    key(Everywhere, &["y"], CopyMenu, Read, "Copy id, worker, answer or row").hint(8, "y", "copy").unless(App::no_rows),

    key(Everywhere, &["r"], Refresh, Reach, "Look at the service now").hint(9, "r", "refresh"),
    key(Review, &["R"], ResumeChains, Reach, "Go on loading where it stopped").unless(App::nothing_stopped),
    key(Everywhere, &["e"], Explain, Reach, "Explain the last problem").unless(App::no_problem),
    key(Everywhere, &["h"], Hits, Reach, "The account's HITs").hint(10, "h", "HITs"),

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
        for binding in &BINDINGS {
            for name in binding.keys {
                assert!(Key::named(name).is_some(), "{name} is no key");
                assert!(seen.insert((format!("{:?}", binding.context), *name)), "{name} twice");
            }
        }
    }

    #[test]
    fn nothing_needed_sits_only_on_a_control_key_that_terminals_and_multiplexers_take() {
        for binding in &BINDINGS {
            let taken =
                |name: &&str| ["ctrl-a", "ctrl-b", "ctrl-h", "ctrl-j", "ctrl-k", "ctrl-l"].contains(name);
            assert!(binding.action == Redraw || !binding.keys.iter().all(taken), "{}", binding.words);
        }
    }

    #[test]
    fn the_nearest_context_wins() {
        let esc = Key::named("esc").unwrap();
        assert_eq!(lookup(esc, &[Answer, Review, Everywhere]).unwrap().context, Answer);
        assert_eq!(lookup(esc, &[Context::List, Review, Everywhere]).unwrap().context, Everywhere);
    }
}
