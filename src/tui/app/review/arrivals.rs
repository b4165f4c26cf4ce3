//! What the background has to tell a review.

use super::Review;
use super::progress::LoadProgress;
use crate::feed::News;
use crate::model::{Assignment, Hit, Timestamp};
use crate::table::{Absorbed, RowId, Store};
use crate::tui::app::trouble::Waiting;
use std::borrow::Cow;

impl Review {
    /// Takes in what the background has to tell.
    pub(in crate::tui::app) fn arrived(&mut self, news: News, now: Timestamp) {
        match news {
            News::Hit(hit) => self.hear_of(*hit, now),
            News::SavedHits(hits) => hits.into_iter().for_each(|hit| self.hear_of(hit, now)),
            News::PollFailed(hit, problem) => {
                self.refused.insert(hit, problem);
            }
            News::Page(_, page) => {
                self.checked = Some(now);
                self.sample(&page);
                self.absorb(|store| store.absorb(page));
            }
            News::Saved(batch) => {
                self.checked = Some(now);
                let added = self.absorb(|store| store.absorb_saved(batch));
                self.sample_saved(&added);
            }
            News::Remark(remark) => {
                let at = self.remarks.partition_point(|known| known.weight >= remark.weight);
                self.remarks.insert(at, remark);
            }
            News::FilesRead => {
                self.progress = LoadProgress::Files { read: true };
                self.loaded();
            }
            News::StillWaiting(hit, waiting) => self.still_waiting(&hit, &waiting),
            News::Started(chain) => self.progress.set(chain, None),
            News::Ended(chain, ending) => {
                self.progress.set(chain, Some(ending));
                if !self.progress.loading() {
                    self.loaded();
                }
            }
            News::Waiting(problem, until) => self.waiting = Some(Waiting { problem, until }),
            News::Recovered => self.waiting = None,
            News::Slowed(gap) => self.slowed = gap,
            News::Checked => self.checked = Some(now),
        }
    }

    /// A HIT is told, or told anew.
    fn hear_of(&mut self, hit: Hit, now: Timestamp) {
        self.checked = Some(now);
        self.refused.remove(&hit.id);
        if !hit.hit_type.is_empty() {
            self.fields.learn_type(&hit.id, &hit.hit_type);
        }
        let id = hit.id.clone();
        if self.hits.insert(id.clone(), hit).is_none() && self.is_of_files() {
            self.plan.hits.push_new(id);
        }
    }

    /// Everything is loaded: from now on one stands on the row that is first, whatever arrives before it.
    fn loaded(&mut self) {
        self.loaded = true;
        self.fields.loaded();
        self.stay();
    }

    /// Learns from a page what its answers are like.
    fn sample(&mut self, page: &[Assignment]) {
        self.learn_fields(page);
        for assignment in page {
            if let Some(answer) = assignment.answer.as_deref() {
                self.detail.sample(assignment.hit.as_str(), answer);
            }
        }
    }

    /// Learns from the first rows of each form what the answers in files are like.
    fn sample_saved(&mut self, added: &[RowId]) {
        for row in added {
            let Some(hit) = self.store.row(*row).map(|known| known.hit.clone()) else { continue };
            let form = self.hits.get(&hit).map_or(hit.as_str(), |hit| &*hit.hit_type);
            if !self.detail.wants_sample(form) {
                continue;
            }
            let Some(answer) = self.store.answer(*row).map(Cow::into_owned) else { continue };
            self.detail.sample(form, &answer);
            self.learn_fields_of(&hit, std::iter::once(&*answer));
        }
    }

    /// Takes in what came without moving what the user looks at; returns the rows that are new.
    fn absorb(&mut self, take_in: impl FnOnce(&mut Store) -> Absorbed) -> Vec<RowId> {
        self.let_go();
        // By what it is sorted by may change with the page, and then it is not found any more.
        let shown = |row: &RowId| self.view.position(&self.store, *row).is_some();
        let (here, held) = (self.row(), self.place.row.filter(shown));
        let absorbed = take_in(&mut self.store);
        self.fields.forget(&absorbed.changed);
        for row in &absorbed.changed {
            self.decided_elsewhere.remove(*row);
        }
        self.note_text(&absorbed);
        if self.loaded {
            self.unseen.extend(absorbed.added.iter().copied());
        }
        if here.is_some_and(|row| absorbed.changed.contains(&row)) {
            self.detail.forget();
        }
        self.filter.held = held;
        self.view.merge(&self.store, &absorbed, &self.filter);
        self.hold();
        absorbed.added
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
}
