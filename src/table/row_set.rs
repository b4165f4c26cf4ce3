use super::RowId;

/// Rows of one store, one bit each: 122 KiB for a million.
#[derive(Debug, Clone, Default)]
pub struct RowSet {
    words: Vec<u64>,
    len: usize,
}

impl RowSet {
    /// Puts `row` in. `false` if it was in already.
    pub fn insert(&mut self, row: RowId) -> bool {
        let (word, bit) = place(row);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let Some(word) = self.words.get_mut(word) else { return false };
        let fresh = *word & bit == 0;
        *word |= bit;
        self.len += usize::from(fresh);
        fresh
    }

    /// Takes `row` out. `false` if it was not in.
    pub fn remove(&mut self, row: RowId) -> bool {
        let (word, bit) = place(row);
        let Some(word) = self.words.get_mut(word).filter(|word| **word & bit != 0) else { return false };
        *word &= !bit;
        self.len -= 1;
        true
    }

    /// Whether `row` is in.
    #[must_use]
    pub fn contains(&self, row: RowId) -> bool {
        let (word, bit) = place(row);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How many rows are in.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no row is in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes every row out and keeps the memory for the next.
    pub fn clear(&mut self) {
        self.words.clear();
        self.len = 0;
    }

    /// The rows in order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = RowId> {
        (0u32..).step_by(64).zip(&self.words).flat_map(|(first, &word)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|rest| *rest != 0);
            let words = std::iter::successors(Some(word).filter(|word| *word != 0), rest);
            words.map(move |word| RowId::at(first + word.trailing_zeros()))
        })
    }
}

/// The word a row's bit is in, and the bit.
const fn place(row: RowId) -> (usize, u64) {
    (row.index() / 64, 1 << (row.number() % 64))
}

impl PartialEq for RowSet {
    /// The same rows, however much room either set has.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for RowSet {}

impl Extend<RowId> for RowSet {
    fn extend<I: IntoIterator<Item = RowId>>(&mut self, rows: I) {
        for row in rows {
            self.insert(row);
        }
    }
}

impl FromIterator<RowId> for RowSet {
    fn from_iter<I: IntoIterator<Item = RowId>>(rows: I) -> Self {
        let mut set = Self::default();
        set.extend(rows);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_like_a_set(changes in prop::collection::vec((any::<bool>(), 0u32..300), 0..200)) {
            let (mut ours, mut theirs) = (RowSet::default(), BTreeSet::new());
            for (put, number) in changes {
                let row = RowId::at(number);
                if put {
                    prop_assert_eq!(ours.insert(row), theirs.insert(row));
                } else {
                    prop_assert_eq!(ours.remove(row), theirs.remove(&row));
                }
                prop_assert_eq!(ours.contains(row), theirs.contains(&row));
            }
            prop_assert_eq!(ours.len(), theirs.len());
            prop_assert!(ours.iter().eq(theirs.iter().copied()));
            prop_assert_eq!(ours.iter().collect::<RowSet>(), ours);
        }
    }

    #[test]
    fn is_empty_after_clear() {
        let mut set: RowSet = [RowId::at(3), RowId::at(700)].into_iter().collect();
        set.clear();
        assert!(set.is_empty() && !set.contains(RowId::at(3)));
        assert_eq!(set, RowSet::default());
    }
}
