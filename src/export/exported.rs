use crate::model::{Remark, RemarkWeight, SavedRecord};

/// What an export was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exported {
    /// Assignments written.
    pub assignments: u64,
    /// HITs told.
    pub hits: u64,
    /// Bonuses told.
    pub bonuses: u64,
    /// Remarks that said that something of the source is missing.
    pub losses: u64,
}

impl Exported {
    /// Counts a record and hands remarks on.
    pub(super) fn count(&mut self, record: &SavedRecord, tell: &mut dyn FnMut(&Remark)) {
        match record {
            SavedRecord::Hit(_) => self.hits += 1,
            SavedRecord::Assignment(_) => self.assignments += 1,
            SavedRecord::Bonus(_) => self.bonuses += 1,
            SavedRecord::Remark(remark) => {
                self.losses += u64::from(remark.weight == RemarkWeight::Loss);
                tell(remark);
            }
        }
    }
}
