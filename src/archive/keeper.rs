use super::error::{ArchiveError, ArchiveTrouble};
use super::path::ArchivePath;
use super::tally::KeptTally;
use super::writer::{ArchiveWriter, Batch, KeptBatch};
use crate::model::{HitId, Provenance, Remark, SavedRecord, Timestamp, WorkerBlock};
use bytes::Bytes;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// So many batches wait at most: pages of 100 assignments for a second or two of a slow disk.
const QUEUE: usize = 256;
/// So many remarks are remembered until somebody asks for them.
const REMARKS: usize = 1000;

/// Keeps records in an archive, on a thread of its own.
///
/// The archive is opened, and where there is none started, with the first records. What fails ends the keeping: nothing
/// further is written, and [`trouble`](Self::trouble) tells why.
#[derive(Debug)]
pub struct Keeper {
    path: ArchivePath,
    queue: SyncSender<Order>,
    state: Arc<KeeperState>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What came of keeping since the last report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptReport {
    /// How much was kept.
    pub tally: KeptTally,
    /// What to tell about it.
    pub remarks: Vec<Remark>,
    /// Batches that were not kept, because the disk was too slow for what came in.
    pub left_out: u64,
}

/// What the thread is to do.
#[derive(Debug)]
enum Order {
    Keep(Batch),
    /// Says when everything before it is written.
    Report(SyncSender<()>),
    /// The same, when all of it stands in the file itself; nothing is kept after it.
    End(SyncSender<()>),
}

/// What the thread tells.
#[derive(Debug, Default)]
struct KeeperState {
    trouble: Mutex<Option<ArchiveError>>,
    report: Mutex<KeptReport>,
    left_out: AtomicU64,
}

impl Keeper {
    /// Starts the thread.
    #[must_use]
    pub fn start(path: ArchivePath) -> Self {
        let opens = path.clone();
        Self::with(path, move || ArchiveWriter::open(&opens))
    }

    /// Starts a thread that writes to what `open` opens.
    pub(super) fn with(
        path: ArchivePath,
        open: impl FnOnce() -> Result<ArchiveWriter, ArchiveError> + Send + 'static,
    ) -> Self {
        let (queue, orders) = sync_channel(QUEUE);
        let state = Arc::new(KeeperState::default());
        let thread = KeeperThread { state: Arc::clone(&state), open: Some(open), writer: None };
        let builder = std::thread::Builder::new().name("archive".to_owned());
        let thread = builder.spawn(move || thread.run(&orders));
        if let Err(error) = &thread {
            state.stop(path.refuse(std::io::Error::from(error.kind())));
        }
        Self { path, queue, state, thread: Mutex::new(thread.ok()) }
    }

    /// Keeps records of one source, in their order; assignments tell their own source. Waits while too many wait.
    ///
    /// # Errors
    ///
    /// When nothing is kept any more.
    pub fn keep(&self, source: Provenance, records: Vec<SavedRecord>) -> Result<(), ArchiveError> {
        self.check()?;
        // What could not be read at all changes nothing.
        if records.is_empty() {
            return Ok(());
        }
        self.queue.send(Order::Keep(Batch::Records(source, records))).map_err(|_| self.gone())
    }

    /// Keeps a page of a HIT's assignments as the service sent it. Waits while too many wait.
    ///
    /// # Errors
    ///
    /// When nothing is kept any more.
    pub fn keep_page(&self, source: Provenance, hit: HitId, body: Bytes) -> Result<(), ArchiveError> {
        self.check()?;
        self.queue.send(Order::Keep(Batch::Page(source, hit, body))).map_err(|_| self.gone())
    }

    /// Keeps records without waiting: where too many wait, these are not kept, and counted in the report.
    pub fn offer(&self, source: Provenance, records: Vec<SavedRecord>) {
        self.try_order(Batch::Records(source, records));
    }

    /// Offers worker blocks that a service listed.
    pub fn offer_blocks(&self, source: Provenance, blocks: Vec<WorkerBlock>) {
        self.try_order(Batch::Blocks(source, blocks));
    }

    fn try_order(&self, batch: Batch) {
        // Where nobody takes them any more it was closed, or has told why it ended.
        if let Err(TrySendError::Full(_)) = self.queue.try_send(Order::Keep(batch)) {
            self.state.left_out.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits until all records are kept. What is reported once is not reported again.
    ///
    /// # Errors
    ///
    /// When nothing is kept any more.
    pub fn flush(&self) -> Result<KeptReport, ArchiveError> {
        self.report(Order::Report)
    }

    /// Waits until all records are kept and stand in the archive's file, and ends. What is offered later is not kept.
    ///
    /// # Errors
    ///
    /// When not all of them could be kept.
    pub fn close(&self) -> Result<KeptReport, ArchiveError> {
        let report = self.report(Order::End);
        if let Some(thread) = lock(&self.thread).take() {
            // A panic was told as the end of the queue.
            let _ = thread.join();
        }
        report
    }

    fn report(&self, order: impl FnOnce(SyncSender<()>) -> Order) -> Result<KeptReport, ArchiveError> {
        let (done, told) = sync_channel(1);
        let sent = self.queue.send(order(done)).is_ok();
        if !sent || told.recv().is_err() {
            self.check()?;
            return Err(self.gone());
        }
        self.check()?;
        let mut report = std::mem::take(&mut *lock(&self.state.report));
        report.left_out = self.state.left_out.swap(0, Ordering::Relaxed);
        Ok(report)
    }

    /// Why nothing is kept any more.
    #[must_use]
    pub fn trouble(&self) -> Option<ArchiveError> {
        lock(&self.state.trouble).clone()
    }

    /// Where the archive is.
    #[must_use]
    pub fn path(&self) -> &ArchivePath {
        &self.path
    }

    fn check(&self) -> Result<(), ArchiveError> {
        self.trouble().map_or(Ok(()), Err)
    }

    fn gone(&self) -> ArchiveError {
        self.path.refuse(ArchiveTrouble::Gone)
    }
}

impl KeeperState {
    /// Takes note of why nothing is kept any more; the first reason counts.
    fn stop(&self, error: ArchiveError) {
        tracing::warn!("nothing is kept any more: {error}");
        lock(&self.trouble).get_or_insert(error);
    }

    fn take(&self, kept: KeptBatch) {
        let mut report = lock(&self.report);
        report.tally += kept.tally;
        let room = REMARKS.saturating_sub(report.remarks.len());
        report.remarks.extend(kept.remarks.into_iter().take(room));
    }
}

/// The value behind a lock. A panic elsewhere leaves it whole: it is only ever replaced.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread behind a [`Keeper`].
struct KeeperThread<F> {
    state: Arc<KeeperState>,
    /// How the archive is opened, until it was.
    open: Option<F>,
    writer: Option<ArchiveWriter>,
}

impl<F: FnOnce() -> Result<ArchiveWriter, ArchiveError>> KeeperThread<F> {
    fn run(mut self, orders: &Receiver<Order>) {
        give_way();
        for order in orders {
            match order {
                Order::Keep(batch) => self.keep(&batch),
                Order::Report(done) => tell(&done),
                Order::End(done) => {
                    self.finish();
                    tell(&done);
                    return;
                }
            }
        }
    }

    fn finish(&mut self) {
        if let Some(writer) = self.writer.take()
            && let Err(error) = writer.finish()
        {
            // What is in the log is as safe as what is in the file.
            tracing::debug!("the log stays beside the archive: {error}");
        }
    }

    fn keep(&mut self, batch: &Batch) {
        if let Some(open) = self.open.take() {
            match open() {
                Ok(writer) => self.writer = Some(writer),
                Err(error) => self.state.stop(error),
            }
        }
        let Some(writer) = &mut self.writer else { return };
        match writer.keep(batch, Timestamp::now()) {
            Ok(kept) => self.state.take(kept),
            Err(error) => {
                self.state.stop(error);
                self.writer = None;
            }
        }
    }
}

/// Tells who waits, if anybody still does.
fn tell(done: &SyncSender<()>) {
    let _ = done.send(());
}

/// Lets this thread give way to the one that takes keys and draws.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(5) {
        tracing::debug!("the archive's thread is as urgent as any: {error}");
    }
}
