use super::cursor::round;
use super::{App, Review, Screen};
use crate::feed::Epoch;
use crate::table::RowSet;
use crate::text::Needle;
use crate::tui::message::{Effect, ScanNews};

/// A search: what was found marks rows, and `n` and `N` walk over them.
#[derive(Debug)]
pub struct Search {
    /// As typed.
    pub text: String,
    /// What is looked for.
    pub needle: Needle,
    /// The scan that looks for it.
    pub epoch: Epoch,
    /// The rows found so far.
    pub found: RowSet,
    /// Rows searched so far, and in all.
    pub done: (usize, usize),
    /// Where the search began, until the user moves: the cursor goes to the nearest match after it.
    pub origin: Option<usize>,
}

/// A filter by text: rows show once the scan found them.
#[derive(Debug)]
pub struct TextFilter {
    /// As typed.
    pub text: String,
    /// What is looked for.
    pub needle: Needle,
    /// The scan that looks for it.
    pub epoch: Epoch,
    /// Rows searched so far, and in all.
    pub done: (usize, usize),
}

impl Search {
    /// How far the scan is in percent, while it runs.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        percent(self.done)
    }
}

impl TextFilter {
    /// How far the scan is in percent, while it runs.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        percent(self.done)
    }
}

fn percent((done, of): (usize, usize)) -> Option<usize> {
    (done < of).then(|| done * 100 / of.max(1))
}

impl App {
    /// Searches for a text from a position on; an empty text ends the search.
    pub(super) fn search(&mut self, text: &str, origin: usize, effects: &mut Vec<Effect>) {
        let epoch = self.next_epoch();
        let height = self.areas().list_rows();
        if self.screen == Screen::Hits {
            return self.hits.search(text, origin, height);
        }
        let Some(review) = &mut self.review else { return };
        if let Some(old) = review.search.take() {
            effects.push(Effect::StopScan(old.epoch));
        }
        let Some(needle) = Needle::new(text) else { return };
        effects.push(Effect::Scan(epoch, needle.clone(), review.store.snapshot()));
        let of = review.store.len();
        let found = RowSet::default();
        review.search =
            Some(Search { text: text.to_owned(), needle, epoch, found, done: (0, of), origin: Some(origin) });
    }

    /// A scan went on: the rows found join the search or the text filter it is for.
    pub(super) fn scanned(&mut self, epoch: Epoch, news: &ScanNews) {
        let height = self.areas().list_rows();
        let Some(review) = &mut self.review else { return };
        if review.search.as_ref().is_some_and(|search| search.epoch == epoch) {
            review.searched(news, height);
        }
        if review.text.as_ref().is_some_and(|text| text.epoch == epoch) {
            review.filtered(news, height);
        }
        if self.prompt.is_none() {
            self.tell_nothing_found();
        }
    }

    /// Says so when a search came to its end in vain.
    pub(super) fn tell_nothing_found(&mut self) {
        let search = self.review.as_ref().and_then(|review| review.search.as_ref());
        if let Some(search) = search.filter(|search| search.percent().is_none() && search.found.is_empty()) {
            let text = search.text.clone();
            self.say(format!("Nothing found for “{text}”"));
        }
    }

    /// Goes to the next match, or the one before, and says when it went round the end.
    pub(super) fn next_found(&mut self, forward: bool) {
        let height = self.areas().list_rows();
        let wrapped = match (self.screen, &mut self.review) {
            (Screen::Hits, _) => self.hits.next_found(forward, height),
            (Screen::Review, Some(review)) => review.next_found(forward, height),
            (Screen::Review, None) => None,
        };
        match wrapped {
            None => self.say("No match in what shows"),
            Some(true) if forward => self.say("Past the end, on from the top"),
            Some(true) => self.say("Past the top, on from the end"),
            Some(false) => {}
        }
    }
}

impl Review {
    fn searched(&mut self, news: &ScanNews, height: usize) {
        let Some(search) = &mut self.search else { return };
        search.done = (news.done, news.of);
        search.found.extend(news.found.iter().copied());
        if let Some(origin) = search.origin.filter(|_| !search.found.is_empty())
            && let Some(position) = round(origin, self.view.len()).find(|at| self.is_found(*at))
        {
            self.go(position, height);
        }
    }

    fn filtered(&mut self, news: &ScanNews, height: usize) {
        if let (Some(text), Some(matching)) = (&mut self.text, &mut self.filter.matching) {
            text.done = (news.done, news.of);
            matching.extend(news.found.iter().copied());
            self.view.include(&self.store, &news.found, &self.filter);
            self.hold(height);
        }
    }

    /// Whether the search found the row at a position.
    fn is_found(&self, position: usize) -> bool {
        let row = self.view.get(position);
        self.search.as_ref().zip(row).is_some_and(|(search, row)| search.found.contains(row))
    }

    /// Goes to the next match; tells whether it went round, or `None` where there is no match.
    fn next_found(&mut self, forward: bool, height: usize) -> Option<bool> {
        if let Some(search) = &mut self.search {
            search.origin = None;
        }
        let (position, went_round) = self.cursor.next(self.view.len(), forward, |at| self.is_found(*at))?;
        self.go(position, height);
        Some(went_round)
    }
}
