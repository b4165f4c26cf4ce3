//! What goes on behind the screen: background tasks that follow HITs through a [`Source`](crate::source::Source).
//!
//! A [`Feed`] follows the HITs under review: page chains first, then a look every so often. A [`HitsFeed`] pages
//! through the account's HITs. Both send [`FeedMessage`]s through one bounded channel and wait when it is full.
//! Every piece carries the [`Epoch`] of the request it answers, so that the screen can drop what it no longer
//! wants. What is loaded is never taken back: a problem that passes is waited out, one that does not ends its
//! chain with the token to go on from. Dropping a handle ends its task at once.

mod counters;
mod follow;
mod followed;
mod hits;
mod known;
mod news;
mod plan;
mod progress;
mod retry;
#[cfg(test)]
mod script;
#[cfg(test)]
mod tests;
mod walk;

pub use follow::Feed;
pub use hits::HitsFeed;
pub use news::{Ending, Epoch, FeedMessage, HitsNews, News};
pub use plan::{DistinctHits, PageChain, ReviewPlan};
