/// How many polls go by until everything is read again for what counters and lists do not settle. Twice as many each
/// time: a list may lag behind its counters, but some never agree with them.
#[derive(Debug, Clone, Copy)]
pub(super) struct RescanPause {
    left: u32,
    length: u32,
}

impl Default for RescanPause {
    fn default() -> Self {
        Self { left: 2, length: 2 }
    }
}

impl RescanPause {
    /// One that is over with the next poll.
    pub(super) const OVER: Self = Self { left: 1, length: 1 };

    /// One of so many polls.
    pub(super) fn of(polls: u32) -> Self {
        Self { left: polls, length: polls }
    }

    /// Counts a poll. After the last one the next pause begins, twice as long.
    pub(super) fn is_over(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        if self.left > 0 {
            return false;
        }
        let length = self.length.saturating_mul(2);
        *self = Self { left: length, length };
        true
    }
}
