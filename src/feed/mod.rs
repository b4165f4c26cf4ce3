//! What goes on behind the screen: background tasks that follow HITs through a [`Source`](crate::source::Source).
//!
//! A task sends [`News`] through one bounded channel and waits when it is full. Every piece carries the
//! [`Epoch`] of the request it answers, so that the screen can drop what it no longer wants.

mod news;

pub use news::{Chain, Ending, Epoch, FeedMessage, HitsNews, News, Plan};
