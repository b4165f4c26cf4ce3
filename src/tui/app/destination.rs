//! Where one goes from a screen.

use crate::feed::DistinctHits;

/// Where one goes from a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    /// To the list of HITs, which is loaded the first time.
    Hits,
    /// To the review of one or several HITs.
    Review(DistinctHits),
    /// To the screen one came from, if there is one.
    Back,
}
