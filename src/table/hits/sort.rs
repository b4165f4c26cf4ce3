//! The orders of HITs.

use std::cmp::Ordering;

/// What HITs can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitSortKey {
    /// When the HIT was created.
    Age,
    /// How many assignments wait for review.
    Waiting,
    /// When the service approves the first of them by itself, as far as that is known.
    Due,
    /// What they cost once they are approved, with fees.
    Owed,
    /// The title.
    Title,
    /// What one assignment pays.
    Reward,
    /// How many assignments nobody has accepted yet.
    Available,
}

impl HitSortKey {
    /// Every key, in the order of the menu.
    pub const ALL: [Self; 7] =
        [Self::Age, Self::Waiting, Self::Due, Self::Owed, Self::Title, Self::Reward, Self::Available];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Waiting => "waiting",
            Self::Due => "next due",
            Self::Owed => "at stake",
            Self::Title => "title",
            Self::Reward => "reward",
            Self::Available => "available",
        }
    }

    /// Whether the largest, newest or last comes first when one begins to sort by it.
    #[must_use]
    pub fn descends(self) -> bool {
        !matches!(self, Self::Title | Self::Due)
    }
}

/// An order of HITs. Those that lack the key come last in both directions; equal ones in order of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HitSort {
    /// By what.
    pub key: HitSortKey,
    /// Whether the largest, newest or last comes first.
    pub descending: bool,
}

impl HitSort {
    /// The order of two keys; what is missing comes last either way.
    pub(super) fn directed<T: Ord>(self, a: Option<T>, b: Option<T>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}
