//! What a test hears of a feed: its news, each piece in few words.

use super::script::letters;
use super::{FeedMessage, HitsNews, News};
use crate::model::AssignmentId;
use std::time::Duration;
use tokio::sync::mpsc;

/// How long a test waits for the next piece of news, on the clock that stands still.
const PATIENCE: Duration = Duration::from_hours(1);

/// What arrives on the screen's side, each piece in few words.
#[derive(Debug)]
pub(super) struct Inbox(pub(super) mpsc::Receiver<FeedMessage>);

impl Inbox {
    /// The next piece; `None` when the feed is over.
    pub(super) async fn next(&mut self) -> Option<FeedMessage> {
        let message = tokio::time::timeout(PATIENCE, self.0.recv()).await;
        message.unwrap_or_else(|_| panic!("nothing came for {PATIENCE:?}"))
    }

    /// Everything up to the first piece that reads like `last`, in few words.
    pub(super) async fn until(&mut self, last: &str) -> Vec<String> {
        self.messages_until(last).await.iter().map(words).collect()
    }

    /// Everything up to the first piece that reads like `last`.
    pub(super) async fn messages_until(&mut self, last: &str) -> Vec<FeedMessage> {
        let mut told = Vec::new();
        while told.last().is_none_or(|message| words(message) != last) {
            match tokio::time::timeout(PATIENCE, self.0.recv()).await {
                // A feed that polls has something to tell for ever.
                Ok(Some(message)) if told.len() < 1_000 => told.push(message),
                _ => {
                    let first: Vec<String> = told.iter().take(50).map(words).collect();
                    panic!("{last:?} never came after {first:?} …");
                }
            }
        }
        told
    }
}

/// A message in few words.
pub(super) fn words(message: &FeedMessage) -> String {
    match message {
        FeedMessage::Review(_, news) => review_words(news),
        FeedMessage::Hits(_, news) => match news {
            HitsNews::Started => "started".into(),
            HitsNews::Page(hits) => format!("hits {}", join(hits.iter().map(|hit| hit.id.as_str()))),
            HitsNews::Complete => "complete".into(),
            HitsNews::Stopped(problem) => format!("stopped {:?}", problem.kind),
            HitsNews::Waiting(problem, _) => format!("waiting {:?}", problem.kind),
            HitsNews::Recovered => "recovered".into(),
            HitsNews::Rejected(hit, count) => format!("{hit} rejected {count}"),
            HitsNews::NotCounted(hit, problem) => format!("{hit} not counted {:?}", problem.kind),
        },
    }
}

fn review_words(news: &News) -> String {
    use super::Ending::{Complete, Limit, RepeatedToken, Stopped};
    match news {
        News::Hit(hit) => format!("hit {} {}+{}", hit.id, hit.waiting().unwrap(), hit.completed.unwrap()),
        News::PollFailed(hit, problem) => format!("poll of {hit} failed {:?}", problem.kind),
        News::Page(chain, items) => {
            format!("page {} {}", letters(chain.statuses), join(items.iter().map(|item| item.id.as_str())))
        }
        News::StillWaiting(hit, ids) => {
            format!("{hit} waiting {}", join(ids.iter().map(AssignmentId::as_str)))
        }
        News::Started(chain) => format!("started {}", letters(chain.statuses)),
        News::Ended(chain, ending) => {
            let chain = letters(chain.statuses);
            match ending {
                Complete => format!("ended {chain}"),
                Limit(token) => format!("ended {chain} limit {}", token.0),
                RepeatedToken(token) => format!("ended {chain} repeated {}", token.0),
                Stopped(problem, token) => {
                    let token = token.as_ref().map_or("-", |token| &token.0);
                    format!("ended {chain} {:?} {token}", problem.kind)
                }
            }
        }
        News::Waiting(problem, _) => format!("waiting {:?}", problem.kind),
        News::Recovered => "recovered".into(),
        News::Slowed(gap) => format!("slowed {}", gap.map_or("not".into(), |gap| format!("{gap:?}"))),
        News::Checked => "checked".into(),
        News::SavedHits(hits) => format!("saved hits {}", join(hits.iter().map(|hit| hit.id.as_str()))),
        News::Saved(batch) => {
            format!("saved {}", join(batch.iter().map(|saved| saved.assignment.id.as_str())))
        }
        News::Remark(remark) => remark.to_string(),
        News::FilesRead => "files read".into(),
    }
}

fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

#[tokio::test(start_paused = true)]
#[should_panic = "nothing came"]
async fn a_wait_for_news_that_never_comes_ends() {
    let (_out, inbox) = mpsc::channel(1);
    Inbox(inbox).next().await;
}
