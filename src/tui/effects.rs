use super::message::ScanNews;
use super::scan::SearchTask;
use crate::feed::{Epoch, Feed, FeedMessage, HitsFeed, PageChain, ReadFiles, ReviewPlan, read_files};
use crate::model::HitId;
use crate::source::Source;
use crate::table::{FullBlock, PackedBlock, Snapshot};
use crate::text::Needle;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Pages that may wait for the screen; then whoever fetches waits too. Few, so that a page on its way is
/// never far from the screen and memory holds no queue.
const PAGES_WAITING: usize = 4;

/// Search news that may wait for the screen.
const SCANS_WAITING: usize = 4;

/// What goes on behind the screen at its request. Dropping it ends all of it at once.
pub(super) struct BackgroundTasks<S> {
    source: Arc<S>,
    /// Reads the files that were opened, until it is asked to.
    files: Option<ReadFiles>,
    feed: Option<Feed>,
    hits: Option<HitsFeed>,
    scans: Vec<(Epoch, SearchTask)>,
    to_feed: mpsc::Sender<FeedMessage>,
    to_scan: mpsc::Sender<(Epoch, ScanNews)>,
    to_packed: mpsc::UnboundedSender<Vec<PackedBlock>>,
}

/// Where the news of a [`BackgroundTasks`] arrives.
#[derive(Debug)]
pub(super) struct Arriving {
    /// Pages and problems.
    pub(super) feed: mpsc::Receiver<FeedMessage>,
    /// Rows found.
    pub(super) scan: mpsc::Receiver<(Epoch, ScanNews)>,
    /// Packed answers: no more than were asked to be packed.
    pub(super) packed: mpsc::UnboundedReceiver<Vec<PackedBlock>>,
}

impl<S: Source> BackgroundTasks<S> {
    /// Nothing goes on yet.
    pub(super) fn over(source: Arc<S>, files: Option<ReadFiles>) -> (Self, Arriving) {
        let (to_feed, feed) = mpsc::channel(PAGES_WAITING);
        let (to_scan, scan) = mpsc::channel(SCANS_WAITING);
        let (to_packed, packed) = mpsc::unbounded_channel();
        (
            Self { source, files, feed: None, hits: None, scans: Vec::new(), to_feed, to_scan, to_packed },
            Arriving { feed, scan, packed },
        )
    }

    /// Follows these HITs instead of whatever was followed.
    pub(super) fn follow(&mut self, epoch: Epoch, plan: ReviewPlan) {
        // The old one goes first: two at once would ask the service twice.
        self.feed = None;
        self.feed = Some(Feed::follow(Arc::clone(&self.source), plan, epoch, self.to_feed.clone()));
    }

    /// Reads the files that were opened, the first time it is asked to.
    pub(super) fn read_files(&mut self, epoch: Epoch) {
        if let Some(read) = self.files.take() {
            read_files(read, epoch, self.to_feed.clone());
        }
    }

    /// Looks at the followed HITs now.
    pub(super) fn refresh(&self) {
        if let Some(feed) = &self.feed {
            feed.refresh();
        }
    }

    /// Goes on with a chain that stopped.
    pub(super) fn resume(&self, chain: PageChain) {
        if let Some(feed) = &self.feed {
            feed.resume(chain);
        }
    }

    /// Pages through the account's HITs instead of an earlier listing.
    pub(super) fn list_hits(&mut self, epoch: Epoch) {
        self.hits = None;
        self.hits = Some(HitsFeed::list(Arc::clone(&self.source), epoch, self.to_feed.clone()));
    }

    /// Asks for the account's HITs anew, or ends a back-off.
    pub(super) fn refresh_hits(&self) {
        if let Some(feed) = &self.hits {
            feed.refresh();
        }
    }

    /// Counts the rejected assignments of these HITs.
    pub(super) fn count_rejected(&self, hits: Vec<HitId>) {
        if let Some(feed) = &self.hits {
            feed.count_rejected(hits);
        }
    }

    /// Searches, beside whatever else is searched for.
    pub(super) fn scan(&mut self, epoch: Epoch, needle: Needle, snapshot: Snapshot) {
        self.scans.retain(|(_, scan)| scan.is_running());
        self.scans.push((epoch, SearchTask::start(epoch, needle, snapshot, self.to_scan.clone())));
    }

    /// Packs a page's answers, a fraction of a millisecond.
    pub(super) fn pack(&self, blocks: Vec<FullBlock>) {
        let to_packed = self.to_packed.clone();
        tokio::spawn(async move {
            // Whoever wanted them may be gone.
            let _ = to_packed.send(blocks.into_iter().filter_map(FullBlock::pack).collect());
        });
    }

    /// Ends a search.
    pub(super) fn stop_scan(&mut self, epoch: Epoch) {
        self.scans.retain(|(running, _)| *running != epoch);
    }
}
