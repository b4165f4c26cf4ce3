//! Which columns the list of HITs has beside the title.

use crate::table::HitSortKey;

/// A column of the list of HITs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitColumn {
    /// How many assignments wait for review.
    Waiting,
    /// How many of all are decided, as a bar.
    Done,
    /// When the service approves the first by itself.
    Due,
    /// What the work that waits costs, with fees.
    Owed,
    /// What one assignment pays.
    Reward,
    /// How many were approved.
    Approved,
    /// How many were rejected.
    Rejected,
    /// How many nobody has accepted yet.
    Available,
    /// How long ago it was created.
    Age,
}

/// Columns that the title has at least beside others.
fn least_title(width: usize) -> usize {
    (width / 3 + 9).clamp(26, 46)
}

impl HitColumn {
    /// Every column, in the order they show.
    const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Done,
        Self::Due,
        Self::Owed,
        Self::Reward,
        Self::Approved,
        Self::Rejected,
        Self::Available,
        Self::Age,
    ];

    /// The same, what is left out last first.
    const BY_WEIGHT: [Self; 9] = [
        Self::Waiting,
        Self::Done,
        Self::Due,
        Self::Owed,
        Self::Age,
        Self::Reward,
        Self::Approved,
        Self::Rejected,
        Self::Available,
    ];

    /// Those that a list so wide has, in the order they show: as many as leave room for titles.
    #[must_use]
    pub fn fitting(width: usize) -> Vec<Self> {
        let mut room = width.saturating_sub(least_title(width));
        let mut fitting = Self::BY_WEIGHT.to_vec();
        let first_out = Self::BY_WEIGHT.iter().position(|column| {
            let fits = column.width() <= room;
            room = room.saturating_sub(column.width());
            !fits
        });
        fitting.truncate(first_out.unwrap_or(fitting.len()));
        Self::ALL.into_iter().filter(|column| fitting.contains(column)).collect()
    }

    /// Its head.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Due => "next due",
            Self::Owed => "at stake",
            Self::Reward => "reward",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Available => "available",
            Self::Age => "age",
        }
    }

    /// How wide it is, with the blanks before it.
    #[must_use]
    pub fn width(self) -> usize {
        match self {
            Self::Waiting | Self::Reward => 9,
            Self::Done | Self::Due | Self::Approved | Self::Rejected | Self::Age => 10,
            Self::Owed | Self::Available => 11,
        }
    }

    /// What it sorts by, if by anything.
    #[must_use]
    pub fn sorts(self) -> Option<HitSortKey> {
        match self {
            Self::Waiting => Some(HitSortKey::Waiting),
            Self::Due => Some(HitSortKey::Due),
            Self::Owed => Some(HitSortKey::Owed),
            Self::Reward => Some(HitSortKey::Reward),
            Self::Available => Some(HitSortKey::Available),
            Self::Age => Some(HitSortKey::Age),
            Self::Done | Self::Approved | Self::Rejected => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_to_do_is_left_out_last() {
        let heads = |width| HitColumn::fitting(width).into_iter().map(HitColumn::head).collect::<Vec<_>>();
        assert_eq!(heads(20), [""; 0]);
        assert_eq!(heads(38), ["waiting"]);
        assert_eq!(heads(58), ["waiting", "done", "next due"]);
        assert_eq!(heads(78), ["waiting", "done", "next due", "at stake"]);
        assert_eq!(heads(126).len(), 8);
        assert_eq!(heads(200).len(), 9);
    }
}
