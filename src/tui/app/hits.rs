use super::cursor::round;
use super::{App, Cursor, Trouble};
use crate::feed::{Epoch, HitsNews};
use crate::model::{Hit, HitId};
use crate::text::Needle;
use crate::tui::message::Effect;
use std::collections::{HashMap, HashSet};

/// What the list of HITs can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitSortKey {
    /// When the HIT was created.
    Age,
    /// How many assignments wait for review.
    Waiting,
    /// The title.
    Title,
    /// What one assignment pays.
    Reward,
    /// How many assignments nobody has accepted yet.
    Available,
}

impl HitSortKey {
    /// Every key, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Age, Self::Waiting, Self::Title, Self::Reward, Self::Available];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Waiting => "waiting",
            Self::Title => "title",
            Self::Reward => "reward",
            Self::Available => "available",
        }
    }
}

/// The order of the list of HITs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HitSort {
    /// By what.
    pub key: HitSortKey,
    /// Whether the largest, newest or last comes first.
    pub descending: bool,
}

/// The account's HITs, as far as they are listed.
#[derive(Debug)]
pub struct HitList {
    /// News with another epoch is stale.
    pub epoch: Epoch,
    /// The HITs in the order they arrived.
    items: Vec<Hit>,
    /// Positions of `items` in the order they show.
    order: Vec<usize>,
    /// The order.
    pub sort: HitSort,
    /// What is searched for.
    pub search: Option<(String, Needle)>,
    /// Where one stands.
    pub cursor: Cursor,
    selected: Option<HitId>,
    /// How many completed assignments of a HIT were rejected.
    rejected: HashMap<HitId, u32>,
    /// HITs whose rejected assignments are being counted, or were.
    asked: HashSet<HitId>,
    /// HITs seen in the listing under way.
    seen: HashSet<HitId>,
    /// Whether pages are still to come.
    pub loading: bool,
    /// What is wrong.
    pub trouble: Option<Trouble>,
}

impl Default for HitList {
    fn default() -> Self {
        Self {
            epoch: Epoch::default(),
            items: Vec::new(),
            order: Vec::new(),
            sort: HitSort { key: HitSortKey::Age, descending: true },
            search: None,
            cursor: Cursor::default(),
            selected: None,
            rejected: HashMap::new(),
            asked: HashSet::new(),
            seen: HashSet::new(),
            loading: false,
            trouble: None,
        }
    }
}

impl HitList {
    /// A listing begins; what an earlier one brought stays until the new one is whole.
    pub fn begin(&mut self, epoch: Epoch) {
        self.epoch = epoch;
        self.loading = true;
        self.trouble = None;
        self.seen.clear();
        self.asked.clear();
    }

    /// Whether the HITs were ever asked for.
    #[must_use]
    pub fn begun(&self) -> bool {
        self.epoch != Epoch::default()
    }

    /// Takes in news of the listing under way.
    pub fn arrived(&mut self, news: HitsNews) {
        match news {
            HitsNews::Started => {
                self.loading = true;
                self.seen.clear();
            }
            HitsNews::Page(page) => {
                for hit in page {
                    self.seen.insert(hit.id.clone());
                    self.upsert(hit);
                }
                self.arrange();
            }
            HitsNews::Complete => {
                self.loading = false;
                let seen = &self.seen;
                self.items.retain(|hit| seen.contains(&hit.id));
                self.arrange();
            }
            HitsNews::Stopped(problem) => {
                self.loading = false;
                self.trouble = Some(Trouble { problem, until: None });
            }
            HitsNews::Waiting(problem, until) => {
                self.trouble = Some(Trouble { problem, until: Some(until) });
            }
            HitsNews::Recovered => self.trouble = None,
            HitsNews::Rejected(id, count) => {
                self.rejected.insert(id, count);
            }
            HitsNews::NotCounted(..) => {}
        }
    }

    /// A HIT that a review heard of again.
    pub fn refresh(&mut self, hit: &Hit) {
        if let Some(old) = self.items.iter_mut().find(|old| old.id == hit.id)
            && old != hit
        {
            if old.completed != hit.completed {
                self.asked.remove(&hit.id);
            }
            *old = hit.clone();
            self.arrange();
        }
    }

    fn upsert(&mut self, hit: Hit) {
        match self.items.iter_mut().find(|old| old.id == hit.id) {
            Some(old) => *old = hit,
            None => self.items.push(hit),
        }
    }

    /// Sorts by another key; the same key again turns the order round.
    pub fn sort_by(&mut self, key: HitSortKey) {
        let descending = if self.sort.key == key { !self.sort.descending } else { key != HitSortKey::Title };
        self.sort = HitSort { key, descending };
        self.arrange();
    }

    /// Puts the HITs in order and stays on the selected one.
    fn arrange(&mut self) {
        let items = &self.items;
        let mut order: Vec<usize> = (0..items.len()).collect();
        let hit = |at: &usize| items.get(*at);
        match self.sort.key {
            // Making lower case of a title is work; it is done once a title.
            HitSortKey::Title => order.sort_by_cached_key(|at| hit(at).map(|hit| hit.title.to_lowercase())),
            HitSortKey::Age => order.sort_by_key(|at| hit(at).map(|hit| hit.created)),
            HitSortKey::Waiting => order.sort_by_key(|at| hit(at).map(Hit::waiting)),
            HitSortKey::Reward => order.sort_by_key(|at| hit(at).map(|hit| hit.reward)),
            HitSortKey::Available => order.sort_by_key(|at| hit(at).map(|hit| hit.available)),
        }
        if self.sort.descending {
            order.reverse();
        }
        self.order = order;
        if let Some(position) = self.selected.as_ref().and_then(|id| self.position_of(id)) {
            self.cursor.position = position;
        }
    }

    fn position_of(&self, id: &HitId) -> Option<usize> {
        self.order.iter().position(|item| self.items.get(*item).is_some_and(|hit| hit.id == *id))
    }

    /// How many HITs show.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no HIT shows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The HIT at a position.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<&Hit> {
        self.items.get(*self.order.get(position)?)
    }

    /// The HIT under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Hit> {
        self.get(self.cursor.position)
    }

    /// How many of a HIT's completed assignments were approved and rejected, where that is known.
    #[must_use]
    pub fn verdicts(&self, hit: &Hit) -> Option<(u32, u32)> {
        let completed = hit.completed?;
        let rejected = if completed == 0 { 0 } else { *self.rejected.get(&hit.id)? };
        Some((completed.saturating_sub(rejected), rejected))
    }

    /// Goes to a position.
    pub fn go(&mut self, position: usize, height: usize) {
        self.cursor.go(position, self.len(), height);
        self.selected = self.selected().map(|hit| hit.id.clone());
    }

    /// Goes to a HIT, now or when it arrives.
    pub fn select(&mut self, id: &HitId, height: usize) {
        self.selected = Some(id.clone());
        if let Some(position) = self.position_of(id) {
            self.cursor.go(position, self.len(), height);
        }
    }

    /// Searches titles and ids; goes to the first match from `origin` on.
    pub fn search(&mut self, text: &str, origin: usize, height: usize) {
        self.search = Needle::new(text).map(|needle| (text.to_owned(), needle));
        if let Some(position) = round(origin, self.len()).find(|at| self.finds(*at)) {
            self.go(position, height);
        }
    }

    /// Whether the search matches this HIT.
    #[must_use]
    pub fn is_found(&self, hit: &Hit) -> bool {
        self.search
            .as_ref()
            .is_some_and(|(_, needle)| needle.is_in(&hit.title) || needle.is_in(hit.id.as_str()))
    }

    /// Goes to the next match; tells whether it went round, or `None` where nothing matches.
    pub fn next_found(&mut self, forward: bool, height: usize) -> Option<bool> {
        let (position, went_round) = self.cursor.next(self.len(), forward, |at| self.finds(*at))?;
        self.go(position, height);
        Some(went_round)
    }

    /// Whether the search matches the HIT at a position.
    fn finds(&self, position: usize) -> bool {
        self.get(position).is_some_and(|hit| self.is_found(hit))
    }

    /// The HITs on the screen whose rejected assignments should be counted now; each is handed out once.
    fn uncounted(&mut self, height: usize) -> Vec<HitId> {
        let visible = self.cursor.top..(self.cursor.top + height).min(self.len());
        let wanted: Vec<HitId> = visible
            .filter_map(|position| self.get(position))
            .filter(|hit| hit.completed.is_some_and(|n| n > 0) && !self.asked.contains(&hit.id))
            .map(|hit| hit.id.clone())
            .collect();
        self.asked.extend(wanted.iter().cloned());
        wanted
    }
}

impl App {
    /// How many HITs the list shows at a time.
    #[must_use]
    pub fn areas_of_hits(&self) -> usize {
        crate::tui::layout::hits(self.area(), self.problem_line()).list_rows()
    }

    /// Keeps the list of HITs in its window and counts what shows in it.
    pub(super) fn settle_hits(&mut self, effects: &mut Vec<Effect>) {
        let height = self.areas_of_hits();
        self.hits.cursor.fit(self.hits.len(), height);
        let wanted = self.hits.uncounted(height);
        if !wanted.is_empty() {
            effects.push(Effect::CountRejected(wanted));
        }
    }
}
