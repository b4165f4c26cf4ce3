use std::ops::AddAssign;

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// It was not there.
    New,
    /// It told something new of what was there.
    Changed,
    /// It told nothing new.
    Same,
}

/// How many records of one kind were kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeptCounts {
    /// Those that were not there.
    pub new: u64,
    /// Those that told something new of what was there.
    pub changed: u64,
    /// Those that told nothing new.
    pub same: u64,
}

impl KeptCounts {
    /// Counts one more.
    pub(super) fn count(&mut self, counted: Counted) {
        match counted {
            Counted::New => self.new += 1,
            Counted::Changed => self.changed += 1,
            Counted::Same => self.same += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> u64 {
        self.new + self.changed + self.same
    }
}

impl AddAssign for KeptCounts {
    fn add_assign(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.same += more.same;
    }
}

/// What came of keeping records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeptTally {
    /// HITs.
    pub hits: KeptCounts,
    /// Assignments.
    pub assignments: KeptCounts,
    /// Bonuses.
    pub bonuses: KeptCounts,
    /// Assignments in which two sources contradict each other.
    pub contradictions: u64,
}

impl KeptTally {
    /// Whether nothing that is kept became another.
    #[must_use]
    pub fn changed_nothing(&self) -> bool {
        [self.hits, self.assignments, self.bonuses].iter().all(|counts| counts.new + counts.changed == 0)
    }
}

impl AddAssign for KeptTally {
    fn add_assign(&mut self, more: Self) {
        self.hits += more.hits;
        self.assignments += more.assignments;
        self.bonuses += more.bonuses;
        self.contradictions += more.contradictions;
    }
}
