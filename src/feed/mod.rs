//! What goes on behind the screen: background tasks that follow HITs through a [`Source`](crate::source::Source).
//!
//! A [`Feed`] follows the HITs under review: page chains first, then a poll every so often. A [`HitsFeed`] pages
//! through the account's HITs and counts what no counter tells. Both send [`FeedMessage`]s through one bounded channel
//! and wait when it is full. Every piece carries the [`Epoch`] of the request it answers, so that the screen can drop
//! what it no longer wants. What is loaded is never taken back: a problem that passes is waited out, one that does
//! not ends its chain with the token to go on from. Dropping a handle ends its task at once.
//!
//! What a feed promises about a HIT: whatever its counters tell of is shown, as far as the plan's lists hold it, or
//! [`News::Checked`] is not told; what no counter tells of, a reversal or another feedback, shows after a refresh. Where an
//! assignment leaves the plan's lists with its verdict, [`News::StillWaiting`] tells that it waits no more.
//!
//! | file | what it knows |
//! |---|---|
//! | `plan`, `news` | what is asked of a feed, and what it tells |
//! | `walk`, `chain` | one walk over a chain's pages; where a chain stands between two walks |
//! | `known`, `expected` | which assignments were seen, and how; how many the counters let one expect, and how many are missing |
//! | `rescan_pause` | how rarely everything is read again for what can not be settled |
//! | `progress`, `followed` | what comes next for one HIT, and for all of a plan; nothing waits in here |
//! | `retry` | one request until it is answered, with its back-off |
//! | `follow`, `hits` | the two tasks |
//! | `files` | what was saved, read beside the screen |

mod chain;
mod expected;
mod files;
mod follow;
mod followed;
mod hits;
#[cfg(test)]
mod inbox;
mod known;
mod news;
mod plan;
mod progress;
mod rescan_pause;
mod retry;
#[cfg(test)]
mod script;
#[cfg(test)]
mod tests;
mod walk;

pub use files::{ReadFiles, read_files};
pub use follow::Feed;
pub use hits::HitsFeed;
pub use news::{Ending, Epoch, FeedMessage, HitsNews, News};
pub use plan::{DistinctHits, PageChain, ReviewPlan};
