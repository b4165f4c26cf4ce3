use super::message::ScanNews;
use crate::feed::Epoch;
use crate::table::{RowId, ScanProgress, Snapshot};
use crate::text::Needle;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How long rows found wait at most before they are told.
const PAUSE: Duration = Duration::from_millis(50);

/// A search through the answers on a thread of its own. Dropping it ends the search.
#[derive(Debug)]
pub(super) struct SearchTask {
    unwanted: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl SearchTask {
    /// Starts searching; what is found goes to `out`, the last time with `done == of`.
    pub(super) fn start(
        epoch: Epoch,
        needle: Needle,
        snapshot: Snapshot,
        out: mpsc::Sender<(Epoch, ScanNews)>,
    ) -> Self {
        let unwanted = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&unwanted);
        let task = tokio::task::spawn_blocking(move || {
            let mut teller = Teller::new(Instant::now());
            let tell = |news| if out.blocking_send((epoch, news)).is_ok() { GO_ON } else { STOP };
            snapshot.scan(&needle, |progress| {
                if stop.load(Ordering::Relaxed) {
                    return STOP;
                }
                teller.take(progress, Instant::now()).map_or(GO_ON, tell)
            });
            if !stop.load(Ordering::Relaxed) {
                let _ = teller.last().map_or(GO_ON, tell);
            }
        });
        Self { unwanted, task }
    }

    /// Whether it has not come to its end yet.
    pub(super) fn is_running(&self) -> bool {
        !self.task.is_finished()
    }
}

impl Drop for SearchTask {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }
}

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());
const STOP: ControlFlow<()> = ControlFlow::Break(());

/// Collects what a search finds into news worth a frame: every tenth of the way, or after [`PAUSE`].
struct Teller {
    found: Vec<RowId>,
    done: usize,
    of: usize,
    told: Option<usize>,
    told_at: Instant,
}

impl Teller {
    fn new(now: Instant) -> Self {
        Self { found: Vec::new(), done: 0, of: 0, told: None, told_at: now }
    }

    fn take(&mut self, progress: ScanProgress<'_>, now: Instant) -> Option<ScanNews> {
        self.found.extend_from_slice(progress.hits);
        (self.done, self.of) = (progress.done, progress.total);
        let gone = self.done - self.told.unwrap_or(0).min(self.done);
        let due = gone * 10 >= self.of || now.duration_since(self.told_at) >= PAUSE;
        due.then(|| self.tell(now))
    }

    /// The end, unless it was told already.
    fn last(&mut self) -> Option<ScanNews> {
        (self.told != Some(self.of)).then(|| {
            self.done = self.of;
            self.tell(self.told_at)
        })
    }

    fn tell(&mut self, now: Instant) -> ScanNews {
        (self.told, self.told_at) = (Some(self.done), now);
        ScanNews { done: self.done, of: self.of, found: std::mem::take(&mut self.found) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_comes_every_tenth_of_the_way() {
        let now = Instant::now();
        let mut teller = Teller::new(now);
        let mut news: Vec<_> = (1..=1000)
            .filter_map(|row| {
                teller.take(ScanProgress { done: row, total: 1000, hits: &[RowId::at(7)] }, now)
            })
            .collect();
        news.extend(teller.last());
        assert_eq!(news.len(), 10);
        assert_eq!(news.last().map(|news| (news.done, news.of)), Some((1000, 1000)));
        assert_eq!(news.iter().map(|news| news.found.len()).sum::<usize>(), 1000);
    }

    #[test]
    fn news_waits_no_longer_than_a_pause() {
        let now = Instant::now();
        let mut teller = Teller::new(now);
        let progress = |done| ScanProgress { done, total: 1000, hits: &[] };
        assert_eq!(teller.take(progress(1), now), None);
        assert!(teller.take(progress(2), now + PAUSE).is_some());
        assert_eq!(teller.take(progress(3), now + PAUSE), None);
    }

    #[test]
    fn an_empty_search_tells_its_end() {
        let end = Teller::new(Instant::now()).last();
        assert_eq!(end, Some(ScanNews { done: 0, of: 0, found: Vec::new() }));
    }
}
