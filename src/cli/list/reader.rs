//! One HIT's list, read page by page: the next page is asked for as soon as its token is known.

use super::Failure;
use super::source::ListSource;
use crate::cli::token::StartingToken;
use crate::mturk::RawQuery;
use crate::source::{NextPage, TokenTrail};
use crate::wire::SentPage;
use std::ops::Range;
use std::sync::Arc;
use tokio::sync::mpsc::Sender;
use tokio::task::JoinHandle;

/// The most assignments that the service gives at once.
const FULL: i32 = 100;

/// How many assignments to ask for at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageSize {
    /// So many.
    Given(i32),
    /// As many as the service likes to give, which is 10.
    Service,
    /// As many as it gives at most. Near a limit it is the service's own number: the token that is printed there
    /// counts assignments of a page, and the AWS CLI goes on with pages of the service's own size.
    Full,
}

impl PageSize {
    /// What to ask for when `left` assignments are still to be printed.
    fn before(self, left: Option<i64>) -> Option<i32> {
        match self {
            Self::Given(size) => Some(size),
            Self::Service => None,
            Self::Full => Some(FULL).filter(|full| left.is_none_or(|left| left >= (*full).into())),
        }
    }
}

/// What comes of reading.
#[derive(Debug)]
pub(super) enum Arrival {
    /// A page, of which only a part is printed.
    Page { page: SentPage, part: Part },
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
    /// Where they stand in a page of `len` assignments.
    pub(super) fn range(self, len: usize) -> Range<usize> {
        let start = index(self.skip, len);
        let kept = self.keep.map_or(len - start, |keep| index(keep, len - start));
        start..start + kept
    }

    /// Leaves the rest out.
    pub(super) fn cut<T>(self, items: &mut Vec<T>) {
        let range = self.range(items.len());
        items.truncate(range.end);
        items.drain(..range.start);
    }
}

/// Where a Python slice of `len` items begins or ends.
fn index(at: i64, len: usize) -> usize {
    let distance = usize::try_from(at.unsigned_abs()).unwrap_or(usize::MAX);
    if at < 0 { len.saturating_sub(distance) } else { distance.min(len) }
}

/// What reads lists, one after the other.
pub(super) struct ListReader {
    /// What is asked.
    pub(super) source: Arc<ListSource>,
    /// Who prints.
    pub(super) to: Sender<Result<Arrival, Failure>>,
    /// How many assignments to ask for at once.
    pub(super) size: PageSize,
    /// How many assignments may still be printed, over all lists.
    pub(super) left: Option<i64>,
}

/// How many of the assignments on a page are left when some are skipped.
fn count_behind(skip: i64, listed: usize) -> i64 {
    i64::try_from(listed - index(skip, listed)).unwrap_or(i64::MAX)
}

impl ListReader {
    /// Reads one HIT's list from a place on. Returns whether that was enough.
    pub(super) async fn read(&mut self, mut query: RawQuery, start: StartingToken) -> Result<bool, Failure> {
        let mut place = start;
        // Without the token that the list starts at, as in the AWS CLI: it may come once more.
        let mut trail = TokenTrail::default();
        let mut asked = self.ask(&mut query, place.token.clone());
        loop {
            let page = asked.await.map_err(Failure::other)??;
            let next_token = page.next_token();
            let count = count_behind(place.skip, page.list.as_ref().map_or(0, Vec::len));
            let stop = self.stop(&place, count, next_token.as_ref());
            let part = Part { skip: place.skip, keep: self.left.filter(|_| stop.is_some()) };
            self.left = self.left.map(|left| left - count);
            let next = match trail.after(next_token.filter(|_| stop.is_none())) {
                NextPage::End => None,
                NextPage::Ask(token) => Some(Ok((self.ask(&mut query, Some(token.clone())), token))),
                NextPage::Repeated(token) => {
                    Some(Err(astray("The same next token was received twice", &token)))
                }
                NextPage::Circle(token) => {
                    Some(Err(astray("The list goes in a circle, it led back to", &token)))
                }
            };
            if self.to.send(Ok(Arrival::Page { page, part })).await.is_err() {
                return Ok(true);
            }
            match (next, stop) {
                (Some(next), _) => {
                    let (request, token) = next?;
                    asked = request;
                    place = StartingToken { token: Some(token), skip: 0 };
                }
                (None, Some(token)) => {
                    // Where nobody prints any more, nobody misses the token.
                    let _ = self.to.send(Ok(Arrival::Stopped { hit: query.hit, token })).await;
                    return Ok(true);
                }
                (None, None) => return Ok(false),
            }
        }
    }

    /// Asks for a page in the background.
    fn ask(&self, query: &mut RawQuery, token: Option<String>) -> JoinHandle<Result<SentPage, Failure>> {
        query.token = token;
        query.page_size = self.size.before(self.left);
        let (source, query) = (Arc::clone(&self.source), query.clone());
        tokio::spawn(async move { Ok(SentPage::read(source.page(query).await?)?) })
    }

    /// The token to go on with, if the limit is reached in a page of `count` assignments with more behind it.
    fn stop(&self, place: &StartingToken, count: i64, next: Option<&String>) -> Option<String> {
        match self.left? {
            left if count > left => {
                Some(StartingToken { token: place.token.clone(), skip: place.skip + left }.encode(true))
            }
            left if count == left => {
                next.map(|token| StartingToken { token: Some(token.clone()), skip: 0 }.encode(false))
            }
            _ => None,
        }
    }
}

/// A list whose tokens do not lead to its end, in the AWS CLI's form.
fn astray(what: &str, token: &str) -> Failure {
    Failure::other(format!("Error during pagination: {what}: {{'NextToken': '{token}'}}"))
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
