use super::label;
use crate::text::{Glyphs, Line, wrap};

/// Blanks between a name and its value.
const GAP: usize = 2;

/// Fewest columns a value is left with beside a name.
const LEAST: usize = 10;

/// Names up to this many columns stand beside their values also where that is more than a third of the width.
const SHORT: usize = 12;

/// How far a value below its name is moved to the right.
pub(super) const INDENT: usize = 2;

/// Columns that a name needs: a short one with its value beside it, a long one on lines of its own.
pub(super) fn need(name: &str) -> usize {
    match inline_width(name) {
        short @ ..=SHORT => short + GAP + LEAST,
        _ => label::longest_part(name),
    }
}

fn inline_width(name: &str) -> usize {
    wrap::inline_width(name, Glyphs { ascii: false })
}

/// The widest of these names that stands beside its value at this width; 0 where none does.
pub(super) fn longest_beside(names: impl Iterator<Item = usize>, width: usize) -> usize {
    let limit =
        (width / 3).max(SHORT.min(width.saturating_sub(SHORT))).min(width.saturating_sub(GAP + LEAST));
    names.filter(|&name| name <= limit).max().unwrap_or(0)
}

/// Names on the left, values on the right of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameColumn {
    width: usize,
    /// Columns of names and gap; 0: each name stands above its value.
    names: usize,
}

impl NameColumn {
    /// Makes the left column as wide as its longest name, leaving out names longer than about a third of the width.
    /// Where there is no room beside a short name, none has its value beside it.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>, width: usize) -> Self {
        let widths: Vec<usize> = names.map(inline_width).collect();
        let longest = longest_beside(widths.iter().copied(), width);
        let crowded = widths.iter().any(|&name| name > longest && name <= SHORT);
        Self { width, names: if longest > 0 && !crowded { longest + GAP } else { 0 } }
    }

    /// The same for the fields of an answer: not narrower than `least` columns where a name stands beside its value.
    pub(super) fn at_least<'n>(least: usize, names: impl Iterator<Item = &'n str>, width: usize) -> Self {
        let longest = longest_beside(names.map(inline_width), width);
        let names = if longest > 0 { longest_beside([longest, least].into_iter(), width) + GAP } else { 0 };
        Self { width, names }
    }

    /// Appends a name with its value, which is made for the width it is given. It `need`s so many columns: where there
    /// are fewer beside the name, and enough below it, it stands there.
    pub(super) fn entry(
        self,
        name: &str,
        need: usize,
        glyphs: Glyphs,
        lines: &mut Vec<Line>,
        value: impl FnOnce(usize) -> Vec<Line>,
    ) {
        let mut label = label::inline(name, glyphs);
        let columns = label.width();
        let below = if columns == 0 || self.width < 2 * INDENT { 0 } else { INDENT };
        let narrow = self.width - self.names < need && need + below <= self.width;
        let indent = if self.names == 0 || narrow { below } else { self.names };
        let mut value = value(self.width - indent).into_iter();
        if columns > 0 && columns + GAP <= indent {
            if let Some(mut first) = value.next() {
                label.pad(indent - columns);
                label.append(&mut first);
                lines.push(label);
            }
        } else if columns > 0 {
            lines.extend(label::wrapped(name, self.width, glyphs));
        }
        for mut line in value {
            line.indent(indent);
            lines.push(line);
        }
    }
}
