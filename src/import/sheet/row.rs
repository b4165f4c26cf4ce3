/// A row's cells, in buffers that are used again for the next row.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetRow {
    text: String,
    cells: Vec<RowCell>,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
}

/// A cell: where it ends in the row's text, and whether quotes stood around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowCell {
    pub(super) end: usize,
    pub(super) quoted: bool,
}

impl SheetRow {
    /// Takes the row over; what is no UTF-8 in it is replaced.
    pub(super) fn fill(&mut self, bytes: &[u8], cells: &[RowCell], line: u64) {
        self.line = line;
        self.text.clear();
        self.cells.clear();
        if let Ok(text) = std::str::from_utf8(bytes) {
            self.text.push_str(text);
            self.cells.extend_from_slice(cells);
            return;
        }
        let mut start = 0;
        for cell in cells {
            self.text.push_str(&String::from_utf8_lossy(bytes.get(start..cell.end).unwrap_or_default()));
            self.cells.push(RowCell { end: self.text.len(), ..*cell });
            start = cell.end;
        }
    }

    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell's text; `None` behind the row's end.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| Some(self.cells.get(before)?.end))?;
        self.text.get(start..self.cells.get(at)?.end)
    }

    /// A cell's text, empty behind the row's end.
    pub(super) fn cell(&self, at: usize) -> &str {
        self.get(at).unwrap_or_default()
    }

    /// Whether quotes stood around a cell.
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.cells.get(at).is_some_and(|cell| cell.quoted)
    }

    /// The cells from `at` on.
    pub(super) fn from(&self, at: usize) -> impl Iterator<Item = &str> {
        (at..self.len()).map(|at| self.cell(at))
    }

    /// Whether the row ends with a separator.
    pub(super) fn ends_with_separator(&self) -> bool {
        self.len()
            .checked_sub(1)
            .is_some_and(|last| last > 0 && !self.quoted(last) && self.cell(last).is_empty())
    }

    /// Leaves the last cell out.
    pub(super) fn drop_last(&mut self) {
        self.cells.pop();
    }

    /// How much memory it takes.
    pub(super) fn size(&self) -> usize {
        self.text.len() + self.cells.len() * size_of::<RowCell>()
    }
}
