//! What the background has to tell a review.

use super::Review;
use crate::feed::News;
use crate::model::{Assignment, Timestamp};
use crate::table::{Absorbed, RowId};
use crate::tui::app::trouble::Waiting;

impl Review {
    /// Takes in what the background has to tell.
    pub(in crate::tui::app) fn arrived(&mut self, news: News, now: Timestamp) {
        match news {
            News::Hit(hit) => {
                self.checked = Some(now);
                self.refused.remove(&hit.id);
                if !hit.hit_type.is_empty() {
                    self.fields.learn_type(&hit.id, &hit.hit_type);
                }
                self.hits.insert(hit.id.clone(), *hit);
            }
            News::PollFailed(hit, problem) => {
                self.refused.insert(hit, problem);
            }
            News::Page(_, page) => {
                self.checked = Some(now);
                self.absorb(page);
            }
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

    /// Everything is loaded: from now on one stands on the row that is first, whatever arrives before it.
    fn loaded(&mut self) {
        self.loaded = true;
        self.fields.loaded();
        self.stay();
    }

    /// Takes in a page without moving what the user looks at.
    fn absorb(&mut self, page: Vec<Assignment>) {
        self.learn_fields(&page);
        self.detail.sample(&page);
        self.let_go();
        // By what it is sorted by may change with the page, and then it is not found any more.
        let shown = |row: &RowId| self.view.position(&self.store, *row).is_some();
        let (here, held) = (self.row(), self.place.row.filter(shown));
        let absorbed = self.store.absorb(page);
        self.fields.forget(&absorbed.changed);
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
