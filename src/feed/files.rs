use super::news::{Epoch, FeedMessage, News};
use crate::model::{Hit, SavedAssignment, SavedRecord, TakeRecord};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// So many assignments are told at once at first, and at most: the more there are, the more it costs to put some more
/// among them, and no batch should keep a key waiting.
const FIRST_BATCH: usize = 20;
const BATCH: usize = 500;
/// What came in is never held back for longer.
const DELAY: Duration = Duration::from_millis(20);

/// Reads files to their end, piece by piece. What it can not read it tells as a remark.
pub type ReadFiles = Box<dyn FnOnce(&mut TakeRecord<'_>) + Send>;

/// Reads files in the background, on a thread of its own; the news go into `out`, marked with `epoch`. It ends when the
/// files do, or when nobody listens any more.
pub fn read_files(read: ReadFiles, epoch: Epoch, out: mpsc::Sender<FeedMessage>) {
    tokio::task::spawn_blocking(move || {
        let mut batches =
            Batches { hits: Vec::new(), batch: Vec::new(), told: 0, since: Instant::now(), epoch, out };
        read(&mut |record| batches.take(record));
        // Nobody has to listen.
        let _ = batches.flush();
        let _ = batches.tell(News::FilesRead);
    });
}

/// What came in since the last news.
struct Batches {
    hits: Vec<Hit>,
    batch: Vec<SavedAssignment>,
    /// How many assignments were told.
    told: usize,
    /// When the batch was begun.
    since: Instant,
    epoch: Epoch,
    out: mpsc::Sender<FeedMessage>,
}

impl Batches {
    fn take(&mut self, record: SavedRecord) -> ControlFlow<()> {
        match record {
            SavedRecord::Assignment(saved) => {
                if self.batch.is_empty() {
                    self.since = Instant::now();
                }
                self.batch.push(*saved);
                let enough = (self.told / 50).clamp(FIRST_BATCH, BATCH);
                if self.batch.len() >= enough || self.since.elapsed() >= DELAY {
                    return self.flush();
                }
                ControlFlow::Continue(())
            }
            SavedRecord::Hit(hit) => {
                self.hits.push(*hit);
                // Files of HITs alone do not wait for an assignment.
                if self.hits.len() >= BATCH { self.flush() } else { ControlFlow::Continue(()) }
            }
            SavedRecord::Remark(remark) => self.tell(News::Remark(remark)),
            SavedRecord::Bonus(_) => ControlFlow::Continue(()),
        }
    }

    fn flush(&mut self) -> ControlFlow<()> {
        if !self.hits.is_empty() {
            let hits = std::mem::take(&mut self.hits);
            self.tell(News::SavedHits(hits))?;
        }
        if self.batch.is_empty() {
            return ControlFlow::Continue(());
        }
        let batch = std::mem::take(&mut self.batch);
        self.told += batch.len();
        self.tell(News::Saved(batch))
    }

    fn tell(&self, news: News) -> ControlFlow<()> {
        match self.out.blocking_send(FeedMessage::Review(self.epoch, news)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, AssignmentId, HitId, Provenance, WorkerId};

    fn saved(number: usize) -> SavedRecord {
        let id = AssignmentId::from_service(format!("3A{number}"));
        let assignment = Assignment::new(id, WorkerId::from_service("AW"), HitId::from_service("3H"));
        let provenance = Provenance::File { file: "a.csv".into(), line: number as u64 };
        SavedRecord::Assignment(Box::new(SavedAssignment::new(assignment, provenance)))
    }

    #[tokio::test]
    async fn everything_in_the_files_is_told_in_its_order_and_then_the_end() {
        let (out, mut news) = mpsc::channel(1);
        let read = |take: &mut TakeRecord<'_>| {
            for number in 0..250 {
                assert!(take(saved(number)).is_continue());
            }
        };
        read_files(Box::new(read), Epoch(1), out);
        let mut lines = Vec::new();
        while let Some(FeedMessage::Review(Epoch(1), piece)) = news.recv().await {
            match piece {
                News::Saved(batch) => {
                    assert!(batch.len() <= BATCH);
                    lines.extend(batch.into_iter().map(|saved| match saved.provenance {
                        Provenance::File { line, .. } => line,
                        Provenance::Service { .. } => unreachable!("a file was read"),
                    }));
                }
                other => assert_eq!(other, News::FilesRead),
            }
        }
        assert_eq!(lines, (0..250).collect::<Vec<u64>>());
    }

    #[tokio::test]
    async fn reading_ends_where_nobody_listens() {
        let (out, news) = mpsc::channel(1);
        drop(news);
        let (told, ended) = tokio::sync::oneshot::channel();
        let read = |take: &mut TakeRecord<'_>| {
            let taken = (0..10_000).take_while(|number| take(saved(*number)).is_continue()).count();
            told.send(taken).unwrap();
        };
        read_files(Box::new(read), Epoch(1), out);
        assert!(ended.await.unwrap() < 10_000);
    }

    #[tokio::test]
    async fn hits_are_told_before_the_assignments_that_follow_them() {
        let (out, mut news) = mpsc::channel(1);
        let read = |take: &mut TakeRecord<'_>| {
            for number in 0..3 {
                let hit = Hit::new(HitId::from_service(format!("3H{number}")));
                assert!(take(SavedRecord::Hit(Box::new(hit))).is_continue());
                assert!(take(saved(number)).is_continue());
            }
        };
        read_files(Box::new(read), Epoch(1), out);
        let mut told = (0, 0);
        while let Some(FeedMessage::Review(_, piece)) = news.recv().await {
            match piece {
                News::SavedHits(hits) => told.0 += hits.len(),
                News::Saved(batch) => told.1 += batch.len(),
                _ => break,
            }
            assert!(told.0 >= told.1, "{told:?}");
        }
        assert_eq!(told, (3, 3));
    }
}
