use super::column::SheetColumn;
use super::header::SheetHeader;
use super::row::SheetRow;

/// How much memory the rows of one assignment may take.
const LARGEST_GROUP: usize = 64 * 1024 * 1024;

/// Rows of one assignment that follow each other: mostly one.
#[derive(Debug, Default)]
pub(super) struct RowGroup {
    first: SheetRow,
    others: Vec<SheetRow>,
    size: usize,
}

/// How a row stands to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextRow {
    /// It was taken in as another row of the same assignment.
    Taken,
    /// It is the row before once more, word for word.
    Twice,
    /// It is another assignment's, or tells another state of the same: a file merged of two has it twice.
    Other,
}

impl RowGroup {
    /// The first row; its line is 0 where there is none.
    pub(super) fn first(&self) -> &SheetRow {
        &self.first
    }

    /// Begins anew with `row`, in whose place the first row's buffers come.
    pub(super) fn restart(&mut self, row: &mut SheetRow) {
        std::mem::swap(&mut self.first, row);
        self.others.clear();
        self.size = self.first.size();
    }

    /// Forgets the rows, and keeps their buffers.
    pub(super) fn clear(&mut self) {
        self.first.line = 0;
        self.others.clear();
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &SheetRow> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Whether there are several.
    pub(super) fn is_many(&self) -> bool {
        !self.others.is_empty()
    }

    /// Takes a row in if it is one more of the same assignment.
    pub(super) fn take(&mut self, header: &SheetHeader, row: &SheetRow) -> NextRow {
        let id = header.assignment_id.map(|at| row.cell(at)).filter(|id| !id.trim().is_empty());
        let same_id = id.is_some() && header.assignment_id.map(|at| self.first.cell(at)) == id;
        if self.first.line == 0 || !same_id || self.size > LARGEST_GROUP {
            return NextRow::Other;
        }
        let differs = |other: &SheetRow, at: usize| other.cell(at) != row.cell(at);
        let cells = || (0..row.len().max(self.first.len())).filter(|at| !is_number(header, *at));
        let of_service = |at: &usize| header.columns.get(*at).is_some_and(SheetColumn::is_of_service);
        if cells().filter(of_service).any(|at| differs(&self.first, at)) {
            return NextRow::Other;
        }
        if !cells().any(|at| differs(self.others.last().unwrap_or(&self.first), at)) {
            return NextRow::Twice;
        }
        self.size += row.size();
        self.others.push(row.clone());
        NextRow::Taken
    }

    /// The columns in which the rows differ.
    pub(super) fn differing(&self, header: &SheetHeader) -> Vec<usize> {
        if !self.is_many() {
            return Vec::new();
        }
        let differs = |at: &usize| self.others.iter().any(|other| other.cell(*at) != self.first.cell(*at));
        (0..header.columns.len()).filter(|at| !is_number(header, *at)).filter(differs).collect()
    }
}

/// Whether a column numbers the rows.
fn is_number(header: &SheetHeader, at: usize) -> bool {
    header.columns.get(at) == Some(&SheetColumn::Unnamed)
}
