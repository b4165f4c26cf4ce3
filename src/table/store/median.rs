use std::collections::BTreeMap;

/// The median of whole numbers that come and go, at O(log n) for each.
#[derive(Debug, Default)]
pub(super) struct Median {
    /// How often each value is there.
    counts: BTreeMap<i64, u32>,
    /// How many values there are.
    total: u64,
    /// The median, as long as there is any value.
    at: i64,
    /// How many values are smaller than `at`.
    below: u64,
}

impl Median {
    /// The middle value, the lower one of two.
    pub(super) fn get(&self) -> Option<i64> {
        (self.total > 0).then_some(self.at)
    }

    /// Counts a value in.
    pub(super) fn insert(&mut self, value: i64) {
        *self.counts.entry(value).or_default() += 1;
        self.total += 1;
        self.below += u64::from(value < self.at);
        self.settle();
    }

    /// Counts a value out that was counted in before.
    pub(super) fn remove(&mut self, value: i64) {
        let Some(count) = self.counts.get_mut(&value) else { return };
        *count -= 1;
        if *count == 0 {
            self.counts.remove(&value);
        }
        self.total -= 1;
        self.below -= u64::from(value < self.at);
        self.settle();
    }

    /// Moves `at` to the middle again; one value more or less moves it by one step at most.
    fn settle(&mut self) {
        let middle = self.total.saturating_sub(1) / 2;
        while self.below > middle {
            let Some((&lower, &count)) = self.counts.range(..self.at).next_back() else { return };
            self.at = lower;
            self.below -= u64::from(count);
        }
        loop {
            let here = self.counts.get(&self.at).copied().unwrap_or(0);
            if self.below + u64::from(here) > middle {
                return;
            }
            let Some((&higher, _)) = self.counts.range(self.at.saturating_add(1)..).next() else { return };
            self.at = higher;
            self.below += u64::from(here);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_the_middle_of_the_sorted_values(changes in prop::collection::vec((any::<bool>(), -5i64..20), 0..200)) {
            let (mut median, mut values) = (Median::default(), Vec::new());
            for (put, value) in changes {
                if put {
                    median.insert(value);
                    values.push(value);
                } else {
                    median.remove(value);
                    if let Some(place) = values.iter().position(|v| *v == value) {
                        values.remove(place);
                    }
                }
                values.sort_unstable();
                let middle = values.get(values.len().saturating_sub(1) / 2).copied();
                prop_assert_eq!(median.get(), middle);
            }
        }
    }
}
