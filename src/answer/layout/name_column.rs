use crate::text::{Glyphs, Line, Role, wrap};

/// Blanks between a name and its value.
const GAP: usize = 2;

/// Fewest columns a value is left with beside a name.
const LEAST: usize = 6;

/// Names up to this many columns stand beside their values also where that is more than a third of the width.
const SHORT: usize = 12;

/// How far a value below its name is moved to the right.
const INDENT: usize = 2;

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
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>, width: usize) -> Self {
        Self::at_least(0, names, width)
    }

    /// The same, but not narrower than `least` columns where a name stands beside its value.
    pub(super) fn at_least<'n>(least: usize, names: impl Iterator<Item = &'n str>, width: usize) -> Self {
        let glyphs = Glyphs { ascii: false };
        let longest = longest_beside(names.map(|name| wrap::inline_width(name, glyphs)), width);
        let names = if longest > 0 { longest_beside([longest, least].into_iter(), width) + GAP } else { 0 };
        Self { width, names }
    }

    /// Appends a name with its value, which is made for the width it is given.
    pub(super) fn entry(
        self,
        name: &str,
        glyphs: Glyphs,
        lines: &mut Vec<Line>,
        value: impl FnOnce(usize) -> Vec<Line>,
    ) {
        let mut label = wrap::inline(name, Role::Label, glyphs);
        let columns = label.width();
        let indent = match self.names {
            0 if columns == 0 || self.width < 2 * INDENT => 0,
            0 => INDENT,
            names => names,
        };
        let mut value = value(self.width - indent).into_iter();
        if columns > 0 && columns + GAP <= self.names {
            if let Some(mut first) = value.next() {
                label.pad(indent - columns);
                label.append(&mut first);
                lines.push(label);
            }
        } else if columns > 0 {
            lines.extend(wrap::flow([label], self.width, glyphs));
        }
        for mut line in value {
            line.indent(indent);
            lines.push(line);
        }
    }
}
