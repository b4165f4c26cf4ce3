//! A document that is written page by page.

/// How far the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Course {
    /// Nothing is written.
    #[default]
    Empty,
    /// The list of assignments is open and nothing is in it.
    Open,
    /// The list has assignments.
    Filled,
}
