//! What the assignments of a HIT tell of its times.

use super::Store;
use super::median::Median;
use crate::model::{HitId, SignedDuration, Status, Timestamp};
use std::collections::HashMap;

/// What the assignments of a HIT tell of its times, as far as they were loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HitTimes {
    /// When the service approves the first of those that wait by itself.
    pub due: Option<Timestamp>,
    /// The middle of all times from accepting to submitting.
    pub median: Option<SignedDuration>,
    /// When the first was submitted.
    pub first: Option<Timestamp>,
    /// When the last was submitted.
    pub last: Option<Timestamp>,
}

/// The same in microseconds, while it is counted.
#[derive(Default)]
struct TimesTally {
    due: Option<i64>,
    worked: Median,
    submitted: Option<(i64, i64)>,
}

impl Store {
    /// The times of every HIT with assignments here.
    #[must_use]
    pub fn hit_times(&self) -> HashMap<HitId, HitTimes> {
        let mut tallies: HashMap<u32, TimesTally> = HashMap::new();
        for (record, hit) in self.records.iter().zip(&self.hit_of) {
            let tally = tallies.entry(*hit).or_default();
            if record.status == Status::Submitted
                && let Some(at) = record.auto_approval.micros()
            {
                tally.due = Some(tally.due.map_or(at, |known| known.min(at)));
            }
            let Some(at) = record.submitted.micros() else { continue };
            tally.submitted = Some(tally.submitted.map_or((at, at), |(from, to)| (from.min(at), to.max(at))));
            if let Some(accepted) = record.accepted.micros() {
                tally.worked.insert(at.saturating_sub(accepted));
            }
        }
        let named =
            |(hit, tally): (u32, TimesTally)| Some((self.hits.get(hit as usize)?.clone(), tally.times()));
        tallies.into_iter().filter_map(named).collect()
    }
}

impl TimesTally {
    fn times(&self) -> HitTimes {
        let moment = |micros: i64| Timestamp::from_microsecond(micros).ok();
        HitTimes {
            due: self.due.and_then(moment),
            median: self.worked.get().map(SignedDuration::from_micros),
            first: self.submitted.and_then(|(first, _)| moment(first)),
            last: self.submitted.and_then(|(_, last)| moment(last)),
        }
    }
}
