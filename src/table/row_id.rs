/// The number of an assignment in its [`Store`](super::Store), given out in order of arrival.
///
/// Stable for the life of the store: rows are updated in place and never leave.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(u32);

impl RowId {
    /// The row with this number.
    pub(crate) const fn at(number: u32) -> Self {
        Self(number)
    }

    /// The number as the stores keep it.
    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// Its place in arrays that have one place a row.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}
