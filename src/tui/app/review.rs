use super::{Cursor, Detail, Progress, Search, TextFilter};
use crate::feed::{Epoch, ReviewPlan};
use crate::model::{Assignment, Hit, HitId, StatusSet, Timestamp};
use crate::source::Problem;
use crate::table::{Absorbed, Filter, Row, RowId, RowSet, Sort, Store, View};
use crate::tui::layout::Pane;
use std::collections::HashMap;
use std::time::Duration;

/// A problem, and when the next attempt is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong.
    pub problem: Problem,
    /// When it is tried again; `None` where waiting does not help.
    pub until: Option<Timestamp>,
}

/// The review of one or several HITs: what is loaded, what of it shows, and where one stands.
#[derive(Debug)]
pub struct Review {
    /// News with another epoch is not for this review.
    pub epoch: Epoch,
    /// What is followed.
    pub plan: ReviewPlan,
    /// The HITs as last heard of.
    pub hits: HashMap<HitId, Hit>,
    /// Every assignment that arrived.
    pub store: Store,
    /// Those that show, in order.
    pub view: View,
    /// The order.
    pub sort: Sort,
    /// Which show.
    pub filter: Filter,
    /// The worker filter as typed.
    pub worker: Option<String>,
    /// The text filter as typed and as far as it is evaluated.
    pub text: Option<TextFilter>,
    /// The search.
    pub search: Option<Search>,
    /// Which pane has the keys.
    pub focus: Pane,
    /// The selected assignment.
    pub row: Option<RowId>,
    /// Where it stands.
    pub cursor: Cursor,
    /// Whether the user has moved: until then the first row is the selected one.
    pub moved: bool,
    /// The answer pane.
    pub detail: Detail,
    /// The first visible line of the timeline.
    pub timeline_scroll: usize,
    /// How far loading is.
    pub progress: Progress,
    /// Whether everything was loaded once; what arrives from then on is new.
    pub loaded: bool,
    /// New assignments that were not selected yet.
    pub unseen: RowSet,
    /// What is wrong.
    pub trouble: Option<Trouble>,
    /// How far apart requests go out since the service asked to slow down.
    pub slowed: Option<Duration>,
    /// When the service was last heard of.
    pub checked: Option<Timestamp>,
}

impl Review {
    /// An empty review of a plan.
    #[must_use]
    pub fn new(epoch: Epoch, plan: ReviewPlan, statuses: StatusSet) -> Self {
        let progress = Progress::new(&plan);
        Self {
            epoch,
            plan,
            hits: HashMap::new(),
            store: Store::default(),
            view: View::default(),
            sort: Sort::default(),
            filter: Filter { statuses, ..Filter::default() },
            worker: None,
            text: None,
            search: None,
            focus: Pane::List,
            row: None,
            cursor: Cursor::default(),
            moved: false,
            detail: Detail::default(),
            timeline_scroll: 0,
            progress,
            loaded: false,
            unseen: RowSet::default(),
            trouble: None,
            slowed: None,
            checked: None,
        }
    }

    /// The selected assignment.
    #[must_use]
    pub fn selected(&self) -> Option<Row<'_>> {
        self.store.row(self.row?)
    }

    /// The HIT the selected assignment belongs to, else the first.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        let id = self.selected().map_or_else(|| self.plan.hits.first(), |row| Some(row.hit))?;
        self.hits.get(id)
    }

    /// Takes in a page without moving what the user looks at.
    pub fn absorb(&mut self, page: Vec<Assignment>, height: usize) {
        let absorbed = self.store.absorb(page);
        self.note_text(&absorbed);
        if self.loaded {
            for row in &absorbed.added {
                self.unseen.insert(*row);
            }
        }
        if self.row.is_some_and(|row| absorbed.changed.contains(&row)) {
            self.detail.forget();
        }
        self.view.merge(&self.store, &absorbed, &self.filter);
        self.hold(height);
    }

    /// A page's rows join the text filter and the search.
    fn note_text(&mut self, absorbed: &Absorbed) {
        let rows: Vec<RowId> = absorbed.added.iter().chain(&absorbed.changed).copied().collect();
        if let (Some(text), Some(matching)) = (&self.text, &mut self.filter.matching) {
            matching.extend(self.store.matching(&rows, &text.needle));
        }
        if let Some(search) = &mut self.search {
            search.found.extend(self.store.matching(&rows, &search.needle));
        }
    }

    /// Builds the view anew after the order or a filter changed, and stays on the row or near it.
    pub fn rebuild(&mut self, height: usize) {
        self.view.rebuild(&self.store, self.sort, &self.filter);
        self.hold(height);
    }

    /// Keeps the cursor on its assignment; where that is gone from the view, on the one that took its place.
    pub fn hold(&mut self, height: usize) {
        let len = self.view.len();
        if !self.moved && !self.loaded {
            self.cursor = Cursor::default();
            self.row = self.view.get(0);
            return;
        }
        let position = match self.row {
            Some(row) => self
                .view
                .position(&self.store, row)
                .unwrap_or_else(|| self.view.position_or_next(&self.store, row)),
            None => 0,
        };
        self.cursor.follow(position, len, height);
        self.row = self.view.get(self.cursor.position);
    }

    /// Selects the row at a position.
    pub fn go(&mut self, position: usize, height: usize) {
        self.timeline_scroll = 0;
        self.moved = true;
        self.cursor.go(position, self.view.len(), height);
        self.row = self.view.get(self.cursor.position);
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

    /// How many workers hold an assignment right now.
    #[must_use]
    pub fn working(&self) -> u32 {
        self.hits.values().filter_map(|hit| hit.pending).sum()
    }
}
