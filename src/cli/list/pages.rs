//! Reading a list page by page, one page ahead of what is printed.

use super::Failure;
use super::token::Place;
use crate::mturk::{Live, RawAnswer, RawFailure, RawQuery};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::sync::Arc;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Pages that wait to be printed. Few: they are what memory holds.
const AHEAD: usize = 2;

/// Which lists to read, one after the other.
#[derive(Debug)]
pub(super) struct Plan {
    /// The first request for each HIT.
    pub(super) queries: Vec<RawQuery>,
    /// Where to begin; of one HIT only.
    pub(super) start: Option<Place>,
    /// How many assignments to print in all.
    pub(super) max_items: Option<i64>,
}

/// What comes of reading.
#[derive(Debug)]
pub(super) enum Arrival {
    /// A page, of which only a part is printed.
    Page { answer: RawAnswer, part: Part },
    /// The limit was reached before the list's end; the HIT's token goes on.
    Stopped { hit: String, token: String },
}

/// Which assignments of a page are printed. Counts are Python's: below zero they count from the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    skip: i64,
    keep: Option<i64>,
}

impl Part {
    /// Leaves the rest out.
    pub(super) fn cut<T>(self, items: &mut Vec<T>) {
        items.drain(..index(self.skip, items.len()));
        if let Some(keep) = self.keep {
            items.truncate(index(keep, items.len()));
        }
    }
}

/// Where a Python slice of `len` items begins or ends.
fn index(at: i64, len: usize) -> usize {
    let distance = usize::try_from(at.unsigned_abs()).unwrap_or(usize::MAX);
    if at < 0 { len.saturating_sub(distance) } else { distance.min(len) }
}

/// Starts reading. The next page is asked for as soon as its token is known.
pub(super) fn read(
    live: Arc<Live>,
    plan: Plan,
) -> (Receiver<Result<Arrival, Failure>>, impl Future<Output = ()> + Send + 'static) {
    let (send, arrivals) = mpsc::channel(AHEAD);
    let reading = async move {
        let to = send.clone();
        if let Err(failure) = (Reading { live, to, left: plan.max_items }).all(plan).await {
            // Nobody listens once the output is closed.
            let _ = send.send(Err(failure)).await;
        }
    };
    (arrivals, reading)
}

/// A list being read.
struct Reading {
    live: Arc<Live>,
    to: Sender<Result<Arrival, Failure>>,
    /// How many assignments may still be printed.
    left: Option<i64>,
}

/// What of a page decides how reading goes on; the rest is read when it is printed.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Head {
    next_token: Option<String>,
    assignments: Option<Vec<IgnoredAny>>,
}

impl Reading {
    async fn all(mut self, plan: Plan) -> Result<(), Failure> {
        let mut start = plan.start.unwrap_or_default();
        for query in plan.queries {
            if self.chain(query, std::mem::take(&mut start)).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Reads one HIT's list from a place on. Returns whether that was enough.
    async fn chain(&mut self, mut query: RawQuery, start: Place) -> Result<bool, Failure> {
        let (hit, mut skip) = (query.hit.clone(), start.skip);
        let mut before: Option<String> = None;
        query.token = start.token;
        let mut asked = self.ask(&query);
        loop {
            let answer = asked.await.map_err(Failure::other)??;
            // A page that can not be read is told of by whoever prints it.
            let Head { next_token, assignments } = serde_json::from_slice(answer.bytes()).unwrap_or_default();
            let next = next_token.filter(|token| !token.is_empty());
            let listed = assignments.map_or(0, |list| list.len());
            let count = i64::try_from(listed - index(skip, listed)).unwrap_or(i64::MAX);
            if let Some(keep) = self.left.filter(|left| count > *left) {
                let place = Place { token: query.token, skip: keep + skip };
                self.page(answer, Part { skip, keep: Some(keep) }).await;
                return Ok(self.stop(hit, place.encode(true)).await);
            }
            self.left = self.left.map(|left| left - count);
            let part = Part { skip, keep: None };
            let Some(token) = next else {
                self.page(answer, part).await;
                return Ok(false);
            };
            if self.left == Some(0) {
                self.page(answer, part).await;
                return Ok(self.stop(hit, Place { token: Some(token), skip: 0 }.encode(false)).await);
            }
            if before.as_ref() == Some(&token) {
                self.page(answer, part).await;
                return Err(repeated(&token));
            }
            query.token = Some(token.clone());
            (before, skip) = (Some(token), 0);
            asked = self.ask(&query);
            if !self.page(answer, part).await {
                return Ok(true);
            }
        }
    }

    /// Asks for a page in the background.
    fn ask(&self, query: &RawQuery) -> tokio::task::JoinHandle<Result<RawAnswer, RawFailure>> {
        let (live, query) = (Arc::clone(&self.live), query.clone());
        tokio::spawn(async move { live.raw_assignments(query).await })
    }

    /// Hands a page on; false once nobody prints any more.
    async fn page(&self, answer: RawAnswer, part: Part) -> bool {
        self.to.send(Ok(Arrival::Page { answer, part })).await.is_ok()
    }

    async fn stop(&self, hit: String, token: String) -> bool {
        let _ = self.to.send(Ok(Arrival::Stopped { hit, token })).await;
        true
    }
}

fn repeated(token: &str) -> Failure {
    Failure::other(format!(
        "Error during pagination: The same next token was received twice: {{'NextToken': '{token}'}}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_a_python_slice_is() {
        for (skip, keep, expected) in [
            (0, None, vec![1, 2, 3]),
            (1, None, vec![2, 3]),
            (9, None, vec![]),
            (-1, None, vec![3]),
            (1, Some(1), vec![2]),
            (0, Some(0), vec![]),
            (0, Some(-1), vec![1, 2]),
            (0, Some(-9), vec![]),
        ] {
            let mut items = vec![1, 2, 3];
            Part { skip, keep }.cut(&mut items);
            assert_eq!(items, expected, "{skip} {keep:?}");
        }
    }
}
