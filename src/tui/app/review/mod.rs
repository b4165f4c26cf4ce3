//! The review of one or several HITs: what is loaded, what of it shows, and where one stands.

mod act;
mod answer_matches;
mod arrivals;
mod columns;
mod copy;
mod detail;
mod elsewhere;
mod field_columns;
mod fields;
mod filters;
mod finding;
mod menus;
mod pointing;
pub(super) mod progress;
mod reading;
mod search;
mod standing;
mod task;
mod task_view;
mod times;
mod type_fields;
mod wake;

pub use answer_matches::AnswerMatches;
pub use columns::ListColumns;
pub use detail::Detail;
pub use field_columns::FieldColumns;
pub use fields::ColumnState;
pub(super) use search::Origin;
pub use search::{MatchRank, Search, TextFilter};
pub use task_view::TaskView;

use super::place::Place;
use super::session::Session;
use super::trouble::{Trouble, Waiting};
use crate::feed::{Epoch, ReviewPlan};
use crate::model::{Hit, HitId, Remark, StatusSet, Timestamp};
use crate::source::Problem;
use crate::table::{Filter, RowId, RowSet, Sort, Store, View};
use crate::tui::layout::{self, Areas, Pane};
use progress::LoadProgress;
use std::collections::HashMap;
use std::time::Duration;

/// The review of one or several HITs.
#[derive(Debug)]
pub struct Review {
    /// News with another epoch is not for this review.
    epoch: Epoch,
    /// What is followed.
    plan: ReviewPlan,
    /// The HITs as last heard of.
    hits: HashMap<HitId, Hit>,
    /// Every assignment that arrived.
    store: Store,
    /// Those that show, in order.
    view: View,
    /// The order.
    sort: Sort,
    /// Which show.
    filter: Filter,
    /// The text filter as typed and as far as it is evaluated.
    text: Option<TextFilter>,
    /// The search.
    search: Option<Search>,
    /// Which pane has the keys.
    focus: Pane,
    /// The answer pane.
    detail: Detail,
    /// The task pane.
    task: TaskView,
    /// The first visible line of the timeline.
    timeline_scroll: usize,
    /// How far loading is.
    progress: LoadProgress,
    /// Whether everything was loaded once; what arrives from then on is new.
    loaded: bool,
    /// New assignments that were not selected yet.
    unseen: RowSet,
    /// How far apart requests go out since the service asked to slow down.
    slowed: Option<Duration>,
    /// When the service was last heard of.
    checked: Option<Timestamp>,
    /// The answer fields among the list's columns.
    fields: FieldColumns,
    /// Where one stands.
    place: Place<RowId>,
    /// The request that waits for its next attempt.
    waiting: Option<Waiting>,
    /// Assignments that were submitted when last seen and wait no more: which verdict they have is not known.
    decided_elsewhere: RowSet,
    /// HITs whose counters could not be had when they were last asked for.
    refused: HashMap<HitId, Problem>,
    /// What there is to tell about the files that are reviewed.
    remarks: Vec<Remark>,
}

impl Review {
    /// An empty review of a plan.
    #[must_use]
    pub fn new(epoch: Epoch, plan: ReviewPlan, statuses: StatusSet) -> Self {
        let progress = LoadProgress::new(&plan);
        Self {
            epoch,
            plan,
            hits: HashMap::new(),
            store: Store::default(),
            view: View::default(),
            sort: Sort::default(),
            filter: Filter { statuses, ..Filter::default() },
            text: None,
            search: None,
            focus: Pane::List,
            detail: Detail::default(),
            task: TaskView::default(),
            timeline_scroll: 0,
            progress,
            loaded: false,
            unseen: RowSet::default(),
            slowed: None,
            checked: None,
            fields: FieldColumns::default(),
            place: Place::default(),
            waiting: None,
            decided_elsewhere: RowSet::default(),
            refused: HashMap::new(),
            remarks: Vec::new(),
        }
    }

    /// An empty review of everything in the files that are read.
    #[must_use]
    pub fn of_files(epoch: Epoch) -> Self {
        let review = Self::new(epoch, ReviewPlan::of_files(), StatusSet::ALL);
        Self { progress: LoadProgress::Files { read: false }, ..review }
    }

    /// Whether it shows what stands in files, and no service is asked.
    #[must_use]
    pub fn is_of_files(&self) -> bool {
        matches!(self.progress, LoadProgress::Files { .. })
    }

    /// What there is to tell about the files that are reviewed, the weightiest first.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The same review followed anew: what was loaded shows at once and is brought up to date.
    #[must_use]
    pub fn followed_again(self, epoch: Epoch) -> Self {
        let progress = LoadProgress::new(&self.plan);
        Self { epoch, progress, waiting: None, refused: HashMap::new(), slowed: None, ..self }
    }

    /// The HIT the selected assignment belongs to, else the first.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        let id = self.selected().map_or_else(|| self.plan.hits.first(), |row| Some(row.hit))?;
        self.hits.get(id)
    }

    /// The places of the panes.
    #[must_use]
    pub fn areas(&self, session: &Session) -> Areas {
        let line = self.trouble().is_some() || session.setup.warning.is_some();
        let list = self.columns(session.size.width).total;
        let timeline = |width| self.timeline(session, width).len();
        let areas = layout::areas(session.area(), self.focus, line, list, self.task_lines(), timeline);
        // A problem that kept everything away is told at length.
        let alone = self.store.is_empty() && self.trouble().and_then(Trouble::problem).is_some();
        if alone { areas.list_alone() } else { areas }
    }

    /// The most urgent thing that is wrong.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble<'_>> {
        let refused = || {
            let some = (!self.refused.is_empty()).then_some(&self.plan.hits)?;
            some.iter().find_map(|hit| self.refused.get(hit)).map(Trouble::Refused)
        };
        let stopped = || self.progress.stopped().next().map(Trouble::Stopped);
        self.waiting.as_ref().map(Trouble::Waiting).or_else(refused).or_else(stopped)
    }

    /// Builds the view anew after the order or a filter changed, and stays on the row or near it.
    fn rebuild(&mut self) {
        self.view.rebuild(&self.store, self.sort, &self.filter);
        self.hold();
    }

    /// How many assignments the HITs will list once everything is loaded, as their counters say.
    #[must_use]
    pub fn expected(&self) -> Option<usize> {
        let mut sum = 0;
        for id in &self.plan.hits {
            sum += self.hits.get(id)?.listable()? as usize;
        }
        Some(sum)
    }

    /// How many workers hold an assignment right now; nobody does of what was saved.
    #[must_use]
    pub fn working(&self) -> u32 {
        if self.is_of_files() {
            return 0;
        }
        self.hits.values().filter_map(|hit| hit.pending).sum()
    }

    /// Brings what depends on everything else up to date: the answer, what was seen.
    pub(super) fn settle(&mut self, session: &Session) {
        // They are as wide as they are before the places of the panes are told.
        self.recall_fields(session);
        self.settle_task(session);
        let areas = self.areas(session);
        self.settle_answer(&areas);
        if let Some(row) = self.row().filter(|_| self.place.row.is_some()) {
            self.unseen.remove(row);
        }
        self.settle_cells(areas.list_rows());
        self.count_found();
        self.settle_timeline(&areas, session);
    }

    /// Lays out the answer of the selected assignment and finds its matches.
    fn settle_answer(&mut self, areas: &Areas) {
        let search = self.search.as_ref().map(|search| (search.epoch, &search.needle));
        let window = (areas.answer_width(), areas.answer_rows());
        let (row, files) = (self.row(), self.is_of_files());
        let form = |hit: &HitId| match self.hits.get(hit).filter(|_| files) {
            Some(known) => known.hit_type.clone(),
            None => hit.to_string(),
        };
        self.detail.settle(&self.store, row, window, form, search);
    }
}
