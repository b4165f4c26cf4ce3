use super::column::{MemberKind, SheetColumn, folded};
use super::kind::SheetKind;
use super::row::SheetRow;
use crate::import::error::{ImportError, ImportErrorKind};
use crate::wire::AssignmentMember;
use std::sync::Arc;

/// What the first row of a table says.
#[derive(Debug)]
pub(super) struct SheetHeader {
    /// What each column holds.
    pub(super) columns: Vec<SheetColumn>,
    /// Their names, without blanks around them.
    pub(super) names: Vec<Arc<str>>,
    /// The earlier column of the same meaning, of those that have one.
    pub(super) earlier: Vec<Option<usize>>,
    /// What kind of table it is.
    pub(super) kind: SheetKind,
    /// The column with assignment ids.
    pub(super) assignment_id: Option<usize>,
    /// The column with HIT ids.
    pub(super) hit_id: Option<usize>,
    /// Whether every name is quoted: where R does that, a missing value alone has no quotes.
    pub(super) quoted: bool,
    /// How many cells a row has at least, where it is not cut.
    pub(super) least: usize,
    /// The number of the next answer, where the last columns are answers with numbers.
    pub(super) next_answer: Option<usize>,
}

impl SheetHeader {
    /// Reads a header.
    pub(super) fn read(row: &SheetRow) -> Self {
        Self::of(row, row.from(0).map(|name| name.trim().into()).collect())
    }

    /// Reads a header of rows that begin with a cell more.
    pub(super) fn read_behind_numbers(row: &SheetRow) -> Self {
        Self::of(row, std::iter::once("").chain(row.from(0)).map(|name| name.trim().into()).collect())
    }

    fn of(row: &SheetRow, names: Vec<Arc<str>>) -> Self {
        let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let kind = SheetKind::of(&folded);
        let mut columns = columns_of(&names);
        // What stands behind the last pair is counted from the row's end.
        let behind_pairs = columns.iter().position(|column| matches!(column, SheetColumn::Pairs(_)));
        if let Some(pairs) = behind_pairs {
            let behind = columns.len() - pairs - 1;
            columns.splice(pairs..=pairs, [SheetColumn::Pairs(behind)]);
        }
        if !columns.iter().any(holds_answers) {
            take_rest_for_answers(&mut columns, &names);
        }
        let earlier = (0..columns.len()).map(|at| earlier(&columns, &folded, at)).collect();
        let position = |member| {
            columns
                .iter()
                .position(|column| matches!(column, SheetColumn::Assignment(found, _) if *found == member))
        };
        let expected = |column: &SheetColumn| {
            !matches!(column, SheetColumn::Beside | SheetColumn::Unnamed | SheetColumn::Pairs(_))
        };
        Self {
            assignment_id: position(AssignmentMember::AssignmentId),
            hit_id: position(AssignmentMember::HitId),
            quoted: row.len() > 0 && (0..row.len()).all(|at| row.quoted(at)),
            least: columns.iter().rposition(expected).map_or(0, |last| last + 1),
            next_answer: next_answer(&columns, &names),
            kind,
            columns,
            names,
            earlier,
        }
    }

    /// Whether a row is a header once more, of the same table or of another: files are put behind each other.
    pub(super) fn is_again(&self, row: &SheetRow) -> bool {
        let Some(at) = self.assignment_id.or(self.hit_id) else { return false };
        let (name, text) = (self.names.get(at), row.cell(at));
        name.is_some_and(|name| name.eq_ignore_ascii_case(text.trim()))
    }

    /// Whether a cell stands for a value that is missing.
    ///
    /// "NA" may be what a worker wrote. It is none where R wrote the table, which leaves its own NA alone without quotes,
    /// and in what the service knows where a time of the row is NA too.
    pub(super) fn lacks(&self, row: &SheetRow, at: usize) -> bool {
        row.cell(at) == "NA"
            && ((self.quoted && !row.quoted(at)) || (self.is_of_service(at) && self.has_gap(row)))
    }

    fn is_of_service(&self, at: usize) -> bool {
        self.columns.get(at).is_some_and(SheetColumn::is_of_service)
    }

    /// Whether a time in the row is NA.
    fn has_gap(&self, row: &SheetRow) -> bool {
        let mut columns = self.columns.iter().enumerate();
        columns.any(|(at, column)| column.is_time() && row.cell(at) == "NA")
    }

    /// Whether questions and answers take turns in the rows.
    pub(super) fn has_pairs(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, SheetColumn::Pairs(_)))
    }

    /// How many of the columns are known.
    pub(super) fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.is_known()).count()
    }

    /// Refuses a table that holds no assignments.
    pub(super) fn check(&self, file: &Arc<str>) -> Result<(), ImportError> {
        let own = |column: &SheetColumn| match column {
            SheetColumn::Assignment(member, _) => *member == AssignmentMember::AssignmentId,
            SheetColumn::Answer(_) | SheetColumn::Pairs(_) => true,
            _ => false,
        };
        // Tables about other things have a column "Answer" too.
        let someone = |column: &SheetColumn| {
            matches!(column, SheetColumn::Assignment(AssignmentMember::WorkerId | AssignmentMember::HitId, _))
        };
        let has = |what: fn(&SheetColumn) -> bool| self.columns.iter().any(what);
        if has(own) || (has(someone) && has(holds_answers)) {
            return Ok(());
        }
        let mut found: Vec<String> =
            self.names.iter().take(6).map(|name| format!("{:?}", format!("{name:.40}"))).collect();
        if self.names.len() > found.len() {
            found.push(format!("{} more", self.names.len() - found.len()));
        }
        let what = format!(
            "no result file: none of the columns AssignmentId, Answer and Answer.… is there, only {}",
            found.join(", ")
        );
        Err(ImportError::new(ImportErrorKind::NoResults, file, what).at(1))
    }
}

/// What the columns hold. Of two names for the same the service's own counts.
fn columns_of(names: &[Arc<str>]) -> Vec<SheetColumn> {
    let found: Vec<(SheetColumn, bool)> = names.iter().map(|name| SheetColumn::named(name)).collect();
    let displaced = |column: &SheetColumn| {
        column.is_of_service()
            && *column != SheetColumn::Beside
            && found.iter().any(|(other, exact)| *exact && other == column)
    };
    found
        .iter()
        .map(|(column, exact)| if !exact && displaced(column) { SheetColumn::Extra } else { column.clone() })
        .collect()
}

fn holds_answers(column: &SheetColumn) -> bool {
    match column {
        SheetColumn::Answer(_) | SheetColumn::Pairs(_) | SheetColumn::Part(_) => true,
        SheetColumn::Assignment(member, _) => *member == AssignmentMember::Answer,
        _ => false,
    }
}

/// Libraries for R, amti and mturk-manage name columns of answers by the question alone: where a table says when work
/// was submitted and nothing else is an answer, they are what stands behind the last column that the service knows.
fn take_rest_for_answers(columns: &mut [SheetColumn], names: &[Arc<str>]) {
    let is =
        |member| move |column: &SheetColumn| *column == SheetColumn::Assignment(member, MemberKind::Time);
    let id =
        |column: &SheetColumn| matches!(column, SheetColumn::Assignment(AssignmentMember::AssignmentId, _));
    let timed = columns.iter().any(is(AssignmentMember::SubmitTime)) && columns.iter().any(id);
    let Some(last) = columns.iter().rposition(SheetColumn::is_of_service).filter(|_| timed) else { return };
    for (column, name) in columns.iter_mut().zip(names).skip(last + 1) {
        if *column == SheetColumn::Extra {
            *column = SheetColumn::Answer(Arc::clone(name));
        }
    }
}

/// The earlier column of the same meaning.
fn earlier(columns: &[SheetColumn], folded: &[String], at: usize) -> Option<usize> {
    let column = columns.get(at)?;
    let same = |before: usize| match column {
        SheetColumn::Unnamed | SheetColumn::Part(_) => false,
        SheetColumn::Extra | SheetColumn::Beside => folded.get(before) == folded.get(at),
        _ => columns.get(before) == Some(column),
    };
    (0..at).find(|before| same(*before))
}

/// The number behind that of the last column, where it is `Answer 4` or the like.
fn next_answer(columns: &[SheetColumn], names: &[Arc<str>]) -> Option<usize> {
    let last = columns.iter().rposition(|column| *column != SheetColumn::Unnamed)?;
    let SheetColumn::Answer(_) = columns.get(last)? else { return None };
    let (word, number) = names.get(last)?.split_once(' ')?;
    word.eq_ignore_ascii_case("answer").then(|| number.parse::<usize>().ok())??.checked_add(1)
}
