//! What a terminal shows, to tell which cells are cheaper to write again than to move over.

use ratatui::backend::ClearType;
use ratatui::buffer::Cell;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A cell in its column and row.
pub(super) type PlacedCell<'a> = (u16, u16, &'a Cell);

/// What stands where nothing was written.
static BLANK: Cell = Cell::EMPTY;

/// The cells that a terminal shows, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct ShownCells {
    /// Shorter than the screen where the rest is blank.
    rows: Vec<Vec<Cell>>,
    /// Something was cleared from where the cursor happened to stand.
    unknown: bool,
}

impl ShownCells {
    /// A part of the screen was cleared.
    pub(super) fn clear(&mut self, region: ClearType) {
        self.rows.clear();
        self.unknown = region != ClearType::All;
    }

    /// These cells show now. A wide character takes its neighbour's place, too.
    pub(super) fn note(&mut self, drawn: &[PlacedCell<'_>]) {
        for &(x, y, cell) in drawn {
            let (x, y, width) = (usize::from(x), usize::from(y), width(cell).max(1));
            if self.rows.len() <= y {
                self.rows.resize_with(y + 1, Vec::new);
            }
            let Some(row) = self.rows.get_mut(y) else { continue };
            if row.len() < x + width {
                row.resize(x + width, BLANK.clone());
            }
            if let Some([shown, hidden @ ..]) = row.get_mut(x..x + width) {
                shown.clone_from(cell);
                hidden.fill(BLANK.clone());
            }
        }
    }

    /// The changed cells, with the unchanged ones between two of them where writing these again is shorter than moving
    /// the cursor over them. In prose half the letters of one answer stand in the next one, too.
    pub(super) fn bridged<'a>(&'a self, changed: &[PlacedCell<'a>]) -> Vec<PlacedCell<'a>> {
        let mut written: Vec<PlacedCell<'a>> = Vec::with_capacity(changed.len());
        for &next in changed {
            if let Some(&before) = written.last() {
                let bridge = self.bridge(before, next);
                written.extend(bridge.map(|x| (x, next.1, self.cell(x, next.1))));
            }
            written.push(next);
        }
        written
    }

    /// The columns between two changed cells, if writing what stands there costs less than a move.
    fn bridge(&self, (x, y, before): PlacedCell<'_>, (next_x, next_y, next): PlacedCell<'_>) -> Range<u16> {
        let nothing = 0..0;
        let between = x + 1..next_x;
        let moving = move_bytes(next_x, next_y);
        if self.unknown || y != next_y || between.is_empty() || between.len() >= moving || width(before) != 1
        {
            return nothing;
        }
        let cells = || between.clone().map(|x| self.cell(x, y));
        let bytes: usize = cells().map(|cell| cell.symbol().len()).sum();
        // Behind a wide character stands a cell that is none.
        let narrow = cells().all(|cell| width(cell) == 1);
        // No style has to be set that would not be set anyhow.
        let alike = |one: &Cell, other: &Cell| one.style() == other.style();
        let free = cells().skip_while(|cell| alike(cell, before)).all(|cell| alike(cell, next));
        if bytes < moving && narrow && free { between } else { nothing }
    }

    fn cell(&self, x: u16, y: u16) -> &Cell {
        self.rows.get(usize::from(y)).and_then(|row| row.get(usize::from(x))).unwrap_or(&BLANK)
    }
}

/// How long `ESC [ row ; column H` is, which counts from 1.
fn move_bytes(x: u16, y: u16) -> usize {
    let digits = |number: u16| match number {
        0..9 => 1,
        9..99 => 2,
        99..999 => 3,
        _ => 4,
    };
    4 + digits(x) + digits(y)
}

/// Columns that a cell takes.
fn width(cell: &Cell) -> usize {
    // Most cells are a letter.
    if cell.symbol().len() == 1 { 1 } else { cell.symbol().width() }
}
