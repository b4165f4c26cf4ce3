//! From screen to screen. What is left keeps its state on the shelf.

use super::destination::Destination;
use super::review::Review;
use super::screen::Screen;
use super::state::App;
use crate::feed::{DistinctHits, ReviewPlan};
use crate::tui::message::Effect;

/// How many reviews keep what they loaded after another HIT was opened.
const REVIEWS_KEPT: usize = 4;

impl App {
    /// Goes to another screen.
    pub(super) fn travel(&mut self, to: Destination) {
        match to {
            Destination::Hits => self.show_hits(),
            Destination::Review(hits) => self.show_review(hits),
            Destination::Back => self.go_back(),
        }
    }

    /// Shows a screen in place of the one that is up.
    fn show(&mut self, next: Screen) {
        // What was said was said of the screen that is left.
        self.session.notice = None;
        let left = std::mem::replace(&mut self.screen, next);
        self.shelf.push(left);
        let reviews = self.shelf.iter().filter(|screen| matches!(screen, Screen::Review(_))).count();
        if reviews > REVIEWS_KEPT
            && let Some(oldest) = self.shelf.iter().position(|screen| matches!(screen, Screen::Review(_)))
        {
            self.shelf.remove(oldest);
        }
    }

    /// Takes the latest review that is wanted from the shelf.
    fn take_review(&mut self, wanted: impl Fn(&Review) -> bool) -> Option<Box<Review>> {
        let at = self.shelf.iter().rposition(|screen| matches!(screen, Screen::Review(r) if wanted(r)))?;
        match self.shelf.remove(at) {
            Screen::Review(review) => Some(review),
            Screen::Hits(_) => None,
        }
    }

    /// Takes the list of HITs from the shelf.
    fn take_hits(&mut self) -> Option<Screen> {
        let at = self.shelf.iter().position(|screen| matches!(screen, Screen::Hits(_)))?;
        Some(self.shelf.remove(at))
    }

    /// Opens the list of HITs, loading it the first time, with the cursor on what is under review.
    fn show_hits(&mut self) {
        let here = self.review().map(|review| review.plan().hits.clone());
        let hits = self.take_hits();
        self.show(hits.unwrap_or_else(|| Screen::Hits(Box::default())));
        if let Screen::Hits(hits) = &mut self.screen {
            if hits.listing == super::hits::Listing::NotBegun {
                hits.list(&mut self.session);
            }
            if let Some(here) = here {
                hits.select_reviewed(&here, &self.session);
            }
        }
        self.learn_from_reviews(|_| true);
    }

    /// Opens HITs for review; what is followed already just shows again.
    fn show_review(&mut self, hits: DistinctHits) {
        let latest = self.shelf.iter().rev().find_map(|screen| match screen {
            Screen::Review(review) => Some(&review.plan().hits),
            Screen::Hits(_) => None,
        });
        if latest == Some(&hits) {
            self.go_back();
        } else {
            self.open(hits);
        }
    }

    /// From the list of HITs back to the review one came from; from a review to the list, once that was opened.
    fn go_back(&mut self) {
        let from_review = matches!(self.screen, Screen::Review(_));
        let listed = self.hits().is_some_and(|hits| hits.listing != super::hits::Listing::NotBegun);
        if from_review && listed {
            self.show_hits();
        } else if !from_review && let Some(review) = self.take_review(|_| true) {
            self.show(Screen::Review(review));
        }
    }

    /// Starts to review everything in the files that were opened.
    pub(super) fn open_files(&mut self) {
        let epoch = self.session.next_epoch();
        self.session.ask(Effect::ReadFiles(epoch));
        self.show(Screen::Review(Box::new(Review::of_files(epoch))));
    }

    /// Starts to review these HITs, or goes on where an earlier review of them was left.
    pub(super) fn open(&mut self, hits: DistinctHits) {
        let epoch = self.session.next_epoch();
        let review = if let Some(kept) = self.take_review(|review| review.plan().hits == hits) {
            kept.followed_again(epoch)
        } else {
            let plan = ReviewPlan { hits, ..self.session.setup.plan.clone() };
            Review::new(epoch, plan, self.session.setup.statuses)
        };
        self.session.ask(Effect::Follow(epoch, review.plan().clone()));
        self.show(Screen::Review(Box::new(review)));
    }
}
