//! What keys can do, and what has to be there for it.

use Motion::{Bottom, Down, HalfDown, HalfUp, PageDown, PageUp, Top, Up};

/// Everything a key can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Moves in whatever has the focus.
    Move(Motion),
    /// The assignment after this one, from any pane.
    NextRow,
    /// The assignment before this one, from any pane.
    PreviousRow,
    /// The next assignment that came in after loading.
    NextNew,
    /// Into the HIT or the next pane.
    Open,
    /// Into a line that stands for several HITs, or into the HIT.
    OpenFold,
    /// To the other pane, and back.
    SwitchPane,
    /// Out of the pane, or one filter less.
    Back,
    /// The next status tab.
    NextStatus,
    /// The status tab before.
    PreviousStatus,
    /// A status tab by number, from 1: all, submitted, approved, rejected.
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
    /// Answer fields as columns of the list.
    Columns,
    /// Sort by…
    SortMenu,
    /// The answer as it was sent.
    Raw,
    /// What the worker was asked.
    Task,
    /// Show folded fields.
    Unfold,
    /// Opens or closes a line that stands for several HITs.
    Fold,
    /// Opens or closes all of them.
    FoldAll,
    /// UTC or local times.
    Zone,
    /// Copy…
    CopyMenu,
    /// Open a link of the answer or the HIT.
    OpenLink,
    /// Ask the service now.
    Refresh,
    /// Go on with lists that stopped.
    ResumeLists,
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

/// A movement, the same in lists, answers and timelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One down.
    Down,
    /// One up.
    Up,
    /// A screenful down.
    PageDown,
    /// A screenful up.
    PageUp,
    /// Half a screenful down.
    HalfDown,
    /// Half a screenful up.
    HalfUp,
    /// To the first, or to the one with the number typed before.
    Top,
    /// To the last, or to the one with the number typed before.
    Bottom,
}

impl Motion {
    /// Where it leads from position `at` in a list of `len`, of which `page` show at a time; `count` is the number
    /// typed before it.
    #[must_use]
    pub fn target(self, at: usize, count: Option<usize>, page: usize, len: usize) -> usize {
        let last = len.saturating_sub(1);
        let numbered = count.map(|n| n.saturating_sub(1));
        let lines = match self {
            PageDown | PageUp => page.saturating_sub(1).max(1),
            HalfDown | HalfUp => (page / 2).max(1),
            Down | Up | Top | Bottom => 1,
        };
        let by = lines.saturating_mul(count.unwrap_or(1));
        let to = match self {
            Down | PageDown | HalfDown => at.saturating_add(by),
            Up | PageUp | HalfUp => at.saturating_sub(by),
            Top => numbered.unwrap_or(0),
            Bottom => numbered.unwrap_or(last),
        };
        to.min(last)
    }
}

/// What has to be there before a key can act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A service that can be asked.
    Service,
    /// A selected row.
    Row,
    /// An assignment that came in after loading and was not selected yet.
    NewRow,
    /// A HIT that folds with others.
    Fold,
    /// HITs that fold.
    Folds,
    /// A search.
    Search,
    /// A filter beside the statuses.
    Filter,
    /// A list that ended before its end.
    StoppedList,
    /// Something that is wrong.
    Problem,
}

impl Needs {
    /// What to say where it is missing.
    #[must_use]
    pub fn missing(self) -> &'static str {
        match self {
            Self::Nothing => "This can not be done here",
            Self::Service => "Only files are open",
            Self::Row => "Nothing is selected",
            Self::NewRow => "Nothing new has come in",
            Self::Fold => "This HIT belongs to no other",
            Self::Folds => "No HITs belong together here",
            Self::Search => "Nothing is searched for · / searches",
            Self::Filter => "No filter is set",
            Self::StoppedList => "Nothing stopped early",
            Self::Problem => "Nothing is wrong",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movement_stays_in_the_list_whatever_is_counted() {
        for (motion, at, count, to) in [
            (Down, 3, None, 4),
            (Down, 3, Some(usize::MAX), 9),
            (Up, 3, Some(5), 0),
            (PageDown, 0, None, 3),
            (HalfUp, 9, Some(2), 5),
            (Top, 5, Some(3), 2),
            (Bottom, 5, None, 9),
            (Bottom, 5, Some(99), 9),
        ] {
            assert_eq!(motion.target(at, count, 4, 10), to, "{motion:?} {count:?}");
        }
        assert_eq!(Down.target(0, None, 4, 0), 0);
    }
}
