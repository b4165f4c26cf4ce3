use crate::answer;
use crate::table::{RowId, Store};
use crate::text::{Line, Needle};

/// The answer pane: the laid-out lines of the selected assignment, kept until something they depend on changes.
#[derive(Debug, Default)]
pub struct Detail {
    /// The lines at the width of the pane.
    pub lines: Vec<Line>,
    /// The first visible line.
    pub scroll: usize,
    /// Whether the document shows as it was sent.
    pub raw: bool,
    /// Whether form noise shows.
    pub unfolded: bool,
    /// How many fields the answer has.
    pub fields: usize,
    /// How many of them are folded away.
    pub folded: usize,
    shown: Option<Shown>,
}

/// What the lines were made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    row: RowId,
    width: u16,
    raw: bool,
    unfolded: bool,
}

impl Detail {
    /// Lays out the row's answer at this width, unless that is what is shown already.
    /// Another row starts at its top, or where `search` is found first.
    pub fn settle(
        &mut self,
        store: &Store,
        row: Option<RowId>,
        (width, height): (u16, usize),
        search: Option<&Needle>,
    ) {
        let wanted = row.map(|row| Shown { row, width, raw: self.raw, unfolded: self.unfolded });
        if wanted != self.shown {
            let same_row = wanted.map(|s| s.row) == self.shown.map(|s| s.row);
            self.shown = wanted;
            self.lay_out(store);
            if !same_row {
                self.scroll = search.map_or(0, |needle| self.scroll_to(needle, height));
            }
        }
        self.scroll = self.scroll.min(self.lines.len().saturating_sub(height));
    }

    /// The scroll that brings the first line that holds the needle into the window, with some lines before it.
    fn scroll_to(&self, needle: &Needle, height: usize) -> usize {
        let has = |line: &Line| line.spans.iter().any(|span| needle.is_in(&span.text));
        let first = self.lines.iter().position(has).unwrap_or(0);
        if first < height { 0 } else { first - height / 3 }
    }

    /// Makes sure that the next `settle` looks at the store again.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Scrolls by a signed number of lines.
    pub fn step(&mut self, by: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
    }

    fn lay_out(&mut self, store: &Store) {
        self.lines.clear();
        (self.fields, self.folded) = (0, 0);
        let Some(shown) = self.shown else { return };
        let Some(xml) = store.answer(shown.row) else { return };
        let parsed = answer::parse(&xml);
        self.fields = parsed.fields.len();
        self.folded = parsed.folded();
        self.lines = if shown.raw {
            answer::raw_lines(&xml, shown.width)
        } else {
            let layout = answer::AnswerLayout { width: shown.width, unfolded: shown.unfolded, ascii: false };
            answer::lines(&parsed, &xml, &layout)
        };
    }
}
