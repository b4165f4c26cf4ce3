use super::answers::Slot;
use crate::model::{Assignment, SignedDuration, Status, Timestamp};

/// A point in time in eight bytes: microseconds since 1970, rounded, or none.
///
/// The service tells times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(i64);

impl Moment {
    const NONE: Self = Self(i64::MIN);

    /// Microseconds since 1970.
    pub(super) fn micros(self) -> Option<i64> {
        (self != Self::NONE).then_some(self.0)
    }

    /// As the rest of the program speaks of time.
    pub(super) fn timestamp(self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.micros()?).ok()
    }
}

impl From<Option<Timestamp>> for Moment {
    fn from(time: Option<Timestamp>) -> Self {
        let micros = time.map(|time| (time.as_nanosecond() + 500).div_euclid(1000));
        micros.and_then(|micros| i64::try_from(micros).ok()).map_or(Self::NONE, Self)
    }
}

/// The number of a text that is kept elsewhere, or none, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextNumber(u32);

impl TextNumber {
    const NONE: Self = Self(u32::MAX);

    /// The number, where there is one.
    pub(super) fn get(self) -> Option<u32> {
        (self != Self::NONE).then_some(self.0)
    }
}

impl From<Option<u32>> for TextNumber {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::NONE, Self)
    }
}

/// What may change about an assignment while it is reviewed, in 72 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) accepted: Moment,
    pub(super) submitted: Moment,
    pub(super) auto_approval: Moment,
    pub(super) approved: Moment,
    pub(super) rejected: Moment,
    pub(super) deadline: Moment,
    /// The number of the feedback's text.
    pub(super) feedback: TextNumber,
    /// The number of the text of members that have no place here.
    pub(super) kept: TextNumber,
    pub(super) answer: Option<Slot>,
    pub(super) status: Status,
}

impl Record {
    /// Takes over what a page says, with its texts already kept elsewhere.
    pub(super) fn new(
        page: &Assignment,
        feedback: TextNumber,
        kept: TextNumber,
        answer: Option<Slot>,
    ) -> Self {
        Self {
            accepted: page.accepted.into(),
            submitted: page.submitted.into(),
            auto_approval: page.auto_approval.into(),
            approved: page.approved.into(),
            rejected: page.rejected.into(),
            deadline: page.deadline.into(),
            feedback,
            kept,
            answer,
            status: page.status,
        }
    }

    /// From accepting to submitting, in microseconds.
    pub(super) fn work_micros(&self) -> Option<i64> {
        self.submitted.micros()?.checked_sub(self.accepted.micros()?)
    }

    /// From accepting to submitting, in whole seconds.
    pub(super) fn work_seconds(&self) -> Option<i64> {
        Some(SignedDuration::from_micros(self.work_micros()?).as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_no_more_than_its_72_bytes() {
        assert_eq!(size_of::<Record>(), 72);
    }
}
