//! What others may know of a review. They change it only through what it does.

use super::{Detail, FieldColumns, LoadProgress, Review, Search, TaskView, TextFilter};
use crate::feed::{Epoch, ReviewPlan};
use crate::model::{Hit, HitId, Timestamp};
use crate::table::{Filter, FullBlock, PackedBlock, RowSet, Sort, Store, View};
use crate::tui::layout::Pane;
use std::collections::HashMap;
use std::time::Duration;

impl Review {
    /// News with another epoch is not for this review.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// What is followed.
    #[must_use]
    pub fn plan(&self) -> &ReviewPlan {
        &self.plan
    }

    /// The HITs as last heard of.
    #[must_use]
    pub fn hits(&self) -> &HashMap<HitId, Hit> {
        &self.hits
    }

    /// Every assignment that arrived.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Those that show, in order.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The order.
    #[must_use]
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Which show.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The text filter as typed and as far as it is evaluated.
    #[must_use]
    pub fn text(&self) -> Option<&TextFilter> {
        self.text.as_ref()
    }

    /// The search.
    #[must_use]
    pub fn searched(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Which pane has the keys.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The answer pane.
    #[must_use]
    pub fn detail(&self) -> &Detail {
        &self.detail
    }

    /// The task pane.
    #[must_use]
    pub fn task(&self) -> &TaskView {
        &self.task
    }

    /// The first visible line of the timeline.
    #[must_use]
    pub fn timeline_scroll(&self) -> usize {
        self.timeline_scroll
    }

    /// How far loading is.
    #[must_use]
    pub fn progress(&self) -> &LoadProgress {
        &self.progress
    }

    /// Whether everything was loaded once; what arrives from then on is new.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// New assignments that were not selected yet.
    #[must_use]
    pub fn unseen(&self) -> &RowSet {
        &self.unseen
    }

    /// How far apart requests go out since the service asked to slow down.
    #[must_use]
    pub fn slowed(&self) -> Option<Duration> {
        self.slowed
    }

    /// When the service was last heard of.
    #[must_use]
    pub fn checked(&self) -> Option<Timestamp> {
        self.checked
    }

    /// The answer fields among the list's columns.
    #[must_use]
    pub fn fields(&self) -> &FieldColumns {
        &self.fields
    }

    /// Blocks of answers that are full and can be packed.
    pub(in crate::tui::app) fn take_full(&mut self) -> Vec<FullBlock> {
        self.store.take_full()
    }

    /// Takes back a block of answers that was packed.
    pub(in crate::tui::app) fn put_packed(&mut self, block: PackedBlock) {
        self.store.put_packed(block);
    }
}
