use super::{Assignment, BonusPayment, Hit, Provenance, Remark, SignedDuration};
use std::ops::ControlFlow;
use std::sync::Arc;

/// An assignment as somebody saved it: what the service said of it, and what a file holds beside.
///
/// What a source does not hold is not there, and nothing is made up in its place: an unknown worker or HIT is an id
/// without a character, an unknown status is [`Status::Other`](super::Status::Other), a time that can not be read
/// is kept as text under its member's name in [`Assignment::kept`]. Only the assignment's id is always there: a row
/// without one gets an [invented one](super::AssignmentId::invented).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedAssignment {
    /// The service's members. [`Assignment::answer`] is there only where the source holds the document itself.
    pub assignment: Assignment,
    /// What the worker answered where the source has a column or member for each answer: names without the prefix
    /// `Answer.`, texts to the letter. A name may come several times. Untrusted text.
    pub answers: Vec<NamedText>,
    /// The task the worker saw: the batch's input columns, names without the prefix `Input.`.
    pub inputs: Vec<NamedText>,
    /// Columns that are neither the service's nor answers nor inputs, as they stand in the source.
    pub extra: Vec<NamedText>,
    /// Cells behind the last column that has a name.
    pub surplus: Vec<Box<str>>,
    /// Where one assignment takes several rows of a file: what differs from row to row.
    pub trials: Option<Trials>,
    /// The work time as the source states it, which is the service's own subtraction; `None` where it states none.
    pub work_time: Option<SignedDuration>,
    /// Who approved it, where the source tells.
    pub approver: Option<Approver>,
    /// Where this was read.
    pub provenance: Provenance,
}

impl SavedAssignment {
    /// An assignment with nothing beside it.
    #[must_use]
    pub fn new(assignment: Assignment, provenance: Provenance) -> Self {
        Self {
            assignment,
            answers: Vec::new(),
            inputs: Vec::new(),
            extra: Vec::new(),
            surplus: Vec::new(),
            trials: None,
            work_time: None,
            approver: None,
            provenance,
        }
    }
}

/// A text under the name that its source gives it. Names are shared by the rows of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedText {
    /// The name, to the letter.
    pub name: Arc<str>,
    /// The text, to the letter. Untrusted.
    pub text: Box<str>,
}

/// The rows of one assignment where a file has one for each trial.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trials {
    /// The columns that differ, in the file's order.
    pub columns: Arc<[Arc<str>]>,
    /// One row a trial, in the file's order; a cell for each column.
    pub rows: Vec<Vec<Box<str>>>,
}

/// Who approved an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approver {
    /// The service by itself, when the auto-approval was due.
    Service,
    /// The requester.
    Requester,
}

/// What is read from a file or from the archive, kept in it and exported, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedRecord {
    /// A HIT, as far as its source knows it; told before the first of its assignments, and again where the source says
    /// more of it. Where it was read is told by its assignments.
    Hit(Box<Hit>),
    /// An assignment.
    Assignment(Box<SavedAssignment>),
    /// A bonus that was paid.
    Bonus(Box<BonusPayment>),
    /// Something to tell about the source.
    Remark(Remark),
}

/// Takes records one by one; breaks where nobody wants more.
pub type TakeRecord<'t> = dyn FnMut(SavedRecord) -> ControlFlow<()> + 't;
